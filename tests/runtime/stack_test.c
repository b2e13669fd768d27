/* stack_test.c - growing the stack, at once and across suspensions; the high-water mark. */
#include "support/co.h"

TestSuite(stack, .init = sched_begin, .fini = sched_end);

/* Calls itself `depth` deep; the innermost yields `yields` times, or fails. */
struct dive {
    async_frame base;
    long *result;
    long below;
    int depth, yields, fail;
    char padding[40];
};

static async_status dive_resume(async_task *task, async_frame *base);
static uint32_t dive_high;
static const async_function dive_fn = {.resume = dive_resume,
                                       .name = "dive",
                                       .frame_size = ASYNC_FRAME_SIZE(struct dive),
                                       .stack = ASYNC_FRAME_SIZE(struct dive),
                                       .high_water = &dive_high};

static async_status dive_async(async_task *task, long *result, int depth, int yields, int fail);

static async_status dive_grow(async_task *task, long *result, int depth, int yields, int fail)
{
    async_segment *segment = async_grow(task, ASYNC_FRAME_SIZE(struct dive));
    return segment ? async_shrink(task, segment, dive_async(task, result, depth, yields, fail))
                   : ASYNC_FAILED;
}

static async_status dive_async(async_task *task, long *result, int depth, int yields, int fail)
{
    struct dive *frame = async_push(task, ASYNC_FRAME_SIZE(struct dive));
    if (frame == NULL)
        return dive_grow(task, result, depth, yields, fail);
    frame->base.state = 0;
    frame->result = result;
    frame->depth = depth;
    frame->yields = yields;
    frame->fail = fail;
    memset(frame->padding, depth, sizeof frame->padding);
    return dive_resume(task, &frame->base);
}

static async_status dive_resume(async_task *task, async_frame *base)
{
    struct dive *frame = (struct dive *)(void *)base;
    async_status status;
    switch (base->state) {
    case 1:
        goto resume_1;
    case 2:
        goto resume_2;
    }
    while (frame->depth == 0 && frame->yields-- > 0) {
        status = async_yield__async(task, NULL);
        if (status != ASYNC_DONE)
            return async_leave(task, base, &dive_fn, 1, status);
    resume_1:;
    }
    if (frame->depth == 0 && frame->fail)
        return async_throw(task, base, ASYNC__EPIPE);
    frame->below = 0;
    if (frame->depth > 0) {
        status = dive_async(task, &frame->below, frame->depth - 1, frame->yields, frame->fail);
        if (status != ASYNC_DONE)
            return async_leave(task, base, &dive_fn, 2, status);
    }
resume_2:
    for (size_t i = 0; i < sizeof frame->padding; i++) {
        if (frame->padding[i] != (char)frame->depth)
            __builtin_trap();
    }
    *frame->result = frame->below + 1;
    async_pop(task, frame);
    return ASYNC_DONE;
}

static async_handle spawn_dive(int depth, int yields, int fail)
{
    async_task *task = async_task_create(&dive_fn, sizeof(long), NULL);
    struct dive *frame = async_push_root(task, &dive_fn, ASYNC_FRAME_SIZE(struct dive), 0);
    frame->result = async_task_result(task);
    frame->depth = depth;
    frame->yields = yields;
    frame->fail = fail;
    memset(frame->padding, depth, sizeof frame->padding);
    return async_task_start(task);
}

static void ended(async_handle handle, long depth)
{
    async__task *task = task_of(handle);
    cr_assert(task->base.flags & ASYNC__ENDED);
    cr_assert_not(task->base.flags & (ASYNC__FAILED_FLAG | ASYNC__GROWN));
    cr_assert_eq(*(long *)async__result_of(task), depth + 1);
    cr_assert_eq(task->base.top, async__stack_start(task), "the stack is empty again");
    async__task_free(task);
}

static const int depths[] = {0, 1, 2, 3, 5, 10, 100, 1000, 10000};
enum { DEPTHS = sizeof depths / sizeof *depths };

Test(stack, deep_calls_that_never_suspend)
{
    for (int i = 0; i < DEPTHS; i++) {
        async_handle handle = spawn_dive(depths[i], 0, 0);
        sched_settle();
        ended(handle, depths[i]);
    }
}

Test(stack, suspending_deep_in_a_grown_segment)
{
    for (int i = 0; i < DEPTHS; i++) {
        async_handle handle = spawn_dive(depths[i], 3, 0);
        sched_settle();
        ended(handle, depths[i]);
    }
}

Test(stack, many_tasks_in_grown_segments_at_once)
{
    async_handle handles[50];
    for (int i = 0; i < 50; i++)
        handles[i] = spawn_dive(i * 3, 5, 0);
    sched_settle();
    for (int i = 0; i < 50; i++)
        ended(handles[i], i * 3);
}

Test(stack, failing_deep_at_once_and_after_a_suspension)
{
    for (int i = 0; i < 2 * DEPTHS; i++) {
        async_handle handle = spawn_dive(depths[i / 2], i % 2, 1);
        sched_settle();
        cr_assert_eq(task_of(handle)->base.error, ASYNC__EPIPE);
        cr_assert_not(task_of(handle)->base.flags & ASYNC__GROWN);
        async__trace_drop(task_of(handle));
        async__task_free(task_of(handle));
    }
}

