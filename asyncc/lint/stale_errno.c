/* stale-errno: `errno` read after an await that came after the call which set it.
 *
 * Each plain call is followed on its own, until the next plain call, which sets errno anew.
 * Between the call and the read there must be an await, and the program must know that
 * the call has failed: by its result, by an errno that was zero before the call, or because it asks
 * nothing in between. A read behind a test of the awaited function's result is about
 * that one's errno. */
#include "lint/lint.h"

#include <string.h>

enum state {
    BEFORE, /* or settled */
    CALLED,
    FAILED, /* and known to have */
    WAITED,
    FAILED_WAITED
};

struct site {
    struct lint_unit *unit;
    const struct cfg *flow;
    const struct node *call;
    struct symbol *result;
    bool zeroed;  /* errno = 0 stands before the call */
    bool unasked; /* nobody looks at the call's result */
    const struct node *await, *read;
};

/* ---- reading and writing --------------------------------------------- */

/* Library functions that print errno's text. */
static bool reads_errno(const struct node *call)
{
    static const char *const names[] = {"perror", "err", "warn", "verr", "vwarn", NULL};
    return lint_one_of(lint_callee_name(call), names);
}

static bool keeps_errno(const struct node *call)
{
    static const char *const names[] = {
        "__errno_location", "free",   "strerror",  "memcpy",           "memset",
        "strlen",           "strcmp", "async_now", "__builtin_expect", "memmove",
        "strcpy",           "strcat", NULL};
    return lint_one_of(lint_callee_name(call), names);
}

static bool is_read(const struct cfg_point *point)
{
    if (point->kind == CFG_CALL)
        return reads_errno(point->node);
    return point->kind == CFG_READ && value_is_errno(point->node);
}

static bool writes_errno(const struct cfg_point *point)
{
    return point->kind == CFG_ASSIGN && point->node->kind != NODE_VAR &&
           value_is_errno(point->node->child[0]);
}

/* After an offloaded call, errno is what that left. */
static bool brings_errno(const struct cfg_point *point)
{
    return point->kind == CFG_AWAIT && point->node->child[0]->kind == NODE_OFFLOAD;
}

/* ---- one call -------------------------------------------------------- */

static void note_read(struct site *site, unsigned state, const struct node *node)
{
    bool stale = state == FAILED_WAITED || (state == WAITED && (site->zeroed || site->unasked));
    if (stale && (site->read == NULL || node->begin < site->read->begin))
        site->read = node;
}

static unsigned after_wait(struct site *site, unsigned state, const struct cfg_point *point)
{
    const struct node *node = point->node;
    if (brings_errno(point) || !lint_waits(point))
        return brings_errno(point) ? BEFORE : state;
    if (site->await == NULL || node->begin < site->await->begin)
        site->await = node;
    return state == FAILED || state == FAILED_WAITED ? FAILED_WAITED : WAITED;
}

static unsigned step(struct track *track, unsigned state, const struct cfg_point *point)
{
    struct site *site = track->data;
    if (point->kind == CFG_CALL && point->node == site->call)
        return CALLED;
    if (state == BEFORE)
        return state;
    if (is_read(point)) {
        note_read(site, state, point->node);
        return state;
    }
    if (writes_errno(point))
        return BEFORE;
    if (point->kind == CFG_AWAIT || point->kind == CFG_GROUP_END)
        return after_wait(site, state, point);
    if (point->kind == CFG_CALL && point->node->kind == NODE_CALL && !keeps_errno(point->node))
        return BEFORE;
    bool overwritten =
        point->kind == CFG_ASSIGN && site->result != NULL &&
        cfg_target_symbol(point->node) == site->result &&
        (cfg_assigned(point->node) == NULL || lint_call(cfg_assigned(point->node)) != site->call);
    return overwritten ? BEFORE : state;
}

static bool is_await(const struct node *value)
{
    value = value_strip((struct node *)value);
    if (value->kind == NODE_ASSIGN)
        value = value_strip(value->child[1]);
    return value->kind == NODE_AWAIT;
}

/* A value that an await gave: errno behind a test of it is what that left. */
static bool is_awaited(const struct cfg *flow, const struct node *value)
{
    const struct symbol *variable = lint_variable(value);
    if (is_await(value))
        return true;
    for (size_t i = 0; variable != NULL && i < flow->blocks.count; i++)
        for (size_t k = 0; k < flow->blocks.data[i].points.count; k++) {
            const struct cfg_point *point = &flow->blocks.data[i].points.data[k];
            const struct node *from = point->kind == CFG_ASSIGN ? cfg_assigned(point->node) : NULL;
            if (from != NULL && cfg_target_symbol(point->node) == variable && is_await(from))
                return true;
        }
    return false;
}

