/* queue.c - those who wait in a queue for an item or for room.
 *
 * Getters wait only while the queue is empty, putters only while it is full. An item that meets a
 * waiting getter is copied straight to it; a getter that makes room takes the first
 * waiting putter's item into the queue. So tasks are served first come first served, and nobody
 * is woken in vain.
 *
 * The inline functions of queue.h serve an open FIFO queue while nobody waits on the other side;
 * every other call comes here, for its window is shut.
 */
#include "queue.h"
#include "queue_ring.h"
#include "primitive.h"

_Static_assert(sizeof(struct async__queue_lists) == sizeof((async_queue_base *)0)->private_,
               "list heads");

/* ---- items ----------------------------------------------------------------- */

static bool is_ring(const async_queue_base *queue)
{
    return ASYNC_LIKELY(queue->order == ASYNC__FIFO);
}

/* Each unless someone waits on the other side, who comes first. */
static void open_windows(async_queue_base *queue)
{
    struct async__queue_lists *lists = async__lists_of(queue);
    if (!is_ring(queue))
        return;
    bool ready = async__list_empty(&lists->putters);
    bool room = async__list_empty(&lists->getters) && !queue->closed;
    queue->ready = ready ? ring_ready(queue) : &queue->first;
    queue->room = room ? ring_room(queue) : queue->free;
}

/* With the numbers of a heap behind them. */
static void *alloc_items(const async_queue_base *queue, size_t *size)
{
    size_t places = (size_t)queue->capacity + 1, numbers = 0;
    if (places > (SIZE_MAX - sizeof(uint64_t)) / (queue->item_size + sizeof(uint64_t)))
        return NULL;
    *size = places * queue->item_size;
    if (queue->order == ASYNC__PRIORITY)
        numbers = -*size % sizeof(uint64_t) + places * sizeof(uint64_t);
    return async__alloc(*size + numbers);
}

int async__queue_init(async_queue_base *queue, size_t item_size, size_t capacity, int order,
                      int (*compare)(const void *, const void *))
{
    size_t size = 0;
    if (capacity == 0 || capacity > UINT32_MAX / 2 || item_size == 0 || item_size > UINT32_MAX)
        return ASYNC__EINVAL;
    *queue = (async_queue_base){.capacity = (uint32_t)capacity,
                                .item_size = (uint32_t)item_size,
                                .order = (uint8_t)order,
                                .compare = compare};
    queue->items = alloc_items(queue, &size);
    if (queue->items == NULL)
        return ASYNC__ENOMEM;
    queue->end = queue->items + size;
    queue->first = queue->free = queue->room = queue->items;
    queue->ready = &queue->first;
    async__list_init(&async__lists_of(queue)->getters);
    async__list_init(&async__lists_of(queue)->putters);
    open_windows(queue);
    return 0;
}

void async__queue_deinit(async_queue_base *queue)
{
    if (!async__list_empty(&async__lists_of(queue)->getters) ||
        !async__list_empty(&async__lists_of(queue)->putters))
        async__misuse("async_queue_deinit", "a task waits in the queue");
    async__free(queue->items);
    queue->items = NULL;
}

size_t async__queue_size(const async_queue_base *queue)
{
    return is_ring(queue) ? ring_count(queue) : queue->count;
}

static bool is_empty(const async_queue_base *queue)
{
    return is_ring(queue) ? ring_is_empty(queue) : queue->count == 0;
}

static bool is_full(const async_queue_base *queue)
{
    return is_ring(queue) ? ring_is_full(queue) : queue->count == queue->capacity;
}

static void put_item(async_queue_base *queue, const void *item)
{
    if (is_ring(queue))
        ring_put(queue, item);
    else
        async__heap_put(queue, item);
}

static void get_item(async_queue_base *queue, void *to)
{
    if (is_ring(queue))
        ring_get(queue, to);
    else
        async__heap_get(queue, to);
}

/* ---- those who wait -------------------------------------------------------- */

static async__task *task_of(async__link *link)
{
    return ASYNC__CONTAINER(link, async__task, wait.list.link);
}

