/* offload_child.c - an offloaded call as the operand of another operator: a child of its own. */
#include "../sched/sched.h"

#include <string.h>

/* The call's record lies behind it. */
struct offload {
    async_frame base;
    void *result;
    size_t offset, size;
};

static async_status offload_resume(async_task *task, async_frame *base);
static const async_function offload_fn = {.resume = offload_resume,
                                          .frame_size = ASYNC_FRAME_SIZE(struct offload),
                                          .stack = ASYNC_FRAME_SIZE(struct offload)};

static char *record_of(struct offload *offload)
{
    return (char *)offload + ASYNC_FRAME_SIZE(struct offload);
}

static async_status offload_resume(async_task *task, async_frame *base)
{
    struct offload *offload = (struct offload *)(void *)base;
    char *record = record_of(offload);
    if (base->state == 0) {
        async_status status = async_offload_await(task, (async_offload_call *)(void *)record);
        if (status != ASYNC_DONE)
            return async_leave(task, base, &offload_fn, 1, status);
    }
    if (offload->result != NULL)
        memcpy(offload->result, record + offload->offset, offload->size);
    async_pop(task, base);
    return ASYNC_DONE;
}

void *async_gather_offload(async_gather *gather, size_t record, void *result, size_t offset,
                           size_t size, const char *site)
{
    size_t frame = ASYNC_FRAME_SIZE(struct offload) +
                   (record + ASYNC_FRAME_ALIGN - 1) / ASYNC_FRAME_ALIGN * ASYNC_FRAME_ALIGN;
    async_task *task = async__gather_child(gather, &offload_fn, frame, site);
    if (task == NULL)
        return NULL;
    struct offload *offload = async_push_root(task, &offload_fn, frame, 0);
    offload->result = result;
    offload->offset = offset;
    offload->size = size;
    return record_of(offload);
}
