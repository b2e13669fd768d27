/* gather.c - operators that run children and wait for all of them to end.
 *
 * The children are tasks in a list, in operand order; awaiting runs each up to its
 * first suspension. The operators differ in what the end of a child means:
 *
 *   gather   the first failure cancels the others and goes on
 *   select   the first end cancels the others
 *   timeout  a select of the call and a sleep
 *   catch    a failure becomes the result
 *   shield   a gather that the parent's cancellation does not reach
 *
 * When the last has ended they are freed and the parent goes on. Cancelling the parent
 * cancels the children; it then goes on with what came of that.
 */
#include "sched.h"

enum operator{ GATHER, SELECT, TIMEOUT, CATCH, SHIELD };

struct gather {
    async__task *first, *last;
    async__task *parent;
    int *result; /* of the operators that have one */
    uint32_t running;
    int16_t error; /* of the failure that goes on */
    uint8_t operator;
    bool failed : 1, waiting : 1, cancelled : 1, parent_cancelled : 1;
};
_Static_assert(sizeof(struct gather) <= sizeof(async_gather), "async_gather is too small");

/* The link to the next child lies in the child's result slot, which the child of
 * a gather does not need: it writes to the parent's variable. */
static async__task **next_of(async__task *child) { return (async__task **)async__result_of(child); }

static struct gather *gather_of(async_gather *gather) { return (struct gather *)(void *)gather; }

void async_gather_init(async_gather *public, async_task *parent)
{
    *gather_of(public) = (struct gather){.parent = async__task_of(parent)};
}

async_task *async_gather_child(async_gather *public, const async_function *function,
                               const char *site)
{
    struct gather *gather = gather_of(public);
    async__task *child = async__task_new(function, sizeof(async__task *), 0, site);
    if (child == NULL) {
        gather->failed = true;
        gather->error = (int16_t)ASYNC__ENOMEM;
        return NULL;
    }
    child->base.flags |= ASYNC__CHILD;
    child->base.kind = ASYNC__NONE;
    child->watcher = gather;
    *next_of(child) = NULL;
    if (gather->first == NULL)
        gather->first = child;
    else
        *next_of(gather->last) = child;
    gather->last = child;
    gather->running++;
    return &child->base;
}

static void cancel_children(struct gather *gather)
{
    if (gather->cancelled)
        return;
    gather->cancelled = true;
    for (async__task *child = gather->first; child != NULL; child = *next_of(child))
        async__cancel_task(child);
}

static bool has_failed(const async__task *child)
{
    return (child->base.flags & ASYNC__FAILED_FLAG) != 0;
}

/* A child that ended because we asked it to has not failed. */
static bool was_cancelled(const struct gather *gather, const async__task *child)
{
    return has_failed(child) && gather->cancelled && child->base.error == ASYNC__ECANCELED;
}

static bool has_winner(const struct gather *gather)
{
    for (async__task *child = gather->first; child != NULL; child = *next_of(child))
        if (child->base.flags & ASYNC__ENDED && !has_failed(child))
            return true;
    return false;
}

static void fail(struct gather *gather, async__task *child)
{
    if (gather->failed)
        return;
    gather->failed = true;
    gather->error = child->base.error;
    async__trace_move(child, gather->parent);
}

static void child_ended(struct gather *gather, async__task *child)
{
    bool races = gather->operator== SELECT || gather->operator== TIMEOUT;
    if (has_failed(child) && gather->operator!= CATCH && !was_cancelled(gather, child) &&
        !(gather->operator== SELECT && has_winner(gather)))
        fail(gather, child);
    if (gather->failed || races)
        cancel_children(gather);
}

/* ---- results ----------------------------------------------------------- */

/* The lowest of those that ended with a value; -1 without children. */
static int winner(const struct gather *gather)
{
    int index = 0;
    for (async__task *child = gather->first; child != NULL; child = *next_of(child), index++)
        if (!has_failed(child))
            return index;
    return -1;
}

static int result_of(const struct gather *gather)
{
    switch (gather->operator) {
    case SELECT:
        return winner(gather);
    case TIMEOUT:
        return winner(gather) == 0 ? 0 : ASYNC__ETIMEDOUT;
    default:
        return has_failed(gather->first) ? gather->first->base.error : 0;
    }
}

/* Whether the parent's own cancellation is all that came of it. */
static bool is_cancelled_parent(const struct gather *gather)
{
    if (!gather->parent_cancelled)
        return false;
    switch (gather->operator) {
    case GATHER:
        for (async__task *child = gather->first; child != NULL; child = *next_of(child))
            if (was_cancelled(gather, child))
                return true;
        return false;
    case SHIELD:
        return false;
    case TIMEOUT:
        return winner(gather) != 0;
    default:
        return winner(gather) < 0 && gather->first != NULL;
    }
}

/* All have ended: what the await ends with. */
static async_status finish(struct gather *gather)
{
    bool cancelled = is_cancelled_parent(gather);
    if (!cancelled && !gather->failed && gather->result != NULL)
        *gather->result = result_of(gather);
    for (async__task *child = gather->first, *next; child != NULL; child = next) {
        next = *next_of(child);
        async__task_free(child);
    }
    gather->first = NULL;
    if (gather->failed)
        return async__fail(gather->parent, gather->error);
    return cancelled ? async__fail_cancelled(gather->parent) : ASYNC_DONE;
}

void async__gather_ended(async__task *child)
{
    struct gather *gather = child->watcher;
    gather->running--;
    child_ended(gather, child);
    if (gather->running == 0 && gather->waiting)
        async__wake(gather->parent, finish(gather));
}

/* ---- awaits ------------------------------------------------------------ */

static async_status start(async_task *head, async_gather *public, enum operator operator,
                          int * result)
{
    struct gather *gather = gather_of(public);
    async__task *task = async__task_of(head);
    gather->operator=(uint8_t) operator;
    gather->result = result;
    gather->parent_cancelled = operator!= SHIELD && async__is_cancelled(task);
    if (gather->failed || gather->parent_cancelled)
        cancel_children(gather);
    for (async__task *child = gather->first; child != NULL; child = *next_of(child))
        async__step(child, ASYNC_DONE);
    if (gather->running == 0)
        return finish(gather);
    gather->waiting = true;
    task->base.kind = ASYNC__GATHER;
    task->wait.gather = public;
    return ASYNC_PENDING;
}

async_status async_gather_await(async_task *task, async_gather *gather)
{
    return start(task, gather, GATHER, NULL);
}

async_status async_select_await(async_task *task, async_gather *gather, int *index)
{
    return start(task, gather, SELECT, index);
}

async_status async_timeout_await(async_task *task, async_gather *gather, uint64_t ms, int *result)
{
    async_task *clock = async_gather_child(gather, &async_sleep__fn, NULL);
    if (clock != NULL)
        async_sleep__begin(clock, NULL, ms);
    return start(task, gather, TIMEOUT, result);
}

async_status async_catch_await(async_task *task, async_gather *gather, int *result)
{
    return start(task, gather, CATCH, result);
}

async_status async_shield_await(async_task *task, async_gather *gather)
{
    return start(task, gather, SHIELD, NULL);
}

bool async__gather_cancel(async__task *task)
{
    struct gather *gather = gather_of(task->wait.gather);
    if (gather->operator!= SHIELD) {
        gather->parent_cancelled = true;
        cancel_children(gather);
    }
    return false;
}
