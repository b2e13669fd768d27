/* serial-awaits: awaits one after the other that could run at the same time.
 *
 * Only where that is plain: both give a value to a variable, each to its own, or to different parts
 * of one; no argument of one is used or written by the other, nor do they share more than numbers;
 * both call by name. What gives no value is done for its effect, whose order may be meant. Side by
 * side in a block, or one in a loop whose rounds do not need each other: `out[i] = await f(in[i])`,
 * `sum += await f(in[i])`. */
#include "lint/lint.h"

#include <string.h>

/* `x = await f(...)`, as a statement or as the only declaration of one. */
struct fetch {
    const struct node *await, *call;
    const struct node *target;     /* the lvalue, or NULL: a declaration */
    const struct symbol *variable; /* that, or the one that the lvalue is a part of */
};

/* Of a.b, a->b and a[constant]. */
static const struct symbol *root_of(const struct program *program, const struct node *target)
{
    long long index;
    const struct node *node = value_strip((struct node *)target);
    bool part = node->kind == NODE_MEMBER || node->kind == NODE_ARROW ||
                (node->kind == NODE_SUBSCRIPT && value_constant(program, node->child[1], &index));
    if (part)
        return root_of(program, node->child[0]);
    return node->kind == NODE_NAME ? node->symbol : NULL;
}

static bool read_value(const struct node *value, struct fetch *fetch)
{
    value = value_strip((struct node *)value);
    if (value->kind != NODE_AWAIT || value->child[0]->kind != NODE_CALL)
        return false;
    fetch->await = value;
    fetch->call = value->child[0];
    const struct symbol *callee = lint_callee(fetch->call);
    return callee != NULL && callee->is_async && fetch->call->count > 1 && lint_may_suspend(value);
}

static bool read_statement(const struct program *program, const struct node *node,
                           struct fetch *fetch)
{
    *fetch = (struct fetch){0};
    if (node->kind == NODE_EXPR && node->child[0]->kind == NODE_ASSIGN) {
        fetch->target = node->child[0]->child[0];
        fetch->variable = root_of(program, fetch->target);
        return read_value(node->child[0]->child[1], fetch);
    }
    if (node->kind != NODE_DECL || node->count != 1 || node->child[0]->kind != NODE_VAR ||
        node->child[0]->symbol->cleanup != NULL)
        return false;
    const struct node *value = cfg_assigned(node->child[0]);
    fetch->variable = node->child[0]->symbol;
    return value != NULL && read_value(value, fetch);
}

/* ---- independence ---------------------------------------------------- */

/* Whether they name a variable in common. */
static bool share_objects(const struct node *a, const struct node *b)
{
    if (a->kind == NODE_NAME && a->symbol->kind != SYMBOL_FUNCTION)
        return node_mentions(b, a->symbol);
    for (uint32_t i = 0; i < a->count; i++)
        if (a->child[i] != NULL && share_objects(a->child[i], b))
            return true;
    return false;
}

/* Whether the two expressions name a variable in common, other than for the number in it. */
static bool share_names(const struct node *a, const struct node *b)
{
    if (a->type != NULL && a->type->is_scalar && !a->type->is_pointer)
        return false;
    if (a->kind == NODE_UNARY && a->op == UNARY_ADDRESS)
        return share_objects(a, b);
    if (a->kind == NODE_NAME && a->symbol->kind != SYMBOL_FUNCTION)
        return node_mentions(b, a->symbol);
    for (uint32_t i = 0; i < a->count; i++)
        if (a->child[i] != NULL && share_names(a->child[i], b))
            return true;
    return false;
}

static bool arguments_share(const struct node *a, const struct node *b)
{
    for (uint32_t i = 1; i < a->count; i++)
        for (uint32_t k = 1; k < b->count; k++)
            if (share_names(a->child[i], b->child[k]) || share_names(b->child[k], a->child[i]))
                return true;
    return false;
}

static bool has_effect(const struct node *call)
{
    for (uint32_t i = 1; i < call->count; i++)
        if (call->child[i]->has_effect)
            return true;
    return false;
}

static bool is_whole(const struct fetch *fetch)
{
    return fetch->target == NULL || value_strip((struct node *)fetch->target)->kind == NODE_NAME;
}

/* Different variables, or different parts of one: neither is the beginning of the other. */
static bool write_apart(const struct program *program, const struct fetch *first,
                        const struct fetch *second)
{
    if (first->variable != second->variable)
        return is_whole(first) && is_whole(second);
    if (first->target == NULL || second->target == NULL)
        return false;
    const char *a = value_text(program, first->target), *b = value_text(program, second->target);
    size_t length = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
    return strncmp(a, b, length) != 0;
}

