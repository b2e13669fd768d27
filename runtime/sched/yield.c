/* yield.c - to the back of the ready queue. */
#include "sched.h"
#include "primitive.h"

async_status async_yield__async(async_task *head, void *result)
{
    async__task *task = async__task_of(head);
    (void)result;
    if (ASYNC_UNLIKELY(async__is_cancelled(task)))
        return async__fail_cancelled(task);
    async__push_ready(task);
    return ASYNC_PENDING;
}

ASYNC__PRIMITIVE(async_yield, void, (async_task *task, void *result), , , (task, frame->result))
