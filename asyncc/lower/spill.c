/* spill.c - temporaries, and the order of operands.
 *
 * An operand with side effects that stands before an await, before another operand with side
 * effects (once there is an await around), or beside a plain read is evaluated into a
 * temporary: in the frame if an await follows (`ahead`), else a C local. Of an lvalue
 * only what it is made of is evaluated; the place itself is read or written later.
 */
#include "lower/parts.h"

static bool reads_left(const struct node *node);

/* ---- temporaries ------------------------------------------------------- */

/* What a value of this expression is stored as. */
const struct type *spill_type(const struct lower *l, const struct type *type)
{
    if (type->is_function)
        return type_pointer_to(l->arena, type->kind == TYPE_FUNCTION ? type : type->function);
    if (type->is_array && (type->kind == TYPE_ARRAY || type->kind == TYPE_OPEN_ARRAY))
        return type_pointer_to(l->arena, type->inner);
    return type_unqualified(l->arena, type);
}

const char *spill_name(struct lower *l)
{
    return arena_printf(l->arena, "%s%u", l->temp_prefix, ++l->temps);
}

/* Declares (or takes a slot for) a temporary and returns how it is named. */
const char *spill_temp(struct lower *l, const struct node *node, bool ahead)
{
    const struct type *type = spill_type(l, node->type);
    if (ahead)
        return frame_temporary(l, node, type, node->points.begin);
    const char *name = spill_name(l);
    if (type->unnamed)
        stmt_put(l, node->begin, "__typeof__(%s) %s;", print_node(l, node), name);
    else
        stmt_put(l, node->begin, "%s;", type_declaration(l->arena, type, name));
    return name;
}

/* Evaluates the node now, into a temporary of the frame. What it was made from is free then. */
static void spill_to_frame(struct lower *l, struct node *node, const struct type *type)
{
    const char *value = print_node(l, node);
    frame_release(l, node, node->points.end);
    node->text = frame_temporary(l, node, type, node->points.end);
    stmt_assign(l, node->begin, node->text, type, value);
}

/* Whether the value takes less of the frame than the temporaries that it is made from. */
static bool is_smaller(const struct lower *l, const struct node *node)
{
    return node->has_await && node->text == NULL && !node->type->is_array &&
           spill_type(l, node->type)->size < frame_held(l, node);
}

/* Evaluates the node now, into a temporary that replaces it. */
void spill_value(struct lower *l, struct node *node, bool ahead)
{
    if (!expr_has_effect_left(node) && !(node->has_await && reads_left(node)) &&
        !(ahead && is_smaller(l, node)))
        return;
    if (node->type->is_void) {
        stmt_put(l, node->begin, "%s;", print_node(l, node));
        node->text = "(void)0";
        return;
    }
    if (node->type->is_array) {
        spill_place(l, node, ahead);
        return;
    }
    const struct type *type = spill_type(l, node->type);
    if (ahead) {
        spill_to_frame(l, node, type);
        return;
    }
    const char *value = print_node(l, node), *name = spill_name(l);
    const char *declared = type->unnamed ? arena_printf(l->arena, "__typeof__(%s) %s", value, name)
                                         : type_declaration(l->arena, type, name);
    stmt_put(l, node->begin, "%s = %s;", declared, value);
    node->text = name;
}

static void spill_operand(struct lower *l, struct node *parent, uint32_t index, bool ahead);

/* Evaluates what an lvalue is made of, but leaves the place itself to be read or
 * written later. */
void spill_place(struct lower *l, struct node *node, bool ahead)
{
    if (!node->has_effect || node->text != NULL)
        return;
    switch (node->kind) {
    case NODE_NAME:
        return;
    case NODE_PAREN:
    case NODE_MEMBER:
        spill_place(l, node->child[0], ahead);
        return;
    case NODE_ARROW:
        spill_value(l, node->child[0], ahead);
        return;
    case NODE_SUBSCRIPT:
        spill_value(l, node->child[0], ahead);
        spill_value(l, node->child[1], ahead);
        return;
    case NODE_UNARY:
        if (node->op == UNARY_DEREF) {
            spill_value(l, node->child[0], ahead);
            return;
        }
        break;
    case NODE_COMPOUND_LITERAL:
    case NODE_INIT_LIST:
        for (uint32_t i = 0; i < node->count; i++)
            spill_operand(l, node, i, ahead);
        return;
    default:
        break;
    }
    if (node->type->is_array || node->type->is_function) {
        if (!expr_has_effect_left(node))
            return;
        const char *text = print_node(l, node);
        const struct type *pointer = type_pointer_to(l->arena, node->type);
        const char *name =
            ahead ? frame_temporary(l, node, pointer, node->points.begin) : spill_name(l);
        const char *target = ahead ? name : type_declaration(l->arena, pointer, name);
        stmt_put(l, node->begin, "%s = &%s;", target, text);
        node->text = arena_printf(l->arena, "(*%s)", name);
        return;
    }
    spill_value(l, node, ahead);
}

