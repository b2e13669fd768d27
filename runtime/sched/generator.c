/* generator.c - generators: frames that hand over items and go on later.
 *
 * A generator runs on its consumer's task, above the consumer's frames, and has its own frame
 * apart from them. Between two items nothing of it is on the stack. To close it, its deferred
 * statements run as if the async_emit had failed, with an error that nobody else can have; it ends
 * with the generator.
 */
#include "sched.h"

void *async_items_frame(async_task *task, async_items *items, size_t size, size_t align)
{
    items->memory = async__alloc(size + align);
    if (items->memory == NULL) {
        async__fail(async__task_of(task), ASYNC__ENOMEM);
        return NULL;
    }
    char *memory = items->memory;
    return memory + (-(uintptr_t)memory & (align - 1));
}

/* As a call of a function whose frame does not fit. */
async_status async__items_next_slow(async_task *task, async_items *items)
{
    async_segment *segment = async_grow(task, 0);
    if (segment == NULL)
        return ASYNC_FAILED;
    async_frame *frame = items->emitted;
    items->emitted = NULL;
    return async_shrink(task, segment, frame->function->resume(task, frame));
}

async_status async_items_close(async_task *task, async_items *items)
{
    async_frame *frame = items->emitted;
    items->emitted = NULL;
    if (frame == NULL || frame->function->unwind == NULL)
        return ASYNC_DONE;
    task->error = ASYNC__CLOSED;
    async_status status = frame->function->unwind(task, frame);
    if (status != ASYNC_FAILED || task->error != ASYNC__CLOSED)
        return status;
    task->error = 0;
    return ASYNC_DONE;
}

void async_items_end(async_items *items) { async__free(items->memory); }
