/* exit.c - leaving a block that has deferred statements.
 *
 * Generated code runs the statements; the record in its frame tells where to go on
 * afterwards, and keeps a failure that is under way safe from what they do. While
 * they run, cancellation is held back.
 */
#include "sched.h"

#include <stdio.h>

static void begin(async_task *task, async_exit *record)
{
    record->active = 1;
    record->failed = 0;
    record->held = (uint8_t)async_hold(task);
}

void async_exit_begin(async_task *task, async_exit *record, int32_t to)
{
    begin(task, record);
    record->to = to;
}

static void report_ignored(async_task *task, const async_exit *record)
{
    async__trace_cut(async__task_of(task), record->traced);
    fprintf(stderr, "asyncc: failure of a deferred statement ignored: %s (%s)\n",
            async__here.driver->error_name(task->error),
            async__here.driver->error_text(task->error));
}

void async_exit_failed(async_task *task, async_exit *record)
{
    if (!record->active) {
        begin(task, record);
    } else if (task->error == ASYNC__CLOSED) { /* a generator has ended, as it was asked to */
        task->error = 0;
        return;
    }
    if (record->failed && record->error != ASYNC__CLOSED) {
        report_ignored(task, record);
        return;
    }
    record->failed = 1;
    record->error = task->error;
    record->traced = (uint8_t)async__trace_length(async__task_of(task));
}

int32_t async_exit_end(async_task *task, async_exit *record)
{
    record->active = 0;
    async_unhold(task, record->held);
    if (!record->failed)
        return record->to;
    task->error = record->error;
    return -1;
}

void async_failed_at(async_task *task, const async_function *function, uint32_t line)
{
    if (!async__is_silent(task->error))
        async__trace_add(async__task_of(task), function, line);
}

void async_raise_at(async_task *head, const async_function *function, uint32_t line, int error)
{
    async__task *task = async__task_of(head);
    async__fail(task, error);
    async__trace_add(task, function, line);
}
