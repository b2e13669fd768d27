/* task.c - the life of a task: created with room for all that its root function
 * is known to need, started through the ready queue, ended, freed.
 *
 * Who frees it: its joiner, its gather, or itself when it is detached. An ended
 * task whose handle is still out stays, and is reported when the loop closes if
 * it has failed.
 */
#include "sched.h"

/* What async_task_start makes of NULL: a task that ran out of memory. */
static async__task sentinel = {
    .base = {.flags = ASYNC__ENDED | ASYNC__FAILED_FLAG | ASYNC__STATIC, .error = ASYNC__ENOMEM},
};

enum { MAX_ROOT = UINT16_MAX * ASYNC_FRAME_ALIGN };

static inline size_t round_up(size_t size)
{
    return (size + ASYNC_FRAME_ALIGN - 1) & ~(size_t)(ASYNC_FRAME_ALIGN - 1);
}

static inline size_t stack_of(const async_function *function)
{
    size_t stack = function->stack > function->frame_size ? function->stack : function->frame_size;
    if (function->high_water != NULL) {
        uint32_t learnt = __atomic_load_n(function->high_water, __ATOMIC_RELAXED);
        stack = learnt > stack ? learnt : stack;
    }
    return stack;
}

static inline async__task *task_new(size_t result_size, size_t stack, const char *site)
{
    size_t head = round_up(sizeof(async__task) + result_size);
    async__task *task = async__pool_take((head + round_up(stack)) / ASYNC__POOL_UNIT);
    if (ASYNC_UNLIKELY(task == NULL))
        return NULL;
    task->base.top = (char *)task + head;
    task->base.link = &task->base.leaf;
    task->base.error = 0;
    task->base.root = head <= MAX_ROOT ? (uint16_t)(head / ASYNC_FRAME_ALIGN) : 0;
    task->base.flags = ASYNC__LIVE;
    task->base.kind = ASYNC__NONE;
    task->watcher = NULL;
    task->site = site;
    task->scope = NULL;
    async__here.live++;
    return task;
}

async__task *async__task_new(const async_function *function, size_t result_size, size_t stack,
                             const char *site)
{
    size_t need = stack_of(function);
    return task_new(result_size, need > stack ? need : stack, site);
}

async_task *async_task_create(const async_function *function, size_t result_size, const char *site)
{
    if (ASYNC_UNLIKELY(async__here.pool == NULL))
        return NULL;
    return (async_task *)(void *)task_new(result_size, stack_of(function), site);
}

async_handle async__task_none(void) { return (async_handle)(uintptr_t)&sentinel; }

void async__task_free(async__task *task)
{
    if (ASYNC_UNLIKELY(task->base.flags & (ASYNC__STATIC | ASYNC__TRACED))) {
        async__trace_drop(task);
        if (task->base.flags & ASYNC__STATIC)
            return;
    }
    async__pool_give(task);
}

static ASYNC_COLD void end_unusual(async__task *task)
{
    if (task->base.flags & ASYNC__CHILD) {
        async__gather_ended(task);
        return;
    }
    bool detached = (task->base.flags & ASYNC__DETACHED) != 0;
    if (task->watcher != NULL)
        async__notify(task);
    if (!detached)
        return;
    async__report_failure(task, "task");
    async__task_free(task);
}

void async__task_end(async__task *task, async_status status)
{
    async__here.live--;
    task->base.flags |= status == ASYNC_DONE ? ASYNC__ENDED : ASYNC__ENDED | ASYNC__FAILED_FLAG;
    if (task->watcher != NULL || task->base.flags & ASYNC__DETACHED)
        end_unusual(task);
}

void async__detach(async__handle handle)
{
    async__task *task = (async__task *)(uintptr_t)handle;
    if (!(task->base.flags & ASYNC__ENDED)) {
        task->base.flags |= ASYNC__DETACHED;
        return;
    }
    async__report_failure(task, "task");
    async__task_free(task);
}

void async__cancel(async__handle handle) { async__cancel_task((async__task *)(uintptr_t)handle); }

static void cancel_one(async__task *task, void *data)
{
    (void)data;
    async__cancel_task(task);
}

/* Asks every task of the loop to end. */
void async__cancel_all(void) { async__pool_each(cancel_one, NULL); }
