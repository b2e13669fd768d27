/* queue.c - a ring of items, and the lists of those who wait for one or for room.
 *
 * Getters wait only while the ring is empty, putters only while it is full. An
 * item that meets a waiting getter is copied straight to it; a getter
 * that makes room takes the first waiting putter's item into the ring. So the
 * order is first in first out for items and for tasks, and nobody is woken in vain.
 */
#include "sched.h"
#include "primitive.h"
#include <async/queue.h>

#include <string.h>

struct waiters {
    async__link getters, putters;
};
_Static_assert(sizeof(struct waiters) == sizeof((async_queue_base *)0)->private_, "list heads");

static struct waiters *waiters(async_queue_base *queue)
{
    return (struct waiters *)(void *)queue->private_;
}

int async__queue_init(async_queue_base *queue, size_t item_size, size_t capacity)
{
    if (capacity == 0 || capacity > UINT32_MAX / 2 || item_size > UINT32_MAX ||
        capacity > SIZE_MAX / item_size)
        return ASYNC__EINVAL;
    char *items = async__alloc(capacity * item_size);
    if (items == NULL)
        return ASYNC__ENOMEM;
    *queue = (async_queue_base){.items = items,
                                .item_size = (uint32_t)item_size,
                                .capacity = (uint32_t)capacity};
    async__list_init(&waiters(queue)->getters);
    async__list_init(&waiters(queue)->putters);
    return 0;
}

void async__queue_deinit(async_queue_base *queue)
{
    async__free(queue->items);
    queue->items = NULL;
}

static inline void copy(void *to, const void *from, size_t size)
{
    if (size == sizeof(uint64_t))
        memcpy(to, from, sizeof(uint64_t));
    else
        memcpy(to, from, size);
}

static inline void ring_put(async_queue_base *queue, const void *item)
{
    uint32_t at = queue->head + queue->count++;
    at = at >= queue->capacity ? at - queue->capacity : at;
    copy(queue->items + (size_t)at * queue->item_size, item, queue->item_size);
}

static inline void ring_get(async_queue_base *queue, void *to)
{
    uint32_t at = queue->head;
    copy(to, queue->items + (size_t)at * queue->item_size, queue->item_size);
    queue->head = at + 1 == queue->capacity ? 0 : at + 1;
    queue->count--;
}

static void wake(async__link *link, int result)
{
    async__task *task = ASYNC__CONTAINER(link, async__task, wait.list.link);
    async__list_remove(link);
    *task->wait.list.result = result;
    async__wake(task, ASYNC_DONE);
}

static async_status wait_in(async__link *list, async__task *task, int *result, void *item)
{
    if (async__is_cancelled(task))
        return async__fail_cancelled(task);
    task->base.kind = ASYNC__QUEUE;
    task->wait.list.item = item;
    task->wait.list.result = result;
    async__list_append(list, &task->wait.list.link);
    return ASYNC_PENDING;
}

static void *item_of(async__link *link)
{
    return ASYNC__CONTAINER(link, async__task, wait.list.link)->wait.list.item;
}

async_status async__queue_put__async(async_task *task, int *result, async_queue_base *queue,
                                     const void *item)
{
    async__link *getters = &waiters(queue)->getters;
    if (ASYNC_UNLIKELY(queue->closed)) {
        *result = ASYNC__EPIPE;
        return ASYNC_DONE;
    }
    if (ASYNC_UNLIKELY(queue->count == queue->capacity))
        return wait_in(&waiters(queue)->putters, async__task_of(task), result,
                       (void *)(uintptr_t)item);
    if (ASYNC_UNLIKELY(!async__list_empty(getters))) {
        memcpy(item_of(getters->next), item, queue->item_size);
        wake(getters->next, 0);
    } else {
        ring_put(queue, item);
    }
    *result = 0;
    return ASYNC_DONE;
}

ASYNC__PRIMITIVE(async__queue_put, int,
                 (async_task *task, int *result, async_queue_base *queue, const void *item),
                 async_queue_base *queue; const void *item;
                 , frame->queue = queue; frame->item = item;
                 , (task, frame->result, frame->queue, frame->item))

async_status async__queue_get__async(async_task *task, int *result, async_queue_base *queue,
                                     void *to)
{
    async__link *putters = &waiters(queue)->putters;
    if (ASYNC_UNLIKELY(queue->count == 0)) {
        if (!queue->closed)
            return wait_in(&waiters(queue)->getters, async__task_of(task), result, to);
        *result = ASYNC__EOF;
        return ASYNC_DONE;
    }
    ring_get(queue, to);
    if (ASYNC_UNLIKELY(!async__list_empty(putters))) {
        ring_put(queue, item_of(putters->next));
        wake(putters->next, 0);
    }
    *result = 0;
    return ASYNC_DONE;
}

ASYNC__PRIMITIVE(async__queue_get, int,
                 (async_task *task, int *result, async_queue_base *queue, void *to),
                 async_queue_base *queue; void *to;, frame->queue = queue; frame->to = to;
                 , (task, frame->result, frame->queue, frame->to))

void async__queue_close(async_queue_base *queue)
{
    queue->closed = 1;
    while (!async__list_empty(&waiters(queue)->getters))
        wake(waiters(queue)->getters.next, ASYNC__EOF);
    while (!async__list_empty(&waiters(queue)->putters))
        wake(waiters(queue)->putters.next, ASYNC__EPIPE);
}
