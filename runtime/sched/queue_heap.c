/* queue_heap.c - the items of a queue that is no FIFO: a stack, or a binary heap.
 *
 * Each item of the heap has the number of its put, in an array behind the items, so that equal ones
 * come out in their order.
 */
#include "queue.h"

#include <string.h>

static char *item_at(const async_queue_base *queue, size_t index)
{
    return queue->items + index * queue->item_size;
}

static uint64_t *numbers(const async_queue_base *queue)
{
    size_t size = (size_t)(queue->end - queue->items);
    return (uint64_t *)(void *)(queue->end + -size % sizeof(uint64_t));
}

static bool is_before(const async_queue_base *queue, const void *a, uint64_t a_number,
                      const void *b, uint64_t b_number)
{
    int order = queue->compare(a, b);
    return order < 0 || (order == 0 && a_number < b_number);
}

static void move(async_queue_base *queue, size_t to, const void *item, uint64_t number)
{
    memcpy(item_at(queue, to), item, queue->item_size);
    numbers(queue)[to] = number;
}

/* The new item goes up from the end: larger parents come down. */
static void sift_up(async_queue_base *queue, const void *item)
{
    size_t at = queue->count;
    uint64_t number = queue->puts++;
    while (at > 0) {
        size_t parent = (at - 1) / 2;
        if (!is_before(queue, item, number, item_at(queue, parent), numbers(queue)[parent]))
            break;
        move(queue, at, item_at(queue, parent), numbers(queue)[parent]);
        at = parent;
    }
    move(queue, at, item, number);
}

static size_t lesser_child(const async_queue_base *queue, size_t first, size_t end)
{
    const uint64_t *number = numbers(queue);
    size_t second = first + 1;
    bool is_second = second < end && is_before(queue, item_at(queue, second), number[second],
                                               item_at(queue, first), number[first]);
    return is_second ? second : first;
}

/* The last item fills the hole at the root, from where lesser children go up. */
static void sift_down(async_queue_base *queue, void *to)
{
    size_t end = queue->count, at = 0, child;
    const char *last = item_at(queue, end);
    uint64_t number = numbers(queue)[end];
    memcpy(to, queue->items, queue->item_size);
    while ((child = 2 * at + 1) < end) {
        child = lesser_child(queue, child, end);
        if (!is_before(queue, item_at(queue, child), numbers(queue)[child], last, number))
            break;
        move(queue, at, item_at(queue, child), numbers(queue)[child]);
        at = child;
    }
    if (at != end)
        move(queue, at, last, number);
}

void async__heap_put(async_queue_base *queue, const void *item)
{
    if (queue->order == ASYNC__LIFO)
        memcpy(item_at(queue, queue->count), item, queue->item_size);
    else
        sift_up(queue, item);
    queue->count++;
}

void async__heap_get(async_queue_base *queue, void *to)
{
    queue->count--;
    if (queue->order == ASYNC__LIFO)
        memcpy(to, item_at(queue, queue->count), queue->item_size);
    else
        sift_down(queue, to);
}
