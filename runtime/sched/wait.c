/* wait.c - the one wait primitive: how waits end, and how they are withdrawn.
 *
 * An await that cannot complete fills the task's wait record, sets its kind and
 * returns ASYNC_PENDING. Whoever completes it later calls async__wake or async__complete.
 * Cancelling asks the kind's own function to withdraw the wait. If that succeeds the task
 * goes on at once with UV_ECANCELED; otherwise it goes on when the thing it
 * waits for has really ended, with whatever that ended with.
 */
#include "sched.h"

static bool list_cancel(async__task *task)
{
    async__list_remove(&task->wait.list.link);
    return true;
}

static bool operation_cancel(async__task *task)
{
    return task->wait.operation->cancel(task->wait.operation);
}

static const struct {
    bool (*cancel)(async__task *task);
    const char *name;
} kinds[ASYNC__KINDS] = {
    [ASYNC__NONE] = {NULL, "running"},
    [ASYNC__READY] = {NULL, "ready"},
    [ASYNC__YIELD] = {NULL, "ready"},
    [ASYNC__TIMER] = {async__timer_cancel, "sleeping"},
    [ASYNC__LOCK] = {list_cancel, "waiting for a lock"},
    [ASYNC__SEMAPHORE] = {list_cancel, "waiting for a semaphore"},
    [ASYNC__EVENT] = {list_cancel, "waiting for an event"},
    [ASYNC__BARRIER] = {async__barrier_cancel, "waiting at a barrier"},
    [ASYNC__QUEUE] = {list_cancel, "waiting for a queue"},
    [ASYNC__QUEUE_SELECT] = {async__select_cancel, "waiting for one of several queues"},
    [ASYNC__CONDITION] = {async__condition_cancel, "waiting for a condition"},
    [ASYNC__RELOCK] = {async__relock_cancel, "waiting for a condition's lock"},
    [ASYNC__JOIN] = {async__join_cancel, "joining a task"},
    [ASYNC__WATCH] = {async__watch_cancel, "waiting for a task's end"},
    [ASYNC__GATHER] = {async__gather_cancel, "gathering"},
    [ASYNC__TIMEOUT] = {async__gather_cancel, "waiting with a timeout"},
    [ASYNC__GROUP] = {async__group_cancel, "waiting for its group"},
    [ASYNC__OPERATION] = {operation_cancel, NULL},
};

const char *async__wait_name(const async__task *task)
{
    return task->base.kind == ASYNC__OPERATION ? task->wait.operation->name
                                               : kinds[task->base.kind].name;
}

void async__wake(async__task *task, async_status status)
{
    if (status == ASYNC_FAILED)
        task->base.flags |= ASYNC__FAILED_FLAG;
    async__make_ready(task);
}

/* For a scope of the task: from now on its awaits end at once. */
void async__interrupt(async__task *task)
{
    if (task->base.flags & (ASYNC__ENDED | ASYNC__CANCELLED))
        return;
    task->base.flags |= ASYNC__CANCELLED;
    if (task->base.flags & ASYNC__HELD || kinds[task->base.kind].cancel == NULL)
        return;
    if (kinds[task->base.kind].cancel(task)) {
        task->base.error = ASYNC__ECANCELED;
        async__wake(task, ASYNC_FAILED);
    }
}

void async__cancel_task(async__task *task)
{
    if (task->base.flags & ASYNC__ENDED)
        return;
    task->base.flags |= ASYNC__ASKED;
    async__interrupt(task);
}

/* The task keeps 16 bits of error: libuv's codes fit, others become UV_UNKNOWN. */
async_status async__fail(async__task *task, int error)
{
    task->base.error = error < 0 && error >= INT16_MIN ? (int16_t)error : ASYNC__UNKNOWN;
    return ASYNC_FAILED;
}

async_status async__fail_cancelled(async__task *task)
{
    return async__fail(task, ASYNC__ECANCELED);
}

int async_hold(async_task *head)
{
    async__task *task = async__task_of(head);
    int held = (task->base.flags & ASYNC__HELD) != 0;
    task->base.flags |= ASYNC__HELD;
    return held;
}

void async_unhold(async_task *head, int held)
{
    if (!held)
        async__task_of(head)->base.flags &= (uint16_t)~ASYNC__HELD;
}
