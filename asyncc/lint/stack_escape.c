/* stack-escape: a task that was given the address of the coroutine's own variable and may live
 * longer than it.
 *
 * Each such argument of async_spawn is followed from there to the end of the variable. The task has
 * to be joined, or waited for, before; what is detached never is. A handle that is stored or passed
 * on is taken to be joined in time, if anything in the function is. Operators wait for what they
 * run, so they need none of this. */
#include "lint/handles.h"

#include <string.h>

enum state { BEFORE, RUNNING };

struct site {
    struct lint_unit *unit;
    const struct cfg *flow;
    const struct node *spawn, *argument;
    struct symbol *variable; /* whose address it is */
    struct symbol *handle;   /* where the handle went, or NULL */
    const struct node *end;  /* where the variable ends first */
};

/* ---- addresses ------------------------------------------------------- */

/* The variable that an lvalue is part of, when no pointer is followed; else NULL. */
static struct symbol *object_of(const struct node *node)
{
    node = value_strip((struct node *)node);
    switch (node->kind) {
    case NODE_NAME:
        return node->symbol;
    case NODE_MEMBER:
        return object_of(node->child[0]);
    case NODE_SUBSCRIPT:
        return node->child[0]->type->is_array ? object_of(node->child[0]) : NULL;
    default:
        return NULL;
    }
}

static struct symbol *address_in(const struct cfg *flow, const struct node *node, unsigned depth);

/* The variable that a pointer points to, if all that it is ever assigned is that. */
static struct symbol *pointee(const struct cfg *flow, const struct symbol *pointer, unsigned depth)
{
    struct symbol *found = NULL;
    for (size_t i = 0; i < flow->blocks.count; i++)
        for (size_t k = 0; k < flow->blocks.data[i].points.count; k++) {
            const struct cfg_point *point = &flow->blocks.data[i].points.data[k];
            if (point->kind != CFG_ASSIGN || cfg_target_symbol(point->node) != pointer)
                continue;
            const struct node *value = cfg_assigned(point->node);
            struct symbol *here = value ? address_in(flow, value, depth + 1) : NULL;
            if (here == NULL || (found != NULL && found != here))
                return NULL;
            found = here;
        }
    return found;
}

/* Of `text + 1`, or of `given ? given : &own`. */
static struct symbol *either_address(const struct cfg *flow, const struct node *first,
                                     const struct node *second, unsigned depth)
{
    struct symbol *found = address_in(flow, first, depth);
    return found ? found : address_in(flow, second, depth);
}

/* The local variable whose address the expression is, or NULL. */
static struct symbol *address_in(const struct cfg *flow, const struct node *node, unsigned depth)
{
    enum { DEEPEST = 3 };
    node = value_strip((struct node *)node);
    struct symbol *symbol = NULL;
    if (node->kind == NODE_UNARY && node->op == UNARY_ADDRESS)
        symbol = object_of(node->child[0]);
    else if (node->type != NULL && node->type->is_array)
        symbol = object_of(node);
    else if (node->kind == NODE_BINARY && node->type->is_pointer)
        symbol = either_address(flow, node->child[0], node->child[1], depth);
    else if (node->kind == NODE_CONDITIONAL)
        symbol = either_address(flow, node->child[1], node->child[2], depth);
    else if (node->kind == NODE_NAME && node->symbol->kind == SYMBOL_LOCAL && depth < DEEPEST)
        symbol = pointee(flow, node->symbol, depth);
    return symbol != NULL && lint_is_local(symbol) ? symbol : NULL;
}

/* ---- one argument ---------------------------------------------------- */

static bool ends_variable(const struct site *site, const struct cfg_point *point)
{
    return point->kind == CFG_LEAVE && point->node->begin == site->variable->scope_begin;
}

static bool waits_for(const struct site *site, const struct cfg_point *point)
{
    if (point->kind != CFG_AWAIT || site->handle == NULL)
        return false;
    const struct node *call = point->node->child[0];
    return handle_joined(point->node, site->handle) != NULL ||
           (strcmp(lint_callee_name(call), "async__wait") == 0 &&
            node_mentions(call, site->handle));
}

static unsigned step(struct track *track, unsigned state, const struct cfg_point *point)
{
    struct site *site = track->data;
    if (point->kind == CFG_CALL && point->node == site->spawn)
        return RUNNING;
    if (state == BEFORE)
        return state;
    if (waits_for(site, point))
        return BEFORE;
    if (site->handle != NULL && handle_use(point, site->handle) == HANDLE_KEEP)
        return BEFORE; /* whoever has it */
    if (ends_variable(site, point)) {
        if (site->end == NULL || point->node->end > site->end->end)
            site->end = point->node;
        return BEFORE;
    }
    return state;
}

static void report(const struct site *site)
{
    struct lint_unit *unit = site->unit;
    struct node end = *site->end;
    end.begin = end.end - 1; /* its closing brace */
    struct diag_record *record =
        lint_report(unit, DIAG_STACK_ESCAPE, site->argument,
                    "the task may still use '%s' when that is gone", site->variable->name);
    lint_next(unit, record, &end, "'%s' ends here, and nothing has waited for the task",
              site->variable->name);
    lint_advice(unit, record,
                "join the task before, let an operator run it (async_gather), or give it memory of "
                "its own that it frees");
}

