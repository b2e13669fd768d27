/* double-join, and what flow knows about dropped-task: the life of a handle in a variable.
 *
 * Each async_spawn whose handle goes to a local variable is followed. Joined or detached twice, or
 * used when that is done; overwritten while the task still has to be joined; forgotten on some way
 * out. A handle that is stored or passed on is somebody else's. A task that joins a global handle
 * which only its own function is spawned into waits for itself. */
#include "lint/handles.h"

#include "frontend/silence.h"

#include <string.h>

enum state { NONE, LIVE, CONSUMED };

struct site {
    struct lint_unit *unit;
    const struct cfg *flow;
    const struct node *origin; /* the assignment */
    const struct node *spawn;
    struct symbol *variable;
    bool settled; /* joined, detached or kept on some path */
    const struct node *consumed, *again, *overwritten, *dropped;
};

static void keep_first(const struct node **place, const struct node *node)
{
    if (*place == NULL || node->begin < (*place)->begin)
        *place = node;
}

/* ---- one handle ------------------------------------------------------ */

/* async_gather(async_join(t), async_join(t)) */
static unsigned count_joins(const struct node *node, const struct symbol *variable)
{
    unsigned count = 0;
    if (node->kind != NODE_GATHER && node->kind != NODE_AWAIT)
        return handle_joined(node, variable) != NULL;
    for (uint32_t i = 0; i < node->count; i++)
        count += node->child[i] ? count_joins(node->child[i], variable) : 0;
    return count;
}

static unsigned use_live(struct site *site, const struct cfg_point *point)
{
    switch (handle_use(point, site->variable)) {
    case HANDLE_CONSUME:
        site->settled = true;
        keep_first(&site->consumed, point->node);
        if (count_joins(point->node, site->variable) > 1)
            keep_first(&site->again, point->node);
        return CONSUMED;
    case HANDLE_KEEP:
        site->settled = true;
        return NONE;
    default:
        return LIVE;
    }
}

static unsigned use_consumed(struct site *site, const struct cfg_point *point)
{
    switch (handle_use(point, site->variable)) {
    case HANDLE_CONSUME:
    case HANDLE_LOOK:
        keep_first(&site->again, point->node);
        return NONE;
    case HANDLE_KEEP:
        return NONE;
    default:
        return CONSUMED;
    }
}

static bool ends_variable(const struct site *site, const struct cfg_point *point)
{
    return point->kind == CFG_LEAVE && point->node->begin == site->variable->scope_begin;
}

static unsigned step(struct track *track, unsigned state, const struct cfg_point *point)
{
    struct site *site = track->data;
    bool assigned = (point->kind == CFG_ASSIGN || point->kind == CFG_DECLARE) &&
                    cfg_target_symbol(point->node) == site->variable;
    if (assigned) {
        if (state == LIVE && point->kind == CFG_ASSIGN)
            keep_first(&site->overwritten, point->node);
        return point->node == site->origin ? LIVE : NONE;
    }
    if (state == NONE)
        return state;
    if (ends_variable(site, point)) {
        if (state == LIVE)
            keep_first(&site->dropped, point->node);
        return NONE;
    }
    return state == LIVE ? use_live(site, point) : use_consumed(site, point);
}

/* A handle that is null is none. */
static unsigned refine(struct track *track, unsigned state, const struct node *value, uint8_t signs)
{
    const struct site *site = track->data;
    return lint_variable(value) == site->variable && signs == SIGN_ZERO ? NONE : state;
}

/* ---- messages -------------------------------------------------------- */

static const char *verb(const struct node *node)
{
    return node->kind == NODE_AWAIT ? "joined" : "detached";
}

static void report_again(const struct site *site)
{
    struct lint_unit *unit = site->unit;
    struct diag_record *record =
        lint_report(unit, DIAG_DOUBLE_JOIN, site->again,
                    "task '%s' is used after it was %s: its handle is no longer valid",
                    site->variable->name, verb(site->consumed));
    lint_step(unit, record, site->consumed, "%s here", verb(site->consumed));
    lint_advice(unit, record, "join or detach a task once; keep its value if it is needed again");
}

static void report_overwritten(const struct site *site)
{
    struct lint_unit *unit = site->unit;
    struct diag_record *record =
        lint_report(unit, DIAG_DOUBLE_JOIN, site->overwritten,
                    "handle '%s' is overwritten before its task was joined", site->variable->name);
    lint_step(unit, record, site->spawn, "this task can then be neither joined nor cancelled");
    lint_advice(unit, record,
                "join or detach the first task, or keep each handle in a variable of its own");
}

