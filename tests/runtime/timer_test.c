/* timer_test.c - sleeping on the virtual clock: order, exactness, withdrawal. */
#include "support/co.h"

TestSuite(timer, .init = sched_begin, .fini = sched_end);

static uint64_t due[1000], woke[1000];
static long wakes;

CO(sleeper)
{
    CO_BEGIN(sleeper)
    AWAIT(1, async_sleep__async(task, NULL, (uint64_t)co->n))
    co_note(co->tag);
    woke[wakes++] = (uint64_t)co->n;
    cr_assert_geq(async__here.driver->now(), due[co->i]);
    CO_END
}

static async_handle spawn_sleeper(char tag, long ms)
{
    async_handle handle;
    struct co *co = co_spawn(&sleeper_fn, &handle);
    co->tag = tag;
    co->n = ms;
    return handle;
}

Test(timer, wakes_in_the_order_of_deadlines)
{
    async__detach(spawn_sleeper('c', 30));
    async__detach(spawn_sleeper('a', 10));
    async__detach(spawn_sleeper('b', 20));
    sched_finish();
    cr_assert_str_eq(co_log, "abc");
    cr_assert_eq(sched_ms(), 30);
}

Test(timer, equal_deadlines_wake_in_the_order_of_sleeping)
{
    IN_ORDER;
    for (char tag = 'a'; tag <= 'z'; tag++)
        async__detach(spawn_sleeper(tag, 5));
    sched_finish();
    cr_assert_str_eq(co_log, "abcdefghijklmnopqrstuvwxyz");
    cr_assert_eq(sched_ms(), 5);
}

Test(timer, nothing_wakes_before_its_deadline)
{
    async__detach(spawn_sleeper('a', 10));
    sched_settle();
    sched_advance(9);
    cr_assert_str_eq(co_log, "");
    sched_advance(1);
    cr_assert_str_eq(co_log, "a");
}

Test(timer, zero_yields_once_and_sets_no_timer)
{
    IN_ORDER;
    async__detach(spawn_sleeper('a', 0));
    async__detach(spawn_sleeper('b', 0));
    async__run_ready(2);
    cr_assert_str_eq(co_log, "");
    cr_assert_eq(async__timers_next(), UINT64_MAX);
    sched_settle();
    cr_assert_str_eq(co_log, "ab");
}

Test(timer, a_thousand_random_sleeps_wake_sorted)
{
    uint32_t x = 42;
    for (int i = 0; i < 1000; i++) {
        x = x * 1664525u + 1013904223u;
        async_handle handle;
        struct co *co = co_spawn(&sleeper_fn, &handle);
        co->n = 1 + (long)((x >> 8) % 1000);
        co->i = i;
        due[i] = async__here.driver->now() + (uint64_t)co->n * 1000000;
        async__detach(handle);
    }
    sched_finish();
    cr_assert_eq(wakes, 1000);
    for (int i = 1; i < 1000; i++)
        cr_assert_leq(woke[i - 1], woke[i]);
}

Test(timer, withdrawn_from_anywhere_in_the_heap)
{
    async_handle handles[100];
    for (int i = 0; i < 100; i++)
        handles[i] = spawn_sleeper('x', 1 + i * 37 % 100);
    sched_settle();
    for (int i = 0; i < 100; i += 2)
        async__cancel(handles[i]);
    sched_finish();
    cr_assert_eq(wakes, 50);
    for (int i = 1; i < 50; i++)
        cr_assert_leq(woke[i - 1], woke[i]);
    for (int i = 0; i < 100; i++) {
        cr_assert_eq(task_of(handles[i])->base.error, i % 2 ? 0 : ASYNC__ECANCELED);
        async__task_free(task_of(handles[i]));
    }
}

Test(timer, an_endless_sleep_does_not_wrap_round)
{
    async_handle handle;
    co_spawn(&sleeper_fn, &handle)->n = (long)-1;
    sched_settle();
    sched_advance(1000000);
    cr_assert_str_eq(co_log, "");
    cr_assert_gt(async__timers_next(), (uint64_t)INT64_MAX);
    async__cancel(handle);
    sched_settle();
    async__task_free(task_of(handle));
}

Test(timer, spawned_without_a_function_around_it)
{
    async_task *task = async_task_create(&async_sleep__fn, 0, NULL);
    async_sleep__begin(task, NULL, 25);
    async__detach(async_task_start(task));
    sched_finish();
    cr_assert_eq(sched_ms(), 25);
    cr_assert_eq(sched_live(), 0);
}
