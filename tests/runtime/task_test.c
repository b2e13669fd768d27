/* task_test.c - spawn, order, join, wait, detach, cancel, failure. */
#include "support/co.h"

#include <criterion/redirect.h>

TestSuite(task, .init = sched_begin, .fini = sched_end);

CO(noting)
{
    CO_BEGIN(noting)
    for (co->i = 0; co->i < co->n; co->i++) {
        co_note(co->tag);
        AWAIT(1, async_yield__async(task, NULL))
    }
    *co->result = co->value;
    CO_END
}

static async_handle spawn_noting(char tag, long n, long value)
{
    async_handle handle;
    struct co *co = co_spawn(&noting_fn, &handle);
    co->tag = tag;
    co->n = n;
    co->value = value;
    return handle;
}

CO(joining)
{
    CO_BEGIN(joining)
    AWAIT(1, async_task_join(task, co->arg, co->handle, sizeof(long)))
    co_note(co->tag);
    CO_END
}

static async_handle spawn_joining(char tag, async_handle child, long *result)
{
    async_handle handle;
    struct co *co = co_spawn(&joining_fn, &handle);
    co->tag = tag;
    co->handle = child;
    co->arg = result;
    return handle;
}

static void drop(async_handle handle)
{
    cr_assert(task_of(handle)->base.flags & ASYNC__ENDED);
    async__task_free(task_of(handle));
}

Test(task, starts_on_a_later_turn_in_the_order_of_spawning)
{
    IN_ORDER;
    for (char tag = 'a'; tag <= 'd'; tag++)
        async__detach(spawn_noting(tag, 1, 0));
    cr_assert_str_eq(co_log, "");
    sched_finish();
    cr_assert_str_eq(co_log, "abcd");
}

Test(task, yield_goes_behind_every_ready_task)
{
    IN_ORDER;
    async__detach(spawn_noting('a', 3, 0));
    async__detach(spawn_noting('b', 3, 0));
    sched_finish();
    cr_assert_str_eq(co_log, "ababab");
}

Test(task, a_batch_is_bounded_and_the_rest_keeps_its_order)
{
    IN_ORDER;
    for (char tag = 'a'; tag <= 'd'; tag++)
        async__detach(spawn_noting(tag, 2, 0));
    async__run_ready(3);
    cr_assert_str_eq(co_log, "abc");
    async__run_ready(3);
    cr_assert_str_eq(co_log, "abcdab");
    sched_finish();
    cr_assert_str_eq(co_log, "abcdabcd");
}

Test(task, join_waits_and_takes_the_result)
{
    long result = 0;
    async_handle child = spawn_noting('c', 2, 42);
    async__detach(spawn_joining('j', child, &result));
    sched_finish();
    cr_assert_str_eq(co_log, "ccj");
    cr_assert_eq(result, 42);
}

Test(task, join_of_an_ended_task_does_not_suspend)
{
    long result = 0;
    async_handle child = spawn_noting('c', 0, 7);
    sched_finish();
    async__detach(spawn_joining('j', child, &result));
    async__run_ready(1);
    cr_assert_str_eq(co_log, "j");
    cr_assert_eq(result, 7);
}

Test(task, a_second_joiner_fails)
{
    IN_ORDER;
    long result = 0;
    async_handle child = spawn_noting('c', 1, 7);
    async__detach(spawn_joining('j', child, &result));
    async_handle second = spawn_joining('k', child, &result);
    sched_finish();
    cr_assert_str_eq(co_log, "cj");
    cr_assert_eq(task_of(second)->base.error, ASYNC__EBUSY);
    async__task_free(task_of(second));
}

CO(self_joining){CO_BEGIN(self_joining)
                     AWAIT(1, async_task_join(task, NULL, (async_handle)(uintptr_t)task, 0)) CO_END}

Test(task, joining_oneself_fails)
{
    async_handle handle;
    co_spawn(&self_joining_fn, &handle);
    sched_finish();
    cr_assert_eq(task_of(handle)->base.error, ASYNC__EINVAL);
    async__task_free(task_of(handle));
}

CO(watching)
{
    CO_BEGIN(watching)
    AWAIT(1, async__wait__async(task, NULL, co->handle))
    co_note(co->tag);
    CO_END
}

static async_handle spawn_watching(char tag, async_handle child)
{
    async_handle handle;
    struct co *co = co_spawn(&watching_fn, &handle);
    co->tag = tag;
    co->handle = child;
    return handle;
}

