/* yield.c - to the back of the ready queue. That a cancelled task does not go on from
 * there is the scheduler's business: async__run_ready looks at the flags anyway. */
#include "sched.h"
#include "primitive.h"

async_status async_yield__async(async_task *head, void *result)
{
    (void)result;
    async__push_ready(async__task_of(head), ASYNC__YIELD);
    return ASYNC_PENDING;
}

ASYNC__PRIMITIVE(async_yield, void, (async_task *task, void *result), , , (task, frame->result))
