/* loop_test.c - main, run, signals, deadlock, real time: each on a real loop, in a child process
 * where the process ends. */
#include "support/co.h"
#include "../../runtime/loop/loop.h"

#include <criterion/redirect.h>
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

CO(returning)
{
    CO_BEGIN(returning)
    AWAIT(1, async_yield__async(task, NULL))
    *(int *)(void *)co->result = (int)co->n;
    CO_END
}

CO(failing)
{
    CO_BEGIN(failing)
    AWAIT(1, async_yield__async(task, NULL))
}
return async_throw_at(task, base, self, 33, UV_ECONNREFUSED);
}

static async_semaphore never;

CO(stuck)
{
    CO_BEGIN(stuck)
    AWAIT(2, async_semaphore_acquire__async(task, NULL, &never))
    CO_END
}

static void say(const char *text)
{
    if (write(1, text, strlen(text)) < 0)
        abort();
}

static async_status say_unwound(async_task *task, async_frame *base)
{
    say("unwound\n");
    async_pop(task, base);
    return ASYNC_FAILED;
}

CO_FUNCTION(sleeping, say_unwound)
static async_status sleeping(async_task *task, async_frame *base)
{
    CO_BEGIN(sleeping)
    say("sleeps\n");
    AWAIT(1, async_sleep__async(task, NULL, 600000))
    CO_END
}

/* Leaves a sleeping task behind. */
CO(leaving)
{
    CO_BEGIN(leaving)
    async_handle handle;
    co_spawn(&sleeping_fn, &handle);
    async__detach(handle);
    AWAIT(1, async_yield__async(task, NULL))
    AWAIT(2, async_yield__async(task, NULL))
    *(int *)(void *)co->result = 4;
    CO_END
}

/* Ignores its cancellation for a while, as a main with a long defer would. */
CO(stubborn)
{
    CO_BEGIN(stubborn)
    say("sleeps\n");
    async_hold(task);
    AWAIT(1, async_sleep__async(task, NULL, 600000))
    CO_END
}

struct outcome {
    int status;
    char out[4096], err[4096];
};

static void read_all(int fd, char *text, size_t size)
{
    size_t at = 0;
    ssize_t got;
    while ((got = read(fd, text + at, size - 1 - at)) > 0)
        at += (size_t)got;
    text[at] = 0;
    close(fd);
}

/* Test mode's last word, how to repeat a run that failed, is not what these tests are about. */
static void drop_repeat_line(char *err)
{
    char *line = strstr(err, "asyncc: test: to repeat this: ");
    if (line != NULL)
        *line = 0;
}

/* The test is about time that passes, or about what another process does meanwhile. */
#define IN_REAL_TIME                                   \
    if (strstr(test_words(), "clock=virtual") != NULL) \
    cr_skip_test("not with a clock that jumps")
static const char *test_words(void)
{
    const char *words = getenv("ASYNC_TEST");
    return words != NULL ? words : "";
}

static int main_of(const async_function *function, long n)
{
    async_task *task = async_main_begin(function);
    co_root(task, function)->n = n;
    return async_main_end(task);
}

/* Runs `function` as a main in a child process; sends it a signal, if wanted,
 * when it has written a line. */
static struct outcome run_main(const async_function *function, long n, bool signalled, int number)
{
    struct outcome outcome;
    int out[2], err[2];
    cr_assert_eq(pipe(out) | pipe(err), 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        dup2(out[1], 1);
        dup2(err[1], 2);
        close(out[0]), close(err[0]), close(out[1]), close(err[1]);
        async_semaphore_init(&never, 0);
        int status = main_of(function, n);
        fflush(NULL);
        _exit(async__memory_live() == 0 ? status : 99);
    }
    close(out[1]), close(err[1]);
    char line[8] = {0};
    if (signalled) {
        cr_assert_eq(read(out[0], line, 7), 7);
        kill(child, number);
    }
    read_all(out[0], outcome.out, sizeof outcome.out);
    read_all(err[0], outcome.err, sizeof outcome.err);
    cr_assert_eq(waitpid(child, &outcome.status, 0), child);
    drop_repeat_line(outcome.err);
    return outcome;
}

Test(main, its_value_is_the_exit_status)
{
    struct outcome outcome = run_main(&returning_fn, 7, false, 0);
    cr_assert(WIFEXITED(outcome.status));
    cr_assert_eq(WEXITSTATUS(outcome.status), 7);
    cr_assert_str_eq(outcome.err, "");
}

Test(main, a_failure_is_printed_and_exits_with_1)
{
    struct outcome outcome = run_main(&failing_fn, 0, false, 0);
    cr_assert_eq(WEXITSTATUS(outcome.status), 1);
    cr_assert_str_eq(outcome.err, "asyncc: main failed: ECONNREFUSED (connection refused)\n"
                                  "  in failing at test.c:33\n");
}

Test(main, a_deadlock_is_reported_and_exits_with_70)
{
    struct outcome outcome = run_main(&stuck_fn, 0, false, 0);
    cr_assert_eq(WEXITSTATUS(outcome.status), 70);
    const char *expected =
        "asyncc: deadlock: every task waits, and nothing is left that could wake one\n"
        "  main waiting for a semaphore:\n"
        "    in stuck at test.c:102\n";
    outcome.err[strlen(expected)] = 0; /* a leak checker may speak behind it */
    cr_assert_str_eq(outcome.err, expected);
}

Test(main, tasks_that_it_leaves_are_cancelled_and_waited_for)
{
    struct outcome outcome = run_main(&leaving_fn, 0, false, 0);
    cr_assert_eq(WEXITSTATUS(outcome.status), 4);
    cr_assert_str_eq(outcome.out, "sleeps\nunwound\n");
    cr_assert_str_eq(outcome.err, "");
}

