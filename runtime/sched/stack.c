/* stack.c - frames: leaving a function, growing the stack.
 *
 * A task's stack begins in the task's own block. When it is full it goes on in a
 * segment from the heap, whose record lies at the segment's end, where task->limit
 * points. A segment serves one call: when that call has ended the stack is again in
 * the segment below. If the call suspended, the record's guard frame is linked under it
 * and does this when it is resumed.
 *
 * What a task turns out to need is remembered with its root function (high_water), so
 * that the next task of that function has it in one block. How far a segment was
 * used is not known, so each growth raises the mark by a quarter: a few tasks learn it.
 *
 * In test mode with `yield` (mode.h) every call grows the stack, which is where one that has
 * ended at once is made to suspend.
 */
#include "mode.h"

#include <string.h>

struct async_segment {
    async_frame guard;
    char *base;
    char *old_top, *old_limit;
    size_t below; /* bytes of stack below this segment */
    bool old_grown;
};

enum { SEGMENT_MIN = 256, SEGMENT_MAX = 64 * 1024, HIGH_WATER_MAX = 32 * 1024 };

async_status async__leave_failed(async_task *head, async_frame *frame,
                                 const async_function *function, uint32_t state)
{
    async__task *task = async__task_of(head);
    if (!async__is_silent(task->base.error))
        async__trace_add(task, function, async__line_of(function, state));
    async__pop(head, frame, function);
    return ASYNC_FAILED;
}

async_status async_throw(async_task *task, async_frame *frame, int error)
{
    async_pop(task, frame);
    return async__fail(async__task_of(task), error);
}

async_status async_throw_at(async_task *head, async_frame *frame, const async_function *function,
                            uint32_t line, int error)
{
    async__task *task = async__task_of(head);
    async__fail(task, error);
    async__trace_add(task, function, line);
    async__pop(head, frame, function);
    return ASYNC_FAILED;
}

/* ---- segments ---------------------------------------------------------- */

static size_t segment_size(const async_segment *segment)
{
    return (size_t)((const char *)segment - segment->base);
}

static async_segment *segment_take(size_t size)
{
    async_segment *spare = async__here.spare;
    if (spare != NULL && segment_size(spare) >= size && !async__mode_yields()) {
        async__here.spare = NULL;
        return spare;
    }
    char *base = async__alloc(size + sizeof *spare);
    if (base == NULL)
        return NULL;
    async_segment *segment = (async_segment *)(void *)(base + size);
    segment->base = base;
    return segment;
}

/* Keeps the last one, so that a loop of calls at a border does not allocate, and
 * so that the guard frame can be read after its end (sched.c). */
static void segment_give(async_segment *segment)
{
    async_segment *spare = async__here.spare;
    async__here.spare = segment;
    if (spare != NULL)
        async__free(spare->base);
}

void async__stack_close(void)
{
    if (async__here.spare != NULL)
        async__free(async__here.spare->base);
    async__here.spare = NULL;
}

/* Bytes of stack in use, gaps at segment ends not counted. */
static size_t stack_used(const async__task *task)
{
    if (!(task->base.flags & ASYNC__GROWN))
        return (size_t)(task->base.top - async__stack_start(task));
    const async_segment *segment = (const async_segment *)(const void *)task->base.limit;
    return segment->below + (size_t)(task->base.top - segment->base);
}

static void learn(const async__task *task, size_t need)
{
    uint32_t *mark = task->base.root != 0 ? async__root(task)->function->high_water : NULL;
    if (mark == NULL || need > HIGH_WATER_MAX)
        return;
    if (__atomic_load_n(mark, __ATOMIC_RELAXED) < need)
        __atomic_store_n(mark, (uint32_t)need, __ATOMIC_RELAXED);
}

static void segment_leave(async__task *task, const async_segment *segment)
{
    task->base.top = segment->old_top;
    task->base.limit = segment->old_limit;
    if (!segment->old_grown)
        task->base.flags &= (uint16_t)~ASYNC__GROWN;
}

static async_status guard_end(async_task *head, async_frame *frame, async_status status)
{
    async_segment *segment = ASYNC__CONTAINER(frame, async_segment, guard);
    segment_leave(async__task_of(head), segment);
    segment_give(segment);
    return status;
}

static async_status guard_resume(async_task *task, async_frame *frame)
{
    return guard_end(task, frame, ASYNC_DONE);
}

static async_status guard_unwind(async_task *task, async_frame *frame)
{
    return guard_end(task, frame, ASYNC_FAILED);
}

/* Without a name: backtraces leave it out. */
static const async_function guard_fn = {.resume = guard_resume, .unwind = guard_unwind};

/* In test mode exactly one frame fits, so that each call comes here. */
static size_t room_for(size_t size, size_t used)
{
    if (async__mode_yields())
        return size;
    size_t room = used < SEGMENT_MIN ? SEGMENT_MIN : used < SEGMENT_MAX ? used : SEGMENT_MAX;
    return (room > size ? room : size) / ASYNC_FRAME_ALIGN * ASYNC_FRAME_ALIGN;
}

