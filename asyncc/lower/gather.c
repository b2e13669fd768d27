/* gather.c - async_gather and its kin: the children are made in order, after all their operands
 * were evaluated; then one call waits for them. An operand that is an operator itself
 * becomes a child to which its own operands belong. */
#include "lower/parts.h"

struct operation;

/* An operand, and where its value goes. */
struct operand {
    struct node *call;         /* CALL, JOIN, OFFLOAD or GATHER */
    const char *pointer;       /* passed to the child */
    const char *place, *value; /* `place = value` once all have ended, or NULL */
    struct operation *nested;  /* of a GATHER */
    const char *record;        /* of an OFFLOAD: its record's type */
};

struct operation {
    struct node *gather;
    const char *value; /* a slot with what the operator gives, or NULL */
    bool late;         /* results, in nested ones too, are assigned when all have ended */
    struct operand *operands;
};

/* ---- operands, in the order of the text -------------------------------- */

/* The operands that are calls: all but the time of a timeout. */
static uint32_t first_call(const struct node *gather) { return gather->op == GATHER_TIMEOUT; }

static struct node *operand_call(struct node *operand)
{
    return node_skip_parens(operand->kind == NODE_ASSIGN ? operand->child[1] : operand);
}

static struct node *evaluated_part(struct node *call)
{
    return call->kind == NODE_OFFLOAD ? call->child[0] : call;
}

void gather_add_part(struct part_list *parts, struct node *node, bool is_place)
{
    *vec_push(&parts->list) = node;
    *vec_push(&parts->is_place) = is_place;
}

static void collect_parts(struct part_list *parts, struct node *gather)
{
    if (first_call(gather) == 1)
        gather_add_part(parts, gather->child[0], false);
    for (uint32_t i = first_call(gather); i < gather->count; i++) {
        struct node *call = operand_call(gather->child[i]);
        if (gather->child[i]->kind == NODE_ASSIGN)
            gather_add_part(parts, gather->child[i]->child[0], true);
        if (call->kind == NODE_GATHER) {
            collect_parts(parts, call);
            continue;
        }
        call = evaluated_part(call);
        for (uint32_t j = 0; j < call->count; j++)
            gather_add_part(parts, call->child[j], false);
    }
}

void gather_lift_parts(struct lower *l, struct part_list *parts)
{
    struct node all = {.child = parts->list.data, .count = (uint32_t)parts->list.count};
    for (uint32_t i = 0; i < all.count; i++) {
        struct node *part = all.child[i];
        bool later = spill_awaits_after(&all, i);
        if (part->has_await)
            expr_lift_ahead(l, part, later);
        if (expr_has_effect_left(part) && spill_effects_after(&all, i))
            parts->is_place.data[i] ? spill_place(l, part, later) : spill_value(l, part, later);
    }
    vec_deinit(&parts->list);
    vec_deinit(&parts->is_place);
}

/* ---- results ----------------------------------------------------------- */

static bool takes_address(const struct node *place)
{
    return !place->type->is_volatile && !place->type->is_atomic && !place->type->is_const;
}

static const struct type *result_type(const struct node *call)
{
    return evaluated_part((struct node *)call)->type;
}

/* A value that is not written straight to its place: assigned once all have ended. */
static void keep_for_later(struct lower *l, struct operand *out, struct node *operand,
                           const char *place, const char *value)
{
    const struct type *type = type_pointer_to(l->arena, operand->child[0]->type);
    const char *pointer = frame_temporary(l, operand, type, out->call->points.begin);
    stmt_put(l, operand->begin, "%s = &%s;", pointer, place);
    out->place = arena_printf(l->arena, "*%s", pointer);
    out->value = value;
}

static void place_result(struct lower *l, struct operand *out, struct node *operand)
{
    bool assigned = operand->kind == NODE_ASSIGN;
    const struct type *type = result_type(out->call);
    out->pointer = "(void *)0";
    if (type->is_void)
        return;
    const char *place = assigned ? print_node(l, operand->child[0]) : NULL;
    if (assigned && await_same_type(operand->child[0]->type, type) &&
        takes_address(operand->child[0]) && !(out->nested && out->nested->late)) {
        out->pointer = arena_printf(l->arena, "&%s", place);
        return;
    }
    const char *value = frame_temporary(l, out->call, spill_type(l, type), out->call->points.begin);
    out->pointer = arena_printf(l->arena, "&%s", value);
    if (out->nested != NULL)
        out->nested->value = value;
    if (assigned)
        keep_for_later(l, out, operand, place, value);
}

static struct operation *plan(struct lower *l, struct node *gather)
{
    struct operation *operation = arena_new(l->arena, struct operation);
    operation->gather = gather;
    operation->operands = arena_array(l->arena, struct operand, gather->count + 1);
    for (uint32_t i = first_call(gather); i < gather->count; i++) {
        struct operand *operand = &operation->operands[i];
        operand->call = operand_call(gather->child[i]);
        if (operand->call->kind == NODE_GATHER)
            operand->nested = plan(l, operand->call);
        if (operand->call->kind == NODE_OFFLOAD)
            operand->record = offload_record(l, operand->call->child[0], NULL);
        place_result(l, operand, gather->child[i]);
        operation->late |= operand->place != NULL || (operand->nested && operand->nested->late);
    }
    return operation;
}