Test(main, a_signal_cancels_it_and_then_ends_the_process)
{
    IN_REAL_TIME;
    const int numbers[] = {SIGINT, SIGTERM};
    for (int i = 0; i < 2; i++) {
        struct outcome outcome = run_main(&sleeping_fn, 0, true, numbers[i]);
        cr_assert(WIFSIGNALED(outcome.status));
        cr_assert_eq(WTERMSIG(outcome.status), numbers[i]);
        cr_assert_str_eq(outcome.out, "unwound\n");
        cr_assert_str_eq(outcome.err, "");
    }
}

/* The first signal alone must not end it: hence the second, of the other kind. */
Test(main, a_second_signal_ends_it_at_once)
{
    IN_REAL_TIME;
    int out[2];
    char line[8];
    cr_assert_eq(pipe(out), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(out[1], 1);
        _exit(main_of(&stubborn_fn, 0));
    }
    int status;
    cr_assert_eq(read(out[0], line, 7), 7);
    kill(child, SIGINT);
    cr_assert_eq(waitpid(child, &status, WNOHANG), 0);
    while (waitpid(child, &status, WNOHANG) == 0)
        kill(child, SIGTERM);
    cr_assert(WIFSIGNALED(status));
    cr_assert_eq(WTERMSIG(status), SIGTERM);
}

/* ---- async_run ---------------------------------------------------------------- */

Test(run, gives_the_result)
{
    int result = 0;
    async_task *task = async_run_begin(&returning_fn, "run.c:1");
    struct co *co = co_root(task, &returning_fn);
    co->n = 12;
    co->result = (long *)(void *)&result;
    async_run_end(task);
    cr_assert_eq(result, 12);
    cr_assert_eq(async_run_error(), 0);
    cr_assert_eq(async__memory_live(), 0);
}

Test(run, again_and_again_leaves_nothing)
{
    for (int i = 0; i < 50; i++) {
        int result = 0;
        async_task *task = async_run_begin(&returning_fn, "run.c:1");
        struct co *co = co_root(task, &returning_fn);
        co->n = i;
        co->result = (long *)(void *)&result;
        async_run_end(task);
        cr_assert_eq(result, i);
        cr_assert_eq(async__memory_live(), 0);
    }
}

Test(run, a_failure_is_printed_and_told)
{
    cr_redirect_stderr();
    async_task *task = async_run_begin(&failing_fn, "run.c:1");
    co_root(task, &failing_fn);
    async_run_end(task);
    fflush(stderr);
    cr_assert_eq(async_run_error(), UV_ECONNREFUSED);
    cr_assert_stderr_eq_str("asyncc: async_run failed: ECONNREFUSED (connection refused)\n"
                            "  in failing at test.c:33\n"
                            "  spawned at run.c:1\n");
}

CO(nesting)
{
    CO_BEGIN(nesting)
    async_task *inner = async_run_begin(&returning_fn, "run.c:2");
    cr_assert_null(inner);
    async_run_end(inner);
    cr_assert_eq(async_run_error(), UV_EBUSY);
    CO_END
}

Test(run, inside_a_running_loop_is_refused)
{
    cr_redirect_stderr();
    async_task *task = async_run_begin(&nesting_fn, "run.c:1");
    co_root(task, &nesting_fn);
    async_run_end(task);
    fflush(stderr);
    cr_assert_stderr_eq_str("asyncc: async_run failed: EBUSY (resource busy or locked)\n");
}

Test(run, without_memory_is_refused)
{
    cr_redirect_stderr();
    for (int k = 0; k < 4; k++) {
        async__memory_fail_after(k);
        async_task *task = async_run_begin(&returning_fn, "run.c:1");
        if (async__memory_pending() >= 0) {
            async__memory_fail_after(-1);
            cr_assert_geq(k, 3);
            co_root(task, &returning_fn);
            async_run_end(task);
            break;
        }
        cr_assert_null(task);
        cr_assert_eq(async_run_error(), UV_ENOMEM);
        cr_assert_eq(async__memory_live(), 0);
    }
}

/* ---- real time ------------------------------------------------------------------- */

static int64_t earliest = INT64_MAX;

CO(napping)
{
    CO_BEGIN(napping)
    for (co->i = 0; co->i < 3; co->i++) {
        co->value = (long)uv_hrtime();
        AWAIT(1, async_sleep__async(task, NULL, (uint64_t)co->n))
        int64_t late = (int64_t)uv_hrtime() - co->value - co->n * 1000000;
        if (late < earliest)
            earliest = late;
    }
    CO_END
}

CO(napping_all)
{
    CO_BEGIN(napping_all)
    for (int i = 0; i < 300; i++) {
        async_handle handle;
        struct co *nap = co_spawn(&napping_fn, &handle);
        nap->n = 1 + i % 17;
        async__detach(handle);
        /* Spread over the millisecond, so that rounding would show. */
        for (volatile int spin = 0; spin < 2000; spin++)
            ;
    }
    CO_END
}

Test(clock, sleeping_is_never_shorter_than_asked_for)
{
    IN_REAL_TIME;
    async_task *task = async_run_begin(&napping_all_fn, "run.c:1");
    co_root(task, &napping_all_fn);
    async_run_end(task);
    cr_assert_neq(earliest, INT64_MAX);
    cr_assert_geq(earliest, 0);
}

Test(clock, now_is_the_monotonic_clock)
{
    struct timespec t;
    uint64_t before = async_now();
    clock_gettime(CLOCK_MONOTONIC, &t);
    uint64_t ms = (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
    cr_assert_leq(before, ms);
    cr_assert_leq(ms, async_now());
}