Test(task, wait_does_not_consume)
{
    IN_ORDER;
    long result = 0;
    async_handle child = spawn_noting('c', 1, 5);
    async__detach(spawn_watching('w', child));
    async__detach(spawn_watching('x', child));
    sched_finish();
    cr_assert_eq(strlen(co_log), 3);
    async__detach(spawn_watching('y', child));
    async__detach(spawn_joining('j', child, &result));
    sched_finish();
    cr_assert_str_eq(co_log + 3, "yj");
    cr_assert_eq(result, 5);
}

Test(task, a_cancelled_waiter_leaves_the_others)
{
    IN_ORDER;
    async_handle child = spawn_noting('c', 3, 5), waiters[3];
    for (int i = 0; i < 3; i++)
        waiters[i] = spawn_watching((char)('w' + i), child);
    async__run_ready(4);
    async__cancel(waiters[1]);
    sched_finish();
    cr_assert_eq(task_of(waiters[1])->base.error, ASYNC__ECANCELED);
    cr_assert_null(strchr(co_log, 'x'));
    cr_assert_not_null(strchr(co_log, 'w'));
    cr_assert_not_null(strchr(co_log, 'y'));
    for (int i = 0; i < 3; i++)
        drop(waiters[i]);
    drop(child);
}

CO(sleeping)
{
    CO_BEGIN(sleeping)
    co_note('s');
    AWAIT(1, async_sleep__async(task, NULL, 10))
    co_note('e');
    CO_END
}

Test(task, cancel_withdraws_the_wait)
{
    async_handle handle;
    co_spawn(&sleeping_fn, &handle);
    sched_settle();
    async__cancel(handle);
    sched_settle();
    cr_assert_eq(task_of(handle)->base.error, ASYNC__ECANCELED);
    cr_assert_eq(async__timers_next(), UINT64_MAX);
    cr_assert_str_eq(co_log, "s");
    drop(handle);
}

Test(task, cancelled_before_its_first_turn_it_still_starts)
{
    async_handle handle;
    co_spawn(&sleeping_fn, &handle);
    async__cancel(handle);
    sched_settle();
    cr_assert_str_eq(co_log, "s");
    cr_assert_eq(task_of(handle)->base.error, ASYNC__ECANCELED);
    drop(handle);
}

Test(task, a_cancelled_yield_ends_an_endless_loop)
{
    async_handle handle = spawn_noting('a', 1000000, 0);
    async__run_ready(3);
    async__cancel(handle);
    sched_settle();
    cr_assert_str_eq(co_log, "aaa");
    cr_assert_eq(task_of(handle)->base.error, ASYNC__ECANCELED);
    drop(handle);
}

Test(task, cancelling_an_ended_task_does_nothing)
{
    long result = 0;
    async_handle child = spawn_noting('c', 0, 9);
    sched_settle();
    async__cancel(child);
    async__detach(spawn_joining('j', child, &result));
    sched_settle();
    cr_assert_eq(result, 9);
}

Test(task, a_result_that_is_ready_survives_the_cancellation)
{
    long result = 0;
    async_handle child = spawn_noting('c', 1, 9);
    async_handle joiner = spawn_joining('j', child, &result);
    async__run_ready(3); /* the child has ended, the joiner is ready */
    cr_assert_eq(task_of(joiner)->base.kind, ASYNC__READY);
    async__cancel(joiner);
    sched_settle();
    cr_assert_str_eq(co_log, "cj");
    cr_assert_eq(result, 9);
    drop(joiner);
}

Test(task, cancelling_the_joiner_cancels_the_child_and_waits_for_it)
{
    long result = 0;
    async_handle child;
    co_spawn(&sleeping_fn, &child);
    async_handle joiner = spawn_joining('j', child, &result);
    sched_settle();
    async__cancel(joiner);
    sched_settle();
    cr_assert_str_eq(co_log, "s");
    cr_assert_eq(task_of(joiner)->base.error, ASYNC__ECANCELED);
    drop(joiner);
    cr_assert_eq(sched_live(), 0);
}

CO(holding)
{
    CO_BEGIN(holding)
    co->err = async_hold(task);
    AWAIT(1, async_sleep__async(task, NULL, 10))
    co_note('h');
    async_unhold(task, co->err);
    AWAIT(2, async_sleep__async(task, NULL, 10))
    co_note('!');
    CO_END
}

