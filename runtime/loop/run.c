/* run.c - async_run: a loop of its own for one call from plain C.
 *
 * It ends when the function and every task that it left behind have ended.
 */
#include "loop.h"

#include <stdio.h>

enum { RUN_STACK = 32 * 1024 };

static _Thread_local int run_error;

async_task *async_run_begin(const async_function *function, const char *site)
{
    int error = async__loop_open();
    run_error = error;
    if (error != 0)
        return NULL;
    async__ignore_sigpipe();
    async__task *task = async__task_new(function, 0, RUN_STACK, site);
    if (task == NULL) {
        run_error = UV_ENOMEM;
        async__loop_close();
        return NULL;
    }
    task->base.flags |= ASYNC__MAIN;
    return &task->base;
}

static void report_refused(void)
{
    fprintf(stderr, "asyncc: async_run failed: %s (%s)\n", uv_err_name(run_error),
            uv_strerror(run_error));
}

void async_run_end(async_task *head)
{
    if (head == NULL) {
        report_refused();
        return;
    }
    async__task *task = async__task_of(head);
    async__make_ready(task);
    async__loop_run(task);
    run_error = task->base.flags & ASYNC__FAILED_FLAG ? task->base.error : 0;
    async__report_failure(task, "async_run");
    async__task_free(task);
    async__loop_run(NULL);
    async__loop_close();
}

int async_run_error(void) { return run_error; }
