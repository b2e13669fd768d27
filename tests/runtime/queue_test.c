/* queue_test.c - queues: order, waiting, closing, withdrawal; select over them. */
#include "support/co.h"

#include "../../runtime/sched/queue.h"

#include <signal.h>

static async_queue(long) queue, other;

static void begin(void)
{
    sched_begin();
    cr_assert_eq(async_queue_init(&queue, 2), 0);
    cr_assert_eq(async_queue_init(&other, 2), 0);
}

static void end(void)
{
    async_queue_deinit(&queue);
    async_queue_deinit(&other);
    sched_end();
}

TestSuite(queue, .init = begin, .fini = end);
TestSuite(order, .init = sched_begin, .fini = sched_end);
TestSuite(select, .init = begin, .fini = end);

/* Puts n numbers from `other` on. */
CO(producer)
{
    CO_BEGIN(producer)
    for (co->i = 0; co->i < co->n; co->i++) {
        co->value = co->other + co->i;
        AWAIT(1, async__queue_put__async(task, &co->err, &queue.base, &co->value, sizeof(long)))
        co_note(co->err == 0 ? 'p' : co->err == ASYNC__EPIPE ? 'P' : '?');
    }
    CO_END
}

CO(consumer)
{
    CO_BEGIN(consumer)
    for (co->i = 0; co->i < co->n; co->i++) {
        AWAIT(1, async__queue_get__async(task, &co->err, &queue.base, &co->value, sizeof(long)))
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
    cr_assert_eq(async_queue_size(&queue), 2);
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
    IN_ORDER;
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
    cr_assert_eq(async_queue_size(&queue), 2);
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
    cr_assert_eq(async_queue_size(&queue), 1);
    async__task_free(task_of(getter));
}

Test(queue, of_no_capacity_is_refused)
{
    async_queue(long) none;
    cr_assert_eq(async_queue_init(&none, 0), ASYNC__EINVAL);
}

/* An item that has come to a task is not lost, whatever comes behind it. */
Test(queue, a_getter_that_is_cancelled_when_it_has_its_item_goes_on_with_it)
{
    async_handle getter = spawn_side(&consumer_fn, 2, 0);
    sched_settle();
    async_queue_try_put(&queue, 7);
    async__cancel(getter);
    sched_settle();
    cr_assert_str_eq(co_log, "7");
    cr_assert_eq(task_of(getter)->base.error, ASYNC__ECANCELED);
    async__task_free(task_of(getter));
}

Test(queue, a_putter_that_is_cancelled_when_its_item_is_in_goes_on)
{
    long got;
    async_handle putter = spawn_side(&producer_fn, 3, 0);
    sched_settle();
    cr_assert_eq(async_queue_try_get(&queue, &got), 0);
    async__cancel(putter);
    sched_settle();
    cr_assert_str_eq(co_log, "ppp");
    cr_assert_eq(async_queue_size(&queue), 2);
    async__task_free(task_of(putter));
}

Test(queue, waiting_putters_are_served_in_order)
{
    IN_ORDER;
    async__detach(spawn_side(&producer_fn, 3, 0));
    async__detach(spawn_side(&producer_fn, 1, 8));
    sched_settle();
    async__detach(spawn_side(&consumer_fn, 4, 0));
    sched_settle();
    cr_assert_str_eq(co_log, "pp0128pp");
}

Test(queue, can_be_tried)
{
    long got = 0;
    cr_assert_eq(async_queue_try_get(&queue, &got), ASYNC__EAGAIN);
    cr_assert_eq(async_queue_try_put(&queue, 1), 0);
    cr_assert_eq(async_queue_try_put(&queue, 2), 0);
    cr_assert_eq(async_queue_try_put(&queue, 3), ASYNC__EAGAIN);
    cr_assert_eq(async_queue_size(&queue), 2);
    cr_assert_eq(async_queue_try_get(&queue, &got), 0);
    cr_assert_eq(got, 1);
    async_queue_close(&queue);
    cr_assert_eq(async_queue_try_put(&queue, 3), ASYNC__EPIPE);
    cr_assert_eq(async_queue_try_get(&queue, &got), 0);
    cr_assert_eq(got, 2);
    cr_assert_eq(async_queue_try_get(&queue, &got), ASYNC__EOF);
}

Test(queue, a_try_serves_those_who_wait)
{
    long got;
    async__detach(spawn_side(&consumer_fn, 1, 0));
    sched_settle();
    cr_assert_eq(async_queue_try_put(&queue, 5), 0);
    sched_settle();
    cr_assert_str_eq(co_log, "5");
    async__detach(spawn_side(&producer_fn, 3, 0));
    sched_settle();
    cr_assert_eq(async_queue_try_get(&queue, &got), 0);
    cr_assert_eq(async_queue_size(&queue), 2);
    sched_settle();
    cr_assert_str_eq(co_log, "5ppp");
}

Test(queue, its_memory_may_be_missing)
{
    async_queue(long) none;
    async__memory_fail_after(0);
    cr_assert_eq(async_queue_init(&none, 1), ASYNC__ENOMEM);
    cr_assert_eq(async_queue_init(&none, UINT32_MAX), ASYNC__EINVAL);
}

Test(queue, that_a_task_waits_in_is_not_to_be_freed, .signal = SIGABRT)
{
    async__detach(spawn_side(&consumer_fn, 1, 0));
    sched_settle();
    async_queue_deinit(&queue);
}

/* ---- other orders --------------------------------------------------------------- */

Test(order, of_a_lifo_queue_is_latest_first)
{
    async_queue(long) stack;
    long got[4] = {0};
    cr_assert_eq(async_queue_init_lifo(&stack, 3), 0);
    for (long i = 1; i <= 3; i++)
        cr_assert_eq(async_queue_try_put(&stack, i), 0);
    cr_assert_eq(async_queue_try_put(&stack, 4), ASYNC__EAGAIN);
    cr_assert_eq(async_queue_try_get(&stack, &got[0]), 0);
    cr_assert_eq(async_queue_try_put(&stack, 4), 0);
    for (int i = 1; i <= 3; i++)
        cr_assert_eq(async_queue_try_get(&stack, &got[i]), 0);
    cr_assert(got[0] == 3 && got[1] == 4 && got[2] == 2 && got[3] == 1);
    async_queue_deinit(&stack);
}

struct job {
    int priority;
    char name;
};

static int by_priority(const void *a, const void *b)
{
    const struct job *x = a, *y = b;
    return (x->priority > y->priority) - (x->priority < y->priority);
}

Test(order, of_a_priority_queue_is_least_first_and_equal_ones_as_they_came)
{
    async_queue(struct job) jobs;
    struct job job;
    char order[10] = {0};
    cr_assert_eq(async_queue_init_priority(&jobs, 9, by_priority), 0);
    for (int i = 0; i < 9; i++)
        cr_assert_eq(async_queue_try_put(&jobs, {(i * 7) % 3, (char)('a' + i)}), 0);
    for (int i = 0; async_queue_try_get(&jobs, &job) == 0; i++)
        order[i] = job.name;
    cr_assert_str_eq(order, "adgbehcfi", "%s", order);
    async_queue_deinit(&jobs);
}

/* ---- against a model --------------------------------------------------------------- */

/* Items of `SIZE` bytes; the number is at their beginning, its copy at their end. */
enum { SIZE = 24, MOST = 8 };

struct item {
    union {
        long number;
        char bytes[SIZE];
    };
};

static int by_number(const void *a, const void *b)
{
    long x = ((const struct item *)a)->number / 4, y = ((const struct item *)b)->number / 4;
    return (x > y) - (x < y);
}

/* The model: items as they came, and which one is next. */
static struct {
    long numbers[MOST];
    size_t count;
} model;

static size_t model_next(int order)
{
    size_t next = order == ASYNC__LIFO ? model.count - 1 : 0;
    for (size_t i = 0; order == ASYNC__PRIORITY && i < model.count; i++) {
        if (model.numbers[i] / 4 < model.numbers[next] / 4)
            next = i;
    }
    return next;
}

static long model_get(int order)
{
    size_t next = model_next(order);
    long number = model.numbers[next];
    memmove(&model.numbers[next], &model.numbers[next + 1], (--model.count - next) * sizeof(long));
    return number;
}

static unsigned seed;

static unsigned dice(unsigned sides)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 16) % sides;
}