static bool returns_pointer(const struct node *call) { return call->type->is_pointer; }

/* Whether a value with these signs says that the call has failed, or that it has not. */
static int verdict(const struct node *call, uint8_t signs)
{
    if (returns_pointer(call))
        return (signs & SIGN_POSITIVE) == 0 ? 1 : signs == SIGN_POSITIVE ? -1 : 0;
    if ((signs & SIGN_ZERO) == 0)
        return 1;
    return (signs & SIGN_NEGATIVE) == 0 ? -1 : 0;
}

static unsigned refine(struct track *track, unsigned state, const struct node *value, uint8_t signs)
{
    const struct site *site = track->data;
    bool about_call = lint_call(value) == site->call ||
                      (site->result != NULL && lint_variable(value) == site->result);
    if (state == BEFORE || value_is_errno(value))
        return state;
    bool succeeded = signs == (SIGN_ZERO | SIGN_POSITIVE); /* `x >= 0` of what was awaited */
    if (!about_call)
        return site->unasked || (is_awaited(site->flow, value) && !succeeded) ? BEFORE : state;
    int failed = verdict(site->call, signs);
    if (failed < 0)
        return BEFORE;
    if (failed > 0)
        return state == CALLED ? FAILED : state == WAITED ? FAILED_WAITED : state;
    return state;
}

static void report(const struct site *site)
{
    struct lint_unit *unit = site->unit;
    const char *name = lint_callee_name(site->call);
    struct diag_record *record =
        lint_report(unit, DIAG_STALE_ERRNO, site->read,
                    "'errno' is no longer that of '%s': the coroutine has waited since", name);
    lint_step(unit, record, site->call, "'%s' sets it here", name);
    lint_step(unit, record, site->await, "other tasks may set it while this waits");
    lint_advice(unit, record, "keep it before the await: 'int error = errno;'");
}

/* ---- finding them ---------------------------------------------------- */

/* errno = 0; right before the call's own statement. */
static bool zeroed_before(const struct cfg *flow, const struct node *call)
{
    for (size_t i = 0; i < flow->blocks.count; i++) {
        bool zero = false;
        for (size_t k = 0; k < flow->blocks.data[i].points.count; k++) {
            const struct cfg_point *point = &flow->blocks.data[i].points.data[k];
            if (point->kind == CFG_CALL && point->node == call)
                return zero;
            if (writes_errno(point))
                zero = point->signs == SIGN_ZERO;
            else if (point->kind == CFG_CALL || point->kind == CFG_AWAIT)
                zero = false;
        }
    }
    return false;
}

static bool is_statement(const struct node *node, const struct node *call)
{
    if (node->kind == NODE_EXPR) {
        const struct node *expr = value_strip(node->child[0]);
        return expr == call;
    }
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && is_statement(node->child[i], call))
            return true;
    return false;
}

static bool reads_anywhere(const struct cfg *flow)
{
    for (size_t i = 0; i < flow->blocks.count; i++)
        for (size_t k = 0; k < flow->blocks.data[i].points.count; k++)
            if (is_read(&flow->blocks.data[i].points.data[k]))
                return true;
    return false;
}

static void check_point(struct lint_unit *unit, const struct cfg *flow,
                        const struct cfg_point *point)
{
    const struct node *call = point->node;
    const struct symbol *callee = point->kind == CFG_CALL ? lint_callee(call) : NULL;
    if (callee == NULL || callee->is_async || keeps_errno(call) || reads_errno(call) ||
        !reads_anywhere(flow))
        return;
    struct site site = {.unit = unit, .flow = flow, .call = call};
    site.result = lint_result_variable(flow, call);
    site.zeroed = zeroed_before(flow, call);
    site.unasked =
        !call->type->is_void && site.result == NULL && is_statement(flow->function->body, call);
    struct track track = {.cfg = flow, .data = &site, .step = step, .refine = refine};
    track_run(&track, BEFORE);
    if (site.read != NULL)
        report(&site);
}

void lint_stale_errno(struct lint_unit *unit) { lint_each_point(unit, check_point); }
