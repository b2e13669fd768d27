/* local_test.c - names of tasks, values that are inherited, the tree that async_dump prints. */
#include "support/co.h"

#include <criterion/redirect.h>

TestSuite(local, .init = sched_begin, .fini = sched_end);
TestSuite(dump, .init = sched_begin, .fini = sched_end);

static const async_local_key key = {"key"}, other_key = {"other"};
static int released;

static void release(void *value)
{
    (void)value;
    released++;
}

static void set(const async_local_key *k, const char *value)
{
    cr_assert_eq(async_local_set(k, (void *)(uintptr_t)value, release), 0);
}

static void note_value(void)
{
    const char *value = async_local_get(&key);
    co_note(value != NULL ? *value : '-');
}

CO(reading)
{
    CO_BEGIN(reading)
    note_value();
    AWAIT(1, async_sleep__async(task, NULL, (uint64_t)co->n))
    note_value();
    CO_END
}

static void spawn_reading(long ms)
{
    async_handle handle;
    co_spawn(&reading_fn, &handle)->n = ms;
    async__detach(handle);
}

CO(setting)
{
    CO_BEGIN(setting)
    spawn_reading(1);
    set(&key, "x");
    spawn_reading(2);
    set(&key, "y");
    spawn_reading(3);
    AWAIT(1, async_sleep__async(task, NULL, 10))
    note_value();
    spawn_reading(4);
    CO_END
}

Test(local, a_spawned_task_inherits_what_was_set_when_it_was_made)
{
    IN_ORDER;
    async_handle handle;
    co_spawn(&setting_fn, &handle);
    sched_finish();
    cr_assert_str_eq(co_log, "-xy-xyyyy");
    async__task_free(task_of(handle));
    cr_assert_eq(released, 2);
}

Test(local, others_are_left_alone)
{
    IN_ORDER;
    async_handle handle;
    co_spawn(&setting_fn, &handle);
    spawn_reading(20);
    sched_settle();
    cr_assert_str_eq(co_log, "--xy", "the reader was made by nobody");
    async__cancel(handle);
    sched_finish();
    async__task_free(task_of(handle));
}

CO(setting_child)
{
    CO_BEGIN(setting_child)
    note_value();
    set(&key, "c");
    AWAIT(1, async_yield__async(task, NULL))
    note_value();
    CO_END
}

CO(gathering)
{
    CO_BEGIN(gathering)
    set(&key, "p");
    set(&other_key, "q");
    async_gather_init(&co->gather, task);
    co_child(&co->gather, &setting_child_fn);
    co_child(&co->gather, &reading_fn)->n = 5;
    AWAIT(1, async_gather_await(task, &co->gather))
    note_value();
    spawn_reading(1);
    AWAIT(2, async_sleep__async(task, NULL, 10))
    cr_assert_str_eq(async_local_get(&other_key), "q");
    CO_END
}

Test(local, children_inherit_and_what_they_set_stays_theirs)
{
    async_handle handle;
    co_spawn(&gathering_fn, &handle);
    sched_finish();
    cr_assert_str_eq(co_log, "ppcpppp");
    async__task_free(task_of(handle));
    cr_assert_eq(released, 3);
}

Test(local, outside_of_tasks_there_are_none)
{
    cr_assert_null(async_local_get(&key));
    cr_assert_eq(async_local_set(&key, "x", release), ASYNC__EINVAL);
    cr_assert_eq(async__task_set_name(NULL, "x"), ASYNC__EINVAL);
    cr_assert_null(async__task_name(NULL));
    cr_assert_eq(async__task_set_name(async__task_none(), "x"), ASYNC__EINVAL);
}

CO(starved)
{
    CO_BEGIN(starved)
    for (long k = 0; k < 3; k++) {
        async__memory_fail_after(k);
        cr_assert_eq(async_local_set(&key, co, release), ASYNC__ENOMEM);
        async__memory_fail_after(-1);
        cr_assert_null(async_local_get(&key));
        async__extra_drop(async__task_of(task));
    }
    set(&key, "x");
    async__memory_fail_after(0);
    cr_assert_null(async_task_create(&reading_fn, sizeof(long), NULL), "it cannot inherit");
    async__memory_fail_after(-1);
    CO_END
}

