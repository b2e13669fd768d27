/* memory_test.c - every allocation fails once, every suspension is cancelled once.
 *
 * One scenario that uses everything of the scheduler is run again and again, with the k-th
 * allocation failing, until a run needs fewer than k. The same with a cancellation behind the
 * k-th step. Each run must end, and leave no task and no block behind.
 */
#include "support/co.h"

static async_semaphore semaphore;
static async_queue(long) queue;

CO(putting)
{
    CO_BEGIN(putting)
    for (co->i = 0; co->i < 12; co->i++) {
        AWAIT(1, async__queue_put__async(task, &co->err, &queue.base, &co->i, sizeof(long)))
        if (co->err != 0)
            break;
    }
    CO_END
}

CO(getting)
{
    CO_BEGIN(getting)
    for (co->i = 0; co->i < 12; co->i++) {
        AWAIT(1, async__queue_get__async(task, &co->err, &queue.base, &co->value, sizeof(long)))
        if (co->err != 0)
            break;
        AWAIT(2, async_sleep__async(task, NULL, 1))
    }
    *co->result = 17;
    CO_END
}

/* Calls itself, so that stacks grow and traces fill. */
CO(diving)
{
    CO_BEGIN(diving)
    if (co->n > 0) {
        AWAIT(1, co_call(task, self, co->n - 1, 0))
    } else {
        AWAIT(2, async_semaphore_acquire__async(task, NULL, &semaphore))
        async_semaphore_release(&semaphore);
        AWAIT(3, async_yield__async(task, NULL))
    }
    CO_END
}

CO(scenario)
{
    CO_BEGIN(scenario)
    co_spawn(&getting_fn, &co->handle);
    async_gather_init(&co->gather, task);
    co_child(&co->gather, &putting_fn);
    struct co *child = co_child(&co->gather, &diving_fn);
    if (child != NULL)
        child->n = 20;
    AWAIT(1, async_gather_await(task, &co->gather))
    AWAIT(2, co_call(task, &diving_fn, 10, 0))
    AWAIT(3, async_task_join(task, &co->value, co->handle, sizeof(long)))
    co_note(co->value == 17 ? 'J' : '?');
    CO_END
}

/* Ends what a failure left behind, as the loop does at the end of main. */
static void wind_up(void)
{
    sched_finish();
    async__cancel_all();
    sched_finish();
}

static void sweep(void)
{
    /* Failures that nobody joined are reported: not here. */
    cr_assert_not_null(freopen("/dev/null", "w", stderr));
    sched_end();
}

/* One run; returns whether the fault was met. */
static bool run_with_fault(long k)
{
    async_handle handle;
    sched_begin();
    async_semaphore_init(&semaphore, 1);
    cr_assert_eq(async_queue_init(&queue, 2), 0);
    async__memory_fail_after(k);
    co_spawn(&scenario_fn, &handle);
    wind_up();
    bool met = async__memory_pending() < 0;
    async__memory_fail_after(-1);
    cr_assert(met || strchr(co_log, 'J') != NULL, "without a fault it succeeds");
    cr_assert_eq(semaphore.permits, 1);
    async_queue_deinit(&queue);
    sweep();
    return met;
}

Test(memory, every_allocation_fails_once)
{
    long k = 0;
    while (run_with_fault(k))
        k++;
    cr_assert_gt(k, 5, "the scenario allocates only %ld times", k);
}

static bool run_with_cancel(long k)
{
    async_handle handle;
    sched_begin();
    async_semaphore_init(&semaphore, 1);
    cr_assert_eq(async_queue_init(&queue, 2), 0);
    co_spawn(&scenario_fn, &handle);
    for (long step = 0; step < k; step++) {
        if (!async__is_ready())
            sched_advance(1);
        async__run_ready(1);
    }
    bool cancelled = !(task_of(handle)->base.flags & ASYNC__ENDED);
    async__cancel(handle);
    wind_up();
    cr_assert_eq(task_of(handle)->base.error, cancelled ? ASYNC__ECANCELED : 0);
    cr_assert_eq(semaphore.permits, 1);
    async_queue_deinit(&queue);
    sweep();
    return cancelled;
}

Test(memory, every_suspension_is_cancelled_once)
{
    long k = 0;
    while (run_with_cancel(k))
        k++;
    cr_assert_gt(k, 10, "the scenario suspends only %ld times", k);
}
