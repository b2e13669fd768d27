/* sched.c - the ready queue and the step: how a suspended task goes on.
 *
 * A step resumes the innermost frame. When a frame ends, its caller is resumed
 * in turn, up to the root, whose end is the end of the task. When one suspends again,
 * async_leave has linked what is new under the frame that was resumed, and
 * the chain above it is as it was.
 */
#include "mode.h"

_Thread_local async__sched async__here;

int async__sched_open(const async__driver *driver)
{
    if (async__here.pool != NULL)
        return ASYNC__EBUSY;
    async__here = (async__sched){.driver = driver};
    async__local.tail = &async__local.head;
    return async__pool_open();
}

static void sweep(async__task *task, void *data)
{
    (void)data;
    async__report_failure(task, "task");
    if (async__mode_is_debug())
        async__report_unjoined(task);
    async__task_free(task);
}

/* Nothing may be alive any more. Ended tasks that nobody joined go with it. */
void async__sched_close(void)
{
    async__pool_each(sweep, NULL);
    async__stack_close();
    async__contexts_close();
    async__pool_close();
    async__free(async__here.timers);
    async__here = (async__sched){.driver = NULL};
}

/* A frame that its callee's failure reaches, when not on the way out of a call. */
static ASYNC_COLD async_status unwind(async__task *task, async_frame *frame)
{
    const async_function *function = frame->function;
    if (!async__is_silent(task->base.error))
        async__trace_add(task, function, async__line_of(function, frame->state));
    if (function->unwind != NULL)
        return function->unwind(&task->base, frame);
    async__pop(&task->base, frame, function);
    return ASYNC_FAILED;
}

/* Goes on with `frame`, whose callee has ended, and with its callers after it. */
static void step(async__task *task, async_frame *frame, async_status status)
{
    for (; frame != NULL; frame = frame->caller) {
        if (ASYNC_LIKELY(status == ASYNC_DONE))
            status = frame->function->resume(&task->base, frame);
        else
            status = unwind(task, frame);
        if (status == ASYNC_PENDING) {
            task->base.link = &task->base.leaf;
            return;
        }
    }
    async__task_end(task, status);
}

/* The same from the leaf, for the way that matters: it suspends again, or it is the
 * root and ends. A frame's head can still be read right after its end. */
static inline void step_leaf(async__task *task)
{
    async_frame *leaf = task->base.leaf;
    async_status status = leaf->function->resume(&task->base, leaf);
    if (ASYNC_LIKELY(status == ASYNC_PENDING)) {
        task->base.link = &task->base.leaf;
        return;
    }
    if (leaf->caller != NULL || status != ASYNC_DONE) {
        step(task, leaf->caller, status);
        return;
    }
    async__task_end(task, ASYNC_DONE);
}

/* What a task with values spawns inherits them: local.c. */
static inline void look_for_values(const async__task *task)
{
    if (ASYNC_UNLIKELY(task->base.flags & ASYNC__EXTRA))
        async__local.classes = 0;
}

/* See sched.h. From the loop no task's code is running, most of the time. */
void async__complete(async__task *task, async_status status)
{
    if (ASYNC_UNLIKELY(async__here.current != NULL)) {
        async__wake(task, status);
        return;
    }
    async__here.current = task;
    task->base.kind = ASYNC__NONE;
    look_for_values(task);
    if (ASYNC_LIKELY(status == ASYNC_DONE))
        step_leaf(task);
    else
        step(task, task->base.leaf, status);
    async__here.current = NULL;
}

/* Runs a task that waits no more until it suspends again or ends. */
void async__step(async__task *task, async_status status)
{
    async__task *outer = async__here.current;
    task->base.kind = ASYNC__NONE;
    async__here.current = task;
    look_for_values(task);
    if (ASYNC_UNLIKELY(async__here.mode != NULL))
        async__mode_tighten(task);
    step(task, task->base.leaf, status);
    async__here.current = outer;
    if (outer != NULL)
        look_for_values(outer);
}

/* A ready task that was woken with a failure, or is cancelled. */
static ASYNC_COLD async_status status_of(async__task *task)
{
    if (task->base.flags & ASYNC__FAILED_FLAG) {
        task->base.flags &= (uint16_t)~ASYNC__FAILED_FLAG;
        return ASYNC_FAILED;
    }
    if (task->base.kind == ASYNC__YIELD && async__is_cancelled(task))
        return async__fail_cancelled(task);
    return ASYNC_DONE;
}

static inline async__task *pop_ready(void)
{
    async__task *task = async__task_of(async__local.head);
    if (async__local.tail == &task->wait.next)
        async__local.tail = &async__local.head;
    else
        async__local.head = task->wait.next;
    return task;
}

static ASYNC_COLD void step_rare(async__task *task)
{
    look_for_values(task);
    step(task, task->base.leaf, status_of(task));
}

static inline void step_ready(async__task *task)
{
    async__here.current = task;
    if (ASYNC_UNLIKELY(task->base.flags & (ASYNC__FAILED_FLAG | ASYNC__CANCELLED | ASYNC__EXTRA)))
        step_rare(task);
    else
        step_leaf(task);
}

void async__step_ready(async__task *task) { step_ready(task); }

static void run(unsigned budget)
{
    for (; budget != 0 && async__is_ready(); budget--)
        step_ready(pop_ready());
    async__here.current = NULL;
}

/* At most `budget` steps of the ready queue, first in first out. */
void async__run_ready(unsigned budget)
{
    if (ASYNC_UNLIKELY(async__here.mode != NULL))
        async__mode_run(budget);
    else
        run(budget);
    async__here.turn++;
}
