/* expr.c - lifts awaits out of expressions.
 *
 * After a lift, printing the node gives plain C: each await in it has been written as a
 * statement of its own and replaced by the temporary that holds its value. Operands
 * without side effects stay where they are and are read after the awaits; spill.c
 * keeps the order of the others. Operators that evaluate only some of their operands become
 * `if`, a statement expression becomes a block.
 */
#include "lower/parts.h"

#include <string.h>

/* ---- control flow inside expressions ----------------------------------- */

static void put_open(struct lower *l, uint32_t offset, const char *text)
{
    stmt_put(l, offset, "%s", text);
    l->writer->indent++;
}

static void put_close(struct lower *l, uint32_t offset, const char *text)
{
    l->writer->indent--;
    stmt_put(l, offset, "%s", text);
}

/* a && b, a || b with an await in b. */
static void lift_logical(struct lower *l, struct node *node, bool ahead)
{
    struct node *left = node->child[0], *right = node->child[1];
    if (left->has_await)
        expr_lift_ahead(l, left, ahead && !right->has_await);
    if (!right->has_await)
        return; /* what the left operand became is read with the whole */
    const char *value = print_node(l, left);
    frame_release(l, left, left->points.end);
    const char *temp =
        ahead ? frame_temporary(l, node, node->type, left->points.end) : spill_name(l);
    stmt_put(l, left->begin, ahead ? "%s = !!(%s);" : "int %s = !!(%s);", temp, value);
    put_open(l, right->begin,
             arena_printf(l->arena, node->kind == NODE_AND ? "if (%s) {" : "if (!%s) {", temp));
    expr_lift_ahead(l, right, false);
    stmt_put(l, right->begin, "%s = !!(%s);", temp, print_node(l, right));
    put_close(l, right->end, "}");
    node->text = temp;
}

static void put_branch(struct lower *l, struct node *branch, const char *temp)
{
    if (branch->has_await)
        expr_lift_ahead(l, branch, false);
    const char *value = print_node(l, branch);
    if (temp == NULL && expr_has_effect_left(branch))
        stmt_put(l, branch->begin, "%s;", value);
    else if (temp == NULL)
        return;
    else
        stmt_assign(l, branch->begin, temp, spill_type(l, branch->type), value);
}

static void lift_conditional(struct lower *l, struct node *node, bool ahead)
{
    struct node *condition = node->child[0];
    bool branches = node->child[1]->has_await || node->child[2]->has_await;
    if (condition->has_await)
        expr_lift_ahead(l, condition, ahead && !branches);
    if (!branches)
        return;
    const char *test = print_node(l, condition);
    frame_release(l, condition, condition->points.end);
    const char *temp = node->type->is_void ? NULL : spill_temp(l, node, ahead);
    put_open(l, condition->begin, arena_printf(l->arena, "if (%s) {", test));
    put_branch(l, node->child[1], temp);
    put_close(l, node->child[2]->begin, "} else {");
    l->writer->indent++;
    put_branch(l, node->child[2], temp);
    put_close(l, node->end, "}");
    node->text = temp ? temp : "(void)0";
}

/* a ?: b with an await in b. */
static void lift_gnu_conditional(struct lower *l, struct node *node, bool ahead)
{
    struct node *value = node->child[0], *other = node->child[1];
    if (value->has_await)
        expr_lift_ahead(l, value, ahead && !other->has_await);
    if (!other->has_await)
        return;
    const char *temp = spill_temp(l, node, ahead);
    const char *first = spill_name(l);
    stmt_put(l, value->begin, "%s = %s;",
             type_declaration(l->arena, spill_type(l, value->type), first), print_node(l, value));
    put_open(l, value->begin, arena_printf(l->arena, "if (%s) {", first));
    stmt_put(l, value->begin, "%s = %s;", temp, first);
    put_close(l, other->begin, "} else {");
    l->writer->indent++;
    put_branch(l, other, temp);
    put_close(l, node->end, "}");
    node->text = temp;
}

/* The number of the branch that _Generic or __builtin_choose_expr selects: the same
 * expression with numbers for branches. */
