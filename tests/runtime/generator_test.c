/* generator_test.c - generators: frames that stay between two items, and are closed
 * (docs/abi.md, Generators; docs/language.md 12). */
#include "support/co.h"

#include "../../runtime/base/memory.h"

TestSuite(generator, .init = sched_begin, .fini = sched_end);

/* Counts to n in steps that wait `ms` each; then fails with `err`, or ends. Notes 'u' when a
 * failure or its consumer's close unwinds it, which takes `other` ms. */
struct generator {
    async_frame base;
    async_items *items;
    long i, n, ms, other;
    int err;
    int16_t kept;
    int held;
};

static struct generator plan; /* what differs from nothing */

static async_status generator_resume(async_task *task, async_frame *base);
static async_status generator_unwind(async_task *task, async_frame *base);
static const async_function generator_fn = {
    .resume = generator_resume, .unwind = generator_unwind, .name = "generator", .generator = 1};

enum { EMITTED = 1, WOKEN, CLEANED };

static async_status generator_resume(async_task *task, async_frame *base)
{
    struct generator *frame = (struct generator *)(void *)base;
    if (base->state == CLEANED) { /* by its unwinding */
        async_unhold(task, frame->held);
        task->error = frame->kept;
        return ASYNC_FAILED;
    }
    while (base->state == WOKEN || frame->i < frame->n) {
        if (base->state != WOKEN && frame->ms > 0) {
            async_status status = async_sleep__async(task, NULL, (uint64_t)frame->ms);
            if (status != ASYNC_DONE)
                return async_leave(task, base, &generator_fn, WOKEN, status);
        }
        *(long *)frame->items->item = ++frame->i;
        return async_items_emit(frame->items, base, &generator_fn, EMITTED);
    }
    if (frame->err != 0)
        return async_throw_at(task, base, &generator_fn, 1, frame->err);
    return ASYNC_DONE;
}

static async_status generator_unwind(async_task *task, async_frame *base)
{
    struct generator *frame = (struct generator *)(void *)base;
    co_note('u');
    if (frame->other == 0)
        return ASYNC_FAILED;
    frame->kept = task->error;
    frame->held = async_hold(task);
    async_status status = async_sleep__async(task, NULL, (uint64_t)frame->other);
    return async_leave(task, base, &generator_fn, CLEANED, status);
}

static async_status generator_async(async_task *task, async_items *items)
{
    struct generator *frame = async_items_frame(task, items, sizeof *frame, 16);
    if (frame == NULL)
        return ASYNC_FAILED;
    *frame = plan;
    frame->items = items;
    return generator_resume(task, &frame->base);
}

/* Takes items up to `most`, as an async_for would. */
static long most;
static async_items items;
static async_exit record;
static long item;

static async_status consumer_unwind(async_task *task, async_frame *base);
static async_status consumer(async_task *task, async_frame *base);
CO_FUNCTION(consumer, consumer_unwind)

static async_status close_and_end(async_task *task, async_frame *base)
{
    async_status status = async_items_close(task, &items);
    if (status == ASYNC_PENDING)
        return async_leave(task, base, &consumer_fn, 3, status);
    if (status == ASYNC_FAILED)
        async_exit_failed(task, &record);
    async_items_end(&items);
    co_note('.');
    status = async_exit_end(task, &record) < 0 ? ASYNC_FAILED : ASYNC_DONE;
    async_pop(task, base);
    return status;
}

static async_status consumer(async_task *task, async_frame *base)
{
    async_status status = ASYNC_DONE;
    if (base->state == 3)
        return close_and_end(task, base);
    if (base->state == 0) {
        record.active = 0;
        async_items_init(&items, &item);
        status = generator_async(task, &items);
    }
    while (status == ASYNC_DONE && items.emitted != NULL && item < most) {
        co_note((char)('0' + item));
        status = async_items_next(task, &items);
    }
    if (status == ASYNC_PENDING)
        return async_leave(task, base, &consumer_fn, 1, status);
    status == ASYNC_FAILED ? async_exit_failed(task, &record) : async_exit_begin(task, &record, 0);
    return close_and_end(task, base);
}

static async_status consumer_unwind(async_task *task, async_frame *base)
{
    async_exit_failed(task, &record);
    return close_and_end(task, base);
}

static async_handle prepare(struct generator what, long count)
{
    async_handle handle;
    plan = what;
    most = count;
    item = 0;
    co_spawn(&consumer_fn, &handle);
    return handle;
}

static async_handle take(struct generator what, long count)
{
    async_handle handle = prepare(what, count);
    sched_settle();
    return handle;
}

static void done(async_handle handle, const char *log, int error)
{
    sched_finish();
    cr_assert_str_eq(co_log, log);
    cr_assert(task_of(handle)->base.flags & ASYNC__ENDED);
    cr_assert_eq(task_of(handle)->base.error, error);
    async__trace_drop(task_of(handle));
    async__task_free(task_of(handle));
}

Test(generator, gives_its_items_and_ends) { done(take((struct generator){.n = 3}, 9), "123.", 0); }

Test(generator, waits_between_them_on_its_consumers_task)
{
    async_handle handle = take((struct generator){.n = 3, .ms = 5}, 9);
    cr_assert_eq(sched_live(), 1);
    done(handle, "123.", 0);
    cr_assert_eq(sched_ms(), 15);
}

Test(generator, of_nothing_ends_at_once) { done(take((struct generator){.n = 0}, 9), ".", 0); }

Test(generator, is_closed_when_the_loop_is_left)
{
    done(take((struct generator){.n = 9}, 3), "12u.", 0);
}

Test(generator, may_wait_while_it_is_closed)
{
    done(take((struct generator){.n = 9, .ms = 1, .other = 5}, 3), "12u.", 0);
    cr_assert_eq(sched_ms(), 8);
}

Test(generator, fails_into_its_consumer)
{
    done(take((struct generator){.n = 2, .err = -5}, 9), "12.", -5);
}

Test(generator, that_waits_is_cancelled_with_its_consumer)
{
    async_handle handle = take((struct generator){.n = 9, .ms = 5, .other = 7}, 9);
    sched_advance(6);
    async__cancel(handle);
    done(handle, "1u.", ASYNC__ECANCELED);
    cr_assert_eq(sched_ms(), 13);
}

Test(generator, without_memory_its_loop_fails)
{
    async_handle handle = prepare((struct generator){.n = 2}, 9);
    async__memory_fail_after(0);
    done(handle, ".", ASYNC__ENOMEM);
}
