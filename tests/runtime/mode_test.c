/* mode_test.c - test mode (async/test.h): what it does to a run, and that runs repeat. */
#include "support/co.h"
#include "../../runtime/loop/loop.h"
#include <async/test.h>

#include <criterion/redirect.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* Calls itself n times and sleeps at the end, if `other` says so. */
CO(diving)
{
    CO_BEGIN(diving)
    if (co->n > 0) {
        AWAIT(1, co_call(task, self, co->n - 1, co->other))
    } else if (co->other > 0) {
        AWAIT(2, async_sleep__async(task, NULL, (uint64_t)co->other))
    }
    CO_END
}

/* Three calls, each with a note behind it. */
CO(calling)
{
    CO_BEGIN(calling)
    for (co->i = 0; co->i < 3; co->i++) {
        AWAIT(1, co_call(task, &diving_fn, co->n, co->other))
        co_note(co->tag);
    }
    CO_END
}

static struct co *call_in(async_gather *gather, char tag, long depth, long ms)
{
    struct co *co = co_child(gather, &calling_fn);
    if (co == NULL)
        return NULL;
    co->tag = tag;
    co->n = depth;
    co->other = ms;
    return co;
}

static long depth, ms;

CO(scenario)
{
    CO_BEGIN(scenario)
    async_gather_init(&co->gather, task);
    for (char tag = 'a'; tag <= 'd'; tag++)
        call_in(&co->gather, tag, depth, ms);
    AWAIT(1, async_gather_await(task, &co->gather))
    co_note('.');
    CO_END
}

static void run_function(const async_function *function)
{
    memset(co_log, 0, sizeof co_log);
    async_task *task = async_run_begin(function, "run.c:1");
    if (task != NULL)
        co_root(task, function);
    async_run_end(task);
}

static void run(void *unused)
{
    (void)unused;
    run_function(&scenario_fn);
}

static const char *run_with(long d, long sleep, async_test_options options)
{
    depth = d;
    ms = sleep;
    async_test_use(&options);
    run(NULL);
    async_test_use(NULL);
    cr_assert_eq(async__memory_live(), 0);
    return co_log;
}

Test(mode, without_options_the_order_is_as_ever)
{
    cr_assert_str_eq(run_with(0, 0, (async_test_options){0}), "aaabbbcccddd.");
}

Test(mode, yield_makes_each_call_suspend)
{
    cr_assert_str_eq(run_with(0, 0, (async_test_options){.yield = 1}), "abcdabcdabcd.");
}

Test(mode, yield_makes_deep_calls_suspend)
{
    cr_assert_str_eq(run_with(20, 0, (async_test_options){.yield = 1}), "abcdabcdabcd.");
}

Test(mode, what_suspends_by_itself_is_left_alone)
{
    cr_assert_str_eq(run_with(5, 1, (async_test_options){.yield = 1, .virtual_clock = 1}),
                     "abcdabcdabcd.");
}

Test(mode, the_virtual_clock_does_not_wait)
{
    uint64_t before = uv_hrtime();
    run_with(0, 3600000, (async_test_options){.virtual_clock = 1});
    cr_assert_lt(uv_hrtime() - before, UINT64_C(3600000) * 1000000);
}

CO(looking)
{
    CO_BEGIN(looking)
    co->value = (long)async_now();
    AWAIT(1, async_sleep__async(task, NULL, 5000))
    cr_assert_eq(async_now() - (uint64_t)co->value, 5000);
    co_note('5');
    CO_END
}

Test(mode, async_now_is_the_virtual_clock)
{
    async_test_use(&(async_test_options){.virtual_clock = 1});
    run_function(&looking_fn);
    async_test_use(NULL);
    cr_assert_str_eq(co_log, "5");
}

Test(mode, a_seed_repeats_its_run_and_another_changes_it)
{
    char first[sizeof co_log];
    bool differs = false;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        async_test_options options = {.yield = 1, .shuffle = 1, .seed = seed};
        strcpy(first, run_with(3, 0, options));
        cr_assert_eq(strlen(first), 13, "nothing is lost");
        cr_assert_str_eq(run_with(3, 0, options), first);
        options.seed += 100;
        differs |= strcmp(run_with(3, 0, options), first) != 0;
    }
    cr_assert(differs);
}

/* ---- everywhere ------------------------------------------------------------ */

static async_semaphore semaphore;

static async_status holding_unwind(async_task *task, async_frame *base)
{
    async_semaphore_release(&semaphore);
    async_pop(task, base);
    return ASYNC_FAILED;
}
CO_FUNCTION(holding, holding_unwind)
static async_status holding(async_task *task, async_frame *base)
{
    CO_BEGIN(holding)
    semaphore.permits--;
    AWAIT(1, co_call(task, &diving_fn, 3, 5))
    async_semaphore_release(&semaphore);
    CO_END
}