/* Where nobody ever joins, it is the language's error; where some path does not, a warning. */
static void report_dropped(const struct site *site)
{
    struct lint_unit *unit = site->unit;
    struct program *program = unit->program;
    struct diag_place place = place_of(program, site->spawn->begin, site->spawn->end);
    enum diag_level level = silence_level(program, DIAG_DROPPED_TASK, &place);
    struct node end = *site->dropped;
    end.begin = end.end - 1; /* its closing brace */
    if (site->settled && level == DIAG_ERROR)
        level = DIAG_WARNING;
    struct diag_record *record = diag_report_at(
        program->diag, DIAG_DROPPED_TASK, level, place,
        site->settled ? "task '%s' is neither joined nor detached on some way out of this block"
                      : "task '%s' is never joined or detached",
        site->variable->name);
    lint_next(unit, record, &end, "its handle is forgotten here");
    lint_advice(
        unit, record,
        "write 'await async_join(%s)' on every way out, or give it up with async_detach(%s)",
        site->variable->name, site->variable->name);
}

/* A variable that is never named again has been reported already (sema). */
static unsigned count_names(const struct node *node, const struct symbol *symbol)
{
    unsigned count = node->kind == NODE_NAME && node->symbol == symbol;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            count += count_names(node->child[i], symbol);
    return count;
}

static bool reported_already(const struct site *site)
{
    return site->origin->kind == NODE_VAR &&
           count_names(site->flow->function->body, site->variable) == 0;
}

static void check_assign(struct lint_unit *unit, const struct cfg *flow, const struct node *node)
{
    const struct node *value = cfg_assigned(node);
    struct symbol *variable = cfg_target_symbol(node);
    if (value == NULL || variable == NULL || variable->kind != SYMBOL_LOCAL || variable->addressed)
        return;
    value = value_strip((struct node *)value);
    if (value->kind != NODE_SPAWN)
        return;
    struct site site = {
        .unit = unit, .flow = flow, .origin = node, .spawn = value, .variable = variable};
    struct track track = {.cfg = flow, .data = &site, .step = step, .refine = refine};
    track_run(&track, NONE);
    if (site.again != NULL)
        report_again(&site);
    if (site.overwritten != NULL)
        report_overwritten(&site);
    bool harmless = flow->function->is_main && site.settled; /* main's end ends all tasks */
    if (site.dropped != NULL && site.again == NULL && !harmless && !reported_already(&site))
        report_dropped(&site);
}

/* ---- itself ---------------------------------------------------------- */

struct spawned {
    const struct symbol *handle, *function;
    bool only; /* every value of the handle is a task of that function */
    bool any;
};

static void look_at_values(const struct node *node, struct spawned *spawned)
{
    bool assigns = node->kind == NODE_ASSIGN ||
                   (node->kind == NODE_PLAIN_DECL && node->count > 0 && node->symbol != NULL);
    const struct node *value = !assigns                    ? NULL
                               : node->kind == NODE_ASSIGN ? node->child[1]
                                                           : node->child[node->count - 1];
    const struct symbol *target =
        node->kind == NODE_ASSIGN ? cfg_target_symbol(node) : node->symbol;
    if (value != NULL && target == spawned->handle) {
        value = value_strip((struct node *)value);
        bool same = value->kind == NODE_SPAWN && lint_callee(value->child[0]) == spawned->function;
        spawned->only &= same;
        spawned->any |= same;
    }
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            look_at_values(node->child[i], spawned);
}

static bool is_own(const struct program *program, const struct symbol *handle,
                   const struct symbol *function)
{
    struct spawned spawned = {handle, function, true, false};
    for (size_t i = 0; i < program->functions.count; i++)
        look_at_values(program->functions.data[i]->body, &spawned);
    for (size_t i = 0; i < program->plain.count; i++)
        look_at_values(program->plain.data[i]->body, &spawned);
    return spawned.any && spawned.only;
}

static void check_await(struct lint_unit *unit, const struct cfg *flow, const struct node *node)
{
    const struct node *handle = handle_joined(node, NULL);
    const struct symbol *function = flow->function->symbol;
    if (handle == NULL || handle->kind != NODE_NAME || lint_is_local(handle->symbol) ||
        !is_own(unit->program, handle->symbol, function))
        return;
    struct diag_record *record =
        lint_report(unit, DIAG_DOUBLE_JOIN, node, "a task of '%s' joins itself, and never ends",
                    function->name);
    lint_advice(unit, record, "let the one that spawned it join it");
}

static void check_point(struct lint_unit *unit, const struct cfg *flow,
                        const struct cfg_point *point)
{
    if (point->kind == CFG_ASSIGN)
        check_assign(unit, flow, point->node);
    else if (point->kind == CFG_AWAIT)
        check_await(unit, flow, point->node);
}

void lint_double_join(struct lint_unit *unit) { lint_each_point(unit, check_point); }
