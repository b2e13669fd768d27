/* gather_test.c - children that run concurrently and end together. */
#include "support/co.h"

TestSuite(gather, .init = sched_begin, .fini = sched_end);

/* Notes its tag at the start, sleeps n ms (0: not at all), then fails or notes it in capitals. */
CO(child)
{
    CO_BEGIN(child)
    co_note(co->tag);
    if (co->n > 0) {
        AWAIT(1, async_sleep__async(task, NULL, (uint64_t)co->n))
    }
    if (co->err != 0)
        return async_throw_at(task, base, self, 50, co->err);
    co_note((char)(co->tag - 'a' + 'A'));
    *(long *)co->arg = co->n;
    CO_END
}

struct plan {
    char tag;
    long ms;
    int err;
};
static struct plan plans[4];
static int planned;
static long results[4];

/* Gathers a child per plan and notes '.' behind it. */
CO(parent)
{
    CO_BEGIN(parent)
    async_gather_init(&co->gather, task);
    for (int i = 0; i < planned; i++) {
        struct co *c = co_child(&co->gather, &child_fn);
        if (c == NULL)
            continue;
        c->tag = plans[i].tag;
        c->n = plans[i].ms;
        c->err = plans[i].err;
        c->arg = &results[i];
    }
    AWAIT(1, async_gather_await(task, &co->gather))
    co_note('.');
    CO_END
}

static async_handle gather(int count, const struct plan *list)
{
    async_handle handle;
    planned = count;
    memcpy(plans, list, (size_t)count * sizeof *list);
    memset(results, -1, sizeof results);
    co_spawn(&parent_fn, &handle);
    sched_settle();
    return handle;
}

static void done(async_handle handle, int error)
{
    cr_assert(task_of(handle)->base.flags & ASYNC__ENDED);
    cr_assert_eq(task_of(handle)->base.error, error);
    cr_assert_eq(sched_live(), 0);
    async__task_free(task_of(handle));
}

Test(gather, of_nothing_ends_at_once)
{
    async_handle handle = gather(0, plans);
    cr_assert_str_eq(co_log, ".");
    done(handle, 0);
}

Test(gather, children_that_never_suspend_do_not_suspend_the_parent)
{
    planned = 2;
    plans[0] = (struct plan){'a', 0, 0};
    plans[1] = (struct plan){'b', 0, 0};
    async_handle handle;
    co_spawn(&parent_fn, &handle);
    async__run_ready(1);
    cr_assert_str_eq(co_log, "aAbB.");
    done(handle, 0);
}

Test(gather, starts_in_order_and_waits_for_the_last)
{
    async_handle handle = gather(3, (struct plan[]){{'a', 30, 0}, {'b', 10, 0}, {'c', 20, 0}});
    cr_assert_str_eq(co_log, "abc");
    sched_finish();
    cr_assert_str_eq(co_log, "abcBCA.");
    cr_assert_eq(sched_ms(), 30);
    cr_assert_eq(results[0] + results[1] + results[2], 60);
    done(handle, 0);
}

Test(gather, the_first_failure_cancels_the_others_and_goes_on)
{
    async_handle handle = gather(3, (struct plan[]){{'a', 30, 0}, {'b', 10, -5}, {'c', 20, -6}});
    sched_finish();
    cr_assert_str_eq(co_log, "abc");
    cr_assert_eq(sched_ms(), 10);
    done(handle, -5);
}

Test(gather, a_child_that_fails_at_once_cancels_those_before_and_behind)
{
    async_handle handle = gather(3, (struct plan[]){{'a', 30, 0}, {'b', 0, -5}, {'c', 20, 0}});
    cr_assert_str_eq(co_log, "abc", "the child behind still starts");
    cr_assert_eq(sched_ms(), 0);
    done(handle, -5);
}

Test(gather, what_ended_before_the_failure_keeps_its_result)
{
    async_handle handle = gather(2, (struct plan[]){{'a', 10, 0}, {'b', 20, -5}});
    sched_finish();
    cr_assert_eq(results[0], 10);
    done(handle, -5);
}

Test(gather, cancelling_the_parent_cancels_the_children)
{
    async_handle handle = gather(2, (struct plan[]){{'a', 10, 0}, {'b', 20, 0}});
    async__cancel(handle);
    sched_settle();
    cr_assert_str_eq(co_log, "ab");
    done(handle, ASYNC__ECANCELED);
}

Test(gather, in_a_cancelled_parent_children_start_and_end)
{
    planned = 2;
    plans[0] = (struct plan){'a', 0, 0};
    plans[1] = (struct plan){'b', 20, 0};
    async_handle handle;
    co_spawn(&parent_fn, &handle);
    async__cancel(handle);
    sched_settle();
    cr_assert_str_eq(co_log, "aAb");
    done(handle, ASYNC__ECANCELED);
}

Test(gather, without_memory_for_a_child_the_rest_is_cancelled)
{
    planned = 3;
    for (int i = 0; i < 3; i++)
        plans[i] = (struct plan){(char)('a' + i), 10, 0};
    async_task *roomy = &async__task_new(&parent_fn, sizeof(long), 900, NULL)->base;
    co_root(roomy, &parent_fn);
    async_handle handle = async_task_start(roomy);
    async__memory_fail_after(0); /* the slab of the children's size class */
    sched_settle();
    async__memory_fail_after(-1);
    cr_assert_str_eq(co_log, "bc");
    done(handle, ASYNC__ENOMEM);
}