/* By those that have ended with a value only: `guard`, or NULL, tests the operators around. */
static void put_late_results(struct lower *l, const struct operation *operation, const char *guard)
{
    if (!operation->late)
        return;
    const struct node *gather = operation->gather;
    uint32_t first = first_call(gather);
    for (uint32_t i = first; i < gather->count; i++) {
        const struct operand *operand = &operation->operands[i];
        const char *both = guard;
        if (operation->value != NULL) { /* select: that one; timeout and catch: 0 */
            both = arena_printf(l->arena, "%s%s%s == %u", guard ? guard : "", guard ? " && " : "",
                                operation->value, i - first);
        }
        if (operand->place != NULL && both != NULL)
            stmt_put(l, gather->begin, "if (%s)", both);
        if (operand->place != NULL)
            stmt_put(l, gather->begin, "%s%s = %s;", both ? "    " : "", operand->place,
                     operand->value);
        if (operand->nested != NULL)
            put_late_results(l, operand->nested, both);
    }
}

/* ---- children ---------------------------------------------------------- */

static const char *time_text(struct lower *l, const struct node *gather)
{
    return gather->op == GATHER_TIMEOUT ? print_node(l, gather->child[0]) : "0";
}

static void put_children(struct lower *l, const struct operation *operation, const char *record);

static void put_nested(struct lower *l, const struct operand *operand, const char *record)
{
    static const char *const rules[GATHER_OPS] = {"ASYNC_GATHER", "ASYNC_SELECT", "ASYNC_TIMEOUT",
                                                  "ASYNC_CATCH", "ASYNC_SHIELD"};
    const struct operation *nested = operand->nested;
    struct node *gather = nested->gather;
    const char *name = spill_name(l);
    if (nested->value != NULL) /* none yet */
        stmt_put(l, gather->begin, "%s = -1;", nested->value);
    stmt_put(l, gather->begin, "async_gather *%s = async_gather_nest(%s, %s, %s, %s, %s);", name,
             record, rules[gather->op], time_text(l, gather), operand->pointer,
             print_site(l, gather->begin));
    put_children(l, nested, name);
}

static void put_join(struct lower *l, const struct operand *operand, const char *record)
{
    bool wanted = *operand->pointer == '&';
    stmt_put(l, operand->call->begin, "async_gather_join(%s, (async_handle)(%s), %s, %s, %s);",
             record, print_node(l, operand->call->child[0]), operand->pointer,
             wanted ? arena_printf(l->arena, "sizeof %s", operand->pointer + 1) : "0",
             print_site(l, operand->call->begin));
}

static void put_offload(struct lower *l, const struct operand *operand, const char *record)
{
    const struct node *call = operand->call->child[0];
    const char *name = spill_name(l), *type = operand->record;
    bool wanted = *operand->pointer == '&';
    stmt_put(l, call->begin,
             "struct %s *%s = async_gather_offload(%s, sizeof *%s, %s, %s, %s, %s);", type, name,
             record, name, operand->pointer,
             wanted ? arena_printf(l->arena, "__builtin_offsetof(struct %s, result)", type) : "0",
             wanted ? arena_printf(l->arena, "sizeof %s->result", name) : "0",
             print_site(l, call->begin));
    stmt_put(l, call->begin, "if (%s) {", name);
    l->writer->indent++;
    offload_fill(l, call, arena_printf(l->arena, "(*%s)", name), type);
    l->writer->indent--;
    stmt_put(l, call->begin, "}");
}

static void put_children(struct lower *l, const struct operation *operation, const char *record)
{
    const struct node *gather = operation->gather;
    for (uint32_t i = first_call(gather); i < gather->count; i++) {
        const struct operand *operand = &operation->operands[i];
        switch (operand->call->kind) {
        case NODE_GATHER:
            put_nested(l, operand, record);
            break;
        case NODE_JOIN:
            put_join(l, operand, record);
            break;
        case NODE_OFFLOAD:
            put_offload(l, operand, record);
            break;
        default:
            stmt_put(l, operand->call->begin, "%s(%s, %s, %s%s);",
                     helper_for(l, HELPER_GATHER, operand->call), record,
                     print_site(l, operand->call->begin), operand->pointer,
                     print_arguments(l, operand->call));
            break;
        }
    }
}

/* ---- the await --------------------------------------------------------- */

/* What waits for the children. */
static const char *wait_call(struct lower *l, const struct operation *operation, const char *record)
{
    const struct node *gather = operation->gather;
    const char *more = "";
    if (gather->op == GATHER_TIMEOUT)
        more = arena_printf(l->arena, ", %s", time_text(l, gather));
    if (operation->value != NULL)
        more = arena_printf(l->arena, "%s, &%s", more, operation->value);
    return arena_printf(l->arena, "async_%s_await(%s, %s%s)", gather_names[gather->op], l->task,
                        record, more);
}

void gather_await(struct lower *l, struct node *node)
{
    struct node *gather = node->child[0];
    const char *name = arena_printf(l->arena, "%s_%u", gather_names[gather->op], ++l->gathers);
    struct extent extent = {6 * l->program->pointer_size, l->program->pointer_size};
    const char *record =
        arena_printf(l->arena, "&%s", frame_record(l, node, name, "async_gather", extent));
    struct part_list parts = {0};
    collect_parts(&parts, gather);
    gather_lift_parts(l, &parts);
    struct operation *operation = plan(l, gather);
    if (!gather->type->is_void)
        operation->value =
            frame_temporary(l, gather, spill_type(l, gather->type), gather->points.begin);
    stmt_put(l, node->begin, "async_gather_init(%s, %s);", record, l->task);
    put_children(l, operation, record);
    await_put(l, node, wait_call(l, operation, record));
    put_late_results(l, operation, NULL);
    node->text = operation->value ? operation->value : "(void)0";
}