Test(stack, cancelled_deep_in_a_grown_segment)
{
    async_handle handle = spawn_dive(500, 10, 0);
    async__run_ready(3);
    async__cancel(handle);
    sched_settle();
    cr_assert_eq(task_of(handle)->base.error, ASYNC__ECANCELED);
    async__task_free(task_of(handle));
}

Test(stack, the_next_task_has_room_for_what_the_last_one_needed)
{
    IN_ONE_GO;
    /* The mark rises with each segment that a task needs, so at most that many tasks learn. */
    for (int i = 0; i < 10; i++) {
        async_handle handle = spawn_dive(40, 1, 0);
        sched_settle();
        ended(handle, 40);
    }
    long blocks = async__memory_live();
    async_handle handle = spawn_dive(40, 1, 0);
    async__run_ready(1);
    cr_assert_not(task_of(handle)->base.flags & ASYNC__GROWN);
    cr_assert_leq(async__memory_live(), blocks + 1);
    sched_settle();
    ended(handle, 40);
    cr_assert_geq(dive_high, 41 * ASYNC_FRAME_SIZE(struct dive));
    cr_assert_leq(dive_high, 64 * ASYNC_FRAME_SIZE(struct dive));
}

Test(stack, growing_without_memory_fails_and_leaves_the_stack_as_it_was)
{
    async_handle handle = spawn_dive(5, 0, 0);
    async__memory_fail_after(0);
    sched_settle();
    async__memory_fail_after(-1);
    cr_assert_eq(task_of(handle)->base.error, ASYNC__ENOMEM);
    cr_assert_not(task_of(handle)->base.flags & ASYNC__GROWN);
    async__trace_drop(task_of(handle));
    async__task_free(task_of(handle));
}

/* ---- over-aligned frames --------------------------------------------------- */

struct wide {
    async_frame base;
    _Alignas(64) char data[64];
};
static async_status wide_resume(async_task *task, async_frame *base)
{
    cr_assert_eq((uintptr_t)base % 64, 0);
    async_pop(task, base);
    return ASYNC_DONE;
}
static const async_function wide_fn = {.resume = wide_resume,
                                       .name = "wide",
                                       .frame_size = ASYNC_FRAME_SIZE(struct wide),
                                       .stack = ASYNC_FRAME_SIZE(struct wide) + 64};

Test(stack, a_root_frame_of_larger_alignment)
{
    for (int i = 0; i < 5; i++) {
        async_task *task = async_task_create(&wide_fn, (size_t)i * 8, NULL);
        async_push_root(task, &wide_fn, ASYNC_FRAME_SIZE(struct wide), 64);
        async__detach(async_task_start(task));
    }
    sched_settle();
    cr_assert_eq(sched_live(), 0);
}

/* ---- variable-length arrays, alloca ----------------------------------------- */

static uint32_t arrays_high;

/* A coroutine that takes arrays larger than its stack, in reverse order gives them back, and ends
 * with its stack as it was. */
static async_status arrays_resume(async_task *task, async_frame *base)
{
    char *top = task->top;
    void *blocks = NULL;
    async_status status = ASYNC_DONE;
    char *small = async_array(task, 24, 1);
    char *large = async_array(task, 5000, 64);
    char *kept = async_alloca(task, &blocks, 3000);
    if (small == NULL || large == NULL || kept == NULL) {
        cr_assert_eq(task->error, ASYNC__ENOMEM);
        status = ASYNC_FAILED;
    } else {
        cr_assert_eq((uintptr_t)large % 64, 0);
        memset(small, 1, 24);
        memset(large, 2, 5000);
        memset(kept, 3, 3000);
        cr_assert_eq(small[23] + large[4999] + kept[0], 6);
    }
    async_alloca_end(blocks);
    if (large != NULL)
        async_array_end(task, large);
    if (small != NULL)
        async_array_end(task, small);
    cr_assert_eq(task->top, top);
    async_pop(task, base);
    return status;
}
static const async_function arrays_fn = {.resume = arrays_resume,
                                         .name = "arrays",
                                         .frame_size = ASYNC_FRAME_SIZE(async_frame),
                                         .stack = ASYNC_FRAME_SIZE(async_frame) + 32,
                                         .high_water = &arrays_high};

static async_handle spawn_arrays(void)
{
    async_task *task = async_task_create(&arrays_fn, 0, NULL);
    async_push_root(task, &arrays_fn, ASYNC_FRAME_SIZE(async_frame), 0);
    return async_task_start(task);
}

Test(stack, arrays_larger_than_the_stack_come_from_the_heap_and_the_stack_learns)
{
    arrays_high = 0;
    async__detach(spawn_arrays());
    sched_settle();
    cr_assert_eq(sched_live(), 0);
    cr_assert_geq(arrays_high, 5000);
    for (int i = 0; i < 3; i++) {
        async__detach(spawn_arrays());
        sched_settle();
    }
    long before = async__memory_live();
    async__detach(spawn_arrays());
    sched_settle();
    cr_assert_eq(async__memory_live(), before);
}

Test(stack, an_array_without_memory_fails)
{
    for (long n = 0; n < 2; n++) {
        arrays_high = 0;
        async_handle handle = spawn_arrays();
        async__memory_fail_after(n);
        sched_settle();
        async__memory_fail_after(-1);
        cr_assert_eq(task_of(handle)->base.error, ASYNC__ENOMEM);
        async__trace_drop(task_of(handle));
        async__task_free(task_of(handle));
    }
}
