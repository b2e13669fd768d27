/* main.c - `async int main`: the loop, the signals that end it, the exit status.
 *
 * The first SIGINT or SIGTERM cancels main; when that has ended, and every other
 * task with it, the process dies by the same signal. The second one ends the
 * process at once.
 */
#include "loop.h"
#include "../sched/mode.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAIN_STACK = 32 * 1024 };

static struct {
    uv_signal_t interrupt, terminate;
    async__task *task;
    int caught;
} program;

static void die_by(int number)
{
    fflush(NULL);
    signal(number, SIG_DFL);
    raise(number);
}

static void on_signal(uv_signal_t *handle, int number)
{
    (void)handle;
    if (program.caught != 0)
        die_by(number);
    program.caught = number;
    if (program.task != NULL)
        async__cancel_task(program.task);
}

static void watch(uv_signal_t *handle, int number)
{
    uv_signal_init(&async__loop_here->uv, handle);
    uv_signal_start(handle, on_signal, number);
    uv_unref((uv_handle_t *)handle);
}

static void refuse(int error)
{
    fprintf(stderr, "asyncc: main failed: %s (%s)\n", uv_err_name(error), uv_strerror(error));
    exit(EXIT_FAILURE);
}

async_task *async_main_begin(const async_function *function)
{
    int error = async__loop_open();
    if (error != 0)
        refuse(error);
    async__ignore_sigpipe();
    watch(&program.interrupt, SIGINT);
    watch(&program.terminate, SIGTERM);
    program.task = async__task_new(function, sizeof(int), MAIN_STACK, NULL);
    if (program.task == NULL) {
        async__loop_close();
        refuse(UV_ENOMEM);
    }
    program.task->base.flags |= ASYNC__MAIN;
    return &program.task->base;
}

static int status_of(async__task *task)
{
    if (task->base.flags & ASYNC__FAILED_FLAG)
        return EXIT_FAILURE;
    return *(int *)async__result_of(task);
}

/* What is left of the program ends too: asked to, and waited for. */
static void end_others(void)
{
    async__cancel_all();
    async__loop_run(NULL);
}

/* Main has ended and so has everything else: nothing may be left of it. */
static int close_loop(int status, bool expected)
{
    bool is_test = async__mode_is_test();
    if (status != EXIT_SUCCESS && !expected)
        async__mode_report();
    async__loop_close();
    if (!is_test)
        return status;
    long blocks = async__memory_live();
    if (blocks != 0)
        fprintf(stderr, "asyncc: test: %ld blocks of the runtime were not freed\n", blocks);
    return async__mode_has_left_open() || blocks != 0 ? ASYNC__EXIT_BUG : status;
}

int async_main_end(async_task *head)
{
    async__task *task = async__task_of(head);
    async__make_ready(task);
    async__loop_run(task);
    int status = status_of(task);
    program.task = NULL;
    if (program.caught == 0)
        async__report_failure(task, "main");
    bool expected = async__mode_expects(task->base.error);
    async__task_free(task);
    end_others();
    status = close_loop(status, expected);
    if (program.caught != 0)
        die_by(program.caught);
    return status;
}
