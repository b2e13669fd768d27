/* sync_test.c - semaphores and queues: order, fairness, closing, withdrawal. */
#include "support/co.h"

static async_semaphore semaphore;
static async_queue(long) queue;

static void begin(void)
{
    sched_begin();
    cr_assert_eq(async_queue_init(&queue, 2), 0);
}

static void end(void)
{
    async_queue_deinit(&queue);
    sched_end();
}

TestSuite(semaphore, .init = sched_begin, .fini = sched_end);
TestSuite(queue, .init = begin, .fini = end);

/* Takes a permit, holds it for n ms. */
CO(user)
{
    CO_BEGIN(user)
    AWAIT(1, async_semaphore_acquire__async(task, NULL, &semaphore))
    co_note(co->tag);
    AWAIT(2, async_sleep__async(task, NULL, (uint64_t)co->n))
    async_semaphore_release(&semaphore);
    CO_END
}

static async_handle spawn_user(char tag, long ms)
{
    async_handle handle;
    struct co *co = co_spawn(&user_fn, &handle);
    co->tag = tag;
    co->n = ms;
    return handle;
}

Test(semaphore, serves_in_order_and_never_more_than_its_permits)
{
    async_semaphore_init(&semaphore, 2);
    for (char tag = 'a'; tag <= 'e'; tag++)
        async__detach(spawn_user(tag, 10));
    sched_settle();
    cr_assert_str_eq(co_log, "ab");
    sched_advance(10);
    cr_assert_str_eq(co_log, "abcd");
    sched_finish();
    cr_assert_str_eq(co_log, "abcde");
    cr_assert_eq(semaphore.permits, 2);
}

Test(semaphore, a_released_permit_cannot_be_snatched_from_the_first_waiter)
{
    async_semaphore_init(&semaphore, 0);
    async__detach(spawn_user('a', 1));
    sched_settle();
    async_semaphore_release(&semaphore);
    async__detach(spawn_user('b', 1));
    cr_assert_eq(semaphore.permits, 0);
    sched_settle();
    cr_assert_str_eq(co_log, "a");
    sched_finish();
    cr_assert_str_eq(co_log, "ab");
}

Test(semaphore, a_cancelled_waiter_takes_none)
{
    async_semaphore_init(&semaphore, 0);
    async_handle a = spawn_user('a', 1), b = spawn_user('b', 1);
    sched_settle();
    async__cancel(a);
    async_semaphore_release(&semaphore);
    sched_finish();
    cr_assert_str_eq(co_log, "b");
    cr_assert_eq(task_of(a)->base.error, ASYNC__ECANCELED);
    cr_assert_eq(semaphore.permits, 1);
    async__task_free(task_of(a));
    async__task_free(task_of(b));
}

/* ---- queues ----------------------------------------------------------------- */

CO(producer)
{
    CO_BEGIN(producer)
    for (co->i = 0; co->i < co->n; co->i++) {
        co->value = co->other + co->i;
        AWAIT(1, async__queue_put__async(task, &co->err, &queue.base, &co->value))
        co_note(co->err == 0 ? 'p' : co->err == ASYNC__EPIPE ? 'P' : '?');
    }
    CO_END
}

CO(consumer)
{
    CO_BEGIN(consumer)
    for (co->i = 0; co->i < co->n; co->i++) {
        AWAIT(1, async__queue_get__async(task, &co->err, &queue.base, &co->value))
        if (co->err != 0) {
            co_note(co->err == ASYNC__EOF ? 'E' : '?');
            break;
        }
        co_note((char)('0' + co->value));
    }
    CO_END
}

static async_handle spawn_side(const async_function *function, long n, long first)
{
    async_handle handle;
    struct co *co = co_spawn(function, &handle);
    co->n = n;
    co->other = first;
    return handle;
}

Test(queue, a_putter_waits_while_it_is_full)
{
    async__detach(spawn_side(&producer_fn, 3, 0));
    sched_settle();
    cr_assert_str_eq(co_log, "pp");
    cr_assert_eq(queue.base.count, 2);
    async__detach(spawn_side(&consumer_fn, 3, 0));
    sched_settle();
    cr_assert_str_eq(co_log, "pp012p");
}

