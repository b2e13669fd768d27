/* gather.c - children that run concurrently and end together.
 *
 * The children are tasks in a list, in operand order; awaiting the gather runs
 * each up to its first suspension. The first failure cancels the others.
 * When the last has ended they are freed and the parent goes on. Cancelling the parent
 * cancels the children; it then goes on with what came of that.
 */
#include "sched.h"

struct gather {
    async__task *first, *last;
    async__task *parent;
    size_t running;
    int error; /* of the child that failed first */
    bool failed, waiting, cancelled;
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
        gather->error = ASYNC__ENOMEM;
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

/* All have ended: what the await ends with. */
static async_status finish(struct gather *gather)
{
    for (async__task *child = gather->first, *next; child != NULL; child = next) {
        next = *next_of(child);
        async__task_free(child);
    }
    gather->first = NULL;
    return gather->failed ? async__fail(gather->parent, gather->error) : ASYNC_DONE;
}

void async__gather_ended(async__task *child)
{
    struct gather *gather = child->watcher;
    gather->running--;
    if (child->base.flags & ASYNC__FAILED_FLAG && !gather->failed) {
        gather->failed = true;
        gather->error = child->base.error;
        async__trace_move(child, gather->parent);
        cancel_children(gather);
    }
    if (gather->running == 0 && gather->waiting)
        async__wake(gather->parent, finish(gather));
}

async_status async_gather_await(async_task *head, async_gather *public)
{
    struct gather *gather = gather_of(public);
    async__task *task = async__task_of(head);
    if (gather->failed || async__is_cancelled(task))
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

bool async__gather_cancel(async__task *task)
{
    cancel_children(gather_of(task->wait.gather));
    return false;
}