static const char *selected_branch(struct lower *l, struct node *node)
{
    for (uint32_t i = 1; i < node->count; i++)
        node->child[i]->text = arena_printf(l->arena, "%u", i);
    const char *text = print_node(l, node);
    for (uint32_t i = 1; i < node->count; i++)
        node->child[i]->text = NULL;
    return text;
}

/* Awaits in branches: only the selected one runs, which the C compiler finds out. */
static void lift_select(struct lower *l, struct node *node, bool ahead)
{
    const struct type *type = spill_type(l, node->type);
    const char *temp = node->type->is_void ? NULL : spill_temp(l, node, ahead);
    const char *branch = spill_name(l);
    stmt_put(l, node->begin, "int %s = %s;", branch, selected_branch(l, node));
    for (uint32_t i = 1; i < node->count; i++) {
        struct node *value = node->child[i];
        bool fits = temp != NULL && await_same_type(type, spill_type(l, value->type));
        const char *otherwise = i > 1 ? "} else " : "";
        bool last = i + 1 == node->count && i > 1;
        put_open(l, value->begin,
                 last ? "} else {"
                      : arena_printf(l->arena, "%sif (%s == %u) {", otherwise, branch, i));
        put_branch(l, value, fits ? temp : NULL);
        l->writer->indent--;
    }
    stmt_put(l, node->end - 1, "}");
    node->text = temp ? temp : "(void)0";
}

static void lift_comma(struct lower *l, struct node *node, bool ahead)
{
    struct node *right = node->child[1];
    expr_statement(l, node->child[0]);
    expr_lift_ahead(l, right, ahead);
    node->instead = right;
}

/* The last statement of a statement expression, which gives it its value. */
static void put_last(struct lower *l, struct node *last, const char *temp, const struct type *type)
{
    for (; last->kind == NODE_LABEL; last = last->child[0])
        stmt_put(l, last->begin, "%s;", print_range(l, last->begin, last->mark));
    expr_into(l, temp, type, last->child[0]);
}

static bool gives_value(const struct node *last)
{
    while (last != NULL && last->kind == NODE_LABEL)
        last = last->child[0];
    return last != NULL && last->kind == NODE_EXPR;
}

static void put_block(struct lower *l, struct node *body, const char *temp, const struct type *type)
{
    struct node *outer = l->block;
    put_open(l, body->begin, "{");
    frame_enter(l, body);
    l->block = body;
    for (uint32_t i = 0; i < body->count; i++) {
        if (temp != NULL && i + 1 == body->count)
            put_last(l, body->child[i], temp, type);
        else
            stmt_lower(l, body->child[i]);
    }
    exits_close(l, body, body->end - 1);
    l->block = outer;
    frame_leave(l);
    put_close(l, body->end - 1, "}");
}

/* Then the value lives across an await. */
static bool defers_await(const struct node *body)
{
    for (uint32_t i = 0; i < body->count; i++) {
        const struct node *child = body->child[i];
        while (child->kind == NODE_LABEL && child->child[0] != NULL)
            child = child->child[0];
        if (child->kind == NODE_DEFER && child->has_await)
            return true;
    }
    return false;
}

/* ({ ...; value; }) with awaits becomes a block. */
static void lift_stmt_expr(struct lower *l, struct node *node, bool ahead)
{
    struct node *body = node->child[0];
    struct node *last = body->count ? body->child[body->count - 1] : NULL;
    bool valued = gives_value(last) && !node->type->is_void;
    const char *temp = valued ? spill_temp(l, node, ahead || defers_await(body)) : NULL;
    put_block(l, body, temp, valued ? spill_type(l, node->type) : NULL);
    node->text = valued ? temp : "(void)0";
}

