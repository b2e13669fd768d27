/* join.c - waiting for the end of a task.
 *
 * Those who wait form a list from the task's `watcher`. At most one of them is a joiner:
 * it owns the task, takes its result or its failure, and frees it. Cancelling the
 * joiner cancels the task; the joiner goes on when that has ended, with
 * whatever it ended with.
 */
#include "sched.h"
#include "primitive.h"

#include <string.h>

static async_status take_result(async__task *joiner, async__task *child, void *result, size_t size)
{
    async_status status = ASYNC_DONE;
    if (ASYNC_UNLIKELY(child->base.flags & ASYNC__FAILED_FLAG)) {
        joiner->base.error = child->base.error;
        async__trace_move(child, joiner);
        status = ASYNC_FAILED;
    } else if (size != 0) {
        memcpy(result, async__result_of(child), size);
    }
    async__task_free(child);
    return status;
}

static void watch(async__task *task, async__task *child, enum async__kind kind)
{
    task->base.kind = (uint8_t)kind;
    task->wait.join.child = child;
    task->wait.join.next = child->watcher;
    child->watcher = task;
}

bool async__is_joined(const async__task *child)
{
    for (const async__task *task = child->watcher; task != NULL; task = task->wait.join.next) {
        if (task->base.kind == ASYNC__JOIN)
            return true;
    }
    return false;
}

async_status async__task_join_slow(async_task *head, void *result, async_handle handle, size_t size)
{
    async__task *task = async__task_of(head), *child = (async__task *)(uintptr_t)handle;
    if (child->base.flags & ASYNC__ENDED)
        return take_result(task, child, result, size);
    if (ASYNC_UNLIKELY(child == task || async__is_joined(child)))
        return async__fail(task, child == task ? ASYNC__EINVAL : ASYNC__EBUSY);
    if (ASYNC_UNLIKELY(async__is_cancelled(task)))
        async__cancel_task(child);
    watch(task, child, ASYNC__JOIN);
    task->wait.join.result = result;
    task->wait.join.size = size;
    return ASYNC_PENDING;
}

async_status async__wait__async(async_task *head, void *result, async__handle handle)
{
    async__task *task = async__task_of(head), *child = (async__task *)(uintptr_t)handle;
    (void)result;
    if (child->base.flags & ASYNC__ENDED)
        return ASYNC_DONE;
    if (child == task)
        return async__fail(task, ASYNC__EINVAL);
    if (async__is_cancelled(task))
        return async__fail_cancelled(task);
    watch(task, child, ASYNC__WATCH);
    return ASYNC_PENDING;
}

ASYNC__PRIMITIVE(async__wait, void, (async_task * task, void *result, async__handle handle),
                 async__handle handle;
                 , frame->handle = handle;, (task, frame->result, frame->handle))

/* The task has ended: those who only watch go on, then the joiner takes it. */
void async__notify(async__task *child)
{
    async__task *joiner = NULL, *next;
    for (async__task *task = child->watcher; task != NULL; task = next) {
        next = task->wait.join.next;
        if (task->base.kind == ASYNC__JOIN)
            joiner = task;
        else
            async__wake(task, ASYNC_DONE);
    }
    child->watcher = NULL;
    if (joiner == NULL)
        return;
    void *result = joiner->wait.join.result;
    async__wake(joiner, take_result(joiner, child, result, joiner->wait.join.size));
}

bool async__join_cancel(async__task *task)
{
    async__cancel_task(task->wait.join.child);
    return false;
}

bool async__watch_cancel(async__task *task)
{
    async__task *child = task->wait.join.child, *at = child->watcher;
    if (at == task) {
        child->watcher = task->wait.join.next;
        return true;
    }
    while (at->wait.join.next != task)
        at = at->wait.join.next;
    at->wait.join.next = task->wait.join.next;
    return true;
}
