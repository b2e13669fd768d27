/* task.c - the life of a task: created with room for all that its root function
 * is known to need, started through the ready queue, ended, freed.
 *
 * Who frees it: its joiner, its gather, or itself when it is detached. An ended
 * task whose handle is still out stays, and is reported when the loop closes if
 * it has failed.
 */
#include "mode.h"

/* What async_task_start makes of NULL: a task that ran out of memory. */
static async__task sentinel = {
    .base = {.flags = ASYNC__ENDED | ASYNC__FAILED_FLAG | ASYNC__STATIC, .error = ASYNC__ENOMEM},
};

async_task *async__task_create_slow(size_t units, size_t head, const char *site)
{
    async__task *task = async__here.pool != NULL ? async__pool_take(units) : NULL;
    if (task == NULL)
        return NULL;
    async__task_init(&task->base, head, site);
    if (head / ASYNC_FRAME_ALIGN > UINT16_MAX)
        task->base.root = 0; /* a result of more than a megabyte: no root is known */
    if (async__inherit(task))
        return &task->base;
    async__local.live--;
    async__task_free(task);
    return NULL;
}

/* With more stack than the function is known to need. */
async__task *async__task_new(const async_function *function, size_t result_size, size_t stack,
                             const char *site)
{
    size_t head = (sizeof(async__task) + result_size + ASYNC_FRAME_ALIGN - 1) / ASYNC_FRAME_ALIGN *
                  ASYNC_FRAME_ALIGN;
    size_t need = async__stack_of(function);
    need = need > stack ? need : stack;
    async_task *task = async__task_create_slow((head + need) / ASYNC__POOL_UNIT, head, site);
    return (async__task *)(void *)task;
}

async_handle async__task_none(void) { return (async_handle)(uintptr_t)&sentinel; }

void async__task_free(async__task *task)
{
    async__trace_drop(task);
    async__extra_drop(task);
    if (task->base.flags & ASYNC__STATIC)
        return;
    task->watcher = NULL;
    task->base.kind = ASYNC__NONE;
    async__pool_give(task);
}

/* Someone waits for the end, or nobody will. */
void async__task_ended(async__task *task)
{
    if (task->base.flags & ASYNC__CHILD) {
        task->base.flags &ASYNC__MEMBER ? async__member_ended(task) : async__gather_ended(task);
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

static inline void check_thread(const async__task *task, const char *who)
{
    if (ASYNC_UNLIKELY(async__here.mode != NULL || async__here.pool == NULL))
        async__mode_check_thread(task, who);
}

void async__detach(async__handle handle)
{
    async__task *task = (async__task *)(uintptr_t)handle;
    check_thread(task, "async_detach");
    if (!(task->base.flags & ASYNC__ENDED)) {
        task->base.flags |= ASYNC__DETACHED;
        return;
    }
    async__report_failure(task, "task");
    async__task_free(task);
}

void async__cancel(async__handle handle)
{
    async__task *task = (async__task *)(uintptr_t)handle;
    check_thread(task, "async_cancel");
    async__cancel_task(task);
}

/* Children are their parent's to cancel, which may shield them. */
static void cancel_one(async__task *task, void *data)
{
    (void)data;
    if (!(task->base.flags & ASYNC__CHILD))
        async__cancel_task(task);
}

/* Asks every task of the loop to end. */
void async__cancel_all(void) { async__pool_each(cancel_one, NULL); }
