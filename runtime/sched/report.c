/* report.c - what the runtime prints on standard error: failures that nobody
 * took, and deadlocks with the async backtrace of each waiting task. */
#include "mode.h"

#include <stdio.h>

void async__report_failure(async__task *task, const char *who)
{
    if (!(task->base.flags & ASYNC__FAILED_FLAG))
        return;
    if (task->base.error == ASYNC__ECANCELED && task->base.flags & ASYNC__CANCELLED)
        return;
    if (async__mode_expects(task->base.error))
        return;
    fprintf(stderr, "asyncc: %s failed: %s (%s)\n", who,
            async__here.driver->error_name(task->base.error),
            async__here.driver->error_text(task->base.error));
    async__trace_print(task);
    if (task->site != NULL)
        fprintf(stderr, "  spawned at %s\n", task->site);
}

/* Where a task that does not run waits, if anything in it has a name. */
void async__print_place(const async__task *task, const char *before)
{
    const async_frame *frame = task->base.leaf;
    while (frame != NULL && frame->function->name == NULL)
        frame = frame->caller;
    if (frame == NULL)
        return;
    fprintf(stderr, "%sin %s", before, frame->function->name);
    if (frame->function->file != NULL)
        fprintf(stderr, " at %s:%u", frame->function->file,
                (unsigned)async__line_of(frame->function, frame->state));
}

static void print_frame(const async_frame *frame)
{
    const async_function *function = frame->function;
    if (function->name == NULL)
        return;
    fprintf(stderr, "    in %s", function->name);
    if (function->file != NULL)
        fprintf(stderr, " at %s:%u", function->file,
                (unsigned)async__line_of(function, frame->state));
    fputc('\n', stderr);
}

enum { TASKS_SHOWN = 100 };

static void print_task(async__task *task, void *data)
{
    unsigned *count = data;
    if (task->base.flags & ASYNC__ENDED || task->base.kind == ASYNC__NONE || ++*count > TASKS_SHOWN)
        return;
    fprintf(stderr, "  %s %s", task->base.flags & ASYNC__MAIN ? "main" : "task",
            async__wait_name(task));
    if (task->site != NULL)
        fprintf(stderr, ", spawned at %s", task->site);
    fputs(":\n", stderr);
    for (const async_frame *frame = task->base.leaf; frame != NULL; frame = frame->caller)
        print_frame(frame);
}

void async__report_deadlock(void)
{
    fputs("asyncc: deadlock: every task waits, and nothing is left that could wake one\n", stderr);
    unsigned count = 0;
    async__pool_each(print_task, &count);
    if (count > TASKS_SHOWN)
        fprintf(stderr, "  and %u more tasks\n", count - TASKS_SHOWN);
}
