/* expr.c - lifts awaits out of expressions.
 *
 * After `lift(node)`, printing the node gives plain C: each await in it has been
 * written as a statement of its own and replaced by the temporary that holds its
 * value. To keep the order that docs/language.md fixes, an operand with side
 * effects that stands before an await (or before another operand with side effects,
 * once there is an await around) is evaluated into a temporary too. Operands
 * without side effects stay where they are and are read after the awaits.
 *
 * `ahead` says that an await of an enclosing expression follows: temporaries must
 * live in the frame then, else they are C locals.
 */
#include "lower/lower.h"

#include <string.h>

static void lift(struct lower *l, struct node *node, bool ahead);
static void spill_place(struct lower *l, struct node *node, bool ahead);
static bool reads_left(const struct node *node);

/* ---- temporaries ------------------------------------------------------- */

/* What a value of this expression is stored as. */
static const struct type *value_type(struct lower *l, const struct type *type)
{
    if (type->is_function)
        return type_pointer_to(l->arena, type->kind == TYPE_FUNCTION ? type : type->function);
    if (type->is_array && (type->kind == TYPE_ARRAY || type->kind == TYPE_OPEN_ARRAY))
        return type_pointer_to(l->arena, type->inner);
    return type_unqualified(l->arena, type);
}

static const char *temp_name(struct lower *l)
{
    return arena_printf(l->arena, "%s%u", l->temp_prefix, ++l->temps);
}

/* Declares (or takes a slot for) a temporary and returns how it is named. */
static const char *new_temp(struct lower *l, const struct node *node, bool ahead)
{
    const struct type *type = value_type(l, node->type);
    const char *name = temp_name(l);
    if (ahead)
        return frame_slot(l, name, type);
    if (type->unnamed)
        stmt_put(l, node->begin, "__typeof__(%s) %s;", print_node(l, node), name);
    else
        stmt_put(l, node->begin, "%s;", type_declaration(l->arena, type, name));
    return name;
}

/* Evaluates the node now, into a temporary that replaces it. */
static void spill_value(struct lower *l, struct node *node, bool ahead)
{
    if (!expr_has_effect_left(node) && !(node->has_await && reads_left(node)))
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
    const struct type *type = value_type(l, node->type);
    const char *value = print_node(l, node);
    if (ahead) {
        const char *slot = frame_slot(l, temp_name(l), type);
        stmt_assign(l, node->begin, slot, type, value);
        node->text = slot;
    } else {
        const char *name = temp_name(l);
        const char *declared = type->unnamed ? arena_printf(l->arena, "__typeof__(%s) %s", value, name)
                                             : type_declaration(l->arena, type, name);
        stmt_put(l, node->begin, "%s = %s;", declared, value);
        node->text = name;
    }
}

/* Evaluates what an lvalue is made of, but leaves the place itself to be read or
 * written later. */
