/* queue.h - what the files of the queue share.
 *
 *   queue_ring.h    the items of a FIFO queue
 *   queue_heap.c    those of the others
 *   queue.c         those who wait, and the awaits of one queue
 *   queue_select.c  the await of several
 */
#ifndef ASYNC__QUEUE_H
#define ASYNC__QUEUE_H

#include "sched.h"
#include <async/queue.h>

struct async__queue_lists {
    async__link getters, putters;
};

/* A member of a queue's lists is the wait record of a task (wait.list) or, without an `item`
 * there, this of a case of a select. */
struct async__case_link {
    async__link link;
    void *no_item;
    async__task *task;
};

static inline struct async__queue_lists *async__lists_of(async_queue_base *queue)
{
    return (struct async__queue_lists *)(void *)queue->private_;
}

/* queue_heap.c: the items of a queue that is no FIFO. */
void async__heap_put(async_queue_base *queue, const void *item);
void async__heap_get(async_queue_base *queue, void *to);

/* queue.c: one more waits. When one leaves, the window that this shut may stay shut: the queue is
 * only slower then, until the next call. */
void async__queue_enlist(async_queue_base *queue, bool putter, async__link *link);

/* queue_select.c */
async_queue_case *async__case_of(async__link *link);
void async__select_end(async__link *link, int error);

#endif