/* ---- finding them ---------------------------------------------------- */

/* Whether anything in the function joins a task, or waits for one. */
static bool joins_any(const struct node *node)
{
    static const char *const waits[] = {"async__wait", "async__gather_n", "async__select_n",
                                        "async__wait_any", NULL};
    if (node->kind == NODE_JOIN || lint_one_of(lint_callee_name(node), waits) ||
        (node->kind == NODE_CALL && node->count > 0 && handle_type(node->child[0]->type)))
        return true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && joins_any(node->child[i]))
            return true;
    return false;
}

/* What takes the handle: a variable, an async_detach, or something else. */
struct taker {
    struct symbol *variable;
    bool detached;
};

static bool holds(const struct node *node, const struct node *spawn)
{
    return value_strip((struct node *)node) == spawn;
}

static struct taker find_taker(const struct cfg *flow, const struct node *spawn)
{
    struct taker taker = {0};
    for (size_t i = 0; i < flow->blocks.count; i++)
        for (size_t k = 0; k < flow->blocks.data[i].points.count; k++) {
            const struct cfg_point *point = &flow->blocks.data[i].points.data[k];
            const struct node *value = point->kind == CFG_ASSIGN ? cfg_assigned(point->node) : NULL;
            if (value != NULL && holds(value, spawn))
                taker.variable = cfg_target_symbol(point->node);
            const struct node *given =
                point->kind == CFG_CALL ? handle_detached(point->node) : NULL;
            taker.detached |= given != NULL && given == spawn;
        }
    return taker;
}

/* main's own block lasts until every task has ended. */
static bool lasts(const struct cfg *flow, const struct symbol *variable)
{
    return flow->function->is_main && variable->scope_begin == flow->function->body->begin;
}

static void check_argument(struct site site)
{
    site.variable = address_in(site.flow, site.argument, 0);
    if (site.variable == NULL || lasts(site.flow, site.variable))
        return;
    struct track track = {.cfg = site.flow, .data = &site, .step = step};
    track_run(&track, BEFORE);
    if (site.end != NULL)
        report(&site);
}

/* ---- groups ---------------------------------------------------------- */

static const struct node *find_group(const struct node *node, const struct symbol *group)
{
    if (node->kind == NODE_GROUP && node->symbol == group)
        return node;
    for (uint32_t i = 0; i < node->count; i++) {
        const struct node *found = node->child[i] ? find_group(node->child[i], group) : NULL;
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* A child of a group ends with the group, so what it is given must be from outside of it. A group
 * that came as an argument outlives all variables of this function. */
static void check_for_group(struct lint_unit *unit, const struct node *group,
                            const struct symbol *variable, const struct node *argument)
{
    if (variable == NULL || (group != NULL && variable->scope_begin <= group->begin &&
                             group->end <= variable->scope_end))
        return;
    struct diag_record *record =
        lint_report(unit, DIAG_STACK_ESCAPE, argument,
                    "the group's child may still use '%s' when that is gone", variable->name);
    if (group != NULL)
        lint_advice(unit, record, "children live until the group ends: declare '%s' outside of it",
                    variable->name);
    else
        lint_advice(unit, record,
                    "the group is the caller's and outlives this function: give the child memory "
                    "of the caller's, or of its own that it frees");
}

static void check_group_spawn(struct lint_unit *unit, const struct cfg *flow,
                              const struct node *node)
{
    const struct symbol *symbol = lint_variable(node->child[0]);
    const struct node *group = symbol ? find_group(flow->function->body, symbol) : NULL;
    const struct node *operand = node_skip_parens(node->child[1]);
    if (operand->kind == NODE_ASSIGN) {
        struct symbol *target = object_of(operand->child[0]);
        bool local = target != NULL && lint_is_local(target);
        check_for_group(unit, group, local ? target : NULL, operand->child[0]);
        operand = node_skip_parens(operand->child[1]);
    }
    for (uint32_t i = 1; operand->kind == NODE_CALL && i < operand->count; i++)
        check_for_group(unit, group, address_in(flow, operand->child[i], 0), operand->child[i]);
}

static void check_point(struct lint_unit *unit, const struct cfg *flow,
                        const struct cfg_point *point)
{
    const struct node *spawn = point->node;
    if (point->kind == CFG_CALL && spawn->kind == NODE_GROUP_SPAWN)
        check_group_spawn(unit, flow, spawn);
    if (point->kind != CFG_CALL || spawn->kind != NODE_SPAWN || spawn->child[0]->kind != NODE_CALL)
        return;
    struct taker taker = find_taker(flow, spawn);
    bool followed = taker.detached || (taker.variable != NULL && lint_is_local(taker.variable));
    if (!followed && joins_any(flow->function->body))
        return;
    struct site site = {.unit = unit, .flow = flow, .spawn = spawn};
    site.handle = taker.variable;
    for (uint32_t i = 1; i < spawn->child[0]->count; i++) {
        site.argument = spawn->child[0]->child[i];
        check_argument(site);
    }
}

void lint_stack_escape(struct lint_unit *unit) { lint_each_point(unit, check_point); }
