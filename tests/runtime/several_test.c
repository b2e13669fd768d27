/* several_test.c - gather, select and wait over arrays of tasks (async/several.h). */
#include "support/co.h"
#include <async/several.h>

/* A plan says what differs from nothing. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

TestSuite(several, .init = sched_begin, .fini = sched_end);

struct plan {
    long ms;
    int err;
    bool stubborn; /* cannot be cancelled in its sleep */
};

CO(working)
{
    CO_BEGIN(working)
    if (co->other)
        async_hold(task);
    AWAIT(1, async_sleep__async(task, NULL, (uint64_t)co->n))
    if (co->other)
        async_unhold(task, 0);
    if (co->err != 0)
        return async_throw_at(task, base, self, 50, co->err);
    co_note(co->tag);
    *co->result = co->n;
    CO_END
}

enum rule { GATHER, SELECT, ANY };

static enum rule rule;
static async__handle tasks[8];
static size_t count;
static long results[8];
static int outcome;

static async_status wait_for_tasks(async_task *task, int *which)
{
    switch (rule) {
    case GATHER:
        return async__gather_n__async(task, NULL, tasks, count, results, sizeof *results);
    case SELECT:
        return async__select_n__async(task, which, tasks, count, results, sizeof *results);
    default:
        return async__wait_any__async(task, which, tasks, count);
    }
}

/* The operator over `tasks`, then '.', and '!' behind a further await. */
CO(waiting)
{
    CO_BEGIN(waiting)
    AWAIT(1, wait_for_tasks(task, &co->err))
    outcome = co->err;
    co_note('.');
    AWAIT(2, async_yield__async(task, NULL))
    co_note('!');
    CO_END
}

static void spawn_tasks(size_t n, const struct plan *plans)
{
    count = n;
    memset(results, -1, sizeof results);
    outcome = 99;
    for (size_t i = 0; i < n; i++) {
        async_handle handle;
        struct co *co = co_spawn(&working_fn, &handle);
        tasks[i] = (async__handle)handle;
        if (co == NULL)
            continue;
        co->tag = (char)('a' + (char)i);
        co->n = plans[i].ms;
        co->err = plans[i].err;
        co->other = plans[i].stubborn;
    }
}

/* With `stack` bytes: 0, as much as is known to be needed. */
static async_handle start(enum rule what, size_t stack)
{
    rule = what;
    async_task *task = &async__task_new(&waiting_fn, sizeof(long), stack, "w.c:1")->base;
    co_root(task, &waiting_fn);
    async_handle handle = async_task_start(task);
    sched_settle();
    return handle;
}

static async_handle begin(enum rule what, size_t n, const struct plan *plans)
{
    spawn_tasks(n, plans);
    return start(what, 0);
}

static void done(async_handle handle, int error)
{
    cr_assert(task_of(handle)->base.flags & ASYNC__ENDED);
    cr_assert_eq(task_of(handle)->base.error, error);
    cr_assert_eq(sched_live(), 0);
    async__task_free(task_of(handle));
}

static void end_tasks(void)
{
    for (size_t i = 0; i < count; i++)
        async__detach(tasks[i]);
    sched_finish();
}

/* ---- gather ------------------------------------------------------------------ */

Test(several, gather_of_nothing_ends_at_once)
{
    async_handle handle = begin(GATHER, 0, NULL);
    cr_assert_str_eq(co_log, ".!");
    done(handle, 0);
}

Test(several, gather_waits_for_all_and_takes_their_values)
{
    async_handle handle = begin(GATHER, 3, (struct plan[]){{30}, {10}, {20}});
    sched_finish();
    cr_assert_str_eq(co_log, "bca.!");
    cr_assert_eq(results[0] * 10000 + results[1] * 100 + results[2], 301020);
    done(handle, 0);
}

Test(several, gather_cancels_the_others_when_one_fails)
{
    async_handle handle = begin(GATHER, 3, (struct plan[]){{30}, {10, -5}, {20}});
    sched_finish();
    cr_assert_eq(sched_ms(), 10);
    cr_assert_str_eq(co_log, "");
    done(handle, -5);
}

Test(several, gather_takes_tasks_that_have_ended)
{
    spawn_tasks(2, (struct plan[]){{1}, {2}});
    sched_finish();
    done(start(GATHER, 0), 0);
    cr_assert_eq(results[0] + results[1], 3);
}

Test(several, cancelling_a_gather_cancels_the_tasks)
{
    async_handle handle = begin(GATHER, 2, (struct plan[]){{30}, {10, .stubborn = true}});
    async__cancel(handle);
    sched_finish();
    cr_assert_eq(sched_ms(), 10, "and waits for them");
    done(handle, ASYNC__ECANCELED);
}

