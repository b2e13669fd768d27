/* queue_ring.h - the items of a FIFO queue.
 *
 * A ring with one place more than the queue's capacity: the place before `first` stays free, and
 * the ring is empty when `first` and `free` meet. The inline functions of async/queue.h move these
 * two within their windows, up to the end of the memory, which stands for its beginning then. The
 * windows are set anew whenever a function here has moved one of the two.
 */
#ifndef ASYNC__QUEUE_RING_H
#define ASYNC__QUEUE_RING_H

#include <async/queue.h>

#include <stdbool.h>
#include <string.h>

/* Pointers and numbers are the most frequent items. */
static inline void copy_item(const async_queue_base *queue, void *to, const void *from)
{
    if (ASYNC_LIKELY(queue->item_size == sizeof(uint64_t)))
        memcpy(to, from, sizeof(uint64_t));
    else
        memcpy(to, from, queue->item_size);
}

static inline char *wrapped(const async_queue_base *queue, char *place)
{
    return place == queue->end ? queue->items : place;
}

static inline size_t ring_count(const async_queue_base *queue)
{
    const char *first = wrapped(queue, queue->first), *free = wrapped(queue, queue->free);
    ptrdiff_t bytes = free - first;
    return (size_t)(bytes < 0 ? bytes + (queue->end - queue->items) : bytes) / queue->item_size;
}

static inline bool ring_is_empty(const async_queue_base *queue)
{
    return wrapped(queue, queue->first) == wrapped(queue, queue->free);
}

static inline bool ring_is_full(const async_queue_base *queue)
{
    char *next = wrapped(queue, queue->free) + queue->item_size;
    return wrapped(queue, next) == wrapped(queue, queue->first);
}

static inline void ring_put(async_queue_base *queue, const void *item)
{
    char *place = wrapped(queue, queue->free);
    copy_item(queue, place, item);
    queue->free = wrapped(queue, place + queue->item_size);
}

/* `first` must not pass a `free` that has come to the end. */
static inline void ring_get(async_queue_base *queue, void *to)
{
    char *place = wrapped(queue, queue->first);
    copy_item(queue, to, place);
    queue->first = place + queue->item_size;
    if (queue->first == queue->end) {
        queue->first = queue->items;
        queue->free = wrapped(queue, queue->free);
    }
}

/* The windows, wide open: up to `free` or `first`, but not beyond the end of the memory. */
static inline char **ring_ready(async_queue_base *queue)
{
    return queue->free < queue->first ? &queue->end : &queue->free;
}

static inline char *ring_room(const async_queue_base *queue)
{
    if (queue->free < queue->first)
        return queue->first - queue->item_size;
    return queue->first == queue->items ? queue->end - queue->item_size : queue->end;
}

#endif
