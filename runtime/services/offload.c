/* offload.c - plain functions on libuv's thread pool.
 *
 * The pool is shared with files and name look-ups: at most all of its threads but one
 * are taken by offloaded calls of this loop, the others wait in the loop in
 * order. A call that has not begun can be withdrawn; one that runs is waited
 * for, and its result is delivered.
 */
#include "../loop/loop.h"

#include <errno.h>
#include <stdlib.h>

struct offload {
    uv_work_t work;
    async__operation operation;
    async_offload_call *call; /* NULL: withdrawn */
    async__link link;         /* while it waits for a thread */
    bool queued;
};

static unsigned pool_limit(void)
{
    const char *text = getenv("UV_THREADPOOL_SIZE");
    int size = text != NULL ? atoi(text) : 4;
    return size > 2 ? (unsigned)size - 1 : 1;
}

static void run(uv_work_t *work)
{
    async_offload_call *call = ASYNC__CONTAINER(work, struct offload, work)->call;
    errno = 0;
    call->run(call);
    call->saved_errno = errno;
}

static void begin_next(void);

static void after(uv_work_t *work, int status)
{
    struct offload *offload = ASYNC__CONTAINER(work, struct offload, work);
    async_offload_call *call = offload->call;
    async__task *task = offload->operation.task;
    async__free(offload);
    async__loop_here->offload_running--;
    begin_next();
    if (call == NULL)
        return;
    call->error = status;
    errno = call->saved_errno;
    async__complete(task, ASYNC_DONE);
}

static void begin(struct offload *offload)
{
    offload->queued = false;
    async__loop_here->offload_running++;
    uv_queue_work(&async__loop_here->uv, &offload->work, run, after);
}

static void begin_next(void)
{
    async__link *first = async__loop_here->offloads.next;
    if (first == &async__loop_here->offloads)
        return;
    async__list_remove(first);
    begin(ASYNC__CONTAINER(first, struct offload, link));
}

static bool cancel(async__operation *operation)
{
    struct offload *offload = ASYNC__CONTAINER(operation, struct offload, operation);
    if (offload->queued) {
        async__list_remove(&offload->link);
        async__free(offload);
        return true;
    }
    if (uv_cancel((uv_req_t *)&offload->work) != 0)
        return false;
    offload->call = NULL;
    return true;
}

async_status async_offload_await(async_task *head, async_offload_call *call)
{
    async__task *task = async__task_of(head);
    if (async__is_cancelled(task))
        return async__fail_cancelled(task);
    struct offload *offload = async__alloc(sizeof *offload);
    if (offload == NULL)
        return async__fail(task, UV_ENOMEM);
    offload->operation =
        (async__operation){.cancel = cancel, .name = "waiting for an offloaded call", .task = task};
    offload->call = call;
    task->base.kind = ASYNC__OPERATION;
    task->wait.operation = &offload->operation;
    if (async__loop_here->offload_running < pool_limit()) {
        begin(offload);
    } else {
        offload->queued = true;
        async__list_append(&async__loop_here->offloads, &offload->link);
    }
    return ASYNC_PENDING;
}