/* ---- select ------------------------------------------------------------------ */

Test(several, select_of_nothing_gives_minus_one)
{
    async_handle handle = begin(SELECT, 0, NULL);
    cr_assert_eq(outcome, -1);
    done(handle, 0);
}

Test(several, select_gives_the_first_and_cancels_the_others)
{
    async_handle handle = begin(SELECT, 3, (struct plan[]){{30}, {10}, {20}});
    sched_finish();
    cr_assert_eq(outcome, 1);
    cr_assert_eq(results[0], 10);
    cr_assert_str_eq(co_log, "b.!");
    cr_assert_eq(sched_ms(), 10);
    done(handle, 0);
}

Test(several, select_waits_for_the_others)
{
    async_handle handle = begin(SELECT, 2, (struct plan[]){{30, .stubborn = true}, {10}});
    sched_finish();
    cr_assert_eq(outcome, 1);
    cr_assert_eq(sched_ms(), 30);
    cr_assert_eq(results[0], 10);
    done(handle, 0);
}

Test(several, of_tasks_that_have_ended_select_takes_the_lowest)
{
    spawn_tasks(3, (struct plan[]){{50}, {2}, {1}});
    sched_settle();
    sched_advance(5);
    async_handle handle = start(SELECT, 0);
    cr_assert_eq(outcome, 1);
    cr_assert_eq(sched_ms(), 5);
    done(handle, 0);
}

Test(several, select_goes_on_with_a_failure_that_came_first)
{
    async_handle handle = begin(SELECT, 2, (struct plan[]){{30}, {10, -5}});
    sched_finish();
    cr_assert_eq(sched_ms(), 10);
    done(handle, -5);
}

Test(several, select_drops_a_failure_that_came_later)
{
    async_handle handle = begin(SELECT, 2, (struct plan[]){{30, -5, .stubborn = true}, {10}});
    sched_finish();
    cr_assert_eq(outcome, 1);
    done(handle, 0);
}

Test(several, cancelling_a_select_cancels_the_tasks_and_waits_for_them)
{
    async_handle handle = begin(SELECT, 2, (struct plan[]){{30}, {20, -5, .stubborn = true}});
    async__cancel(handle);
    sched_finish();
    cr_assert_eq(sched_ms(), 20);
    cr_assert_str_eq(co_log, "");
    done(handle, ASYNC__ECANCELED);
}

Test(several, a_cancelled_select_gives_the_value_that_came_all_the_same)
{
    async_handle handle = begin(SELECT, 2, (struct plan[]){{30}, {20, .stubborn = true}});
    async__cancel(handle);
    sched_finish();
    cr_assert_eq(outcome, 1);
    cr_assert_str_eq(co_log, "b.");
    done(handle, ASYNC__ECANCELED);
}

Test(several, a_select_that_has_its_winner_keeps_it)
{
    async_handle handle = begin(SELECT, 2, (struct plan[]){{30, .stubborn = true}, {10}});
    sched_advance(10);
    async__cancel(handle);
    sched_finish();
    cr_assert_eq(outcome, 1);
    cr_assert_str_eq(co_log, "ba.");
    done(handle, ASYNC__ECANCELED);
}

CO(joining){CO_BEGIN(joining) AWAIT(1, async_task_join(task, &co->value, co->handle, sizeof(long)))
                CO_END}

Test(several, what_somebody_joins_is_left_to_him)
{
    async_handle joiner;
    spawn_tasks(1, (struct plan[]){{10}});
    co_spawn(&joining_fn, &joiner)->handle = (async_handle)tasks[0];
    sched_settle();
    async_handle handle = start(SELECT, 0);
    cr_assert_eq(task_of(handle)->base.error, ASYNC__EBUSY);
    async__task_free(task_of(handle));
    handle = start(GATHER, 0);
    cr_assert_eq(task_of(handle)->base.error, ASYNC__EBUSY);
    async__task_free(task_of(handle));
    sched_finish();
    done(joiner, 0);
}

/* ---- wait_any ---------------------------------------------------------------- */

Test(several, wait_any_gives_the_first_and_consumes_nothing)
{
    async_handle handle = begin(ANY, 3, (struct plan[]){{30}, {10}, {20}});
    sched_advance(10);
    cr_assert_eq(outcome, 1);
    cr_assert_str_eq(co_log, "b.!");
    end_tasks();
    cr_assert_str_eq(co_log, "b.!ca");
    done(handle, 0);
}