static bool is_case(const async__link *link)
{
    return ((const struct async__case_link *)(const void *)link)->no_item == NULL;
}

static void *item_of(async__link *link)
{
    return is_case(link) ? async__case_of(link)->item : task_of(link)->wait.list.item;
}

/* The await ends with `error`. */
static void serve(async__link *link, int error)
{
    if (is_case(link)) {
        async__select_end(link, error);
        return;
    }
    async__list_remove(link);
    *task_of(link)->wait.list.result = error;
    async__make_ready(task_of(link));
    async__gather_chosen(task_of(link));
}

static inline int put_now(async_queue_base *queue, const void *item)
{
    async__link *getters = &async__lists_of(queue)->getters;
    if (queue->closed)
        return ASYNC__EPIPE;
    if (!async__list_empty(getters)) {
        copy_item(queue, item_of(getters->next), item);
        serve(getters->next, 0);
    } else if (!is_full(queue)) {
        put_item(queue, item);
    } else {
        return ASYNC__EAGAIN;
    }
    open_windows(queue);
    return 0;
}

static inline int get_now(async_queue_base *queue, void *to)
{
    async__link *putters = &async__lists_of(queue)->putters;
    if (is_empty(queue))
        return queue->closed ? ASYNC__EOF : ASYNC__EAGAIN;
    get_item(queue, to);
    if (!async__list_empty(putters)) {
        put_item(queue, item_of(putters->next));
        serve(putters->next, 0);
    }
    open_windows(queue);
    return 0;
}

void async__queue_close(async_queue_base *queue)
{
    struct async__queue_lists *lists = async__lists_of(queue);
    queue->closed = 1;
    while (!async__list_empty(&lists->getters))
        serve(lists->getters.next, ASYNC__EOF);
    while (!async__list_empty(&lists->putters))
        serve(lists->putters.next, ASYNC__EPIPE);
    open_windows(queue);
}

int async__queue_put_now(async_queue_base *queue, const void *item) { return put_now(queue, item); }

int async__queue_get_now(async_queue_base *queue, void *to) { return get_now(queue, to); }

/* ---- awaits ---------------------------------------------------------------- */

void async__queue_enlist(async_queue_base *queue, bool putter, async__link *link)
{
    if (putter) {
        async__list_append(&async__lists_of(queue)->putters, link);
        queue->ready = &queue->first;
    } else {
        async__list_append(&async__lists_of(queue)->getters, link);
        queue->room = queue->free;
    }
}

static async_status wait_in(async_queue_base *queue, bool putter, async_task *head, int *result,
                            void *item)
{
    async__task *task = async__task_of(head);
    if (async__is_cancelled(task))
        return async__fail_cancelled(task);
    task->base.kind = ASYNC__QUEUE;
    task->wait.list.item = item;
    task->wait.list.result = result;
    async__queue_enlist(queue, putter, &task->wait.list.link);
    return ASYNC_PENDING;
}

async_status async__queue_put_slow(async_task *task, int *result, async_queue_base *queue,
                                   const void *item)
{
    int error = put_now(queue, item);
    if (error == ASYNC__EAGAIN)
        return wait_in(queue, true, task, result, (void *)(uintptr_t)item);
    *result = error;
    return ASYNC_DONE;
}

async_status async__queue_get_slow(async_task *task, int *result, async_queue_base *queue, void *to)
{
    int error = get_now(queue, to);
    if (error == ASYNC__EAGAIN)
        return wait_in(queue, false, task, result, to);
    *result = error;
    return ASYNC_DONE;
}

ASYNC__TAKER(async__queue_put, int,
             (async_task * task, int *result, async_queue_base *queue, const void *item,
              size_t size),
             async_queue_base *queue;
             const void *item; size_t size;, frame->queue = queue; frame->item = item;
             frame->size = size;, (task, frame->result, frame->queue, frame->item, frame->size))

ASYNC__TAKER(async__queue_get, int,
             (async_task * task, int *result, async_queue_base *queue, void *to, size_t size),
             async_queue_base *queue;
             void *to; size_t size;, frame->queue = queue; frame->to = to; frame->size = size;
             , (task, frame->result, frame->queue, frame->to, frame->size))