Test(local, without_memory_nothing_changes)
{
    async_handle handle;
    co_spawn(&starved_fn, &handle);
    async_task *warm = async_task_create(&reading_fn, sizeof(long), NULL);
    co_root(warm, &reading_fn);
    async__detach(async_task_start(warm)); /* leaves a block in the free list */
    sched_finish();
    async__task_free(task_of(handle));
    cr_assert_eq(released, 1);
}

Test(local, a_name_is_copied_and_can_be_taken_away)
{
    async_handle handle;
    char name[] = "first";
    co_spawn(&reading_fn, &handle);
    cr_assert_null(async__task_name((async__handle)handle));
    cr_assert_eq(async__task_set_name((async__handle)handle, name), 0);
    name[0] = 'x';
    cr_assert_str_eq(async__task_name((async__handle)handle), "first");
    cr_assert_eq(async__task_set_name((async__handle)handle, NULL), 0);
    cr_assert_null(async__task_name((async__handle)handle));
    sched_finish();
    async__task_free(task_of(handle));
}

/* ---- dump -------------------------------------------------------------------- */

CO(brewing){CO_BEGIN(brewing) AWAIT(1, async_sleep__async(task, NULL, 10)) CO_END}

CO(serving)
{
    CO_BEGIN(serving)
    async_gather_init(&co->gather, task);
    for (int i = 0; i < 2; i++)
        co_child(&co->gather, &brewing_fn);
    AWAIT(1, async_timeout_await(task, &co->gather, 50, &co->err))
    CO_END
}

CO(joining)
{
    CO_BEGIN(joining)
    AWAIT(2, async_task_join(task, NULL, co->handle, 0))
    CO_END
}

static void dump_is(const char *text)
{
    cr_redirect_stderr();
    async_dump();
    fflush(stderr);
    cr_assert_stderr_eq_str(text);
}

Test(dump, shows_whom_a_task_waits_for_under_it)
{
    async_handle served, joiner;
    co_spawn(&serving_fn, &served);
    co_spawn(&joining_fn, &joiner)->handle = served;
    async__task_set_name((async__handle)served, "waiter");
    sched_settle();
    dump_is("asyncc: 4 tasks:\n"
            "  task joining a task, spawned at spawn.c:1:\n"
            "    in joining at test.c:102\n"
            "    task 'waiter' waiting with a timeout, spawned at spawn.c:1:\n"
            "      in serving at test.c:101\n"
            "      task sleeping, spawned at gather.c:1:\n"
            "        in brewing at test.c:101\n"
            "      task sleeping, spawned at gather.c:1:\n"
            "        in brewing at test.c:101\n");
    sched_finish();
    async__task_free(task_of(joiner));
}

Test(dump, shows_tasks_that_join_each_other)
{
    async_handle a, b;
    struct co *co = co_spawn(&joining_fn, &a);
    co_spawn(&joining_fn, &b)->handle = a;
    co->handle = b;
    sched_settle();
    dump_is("asyncc: 2 tasks:\n"
            "  task joining a task, spawned at spawn.c:1:\n"
            "    in joining at test.c:102\n"
            "    task joining a task, spawned at spawn.c:1:\n"
            "      in joining at test.c:102\n");
    async__local.live = 0; /* they never end, but go with the scheduler */
}

CO(dumping)
{
    CO_BEGIN(dumping)
    async_dump();
    CO_END
}

Test(dump, of_the_running_task_tells_no_frames)
{
    async_handle handle;
    co_spawn(&dumping_fn, &handle);
    cr_redirect_stderr();
    sched_settle();
    fflush(stderr);
    cr_assert_stderr_eq_str("asyncc: 1 task:\n"
                            "  task running, spawned at spawn.c:1:\n");
    async__task_free(task_of(handle));
}

Test(dump_nowhere, without_a_loop_it_says_so) { dump_is("asyncc: no loop runs on this thread\n"); }
