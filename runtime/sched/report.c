/* report.c - what the runtime prints on standard error: failures that nobody
 * took, and deadlocks with the async backtrace of each waiting task. */
#include "mode.h"

#include <stdio.h>
#include <stdlib.h>

void async__report_failure(async__task *task, const char *who)
{
    if (!(task->base.flags & ASYNC__FAILED_FLAG))
        return;
    if (task->base.error == ASYNC__ECANCELED && task->base.flags & ASYNC__CANCELLED)
        return;
    if (async__mode_expects(task->base.error))
        return;
    const char *name = async__name_of(task), *site = async__site_of(task);
    const char *quote = name != NULL ? "'" : "";
    fprintf(stderr, "asyncc: %s%s%s%s%s failed: %s (%s)\n", who, name != NULL ? " " : "", quote,
            name != NULL ? name : "", quote, async__here.driver->error_name(task->base.error),
            async__here.driver->error_text(task->base.error));
    async__trace_print(task);
    if (site != NULL)
        fprintf(stderr, "  spawned at %s\n", site);
}

void async__report_unjoined(const async__task *task)
{
    const char *name = async__name_of(task), *site = async__site_of(task);
    fprintf(stderr, "asyncc: debug: a task was neither joined nor detached%s%s%s%s\n",
            name != NULL ? ": " : "", name != NULL ? name : "", site != NULL ? ", spawned at " : "",
            site != NULL ? site : "");
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

enum { TASKS_SHOWN = 100 };

void async__report_deadlock(void)
{
    fputs("asyncc: deadlock: every task waits, and nothing is left that could wake one\n", stderr);
    async__dump(TASKS_SHOWN);
}

void async__misuse(const char *function, const char *text)
{
    const async__task *task = async__here.current;
    const char *site = task != NULL ? async__site_of(task) : NULL;
    fprintf(stderr, "asyncc: %s: %s\n", function, text);
    if (site != NULL)
        fprintf(stderr, "  called by the task spawned at %s\n", site);
    abort();
}