bool expr_has_effect_left(const struct node *node)
{
    if (node->text != NULL || !node->has_effect)
        return false;
    if (node->instead != NULL)
        return expr_has_effect_left(node->instead);
    switch (node->kind) {
    case NODE_CALL:
    case NODE_ASSIGN:
    case NODE_COMPOUND_ASSIGN:
    case NODE_STMT_EXPR:
    case NODE_SPAWN:
    case NODE_GROUP_SPAWN:
    case NODE_RUN:
    case NODE_OPAQUE:
    case NODE_AWAIT:
        return true;
    case NODE_UNARY:
        if (node->op == UNARY_STEP)
            return true;
        break;
    default:
        break;
    }
    if (node->type->is_volatile || node->type->is_atomic)
        return true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && expr_has_effect_left(node->child[i]))
            return true;
    return false;
}

/* Whether a lifted operand still reads a variable, or what a pointer points to. */
static bool reads_left(const struct node *node)
{
    if (node->text != NULL || node->kind == NODE_UNEVALUATED)
        return false;
    if (node->instead != NULL)
        return reads_left(node->instead);
    if (node->kind == NODE_NAME)
        return node->symbol->kind != SYMBOL_FUNCTION;
    if (node->kind == NODE_ARROW || node->kind == NODE_SUBSCRIPT ||
        (node->kind == NODE_UNARY && node->op == UNARY_DEREF))
        return true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && reads_left(node->child[i]))
            return true;
    return false;
}

/* ---- operand lists ----------------------------------------------------- */

static bool is_place(const struct node *parent, uint32_t index)
{
    return index == 0 && (parent->kind == NODE_ASSIGN || parent->kind == NODE_COMPOUND_ASSIGN);
}

/* The element of a designator [i] = value is evaluated in its own right; a nested
 * list is no value but a part of the outer one. */
static void spill_operand(struct lower *l, struct node *parent, uint32_t index, bool ahead)
{
    struct node *operand = parent->child[index];
    if (is_place(parent, index))
        spill_place(l, operand, ahead);
    else if (operand->kind == NODE_INIT_LIST)
        for (uint32_t i = 0; i < operand->count; i++)
            spill_operand(l, operand, i, ahead);
    else if (operand->kind == NODE_DESIGNATED)
        spill_operand(l, operand, operand->count - 1, ahead);
    else
        spill_value(l, operand, ahead);
}

bool spill_awaits_after(const struct node *node, uint32_t index)
{
    for (uint32_t i = index + 1; i < node->count; i++)
        if (node->child[i] != NULL && node->child[i]->has_await)
            return true;
    return false;
}

bool spill_effects_after(const struct node *node, uint32_t index)
{
    for (uint32_t i = index + 1; i < node->count; i++)
        if (node->child[i] != NULL &&
            (node->child[i]->has_await || expr_has_effect_left(node->child[i])))
            return true;
    return false;
}

/* Whether an operand other than `index` reads a variable: C would leave it open
 * whether before or after the side effect of `index`. */
static bool others_read(const struct node *node, uint32_t index)
{
    for (uint32_t i = 0; i < node->count; i++) {
        struct node *operand = node->child[i];
        bool written = is_place(node, i) && node->kind == NODE_ASSIGN &&
                       node_skip_parens(operand)->kind == NODE_NAME;
        if (i != index && operand != NULL && !written && reads_left(operand))
            return true;
    }
    return false;
}

/* A list in a list, whose elements are in one order with those around it; NULL: none. */
static struct node *nested_list(struct node *operand)
{
    if (operand->kind == NODE_DESIGNATED)
        operand = operand->child[operand->count - 1];
    return operand->kind == NODE_INIT_LIST ? operand : NULL;
}

void spill_lift_operands(struct lower *l, struct node *node, bool ahead)
{
    for (uint32_t i = 0; i < node->count; i++) {
        struct node *operand = node->child[i];
        if (operand == NULL || !(operand->has_await || expr_has_effect_left(operand)))
            continue;
        bool later = ahead || spill_awaits_after(node, i);
        if (operand->has_await)
            expr_lift_ahead(l, operand, later);
        else if (nested_list(operand) != NULL)
            spill_lift_operands(l, nested_list(operand), later);
        if (spill_effects_after(node, i) || (expr_has_effect_left(operand) && others_read(node, i)))
            spill_operand(l, node, i, later);
    }
}