CO(everything)
{
    CO_BEGIN(everything)
    co_spawn(&holding_fn, &co->handle);
    async_gather_init(&co->gather, task);
    call_in(&co->gather, 'a', 2, 7);
    call_in(&co->gather, 'b', 2, 0);
    AWAIT(1, async_gather_await(task, &co->gather))
    AWAIT(2, async_task_join(task, NULL, co->handle, 0))
    co_note('.');
    CO_END
}

static void run_everything(void *unused)
{
    (void)unused;
    async_semaphore_init(&semaphore, 1);
    run_function(&everything_fn);
    if (async_run_error() != UV_ENOMEM) /* the unwind function needs no memory, its frame does */
        cr_assert_eq(semaphore.permits, 1);
}

static long count_runs(long (*everywhere)(const async_test_options *, void (*)(void *), void *),
                       async_test_options options)
{
    long runs = everywhere(&options, run_everything, NULL);
    cr_assert_eq(co_log[strlen(co_log) - 1], '.', "the last run is not disturbed");
    cr_assert_eq(async__memory_live(), 0);
    return runs;
}

Test(mode, cancelled_at_every_await)
{
    long plain = count_runs(async_test_cancel_everywhere, (async_test_options){.virtual_clock = 1});
    cr_assert_gt(plain, 5);
    long more = count_runs(async_test_cancel_everywhere,
                           (async_test_options){.virtual_clock = 1, .yield = 1});
    cr_assert_gt(more, plain);
    for (uint64_t seed = 1; seed < 20; seed++)
        count_runs(async_test_cancel_everywhere,
                   (async_test_options){.virtual_clock = 1, .shuffle = 1, .seed = seed});
}

Test(mode, every_allocation_failing)
{
    cr_redirect_stderr(); /* tasks that nobody joined */
    cr_assert_gt(count_runs(async_test_fail_everywhere, (async_test_options){.virtual_clock = 1}),
                 3);
    cr_assert_gt(count_runs(async_test_fail_everywhere,
                            (async_test_options){.virtual_clock = 1, .yield = 1}),
                 10);
}

static void leak(void *unused)
{
    static async_queue(long) queue; /* static: no leak to LeakSanitizer */
    run(unused);
    if (strchr(co_log, '.') == NULL) /* cancelled */
        cr_assert_eq(async_queue_init(&queue, 8), 0);
}

Test(mode, what_a_cancelled_run_leaks_is_told)
{
    cr_redirect_stderr();
    depth = ms = 1;
    cr_assert_eq(async_test_cancel_everywhere(&(async_test_options){.virtual_clock = 1}, leak, 0),
                 -1);
    fflush(stderr);
    cr_assert_stderr_eq_str("asyncc: test: run 1 left 1 blocks of the runtime behind\n");
}

/* ---- ASYNC_TEST ------------------------------------------------------------ */

CO(main_co)
{
    CO_BEGIN(main_co)
    AWAIT(1, async_sleep__async(task, NULL, 3600000))
    *(int *)(void *)co->result = (int)co->n;
    CO_END
}

/* The exit status of a main under `test`; what it prints is in `text`. */
static int exit_of(const char *test, int n, char *text, size_t size)
{
    int err[2], status;
    cr_assert_eq(pipe(err), 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        dup2(err[1], 2);
        close(err[0]), close(err[1]);
        setenv("ASYNC_TEST", test, 1);
        async_task *task = async_main_begin(&main_co_fn);
        co_root(task, &main_co_fn)->n = n;
        _exit(async_main_end(task));
    }
    close(err[1]);
    size_t at = 0;
    ssize_t got;
    while ((got = read(err[0], text + at, size - 1 - at)) > 0)
        at += (size_t)got;
    text[at] = 0;
    close(err[0]);
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

/* LeakSanitizer may add a line of its own when a forked child exits. */
#define EXITS(TEST, N, STATUS, ERR)                          \
    cr_assert_eq(exit_of(TEST, N, err, sizeof err), STATUS); \
    cr_assert_eq(strncmp(err, ERR, sizeof ERR - ((STATUS) == 64)), 0, "%s", err)

Test(mode, is_read_from_the_environment)
{
    char err[1024];
    EXITS("clock=virtual", 0, 0, "");
    EXITS("clock=virtual,seed=4", 3, 3,
          "asyncc: test: to repeat this: ASYNC_TEST=seed=4,clock=virtual\n");
    EXITS("clock=virtual,cancel=1", 0, 1,
          "asyncc: test: cancelled at suspension 1 (sleeping, in main_co at test.c:101)\n");
    EXITS("clock=virtual,cancel=2", 0, 0, "");
    EXITS("clock=virtual,alloc=2", 0, 1, "asyncc: test: allocation 2 failed\n");
    EXITS("clock=virtual,alloc=99", 0, 0, "");
    EXITS("clock=vitrual", 0, 64, "asyncc: unknown word 'clock=vitrual' in ASYNC_TEST\n");
    EXITS("cancel=x", 0, 64, "asyncc: unknown word 'cancel=x' in ASYNC_TEST\n");
}
