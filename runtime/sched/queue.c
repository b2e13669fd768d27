/* queue.c - a ring of items, and the lists of those who wait for one or for room.
 *
 * Getters wait only while the ring is empty, putters only while it is full. An
 * item that meets a waiting getter is copied straight to it; a getter
 * that makes room takes the first waiting putter's item into the ring. So the
 * order is first in first out for items and for tasks, and nobody is woken in vain.
 *
 * While nobody waits and the queue is open, `ready` and `room` are kept, and items of 8 bytes
 * go in and out by the inline functions of queue.h. Otherwise both are 0, which
 * leads every call here, and `count` is kept (the queue is slow, here).
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
                                .end = items + capacity * item_size,
                                .first = items,
                                .free = items,
                                .item_size = (uint32_t)item_size,
                                .capacity = (uint32_t)capacity,
                                .room = (uint32_t)capacity};
    async__list_init(&waiters(queue)->getters);
    async__list_init(&waiters(queue)->putters);
    return 0;
}

void async__queue_deinit(async_queue_base *queue)
{
    async__free(queue->items);
    queue->items = NULL;
}

static void make_slow(async_queue_base *queue)
{
    if (queue->ready + queue->room == 0)
        return;
    queue->count = queue->ready;
    queue->ready = queue->room = 0;
}

static void make_fast(async_queue_base *queue)
{
    if (queue->closed || !async__list_empty(&waiters(queue)->getters) ||
        !async__list_empty(&waiters(queue)->putters))
        return;
    queue->ready = queue->count;
    queue->room = queue->capacity - queue->count;
}

static void ring_put(async_queue_base *queue, const void *item)
{
    memcpy(queue->free, item, queue->item_size);
    queue->free += queue->item_size;
    if (queue->free == queue->end)
        queue->free = queue->items;
    queue->count++;
}

static void ring_get(async_queue_base *queue, void *to)
{
    memcpy(to, queue->first, queue->item_size);
    queue->first += queue->item_size;
    if (queue->first == queue->end)
        queue->first = queue->items;
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

/* The queue is slow. */
static async_status put(async__task *task, int *result, async_queue_base *queue, const void *item)
{
    async__link *getters = &waiters(queue)->getters;
    *result = queue->closed ? ASYNC__EPIPE : 0;
    if (queue->closed)
        return ASYNC_DONE;
    if (queue->count == queue->capacity)
        return wait_in(&waiters(queue)->putters, task, result, (void *)(uintptr_t)item);
    if (async__list_empty(getters)) {
        ring_put(queue, item);
    } else {
        memcpy(item_of(getters->next), item, queue->item_size);
        wake(getters->next, 0);
    }
    return ASYNC_DONE;
}

static async_status get(async__task *task, int *result, async_queue_base *queue, void *to)
{
    async__link *putters = &waiters(queue)->putters;
    *result = 0;
    if (queue->count == 0 && queue->closed) {
        *result = ASYNC__EOF;
        return ASYNC_DONE;
    }
    if (queue->count == 0)
        return wait_in(&waiters(queue)->getters, task, result, to);
    ring_get(queue, to);
    if (!async__list_empty(putters)) {
        ring_put(queue, item_of(putters->next));
        wake(putters->next, 0);
    }
    return ASYNC_DONE;
}

async_status async__queue_put_slow(async_task *task, int *result, async_queue_base *queue,
                                   const void *item)
{
    make_slow(queue);
    async_status status = put(async__task_of(task), result, queue, item);
    make_fast(queue);
    return status;
}

async_status async__queue_get_slow(async_task *task, int *result, async_queue_base *queue, void *to)
{
    make_slow(queue);
    async_status status = get(async__task_of(task), result, queue, to);
    make_fast(queue);
    return status;
}

ASYNC__PRIMITIVE(async__queue_put, int,
                 (async_task * task, int *result, async_queue_base *queue, const void *item),
                 async_queue_base *queue;
                 const void *item;, frame->queue = queue; frame->item = item;
                 , (task, frame->result, frame->queue, frame->item))

ASYNC__PRIMITIVE(async__queue_get, int,
                 (async_task * task, int *result, async_queue_base *queue, void *to),
                 async_queue_base *queue;
                 void *to;, frame->queue = queue; frame->to = to;
                 , (task, frame->result, frame->queue, frame->to))

void async__queue_close(async_queue_base *queue)
{
    make_slow(queue);
    queue->closed = 1;
    while (!async__list_empty(&waiters(queue)->getters))
        wake(waiters(queue)->getters.next, ASYNC__EOF);
    while (!async__list_empty(&waiters(queue)->putters))
        wake(waiters(queue)->putters.next, ASYNC__EPIPE);
}