/* Puts and gets at random, by the inline functions or through a select, which passes them by. */
static void compare_with_model(int order, size_t capacity)
{
    async_queue(struct item) items;
    cr_assert_eq(async__queue_init(&items.base, SIZE, capacity, order, by_number), 0);
    model.count = 0;
    for (int step = 0; step < 2000; step++) {
        struct item item = {.number = (long)dice(40)};
        unsigned action = dice(4);
        async_queue_case one =
            action & 1 ? async_queue_case_put(&items, &item) : async_queue_case_get(&items, &item);
        size_t full = action & 1 ? capacity : 0;
        int expected = model.count == full ? ASYNC__EAGAIN : 0;
        long put = item.number;
        if (action & 2)
            cr_assert_eq(async_queue_try_select(&one, 1), expected == 0 ? 0 : -1);
        else if (action & 1)
            cr_assert_eq(async_queue_try_put(&items, item), expected);
        else
            cr_assert_eq(async_queue_try_get(&items, &item), expected);
        if (expected == 0 && action & 1)
            model.numbers[model.count++] = put;
        else if (expected == 0)
            cr_assert_eq(item.number, model_get(order));
        cr_assert_eq(async_queue_size(&items), model.count);
    }
    async_queue_deinit(&items);
}

Test(order, is_that_of_a_simple_model)
{
    for (int order = ASYNC__FIFO; order <= ASYNC__PRIORITY; order++) {
        for (size_t capacity = 1; capacity <= MOST; capacity++)
            compare_with_model(order, capacity);
    }
}

