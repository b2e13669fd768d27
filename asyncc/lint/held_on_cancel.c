/* leak-on-cancel, for locks and permits of <async/sync.h>: one that stays taken when the task is
 * cancelled at an await, so that nobody gets it any more. Only where the function gives it back
 * itself: what one task takes and another gives is a message and no lock. */
#include "lint/lint.h"

#include "flow/track.h"

#include <string.h>

enum state { FREE, HELD };

struct pair {
    const char *take, *give, *what;
};

struct site {
    struct lint_unit *unit;
    const struct pair *pair;
    struct node *call;        /* that takes it */
    const char *object;       /* its argument */
    const struct node *await; /* the first one that it is held at */
};

static const struct pair *pair_of(const struct node *call)
{
    static const struct pair pairs[] = {
        {"async_lock_acquire", "async_lock_release", "lock"},
        {"async_semaphore_acquire", "async_semaphore_release", "the permit of"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(lint_callee_name(call), pairs[i].take) == 0)
            return &pairs[i];
    return NULL;
}

static bool is_of_object(const struct site *site, const struct node *call)
{
    for (uint32_t i = 0; i + 1 < call->count; i++)
        if (strcmp(value_text(site->unit->program, lint_argument(call, i)), site->object) == 0)
            return true;
    return false;
}

/* Gives it back, or hands it to somebody who may. A wait for a condition holds the lock again
 * when it ends. */
static bool lets_go(const struct site *site, const struct node *call)
{
    const char *name = lint_callee_name(call);
    return call != site->call && is_of_object(site, call) &&
           strcmp(name, "async_condition_wait") != 0;
}

/* Whether the calls in a statement let go of it; with `plain` only by giving it back. */
static bool has_release(const struct site *site, struct node *body, bool plain)
{
    lint_nodes calls = {0};
    bool found = false;
    lint_collect_calls(site->unit->program, body, &calls);
    for (size_t i = 0; i < calls.count && !found; i++)
        found = lets_go(site, calls.data[i]) &&
                (!plain || strcmp(lint_callee_name(calls.data[i]), site->pair->give) == 0);
    vec_deinit(&calls);
    return found;
}

/* The call that is made there, awaited or not, or NULL. */
static struct node *call_at(const struct cfg_point *point)
{
    struct node *call = point->kind == CFG_AWAIT ? point->node->child[0] : point->node;
    bool is_one = point->kind == CFG_AWAIT || point->kind == CFG_CALL;
    return is_one && call->kind == NODE_CALL ? call : NULL;
}

static unsigned step(struct track *track, unsigned state, const struct cfg_point *point)
{
    struct site *site = track->data;
    const struct node *call = call_at(point);
    if (call == site->call)
        return HELD;
    if (state == FREE || (call != NULL && lets_go(site, call)))
        return FREE;
    if (point->kind == CFG_DEFER && has_release(site, point->node, false))
        return FREE; /* on every way out from here */
    bool waits = (point->kind == CFG_AWAIT || point->kind == CFG_GROUP_END) &&
                 lint_is_cancellation_point(point);
    if (waits && (site->await == NULL || point->node->begin < site->await->begin))
        site->await = point->node;
    return state;
}

static void report(const struct site *site)
{
    struct lint_unit *unit = site->unit;
    const char *object = site->object + (*site->object == '&');
    struct diag_record *record =
        lint_report(unit, DIAG_LEAK_ON_CANCEL, site->call,
                    "%s '%s' stays taken if the coroutine is cancelled while it waits",
                    site->pair->what, object);
    lint_next(unit, record, site->await, "a cancellation at this await skips what releases it");
    lint_advice(unit, record, "release it on every way out: 'defer %s(%s);' behind this",
                site->pair->give, site->object);
}

static void check_point(struct lint_unit *unit, const struct cfg *flow,
                        const struct cfg_point *point)
{
    struct node *call = point->kind == CFG_AWAIT ? call_at(point) : NULL;
    const struct pair *pair = call != NULL ? pair_of(call) : NULL;
    if (pair == NULL || flow->function->is_main)
        return;
    struct site site = {.unit = unit, .pair = pair, .call = call};
    site.object = value_text(unit->program, lint_argument(call, 0));
    if (!has_release(&site, flow->function->body, true))
        return;
    struct track track = {.cfg = flow, .data = &site, .step = step};
    track_run(&track, FREE);
    if (site.await != NULL)
        report(&site);
}

void lint_held_on_cancel(struct lint_unit *unit) { lint_each_point(unit, check_point); }
