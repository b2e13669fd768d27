/* sched.c - the ready queue and the step: how a suspended task goes on.
 *
 * A step resumes the innermost frame. When a frame ends, its caller is resumed
 * in turn, up to the root, whose end is the end of the task. When one suspends again,
 * async_leave has linked what is new under the frame that was resumed, and
 * the chain above it is as it was.
 */
#include "sched.h"

_Thread_local async__sched async__here;

int async__sched_open(const async__driver *driver)
{
    if (async__here.pool != NULL)
        return ASYNC__EBUSY;
    async__here = (async__sched){.driver = driver};
    async__here.tail = &async__here.head;
    return async__pool_open();
}

static void sweep(async__task *task, void *data)
{
    (void)data;
    async__report_failure(task, "task");
    async__task_free(task);
}

/* Nothing may be alive any more. Ended tasks that nobody joined go with it. */
void async__sched_close(void)
{
    async__pool_each(sweep, NULL);
    async__stack_close();
    async__pool_close();
    async__free(async__here.timers);
    async__here = (async__sched){.driver = NULL};
}

/* A frame that its callee's failure reaches, when not on the way out of a call. */
static ASYNC_COLD async_status unwind(async__task *task, async_frame *frame)
{
    const async_function *function = frame->function;
    if (task->error != ASYNC__ECANCELED)
        async__trace_add(task, function, async__line_of(function, frame->state));
    if (function->unwind != NULL)
        return function->unwind(&task->stack, frame);
    task->stack.top = (char *)frame;
    return ASYNC_FAILED;
}

static inline async_status step(async__task *task, async_status status)
{
    async_frame *frame = task->leaf, *caller;
    for (;; frame = caller) {
        caller = frame->caller;
        if (ASYNC_LIKELY(status == ASYNC_DONE))
            status = frame->function->resume(&task->stack, frame);
        else
            status = unwind(task, frame);
        if (status == ASYNC_PENDING) {
            async__here.linking = NULL;
            return status;
        }
        if (caller == NULL)
            break;
    }
    async__task_end(task, status);
    return status;
}

/* Runs a task that waits no more until it suspends again or ends. */
async_status async__step(async__task *task, async_status status)
{
    async__task *outer = async__here.current;
    task->kind = ASYNC__NONE;
    async__here.current = task;
    status = step(task, status);
    async__here.current = outer;
    return status;
}

static ASYNC_COLD async_status woken_with(async__task *task)
{
    task->flags &= (uint16_t)~ASYNC__FAILED_FLAG;
    return ASYNC_FAILED;
}

/* At most `budget` steps of the ready queue, first in first out; returns what is left of
 * the budget, so 0 says that there may be more. */
unsigned async__run_ready(unsigned budget)
{
    async__task *task;
    while ((task = async__here.head) != NULL && budget != 0) {
        async__here.head = task->wait.next;
        if (async__here.head == NULL)
            async__here.tail = &async__here.head;
        task->kind = ASYNC__NONE;
        async__here.current = task;
        step(task, ASYNC_UNLIKELY(task->flags & ASYNC__FAILED_FLAG) ? woken_with(task) : ASYNC_DONE);
        budget--;
    }
    async__here.current = NULL;
    return budget;
}