/* ---- model with tasks ------------------------------------------------------------- */

static struct {
    long sent, received;
} total;

CO(sends)
{
    CO_BEGIN(sends)
    for (; co->n > 0; co->n--) {
        co->value = 1;
        AWAIT(1, async__queue_put__async(task, &co->err, &queue.base, &co->value, sizeof(long)))
        total.sent += co->err == 0;
        if (co->n % 3 == 0) {
            AWAIT(2, async_yield__async(task, NULL))
        }
    }
    CO_END
}

CO(receives)
{
    CO_BEGIN(receives)
    for (;;) {
        AWAIT(1, async__queue_get__async(task, &co->err, &queue.base, &co->value, sizeof(long)))
        if (co->err != 0)
            break;
        total.received += co->value;
        if (total.received % 3 == 0) {
            AWAIT(2, async_yield__async(task, NULL))
        }
    }
    CO_END
}

/* Cancels tasks at every stage: what has been put is got, or is in the queue. */
static void run_with_cancels(size_t capacity)
{
    async_handle handles[8];
    long got;
    async_queue_deinit(&queue);
    cr_assert_eq(async_queue_init(&queue, capacity), 0);
    memset(&total, 0, sizeof total);
    for (size_t i = 0; i < 8; i++)
        co_spawn(i % 2 ? &sends_fn : &receives_fn, &handles[i])->n = 50;
    for (int step = 0; step < 300; step++) {
        async__run_ready(1);
        if (dice(20) == 0)
            async__cancel(handles[dice(6)]);
    }
    async_queue_close(&queue);
    sched_settle();
    while (async_queue_try_get(&queue, &got) == 0)
        total.received++;
    cr_assert_eq(total.sent, total.received);
    for (size_t i = 0; i < 8; i++)
        async__task_free(task_of(handles[i]));
}

Test(queue, loses_and_doubles_nothing_when_tasks_are_cancelled)
{
    for (seed = 0; seed < 200; seed++) {
        unsigned first = seed;
        run_with_cancels(1 + seed % 4);
        seed = first;
    }
}

/* ---- select --------------------------------------------------------------------------- */

static long x, y;
static async_queue_case cases[4];

CO(selecting)
{
    CO_BEGIN(selecting)
    for (co->i = 0; co->i < co->n; co->i++) {
        AWAIT(1, async_queue_select__async(task, &co->err, cases, 4))
        co_note(co->err < 0 ? '-' : (char)('0' + co->err));
        if (co->err >= 0 && cases[co->err].error != 0)
            co_note(cases[co->err].error == ASYNC__EOF     ? 'E'
                    : cases[co->err].error == ASYNC__EPIPE ? 'P'
                                                           : '?');
    }
    CO_END
}

/* Waits n times, for an item of either queue; cases 1 and 3 have no queue. */
static async_handle select_items(long n)
{
    async_handle handle;
    memset(cases, 0, sizeof cases);
    cases[0] = async_queue_case_get(&queue, &x);
    cases[2] = async_queue_case_get(&other, &y);
    co_spawn(&selecting_fn, &handle)->n = n;
    sched_settle();
    return handle;
}

static void select_ended(async_handle handle, int error)
{
    cr_assert(task_of(handle)->base.flags & ASYNC__ENDED);
    cr_assert_eq(task_of(handle)->base.error, error);
    async__task_free(task_of(handle));
}

Test(select, takes_the_lowest_case_that_is_ready_and_no_other)
{
    async_queue_try_put(&other, 1);
    async_queue_try_put(&other, 2);
    async_queue_try_put(&queue, 3);
    select_ended(select_items(2), 0);
    cr_assert_str_eq(co_log, "02");
    cr_assert(x == 3 && y == 1);
    cr_assert_eq(async_queue_size(&other), 1);
}