async_segment *async_grow(async_task *head, size_t size)
{
    async__task *task = async__task_of(head);
    size_t used = stack_used(task);
    async_segment *segment = segment_take(room_for(size, used));
    if (segment == NULL) {
        async__fail(task, ASYNC__ENOMEM);
        return NULL;
    }
    if (!async__mode_yields())
        learn(task, used + size + used / 4);
    segment->below = used;
    segment->old_top = head->top;
    segment->old_limit = head->limit;
    segment->old_grown = (task->base.flags & ASYNC__GROWN) != 0;
    task->base.flags |= ASYNC__GROWN;
    head->top = segment->base;
    head->limit = (char *)segment;
    return segment;
}

async_status async_shrink(async_task *head, async_segment *segment, async_status status)
{
    bool yields = status != ASYNC_PENDING && async__mode_yields();
    if (status != ASYNC_PENDING && !yields)
        return guard_end(head, &segment->guard, status);
    async_leave(head, &segment->guard, &guard_fn, 1, ASYNC_PENDING);
    if (yields) /* what it ended with reaches its caller a turn later */
        async__wake(async__task_of(head), status);
    return ASYNC_PENDING;
}

/* ---- variable-length arrays, alloca -------------------------------------- */

static char *align_up(char *address, size_t align)
{
    return address + (-(uintptr_t)address & (align - 1));
}

/* Room above the frames of the task's stack, or NULL. */
static char *stack_room(async_task *task, size_t size, size_t align)
{
    char *start = align_up(task->top, align);
    size_t room = start < task->limit ? (size_t)(task->limit - start) : 0;
    if (room == 0 || room < size)
        return NULL;
    char *end = align_up(start + size, ASYNC_FRAME_ALIGN);
    task->top = end < task->limit ? end : task->limit;
    return start;
}

/* Whether the memory lies in the current segment. */
static bool is_stacked(const async_task *task, const void *memory)
{
    const char *start = (const char *)task;
    if (task->flags & ASYNC__GROWN)
        start = ((const async_segment *)(const void *)task->limit)->base;
    return (uintptr_t)memory - (uintptr_t)start < (uintptr_t)task->limit - (uintptr_t)start;
}

/* What the stack has no room for; the pointer in front says where the block begins. */
static char *heap_room(async__task *task, size_t size, size_t align)
{
    if (size > PTRDIFF_MAX - align - sizeof(void *)) {
        async__fail(task, ASYNC__ENOMEM);
        return NULL;
    }
    char *block = async__alloc(size + align + sizeof(void *));
    if (block == NULL) {
        async__fail(task, ASYNC__ENOMEM);
        return NULL;
    }
    char *start = align_up(block + sizeof(void *), align);
    memcpy(start - sizeof block, &block, sizeof block);
    return start;
}

static void heap_free(char *start)
{
    char *block;
    memcpy(&block, start - sizeof block, sizeof block);
    async__free(block);
}

void *async_array(async_task *task, size_t size, size_t align)
{
    if (align < sizeof(void *))
        align = sizeof(void *);
    char *start = stack_room(task, size, align);
    if (start != NULL)
        return start;
    learn(async__task_of(task), stack_used(async__task_of(task)) + size + align);
    return heap_room(async__task_of(task), size, align);
}

void *async_array_apart(async_task *task, size_t size, size_t align)
{
    return heap_room(async__task_of(task), size, align < sizeof(void *) ? sizeof(void *) : align);
}

void async_array_end_apart(async_task *task, void *array)
{
    (void)task;
    heap_free(array);
}

void async_array_end(async_task *task, void *array)
{
    if (is_stacked(task, array))
        task->top = array;
    else
        heap_free(array);
}

/* Blocks that do not fit onto the stack hang together by their first 16 bytes. */
void *async_alloca(async_task *task, void **blocks, size_t size)
{
    char *start = stack_room(task, size, ASYNC_FRAME_ALIGN);
    if (start != NULL)
        return start;
    learn(async__task_of(task), stack_used(async__task_of(task)) + size);
    return async_alloca_apart(task, blocks, size);
}

void *async_alloca_apart(async_task *task, void **blocks, size_t size)
{
    char *start = NULL;
    if (size <= PTRDIFF_MAX)
        start = heap_room(async__task_of(task), size + ASYNC_FRAME_ALIGN, ASYNC_FRAME_ALIGN);
    if (start == NULL)
        return NULL;
    memcpy(start, blocks, sizeof *blocks);
    *blocks = start;
    return start + ASYNC_FRAME_ALIGN;
}

void async_alloca_end(void *blocks)
{
    while (blocks != NULL) {
        char *block = blocks;
        memcpy(&blocks, block, sizeof blocks);
        heap_free(block);
    }
}
