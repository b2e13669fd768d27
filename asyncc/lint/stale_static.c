/* stale-static: a result that lies in a buffer of the C library, used after an await.
 *
 * A variable that gets such a result, or a copy of one that has it, is followed from there: a use
 * behind an await is stale. strtok keeps no result (its tokens lie in the caller's string) but a
 * place: there the call that goes on, strtok(NULL, ...), is the use. */
#include "lint/lint.h"

#include <string.h>

enum state { ELSEWHERE, FRESH, STALE };

struct site {
    struct lint_unit *unit;
    const struct node *call;   /* that made the result, or began the scan */
    const struct node *origin; /* the assignment to the variable; NULL: a scan */
    struct symbol *variable;
    const char *instead;
    const struct node *await, *use; /* the first ones */
};

static const char *replacement(const char *name)
{
    static const struct {
        const char *name, *instead;
    } rows[] = {
#define STATIC_RESULT(name, instead) {name, instead},
#include "lint/statics.def"
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].name, name) == 0)
            return rows[i].instead;
    return NULL;
}

static bool is_systems(const struct lint_unit *unit, const struct node *call)
{
    const struct symbol *callee = lint_callee(call);
    return callee != NULL && callee->function == NULL && lint_is_systems(unit, callee);
}

static void wait_at(struct site *site, const struct node *await)
{
    if (site->await == NULL || await->begin < site->await->begin)
        site->await = await;
}

static void use_at(struct site *site, const struct node *use)
{
    if (site->use == NULL || use->begin < site->use->begin)
        site->use = use;
}

/* ---- results --------------------------------------------------------- */

static unsigned step_result(struct track *track, unsigned state, const struct cfg_point *point)
{
    struct site *site = track->data;
    const struct node *node = point->node;
    if (point->kind == CFG_ASSIGN && node == site->origin)
        return FRESH;
    if (state == ELSEWHERE)
        return state;
    if (point->kind == CFG_ASSIGN && cfg_target_symbol(node) == site->variable &&
        node->kind != NODE_UNARY && node->kind != NODE_COMPOUND_ASSIGN)
        return ELSEWHERE;
    if (lint_waits(point)) {
        wait_at(site, node);
        return STALE;
    }
    if (state == STALE && point->kind == CFG_READ && node->symbol == site->variable)
        use_at(site, node);
    return state;
}

static unsigned refine_result(struct track *track, unsigned state, const struct node *value,
                              uint8_t signs)
{
    const struct site *site = track->data;
    bool is_null = lint_variable(value) == site->variable && signs == SIGN_ZERO;
    return is_null ? ELSEWHERE : state;
}

static void report_result(const struct site *site)
{
    struct lint_unit *unit = site->unit;
    const char *name = lint_callee_name(site->call);
    struct diag_record *record = lint_report(
        unit, DIAG_STALE_STATIC, site->use,
        "'%s' points into a buffer of '%s', which another task may have overwritten since",
        site->variable->name, name);
    lint_step(unit, record, site->call, "the result of '%s' lies in a buffer of the C library",
              name);
    lint_step(unit, record, site->await, "other tasks run while this waits");
    if (*site->instead)
        lint_advice(unit, record, "copy what is needed before the await, or use %s", site->instead);
    else
        lint_advice(unit, record, "copy what is needed before the await");
}

static void follow_result(struct site *site, const struct cfg *flow)
{
    struct track track = {.cfg = flow, .data = site, .step = step_result, .refine = refine_result};
    track_run(&track, ELSEWHERE);
    if (site->use != NULL)
        report_result(site);
}