Test(task, held_cancellation_waits_for_its_release)
{
    async_handle handle;
    co_spawn(&holding_fn, &handle);
    sched_settle();
    async__cancel(handle);
    sched_finish();
    cr_assert_str_eq(co_log, "h");
    cr_assert_eq(task_of(handle)->base.error, ASYNC__ECANCELED);
    cr_assert_eq(sched_ms(), 10);
    drop(handle);
}

/* ---- failure ------------------------------------------------------------- */

CO(failing)
{
    CO_BEGIN(failing)
    AWAIT(1, async_yield__async(task, NULL))
}
return async_throw_at(task, base, self, 77, ASYNC__EPIPE);
}

CO(calling)
{
    CO_BEGIN(calling)
    AWAIT(3, co_call(task, &failing_fn, 0, 0))
    co_note('!');
    CO_END
}

static async_status unwinding_unwind(async_task *task, async_frame *base)
{
    co_note('u');
    async_pop(task, base);
    return ASYNC_FAILED;
}

CO_FUNCTION(unwinding, unwinding_unwind)
static async_status unwinding(async_task *task, async_frame *base){
    CO_BEGIN(unwinding) AWAIT(2, co_call(task, &calling_fn, 0, 0)) CO_END}

Test(task, a_failure_unwinds_and_goes_on_in_the_joiner)
{
    long result = 0;
    async_handle child;
    co_spawn(&unwinding_fn, &child);
    async_handle joiner = spawn_joining('j', child, &result);
    sched_settle();
    cr_assert_str_eq(co_log, "u");
    cr_assert_eq(task_of(joiner)->base.error, ASYNC__EPIPE);
    cr_assert_eq(sched_live(), 0);
    drop(joiner);
}

Test(task, a_failed_detached_task_is_reported_with_its_backtrace)
{
    cr_redirect_stderr();
    async_handle handle;
    co_spawn(&unwinding_fn, &handle);
    async__detach(handle);
    sched_settle();
    fflush(stderr);
    cr_assert_stderr_eq_str("asyncc: task failed: E (error -32)\n"
                            "  in failing at test.c:77\n"
                            "  in calling at test.c:103\n"
                            "  in unwinding at test.c:102\n"
                            "  spawned at spawn.c:1\n");
}

Test(task, a_failed_task_that_nobody_joined_is_reported_at_the_end)
{
    cr_redirect_stderr();
    co_spawn(&failing_fn, &(async_handle){NULL});
    sched_settle();
    sched_end();
    fflush(stderr);
    cr_assert_stderr_eq_str("asyncc: task failed: E (error -32)\n"
                            "  in failing at test.c:77\n"
                            "  spawned at spawn.c:1\n");
    sched_begin();
}

Test(task, errors_that_are_none_become_unknown)
{
    static async__task task;
    async__fail(&task, 5);
    cr_assert_eq(task.base.error, ASYNC__UNKNOWN);
    async__fail(&task, -100000);
    cr_assert_eq(task.base.error, ASYNC__UNKNOWN);
    async__fail(&task, -4095);
    cr_assert_eq(task.base.error, -4095);
}

Test(task, the_sentinel_fails_with_enomem)
{
    long result = 0;
    async_handle none = async_task_start(NULL);
    async_handle joiner = spawn_joining('j', none, &result);
    sched_settle();
    cr_assert_eq(task_of(joiner)->base.error, ASYNC__ENOMEM);
    drop(joiner);
    async__cancel(none);
    async_handle again = spawn_joining('j', none, &result);
    sched_settle();
    cr_assert_eq(task_of(again)->base.error, ASYNC__ENOMEM);
    drop(again);
}

Test(no_loop, creating_a_task_gives_null) { cr_assert_null(async_task_create(&noting_fn, 0, "x")); }

Test(task, results_are_aligned_and_wide)
{
    for (size_t size = 0; size < 200; size += 7) {
        async_task *task = async_task_create(&noting_fn, size, NULL);
        char *result = async_task_result(task);
        cr_assert_eq((uintptr_t)result % 16, 0);
        cr_assert_leq((uintptr_t)(result + size), (uintptr_t)task->top);
        struct co *co = co_root(task, &noting_fn);
        co->result = &(long){0};
        async__detach(async_task_start(task));
        sched_settle();
    }
}