Test(several, wait_any_passes_over_what_is_null)
{
    spawn_tasks(3, (struct plan[]){{30}, {10}, {20}});
    async__detach(tasks[1]);
    tasks[1] = NULL;
    async_handle handle = start(ANY, 0);
    sched_finish();
    cr_assert_eq(outcome, 2);
    done(handle, 0);
    async__detach(tasks[0]), async__detach(tasks[2]);
    tasks[0] = tasks[2] = NULL;
    done(start(ANY, 0), 0);
    cr_assert_eq(outcome, -1);
}

Test(several, wait_any_sees_failures_too)
{
    async_handle handle = begin(ANY, 2, (struct plan[]){{30}, {10, -5}});
    sched_advance(10);
    cr_assert_eq(outcome, 1);
    async__task_free(task_of((async_handle)tasks[1]));
    count = 1;
    end_tasks();
    done(handle, 0);
}

Test(several, a_cancelled_wait_any_leaves_the_tasks_alone)
{
    async_handle handle = begin(ANY, 2, (struct plan[]){{30}, {10}});
    async__cancel(handle);
    sched_settle();
    cr_assert_eq(task_of(handle)->base.error, ASYNC__ECANCELED);
    end_tasks();
    cr_assert_str_eq(co_log, "ba");
    done(handle, ASYNC__ECANCELED);
}

/* ---- without memory ------------------------------------------------------------ */

static bool starve(enum rule what, long k)
{
    spawn_tasks(3, (struct plan[]){{30}, {10}, {20}});
    sched_settle();
    async__memory_fail_after(k);
    async_handle handle = start(what, 900);
    sched_finish();
    bool met = async__memory_pending() < 0;
    async__memory_fail_after(-1);
    if (what == ANY)
        end_tasks();
    done(handle, met ? ASYNC__ENOMEM : 0);
    return met;
}

Test(starved, each_allocation_fails_once)
{
    for (enum rule what = GATHER; what <= ANY; what++) {
        bool met = true;
        for (long k = 1; met; k++) { /* 0: the waiting task itself */
            sched_begin();
            met = starve(what, k);
            sched_end();
        }
    }
}

/* With no room for the frame in its own block. */
Test(starved, without_a_frame_the_tasks_are_given_up)
{
    for (enum rule what = GATHER; what <= SELECT; what++) {
        sched_begin();
        spawn_tasks(2, (struct plan[]){{30}, {10}});
        sched_settle();
        async_task *task = &async__task_new(&waiting_fn, sizeof(long), 0, "w.c:1")->base;
        co_root(task, &waiting_fn);
        rule = what;
        async_handle handle = async_task_start(task);
        async__memory_fail_after(0);
        sched_finish();
        async__memory_fail_after(-1);
        cr_assert_str_eq(co_log, "");
        done(handle, ASYNC__ENOMEM);
        sched_end();
    }
}

/* ---- points of time ------------------------------------------------------------ */

static async_interval interval;
static uint64_t zero;

CO(ticking)
{
    CO_BEGIN(ticking)
    zero = async_now();
    async_interval_init(&interval, 10);
    for (co->i = 0; co->i < 6; co->i++) {
        AWAIT(1, async_sleep_until__async(task, NULL, async_interval_next(&interval)))
        results[co->i] = (long)(async_now() - zero);
        if (co->i == 1) {
            AWAIT(2, async_sleep__async(task, NULL, 25))
        }
    }
    CO_END
}

Test(several, an_interval_does_not_drift_and_leaves_out_what_it_missed)
{
    async_handle handle;
    co_spawn(&ticking_fn, &handle);
    sched_finish();
    const long expected[] = {10, 20, 45, 50, 60, 70};
    cr_assert_arr_eq(results, expected, sizeof expected);
    done(handle, 0);
}

CO(until)
{
    CO_BEGIN(until)
    AWAIT(1, async_sleep_until__async(task, NULL, (uint64_t)co->n))
    co_note(co->tag);
    CO_END
}

Test(several, a_time_that_is_past_yields_once)
{
    async_handle handle;
    co_spawn(&until_fn, &handle)->tag = 'u';
    async__run_ready(1);
    cr_assert_str_eq(co_log, "");
    cr_assert_eq(async__timers_next(), UINT64_MAX);
    sched_settle();
    cr_assert_str_eq(co_log, "u");
    done(handle, 0);
}

Test(several, sleeping_until_the_end_of_time_can_be_cancelled)
{
    async_handle handle;
    co_spawn(&until_fn, &handle)->n = (long)-1;
    sched_settle();
    sched_advance(1000000);
    cr_assert_str_eq(co_log, "");
    async__cancel(handle);
    sched_settle();
    done(handle, ASYNC__ECANCELED);
    cr_assert_eq(async__ms_until(0), 0);
    cr_assert_eq(async__ms_until(async_now() + 7), 7);
}