Test(select, waits_for_the_first_and_leaves_what_comes_behind_it)
{
    async_handle task = select_items(1);
    cr_assert_str_eq(async__wait_name(task_of(task)), "waiting for one of several queues");
    async_queue_try_put(&other, 1);
    async_queue_try_put(&queue, 2); /* in the same turn */
    async_queue_try_put(&other, 3);
    sched_settle();
    cr_assert_str_eq(co_log, "2");
    cr_assert(y == 1 && x == 0);
    cr_assert(async_queue_size(&queue) == 1 && async_queue_size(&other) == 1);
    select_ended(task, 0);
}

Test(select, puts_when_there_is_room)
{
    long got, mine = 9;
    async_handle task = select_items(0);
    select_ended(task, 0);
    async_queue_try_put(&queue, 1);
    async_queue_try_put(&queue, 2);
    cases[0] = async_queue_case_put(&queue, &mine);
    co_spawn(&selecting_fn, &task)->n = 1;
    sched_settle();
    cr_assert_eq(async_queue_try_get(&queue, &got), 0);
    mine = 0; /* it has been taken */
    sched_settle();
    cr_assert_str_eq(co_log, "0");
    async_queue_try_get(&queue, &got);
    async_queue_try_get(&queue, &got);
    cr_assert_eq(got, 9);
    select_ended(task, 0);
}

Test(select, that_is_cancelled_has_done_nothing)
{
    async_handle task = select_items(1);
    async__cancel(task);
    async_queue_try_put(&queue, 1);
    async_queue_try_put(&other, 2);
    sched_settle();
    cr_assert_str_eq(co_log, "");
    cr_assert(async_queue_size(&queue) == 1 && async_queue_size(&other) == 1);
    select_ended(task, ASYNC__ECANCELED);
}

Test(select, that_is_cancelled_when_it_has_its_item_goes_on_with_it)
{
    async_handle task = select_items(2);
    async_queue_try_put(&other, 2);
    async__cancel(task);
    sched_settle();
    cr_assert_str_eq(co_log, "2");
    cr_assert_eq(y, 2);
    select_ended(task, ASYNC__ECANCELED);
}

Test(select, of_a_closed_queue_tells_its_end)
{
    async_handle task = select_items(2);
    async_queue_close(&queue);
    sched_settle();
    cr_assert_str_eq(co_log, "0E0E");
    select_ended(task, 0);
    memset(cases, 0, sizeof cases);
    cases[3] = async_queue_case_put(&queue, &x);
    cr_assert_eq(async_queue_try_select(cases, 4), 3);
    cr_assert_eq(cases[3].error, ASYNC__EPIPE);
}

Test(select, of_nothing_ends_at_once)
{
    async_handle task;
    memset(cases, 0, sizeof cases);
    co_spawn(&selecting_fn, &task)->n = 1;
    sched_settle();
    cr_assert_str_eq(co_log, "-");
    select_ended(task, 0);
    cr_assert_eq(async_queue_try_select(NULL, 0), -1);
}

Test(select, stands_in_line_with_other_getters)
{
    IN_ORDER;
    async__detach(spawn_side(&consumer_fn, 1, 0));
    async_handle task = select_items(1);
    async__detach(spawn_side(&consumer_fn, 1, 0));
    sched_settle();
    for (long i = 4; i < 7; i++)
        async_queue_try_put(&queue, i);
    sched_settle();
    cr_assert_str_eq(co_log, "406");
    cr_assert_eq(x, 5);
    select_ended(task, 0);
}

Test(select, may_name_a_queue_twice)
{
    async_handle task;
    memset(cases, 0, sizeof cases);
    cases[1] = async_queue_case_get(&queue, &x);
    cases[2] = async_queue_case_get(&queue, &y);
    co_spawn(&selecting_fn, &task)->n = 1;
    sched_settle();
    async_queue_try_put(&queue, 1);
    async_queue_try_put(&queue, 2);
    sched_settle();
    cr_assert_str_eq(co_log, "1");
    cr_assert(x == 1 && y == 0 && async_queue_size(&queue) == 1);
    select_ended(task, 0);
}

Test(select, meets_another_select)
{
    async_handle task = select_items(1);
    long mine = 6;
    async_queue_case put = async_queue_case_put(&other, &mine);
    cr_assert_eq(async_queue_try_select(&put, 1), 0);
    sched_settle();
    cr_assert_str_eq(co_log, "2");
    cr_assert_eq(y, 6);
    select_ended(task, 0);
}

Test(select, can_be_tried)
{
    long mine = 1;
    async_queue_case both[] = {async_queue_case_get(&queue, &x),
                               async_queue_case_put(&other, &mine)};
    cr_assert_eq(async_queue_try_select(both, 1), -1);
    cr_assert_eq(async_queue_try_select(both, 2), 1);
    cr_assert_eq(async_queue_size(&other), 1);
}