Test(queue, a_getter_waits_while_it_is_empty)
{
    async__detach(spawn_side(&consumer_fn, 2, 0));
    sched_settle();
    cr_assert_str_eq(co_log, "");
    async__detach(spawn_side(&producer_fn, 2, 0));
    sched_settle();
    cr_assert_str_eq(co_log, "pp01");
}

Test(queue, items_come_out_in_order_through_many_wraps)
{
    async__detach(spawn_side(&producer_fn, 9, 0));
    async__detach(spawn_side(&consumer_fn, 9, 0));
    sched_settle();
    char digits[10] = {0};
    for (size_t i = 0, n = 0; co_log[i]; i++) {
        if (co_log[i] != 'p')
            digits[n++] = co_log[i];
    }
    cr_assert_str_eq(digits, "012345678");
}

Test(queue, waiting_getters_are_served_in_order)
{
    async_handle first = spawn_side(&consumer_fn, 1, 0), second = spawn_side(&consumer_fn, 1, 0);
    sched_settle();
    async__detach(spawn_side(&producer_fn, 1, 7));
    sched_settle();
    cr_assert(task_of(first)->base.flags & ASYNC__ENDED);
    cr_assert_not(task_of(second)->base.flags & ASYNC__ENDED);
    async__detach(second);
    async_queue_close(&queue);
    sched_settle();
    cr_assert_str_eq(co_log, "p7E");
    async__task_free(task_of(first));
}

Test(queue, closed_it_drains_and_then_ends)
{
    async__detach(spawn_side(&producer_fn, 2, 0));
    sched_settle();
    async_queue_close(&queue);
    async__detach(spawn_side(&consumer_fn, 5, 0));
    sched_settle();
    cr_assert_str_eq(co_log, "pp01E");
}

Test(queue, closing_wakes_putters_with_epipe)
{
    async__detach(spawn_side(&producer_fn, 3, 0));
    sched_settle();
    async_queue_close(&queue);
    sched_settle();
    cr_assert_str_eq(co_log, "ppP");
    cr_assert_eq(queue.base.count, 2);
}

Test(queue, a_put_after_closing_gets_epipe)
{
    async_queue_close(&queue);
    async__detach(spawn_side(&producer_fn, 1, 0));
    sched_settle();
    cr_assert_str_eq(co_log, "P");
}

Test(queue, a_cancelled_putter_has_not_put)
{
    async_handle putter = spawn_side(&producer_fn, 3, 0);
    sched_settle();
    async__cancel(putter);
    async__detach(spawn_side(&consumer_fn, 3, 0));
    sched_settle();
    async_queue_close(&queue);
    sched_settle();
    cr_assert_str_eq(co_log, "pp01E");
    cr_assert_eq(task_of(putter)->base.error, ASYNC__ECANCELED);
    async__task_free(task_of(putter));
}

Test(queue, a_cancelled_getter_takes_nothing)
{
    async_handle getter = spawn_side(&consumer_fn, 1, 0);
    sched_settle();
    async__cancel(getter);
    async__detach(spawn_side(&producer_fn, 1, 4));
    sched_settle();
    cr_assert_str_eq(co_log, "p");
    async_queue_close(&queue);
    cr_assert_eq(queue.base.count, 1);
    async__task_free(task_of(getter));
}

Test(queue, of_no_capacity_is_refused)
{
    async_queue(long) none;
    cr_assert_eq(async_queue_init(&none, 0), ASYNC__EINVAL);
}

struct big {
    char bytes[200];
};

Test(queue, items_of_any_size)
{
    async_queue(struct big) bigs;
    cr_assert_eq(async_queue_init(&bigs, 3), 0);
    async_task *task = async_task_create(&producer_fn, 0, NULL);
    for (int round = 0; round < 5; round++) {
        struct big item, got;
        int err = -1;
        memset(&item, round, sizeof item);
        cr_assert_eq(async__queue_put__async(task, &err, &bigs.base, &item), ASYNC_DONE);
        cr_assert_eq(async__queue_get__async(task, &err, &bigs.base, &got), ASYNC_DONE);
        cr_assert_eq(memcmp(&item, &got, sizeof item), 0);
    }
    async__local.live--;
    async__task_free(async__task_of(task));
    async_queue_deinit(&bigs);
}