/* The static result that an expression is, directly or by a variable that has one. */
static const struct node *result_in(struct lint_unit *unit, const struct cfg *flow,
                                    const struct node *value, unsigned depth)
{
    enum { DEEPEST = 3 };
    const struct node *call = value_strip((struct node *)value);
    const struct symbol *variable = lint_variable(value);
    if (call->kind == NODE_ASSIGN)
        call = value_strip(call->child[1]);
    if (call->kind == NODE_CALL)
        return is_systems(unit, call) && replacement(lint_callee_name(call)) ? call : NULL;
    if (call->kind == NODE_CONDITIONAL || call->kind == NODE_GNU_CONDITIONAL)
        for (uint32_t i = call->kind == NODE_CONDITIONAL; i < call->count; i++) {
            const struct node *found = result_in(unit, flow, call->child[i], depth);
            if (found != NULL)
                return found;
        }
    if (variable == NULL || !lint_is_local(variable) || depth == DEEPEST)
        return NULL;
    for (size_t i = 0; i < flow->blocks.count; i++)
        for (size_t k = 0; k < flow->blocks.data[i].points.count; k++) {
            const struct cfg_point *point = &flow->blocks.data[i].points.data[k];
            const struct node *from = point->kind == CFG_ASSIGN ? cfg_assigned(point->node) : NULL;
            if (from == NULL || cfg_target_symbol(point->node) != variable)
                continue;
            const struct node *found = result_in(unit, flow, from, depth + 1);
            if (found != NULL)
                return found;
        }
    return NULL;
}

static void check_assign(struct lint_unit *unit, const struct cfg *flow, const struct node *node)
{
    struct symbol *variable = cfg_target_symbol(node);
    const struct node *value = cfg_assigned(node);
    if (value == NULL || variable == NULL || !lint_is_local(variable) ||
        !variable->type->is_pointer)
        return;
    const struct node *call = result_in(unit, flow, value, 0);
    if (call == NULL)
        return;
    struct site site = {.unit = unit, .call = call, .origin = node, .variable = variable};
    site.instead = replacement(lint_callee_name(call));
    follow_result(&site, flow);
}

/* ---- scans ----------------------------------------------------------- */

static bool goes_on(const struct lint_unit *unit, const struct node *call)
{
    long long value;
    const struct node *string = lint_argument(call, 0);
    return string != NULL && value_constant(unit->program, string, &value) && value == 0;
}

static bool is_scan(const struct lint_unit *unit, const struct cfg_point *point)
{
    return point->kind == CFG_CALL && lint_calls(unit, point->node, "strtok");
}

static unsigned step_scan(struct track *track, unsigned state, const struct cfg_point *point)
{
    struct site *site = track->data;
    if (is_scan(site->unit, point)) {
        if (state == STALE && goes_on(site->unit, point->node))
            use_at(site, point->node);
        else if (!goes_on(site->unit, point->node))
            return point->node == site->call ? FRESH : ELSEWHERE;
        return state;
    }
    if (state == FRESH && lint_waits(point)) {
        wait_at(site, point->node);
        return STALE;
    }
    return state;
}

static void check_scan(struct lint_unit *unit, const struct cfg *flow, const struct node *call)
{
    struct site site = {.unit = unit, .call = call};
    struct track track = {.cfg = flow, .data = &site, .step = step_scan};
    track_run(&track, ELSEWHERE);
    if (site.use == NULL)
        return;
    struct diag_record *record =
        lint_report(unit, DIAG_STALE_STATIC, site.use,
                    "'strtok' may go on in another task's string: the coroutine has waited since");
    lint_step(unit, record, call, "the scan begins here, and 'strtok' remembers one for all");
    lint_step(unit, record, site.await, "other tasks run while this waits");
    lint_advice(unit, record, "use strtok_r, which keeps its place in a variable of yours");
}

static void check_point(struct lint_unit *unit, const struct cfg *flow,
                        const struct cfg_point *point)
{
    if (point->kind == CFG_ASSIGN)
        check_assign(unit, flow, point->node);
    else if (is_scan(unit, point) && !goes_on(unit, point->node))
        check_scan(unit, flow, point->node);
}

void lint_stale_static(struct lint_unit *unit) { lint_each_point(unit, check_point); }