void expr_lift_ahead(struct lower *l, struct node *node, bool ahead)
{
    if (!node->has_await || node->text != NULL)
        return;
    switch (node->kind) {
    case NODE_AWAIT:
        await_lift(l, node);
        return;
    case NODE_AND:
    case NODE_OR:
        lift_logical(l, node, ahead);
        return;
    case NODE_CONDITIONAL:
        lift_conditional(l, node, ahead);
        return;
    case NODE_GNU_CONDITIONAL:
        lift_gnu_conditional(l, node, ahead);
        return;
    case NODE_SELECT:
        lift_select(l, node, ahead);
        return;
    case NODE_COMMA:
        lift_comma(l, node, ahead);
        return;
    case NODE_STMT_EXPR:
        lift_stmt_expr(l, node, ahead);
        return;
    case NODE_GROUP_SPAWN:
        group_lift_spawn(l, node);
        return;
    default:
        if (await_is_fail(node))
            await_lift_fail(l, node);
        else if (l->function->has_alloca && await_is_alloca(node))
            await_lift_alloca(l, node);
        else
            spill_lift_operands(l, node, ahead);
        return;
    }
}

/* ---- doors ------------------------------------------------------------- */

void expr_lift(struct lower *l, struct node *node) { expr_lift_ahead(l, node, false); }

bool expr_is_computed(const struct node *node)
{
    node = node_skip_parens((struct node *)node);
    while (node->kind == NODE_CAST)
        node = node_skip_parens(node->child[node->count - 1]);
    return node->type->is_scalar &&
           (node->kind == NODE_BINARY || node->kind == NODE_UNARY || node->kind == NODE_CALL);
}

/* Whether an await may write straight to the place that `x = await f()` assigns. */
static bool direct_target(const struct node *place, const struct node *value)
{
    if (place->kind != NODE_NAME || value->kind != NODE_AWAIT)
        return false;
    enum node_kind operand = value->child[0]->kind;
    const struct symbol *symbol = place->symbol;
    return (operand == NODE_JOIN || (operand == NODE_CALL && !await_is_ready(value))) &&
           symbol->in_frame && !symbol->escapes && !place->type->is_volatile &&
           !place->type->is_atomic && await_same_type(place->type, value->type);
}

void expr_into(struct lower *l, const char *target, const struct type *type, struct node *node)
{
    struct node *value = node_skip_parens(node);
    bool in_memory = *target == '*' || strncmp(target, l->frame, strlen(l->frame)) == 0;
    bool direct = value->kind == NODE_AWAIT && in_memory && value->child[0]->kind != NODE_GATHER &&
                  value->child[0]->kind != NODE_OFFLOAD && !await_is_ready(value) &&
                  await_same_type(type, value->type) && !type->is_volatile && !type->is_atomic;
    const char *pointer = *target == '*' ? target + 1 : arena_printf(l->arena, "&%s", target);
    if (direct && await_to(l, value, pointer))
        return;
    expr_lift_ahead(l, node, false);
    stmt_assign(l, node->begin, target, type_unqualified(l->arena, type), print_node(l, node));
}

static void discard_await(struct lower *l, struct node *node)
{
    await_lift(l, node);
    if (await_is_ready(node))
        stmt_put(l, node->begin, "%s;", node->text);
}

void expr_statement(struct lower *l, struct node *node)
{
    struct node *inner = node_skip_parens(node);
    if (inner->kind == NODE_CAST && inner->type->is_void && inner->has_await)
        inner = node_skip_parens(inner->child[inner->count - 1]);
    if (inner->kind == NODE_AWAIT) {
        discard_await(l, inner);
        return;
    }
    if (inner->kind == NODE_ASSIGN && inner->has_await) {
        struct node *place = node_skip_parens(inner->child[0]);
        struct node *value = node_skip_parens(inner->child[1]);
        if (direct_target(place, value)) {
            expr_into(l, place->symbol->access, place->type, value);
            return;
        }
    }
    if (inner->kind == NODE_COMMA && inner->has_await) {
        expr_statement(l, inner->child[0]);
        expr_statement(l, inner->child[1]);
        return;
    }
    if (inner->kind == NODE_STMT_EXPR && inner->has_await) {
        put_block(l, inner->child[0], NULL, NULL);
        return;
    }
    if (node->has_await) {
        expr_lift_ahead(l, node, false);
        if (inner->kind == NODE_ASSIGN && expr_is_computed(inner->child[1]))
            frame_release(l, inner->child[1], inner->child[1]->points.end);
        if (!expr_has_effect_left(node))
            return;
    }
    stmt_put(l, node->begin, "%s;", print_node(l, node));
}
