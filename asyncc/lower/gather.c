/* gather.c - async_gather and its kin: the children are made in order, after all their operands
 * were evaluated; then one call waits for them. */
#include "lower/parts.h"

/* ---- gather ------------------------------------------------------------ */

struct operand_result {
    const char *pointer;       /* passed to the child */
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
    if (assigned && await_same_type(operand->child[0]->type, call->type) &&
        takes_address(operand->child[0])) {
        result.pointer = arena_printf(l->arena, "&%s", place);
        return result;
    }
    result.value = frame_slot(l, spill_name(l), spill_type(l, call->type));
    result.pointer = arena_printf(l->arena, "&%s", result.value);
    if (assigned) {
        const struct type *type = type_pointer_to(l->arena, operand->child[0]->type);
        const char *pointer = frame_slot(l, spill_name(l), type);
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
        bool later = spill_awaits_after(all, i);
        if (operand->has_await)
            expr_lift_ahead(l, operand, later);
        if (expr_has_effect_left(operand) && spill_effects_after(all, i)) {
            bool place = false;
            for (uint32_t g = 0; g < gather->count; g++)
                place |=
                    gather->child[g]->kind == NODE_ASSIGN && gather->child[g]->child[0] == operand;
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
        *value = frame_slot(l, spill_name(l), spill_type(l, gather->type));
        const char *time = gather->op == GATHER_TIMEOUT ? print_node(l, gather->child[0]) : NULL;
        more = arena_printf(l->arena, "%s%s, &%s", time ? ", " : "", time ? time : "", *value);
    }
    return arena_printf(l->arena, "async_%s_await(%s, &%s%s)", name, l->task, record, more);
}

/* Children whose result goes through a temporary: assigned when all is over, but only
 * by those that have a result. */
static void put_late_results(struct lower *l, struct node *node,
                             const struct operand_result *results, const char *value)
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

void gather_await(struct lower *l, struct node *node)
{
    struct node *gather = node->child[0];
    const char *name = arena_printf(l->arena, "%s_%u", gather_names[gather->op], ++l->gathers);
    const char *record = frame_slot_text(l, name, "async_gather"), *value;
    struct operand_result *results =
        arena_array(l->arena, struct operand_result, gather->count + 1);
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
    await_put(l, node, wait);
    put_late_results(l, node, results, value);
    node->text = value ? value : "(void)0";
}