static void spill_place(struct lower *l, struct node *node, bool ahead)
{
    if (!expr_has_effect_left(node))
        return;
    switch (node->kind) {
    case NODE_NAME:
        return;
    case NODE_PAREN: case NODE_MEMBER:
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
    case NODE_COMPOUND_LITERAL: case NODE_INIT_LIST:
        for (uint32_t i = 0; i < node->count; i++)
            spill_value(l, node->child[i], ahead);
        return;
    default:
        break;
    }
    if (node->type->is_array || node->type->is_function) {
        const char *text = print_node(l, node);
        const struct type *pointer = type_pointer_to(l->arena, node->type);
        const char *name = ahead ? frame_slot(l, temp_name(l), pointer) : temp_name(l);
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
    case NODE_CALL: case NODE_ASSIGN: case NODE_COMPOUND_ASSIGN: case NODE_STMT_EXPR:
    case NODE_SPAWN: case NODE_RUN: case NODE_OPAQUE: case NODE_AWAIT:
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

/* Whether a lifted operand still reads a variable. */
static bool reads_left(const struct node *node)
{
    if (node->text != NULL || node->kind == NODE_UNEVALUATED)
        return false;
    if (node->instead != NULL)
        return reads_left(node->instead);
    if (node->kind == NODE_NAME)
        return node->symbol->kind != SYMBOL_FUNCTION;
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

static bool awaits_after(const struct node *node, uint32_t index)
{
    for (uint32_t i = index + 1; i < node->count; i++)
        if (node->child[i] != NULL && node->child[i]->has_await)
            return true;
    return false;
}

static bool effects_after(const struct node *node, uint32_t index)
{
    for (uint32_t i = index + 1; i < node->count; i++)
        if (node->child[i] != NULL && (node->child[i]->has_await || expr_has_effect_left(node->child[i])))
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

static void lift_operands(struct lower *l, struct node *node, bool ahead)
{
    for (uint32_t i = 0; i < node->count; i++) {
        struct node *operand = node->child[i];
        if (operand == NULL || !(operand->has_await || expr_has_effect_left(operand)))
            continue;
        bool later = ahead || awaits_after(node, i);
        if (operand->has_await)
            lift(l, operand, later);
        if (effects_after(node, i) || (expr_has_effect_left(operand) && others_read(node, i)))
            spill_operand(l, node, i, later);
    }
}

/* ---- awaits ------------------------------------------------------------ */

static unsigned next_state(struct lower *l, const struct node *node)
{
    *vec_push(&l->awaits) = text_origin(&l->program->text, node->begin).line;
    return (unsigned)l->awaits.count;
}

/* A failure runs deferred statements before it goes on, whether it comes at once or
 * later: then the runtime calls unwind, which leads to the label. */
static void put_await_with_exits(struct lower *l, const struct node *node, const char *call,
                                 unsigned state)
{
    *vec_push(&l->unwinds) = state;
    stmt_put(l, node->begin, "if ((%s = %s) != ASYNC_DONE) {", l->status, call);
    stmt_put(l, node->begin, "    if (%s == ASYNC_PENDING)", l->status);
    stmt_put(l, node->begin, "        return async_leave(%s, &%s->base, &%s__fn, %u, %s);", l->task,
             l->frame, l->function->symbol->name, state, l->status);
    stmt_put(l, node->begin, "unwind_%u:;", state);
    exits_fail(l, node->begin);
    stmt_put(l, node->begin, "}");
    stmt_put(l, node->begin, "resume_%u:;", state);
}

static void put_await(struct lower *l, const struct node *node, const char *call)
{
    unsigned state = next_state(l, node);
    if (exits_pending(l)) {
        put_await_with_exits(l, node, call, state);
        return;
    }
    stmt_put(l, node->begin, "if ((%s = %s) != ASYNC_DONE)", l->status, call);
    stmt_put(l, node->begin, "    return async_leave(%s, &%s->base, &%s__fn, %u, %s);", l->task,
             l->frame, l->function->symbol->name, state, l->status);
    stmt_put(l, node->begin, "resume_%u:;", state);
}

static void note_stack(struct lower *l, const struct symbol *symbol)
{
    enum { UNKNOWN = 256 };
    int32_t needs = symbol != NULL && symbol->stack >= 0 ? symbol->stack : UNKNOWN;
    if (needs > l->stack)
        l->stack = needs;
}

static const char *call_text(struct lower *l, const struct node *call, const char *target)
{
    const struct symbol *symbol = call_symbol(call);
    note_stack(l, symbol);
    const char *name = helper_for(l, HELPER_CALL, call);
    return arena_printf(l->arena, "%s(%s, %s%s)", name, l->task, target, print_arguments(l, call));
}

/* Waits for the call; its result goes to the pointer `target` (NULL: nowhere). */
static void await_call(struct lower *l, struct node *node, const char *target)
{
    struct node *call = node->child[0];
    lift_operands(l, call, false);
    put_await(l, node, call_text(l, call, target ? target : "(void *)0"));
}

static const char *cast_handle(struct lower *l, const char *handle)
{
    return *handle == '(' ? arena_printf(l->arena, "(async_handle)%s", handle)
                          : arena_printf(l->arena, "(async_handle)(%s)", handle);
}

static void await_join(struct lower *l, struct node *node, const char *target)
{
    struct node *handle = node->child[0]->child[0];
    if (handle->has_await)
        lift(l, handle, false);
    const char *text = print_node(l, handle), *size = "0";
    if (target != NULL)
        size = *target == '&' ? arena_printf(l->arena, "sizeof %s", target + 1)
                              : arena_printf(l->arena, "sizeof *%s", target);
    put_await(l, node,
              arena_printf(l->arena, "async_task_join(%s, %s, %s, %s)", l->task,
                           target ? target : "(void *)0", cast_handle(l, text), size));
}

static bool same_type(const struct type *a, const struct type *b)
{
    return a->canonical && b->canonical && strcmp(a->canonical, b->canonical) == 0;
}

static const struct type *await_type(const struct node *node)
{
    const struct node *operand = node->child[0];
    return operand->kind == NODE_OFFLOAD ? operand->child[0]->type : node->type;
}

/* ---- gather ------------------------------------------------------------ */

struct operand_result {
    const char *pointer; /* passed to the child */
    const char *place, *value; /* `place = value` once all have ended, or NULL */
};

static bool takes_address(const struct node *place)
{
    return !place->type->is_volatile && !place->type->is_atomic && !place->type->is_const;
}

static struct operand_result operand_result(struct lower *l, struct node *operand,
                                            const struct node *call)
{
    struct operand_result result = {"(void *)0", NULL, NULL};
    bool assigned = operand->kind == NODE_ASSIGN;
    if (call->type->is_void)
        return result;
    const char *place = assigned ? print_node(l, operand->child[0]) : NULL;
    if (assigned && same_type(operand->child[0]->type, call->type) && takes_address(operand->child[0])) {
        result.pointer = arena_printf(l->arena, "&%s", place);
        return result;
    }
    result.value = frame_slot(l, temp_name(l), value_type(l, call->type));
    result.pointer = arena_printf(l->arena, "&%s", result.value);
    if (assigned) {
        const struct type *type = type_pointer_to(l->arena, operand->child[0]->type);
        const char *pointer = frame_slot(l, temp_name(l), type);
        stmt_put(l, operand->begin, "%s = &%s;", pointer, place);
        result.place = arena_printf(l->arena, "*%s", pointer);
    }
    return result;
}

/* The operands that are calls: all but the time of a timeout. */
static uint32_t first_call(const struct node *gather) { return gather->op == GATHER_TIMEOUT; }

static struct node *gather_call(struct node *operand)
{
    return node_skip_parens(operand->kind == NODE_ASSIGN ? operand->child[1] : operand);
}

/* All operands of all calls, in order, as one list. */
static struct node *gather_operands(struct lower *l, struct node *gather)
{
    struct node *all = arena_new(l->arena, struct node);
    uint32_t room = 0, first = first_call(gather);
    for (uint32_t i = first; i < gather->count; i++)
        room += gather_call(gather->child[i])->count + 1;
    *all = *gather;
    all->child = arena_array(l->arena, struct node *, room + 2);
    all->count = 0;
    if (first == 1)
        all->child[all->count++] = gather->child[0];
    for (uint32_t i = first; i < gather->count; i++) {
        struct node *call = gather_call(gather->child[i]);
        if (gather->child[i]->kind == NODE_ASSIGN)
            all->child[all->count++] = gather->child[i]->child[0];
        for (uint32_t j = 0; j < call->count; j++)
            all->child[all->count++] = call->child[j];
    }
    return all;
}

static void lift_gather_operands(struct lower *l, struct node *gather)
{
    struct node *all = gather_operands(l, gather);
    for (uint32_t i = 0; i < all->count; i++) {
        struct node *operand = all->child[i];
        bool later = awaits_after(all, i);
        if (operand->has_await)
            lift(l, operand, later);
        if (expr_has_effect_left(operand) && effects_after(all, i)) {
            bool place = false;
            for (uint32_t g = 0; g < gather->count; g++)
                place |= gather->child[g]->kind == NODE_ASSIGN && gather->child[g]->child[0] == operand;
            place ? spill_place(l, operand, later) : spill_value(l, operand, later);
        }
    }
}

/* What waits for the children; `value` is where an operator with a value leaves it. */
static const char *gather_wait(struct lower *l, struct node *gather, const char *record,
                               const char **value)
{
    const char *name = gather_names[gather->op], *more = "";
    *value = NULL;
    if (gather->op == GATHER_SELECT || gather->op == GATHER_TIMEOUT || gather->op == GATHER_CATCH) {
        *value = frame_slot(l, temp_name(l), value_type(l, gather->type));
        const char *time = gather->op == GATHER_TIMEOUT ? print_node(l, gather->child[0]) : NULL;
        more = arena_printf(l->arena, "%s%s, &%s", time ? ", " : "", time ? time : "", *value);
    }
    return arena_printf(l->arena, "async_%s_await(%s, &%s%s)", name, l->task, record, more);
}

/* Children whose result goes through a temporary: assigned when all is over, but only
 * by those that have a result. */
static void put_late_results(struct lower *l, struct node *node, const struct operand_result *results,
                             const char *value)
{
    const struct node *gather = node->child[0];
    uint32_t first = first_call(gather);
    for (uint32_t i = first; i < gather->count; i++) {
        if (results[i].place == NULL)
            continue;
        if (value != NULL) /* select: that one; timeout and catch: 0 */
            stmt_put(l, node->begin, "if (%s == %u)", value, i - first);
        stmt_put(l, node->begin, "%s = %s;", results[i].place, results[i].value);
    }
}

static void await_gather(struct lower *l, struct node *node)
{
    struct node *gather = node->child[0];
    const char *name = arena_printf(l->arena, "%s_%u", gather_names[gather->op], ++l->gathers);
    const char *record = frame_slot_text(l, name, "async_gather"), *value;
    struct operand_result *results = arena_array(l->arena, struct operand_result, gather->count + 1);
    lift_gather_operands(l, gather);
    for (uint32_t i = first_call(gather); i < gather->count; i++)
        results[i] = operand_result(l, gather->child[i], gather_call(gather->child[i]));
    stmt_put(l, node->begin, "async_gather_init(&%s, %s);", record, l->task);
    for (uint32_t i = first_call(gather); i < gather->count; i++) {
        struct node *call = gather_call(gather->child[i]);
        stmt_put(l, call->begin, "%s(&%s, %s, %s%s);", helper_for(l, HELPER_GATHER, call), record,
                 print_site(l, call->begin), results[i].pointer, print_arguments(l, call));
    }
    const char *wait = gather_wait(l, gather, record, &value);
    put_await(l, node, wait);
    put_late_results(l, node, results, value);
    node->text = value ? value : "(void)0";
}

/* ---- offload ----------------------------------------------------------- */

/* Fills in the record that carries an offloaded call and waits for it; returns
 * how its result is named. */
static const char *await_offload(struct lower *l, struct node *node)
{
    struct node *call = node->child[0]->child[0];
    lift_operands(l, call, false);
    const char *record_type = offload_record(l, call);
    const char *record = frame_slot_text(l, arena_printf(l->arena, "offload_%u", l->offloads),
                                         arena_printf(l->arena, "struct %s", record_type));
    const struct symbol *symbol = call_symbol(call);
    stmt_put(l, node->begin, "%s.base.run = %s;", record, record_type);
    if (symbol == NULL || symbol->kind != SYMBOL_FUNCTION)
        stmt_put(l, call->begin, "%s.function = %s;", record, print_node(l, call->child[0]));
    for (uint32_t i = 1; i < call->count; i++)
        stmt_put(l, call->child[i]->begin, "%s.a%u = %s;", record, i, print_node(l, call->child[i]));
    put_await(l, node, arena_printf(l->arena, "async_offload_await(%s, &%s.base)", l->task, record));
    return arena_printf(l->arena, "%s.result", record);
}

/* ---- one await of any kind --------------------------------------------- */

static bool is_ready_call(const struct node *node)
{
    const struct node *call = node->child[0];
    const struct symbol *symbol = call->kind == NODE_CALL ? call_symbol(call) : NULL;
    return symbol != NULL && !symbol->is_async && symbol->ready;
}

/* Waits, with the result at the pointer `target`; true if it was put there. */
static bool await_to(struct lower *l, struct node *node, const char *target)
{
    switch (node->child[0]->kind) {
    case NODE_CALL:
        if (is_ready_call(node))
            return false;
        await_call(l, node, target);
        return true;
    case NODE_JOIN:
        await_join(l, node, target);
        return true;
    default:
        return false;
    }
}

static void lift_await(struct lower *l, struct node *node)
{
    struct node *operand = node->child[0];
    if (operand->kind == NODE_GATHER) {
        await_gather(l, node);
    } else if (operand->kind == NODE_OFFLOAD) {
        const char *value = await_offload(l, node);
        node->text = await_type(node)->is_void ? "(void)0" : value;
    } else if (is_ready_call(node)) {
        lift_operands(l, operand, false);
        node->text = print_node(l, operand);
    } else if (node->type->is_void) {
        await_to(l, node, NULL);
        node->text = "(void)0";
    } else {
        const char *slot = frame_slot(l, temp_name(l), value_type(l, node->type));
        await_to(l, node, arena_printf(l->arena, "&%s", slot));
        node->text = slot;
    }
}

/* async_fail(e): leaves the function for good. */
static bool is_fail(const struct node *node)
{
    const struct symbol *symbol = node->kind == NODE_CALL ? call_symbol(node) : NULL;
    return symbol != NULL && strcmp(symbol->name, "async_fail") == 0;
}

static void lift_fail(struct lower *l, struct node *node)
{
    lift_operands(l, node, false);
    node->text = "(void)0";
    if (exits_pending(l)) {
        stmt_put(l, node->begin, "async_raise_at(%s, &%s__fn, %u, %s);", l->task,
                 l->function->symbol->name, text_origin(&l->program->text, node->begin).line,
                 print_node(l, node->child[1]));
        exits_fail(l, node->begin);
        return;
    }
    stmt_put(l, node->begin, "return async_throw_at(%s, &%s->base, &%s__fn, %u, %s);", l->task,
             l->frame, l->function->symbol->name, text_origin(&l->program->text, node->begin).line,
             print_node(l, node->child[1]));
}

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
        lift(l, left, false);
    if (!right->has_await)
        return;
    const char *value = print_node(l, left), *temp = temp_name(l);
    if (ahead)
        temp = frame_slot(l, temp, node->type);
    stmt_put(l, left->begin, ahead ? "%s = !!(%s);" : "int %s = !!(%s);", temp, value);
    put_open(l, right->begin, arena_printf(l->arena, node->kind == NODE_AND ? "if (%s) {" : "if (!%s) {", temp));
    lift(l, right, false);
    stmt_put(l, right->begin, "%s = !!(%s);", temp, print_node(l, right));
    put_close(l, right->end, "}");
    node->text = temp;
}

static void put_branch(struct lower *l, struct node *branch, const char *temp)
{
    if (branch->has_await)
        lift(l, branch, false);
    const char *value = print_node(l, branch);
    if (temp == NULL && expr_has_effect_left(branch))
        stmt_put(l, branch->begin, "%s;", value);
    else if (temp == NULL)
        return;
    else
        stmt_assign(l, branch->begin, temp, value_type(l, branch->type), value);
}

static void lift_conditional(struct lower *l, struct node *node, bool ahead)
{
    struct node *condition = node->child[0];
    if (condition->has_await)
        lift(l, condition, false);
    if (!node->child[1]->has_await && !node->child[2]->has_await)
        return;
    const char *temp = node->type->is_void ? NULL : new_temp(l, node, ahead);
    put_open(l, condition->begin, arena_printf(l->arena, "if (%s) {", print_node(l, condition)));
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
        lift(l, value, false);
    if (!other->has_await)
        return;
    const char *temp = new_temp(l, node, ahead);
    const char *first = temp_name(l);
    stmt_put(l, value->begin, "%s = %s;",
             type_declaration(l->arena, value_type(l, value->type), first), print_node(l, value));
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
    const struct type *type = value_type(l, node->type);
    const char *temp = node->type->is_void ? NULL : new_temp(l, node, ahead);
    const char *branch = temp_name(l);
    stmt_put(l, node->begin, "int %s = %s;", branch, selected_branch(l, node));
    for (uint32_t i = 1; i < node->count; i++) {
        struct node *value = node->child[i];
        bool fits = temp != NULL && same_type(type, value_type(l, value->type));
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
    lift(l, right, ahead);
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
    frame_enter(l);
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

/* ({ ...; value; }) with awaits becomes a block. */
static void lift_stmt_expr(struct lower *l, struct node *node, bool ahead)
{
    struct node *body = node->child[0];
    struct node *last = body->count ? body->child[body->count - 1] : NULL;
    bool valued = gives_value(last) && !node->type->is_void;
    const char *temp = valued ? new_temp(l, node, ahead) : NULL;
    put_block(l, body, temp, valued ? value_type(l, node->type) : NULL);
    node->text = valued ? temp : "(void)0";
}

static void lift(struct lower *l, struct node *node, bool ahead)
{
    if (!node->has_await || node->text != NULL)
        return;
    switch (node->kind) {
    case NODE_AWAIT:
        lift_await(l, node);
        return;
    case NODE_AND: case NODE_OR:
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
    default:
        if (is_fail(node))
            lift_fail(l, node);
        else
            lift_operands(l, node, ahead);
        return;
    }
}

/* ---- doors ------------------------------------------------------------- */

void expr_lift(struct lower *l, struct node *node) { lift(l, node, false); }

/* Whether an await may write straight to the place that `x = await f()` assigns. */
static bool direct_target(const struct node *place, const struct node *value)
{
    if (place->kind != NODE_NAME || value->kind != NODE_AWAIT)
        return false;
    enum node_kind operand = value->child[0]->kind;
    const struct symbol *symbol = place->symbol;
    return (operand == NODE_JOIN || (operand == NODE_CALL && !is_ready_call(value))) &&
           symbol->in_frame && !symbol->escapes && !place->type->is_volatile &&
           !place->type->is_atomic && same_type(place->type, value->type);
}

void expr_into(struct lower *l, const char *target, const struct type *type, struct node *node)
{
    struct node *value = node_skip_parens(node);
    bool in_memory = *target == '*' || strncmp(target, l->frame, strlen(l->frame)) == 0;
    bool direct = value->kind == NODE_AWAIT && in_memory && value->child[0]->kind != NODE_GATHER && value->child[0]->kind != NODE_OFFLOAD &&
                  !is_ready_call(value) && same_type(type, value->type) && !type->is_volatile &&
                  !type->is_atomic;
    const char *pointer = *target == '*' ? target + 1 : arena_printf(l->arena, "&%s", target);
    if (direct && await_to(l, value, pointer))
        return;
    lift(l, node, false);
    stmt_assign(l, node->begin, target, type_unqualified(l->arena, type), print_node(l, node));
}

static void discard_await(struct lower *l, struct node *node)
{
    lift_await(l, node);
    if (is_ready_call(node))
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
        lift(l, node, false);
        if (!expr_has_effect_left(node))
            return;
    }
    stmt_put(l, node->begin, "%s;", print_node(l, node));
}