static bool independent(const struct program *program, const struct fetch *first,
                        const struct fetch *second)
{
    if (first->variable == NULL || second->variable == NULL ||
        !write_apart(program, first, second) || !lint_is_local(first->variable) ||
        !lint_is_local(second->variable))
        return false;
    return !node_mentions(second->call, first->variable) &&
           !node_mentions(first->call, second->variable) &&
           !arguments_share(first->call, second->call) && !has_effect(first->call) &&
           !has_effect(second->call);
}

static const char *target_text(const struct program *program, const struct fetch *fetch)
{
    return fetch->target ? value_text(program, fetch->target) : fetch->variable->name;
}

static void check_block(struct lint_unit *unit, const struct node *block)
{
    struct fetch before = {0}, here;
    for (uint32_t i = 0; i < block->count; i++) {
        bool fetches =
            block->child[i] != NULL && read_statement(unit->program, block->child[i], &here);
        if (fetches && before.await != NULL && independent(unit->program, &before, &here)) {
            struct diag_record *record =
                lint_report(unit, DIAG_SERIAL_AWAITS, here.await,
                            "this waits for the await before it, though neither needs the other");
            lint_step(unit, record, before.await, "the first one");
            lint_advice(unit, record, "run both: 'await async_gather(%s = %s(...), %s = %s(...))'",
                        target_text(unit->program, &before), lint_callee_name(before.call),
                        target_text(unit->program, &here), lint_callee_name(here.call));
        }
        before = fetches ? here : (struct fetch){0};
    }
}

/* ---- loops ----------------------------------------------------------- */

/* The variable that a for statement counts with, or NULL. */
static const struct symbol *counter(const struct node *loop)
{
    const struct node *step = loop->child[2] ? value_strip(loop->child[2]) : NULL;
    if (step == NULL || step->kind != NODE_UNARY || step->op != UNARY_STEP)
        return NULL;
    return lint_variable(step->child[0]);
}

/* The array of `array[i]`, or NULL. */
static const struct symbol *element_of(const struct node *target, const struct symbol *index)
{
    const struct node *node = target ? value_strip((struct node *)target) : NULL;
    if (node == NULL || node->kind != NODE_SUBSCRIPT || index == NULL ||
        !node_mentions(node->child[1], index))
        return NULL;
    return lint_variable(node->child[0]);
}

/* `sum += await f(i)`: in whatever order the values come. */
static bool adds_up(const struct program *program, const struct node *body, struct fetch *fetch)
{
    static const char *const orderless[] = {"+=", "|=", "&=", "^=", NULL};
    const struct node *node = body->kind == NODE_EXPR ? body->child[0] : NULL;
    *fetch = (struct fetch){0};
    if (node == NULL || node->kind != NODE_COMPOUND_ASSIGN || !node->type->is_scalar ||
        !lint_one_of(value_operator(program, node), orderless))
        return false;
    fetch->variable = lint_variable(node->child[0]);
    return fetch->variable != NULL && read_value(node->child[1], fetch) &&
           !node_mentions(fetch->call, fetch->variable);
}

static bool fills(const struct program *program, const struct node *body,
                  const struct symbol *index, struct fetch *fetch)
{
    const struct symbol *array =
        read_statement(program, body, fetch) ? element_of(fetch->target, index) : NULL;
    return array != NULL && !node_mentions(fetch->call, array);
}

static void check_loop(struct lint_unit *unit, const struct node *loop)
{
    const struct node *body = loop->child[3];
    const struct symbol *index = counter(loop);
    struct fetch fetch;
    if (body != NULL && body->kind == NODE_COMPOUND && body->count == 1)
        body = body->child[0];
    if (body == NULL || index == NULL ||
        (!fills(unit->program, body, index, &fetch) && !adds_up(unit->program, body, &fetch)))
        return;
    if (!node_mentions(fetch.call, index) || has_effect(fetch.call))
        return;
    struct diag_record *record =
        lint_report(unit, DIAG_SERIAL_AWAITS, fetch.await,
                    "each round waits for the one before it, though none needs the others");
    lint_advice(
        unit, record,
        "spawn a task for each round and join them in a second loop; a semaphore limits how "
        "many run at a time");
}

static void walk(struct lint_unit *unit, const struct node *node)
{
    if (node->kind == NODE_COMPOUND)
        check_block(unit, node);
    if (node->kind == NODE_FOR)
        check_loop(unit, node);
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            walk(unit, node->child[i]);
}

void lint_serial_awaits(struct lint_unit *unit)
{
    for (size_t i = 0; i < unit->program->functions.count; i++)
        if (unit->flows[i] != NULL)
            walk(unit, unit->program->functions.data[i]->body);
}
