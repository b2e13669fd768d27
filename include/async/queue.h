/* queue.h - typed bounded FIFO queues between the tasks of one loop.
 *
 *     async_queue(struct job) jobs;
 *     async_queue_init(&jobs, 64);
 *     int err = await async_queue_put(&jobs, job);      // 0 or UV_EPIPE
 *     int err = await async_queue_get(&jobs, &job);     // 0 or UV_EOF
 *
 * An item of the wrong type does not compile.
 */
#ifndef ASYNC_QUEUE_H
#define ASYNC_QUEUE_H

#include <async.h>

#ifdef __cplusplus
extern "C" {
#endif

/* `ready` items may be taken and `room` more put without looking any further: both are 0
 * while a task waits in the queue or it is closed (then `count` alone tells). */
typedef struct async_queue_base {
    char *items, *end;  /* ring of `capacity` items, allocated by init */
    char *first, *free; /* the oldest item, the place of the next one */
    uint32_t item_size, capacity;
    uint32_t ready, room;
    uint32_t count; /* while ready and room are not kept */
    int closed;
    void *private_[4]; /* waiting getters and putters */
} async_queue_base;

/* The type of a queue of T. */
#define async_queue(T)         \
    struct {                   \
        async_queue_base base; \
        __typeof__(T) *item;   \
    }

/* int async_queue_init(queue, capacity): 0, or UV_ENOMEM, or UV_EINVAL for a
 * capacity of 0. async_queue_deinit frees the ring; nobody may wait then. */
#define async_queue_init(q, capacity) async__queue_init(&(q)->base, sizeof *(q)->item, (capacity))
#define async_queue_deinit(q) async__queue_deinit(&(q)->base)

/* int await async_queue_put(queue, value): waits while the queue is full.
 * 0, or UV_EPIPE once the queue is closed. Cancelled: the value was not put. */
#define async_queue_put(q, ...) \
    async__queue_put(&(q)->base, (__typeof__(*(q)->item)[1]){__VA_ARGS__})

/* int await async_queue_get(queue, T *to): waits while the queue is empty.
 * 0, or UV_EOF when it is closed and drained. Cancelled: nothing was taken. */
#define async_queue_get(q, to)                                                                   \
    async__queue_get(                                                                            \
        &(q)->base,                                                                              \
        (to) +                                                                                   \
            0 * sizeof(                                                                          \
                    char[__builtin_types_compatible_p(__typeof__(&*(to)), __typeof__((q)->item)) \
                             ? 1                                                                 \
                             : -1]))

/* Wakes everyone who waits: putters get UV_EPIPE, getters the rest, then UV_EOF. */
#define async_queue_close(q) async__queue_close(&(q)->base)

int async__queue_init(async_queue_base *queue, size_t item_size, size_t capacity);
void async__queue_deinit(async_queue_base *queue);
void async__queue_close(async_queue_base *queue);

/* What awaits of the two call: the way that matters is inline. */
void async__queue_put__begin(async_task *task, int *result, async_queue_base *queue,
                             const void *item);
void async__queue_get__begin(async_task *task, int *result, async_queue_base *queue, void *to);
extern const async_function async__queue_put__fn, async__queue_get__fn;
async_status async__queue_put_slow(async_task *task, int *result, async_queue_base *queue,
                                   const void *item);
async_status async__queue_get_slow(async_task *task, int *result, async_queue_base *queue,
                                   void *to);

static inline ASYNC_UNUSED async_status async__queue_put__async(async_task *task, int *result,
                                                                async_queue_base *queue,
                                                                const void *item)
{
    if (ASYNC_UNLIKELY(queue->room == 0) || queue->item_size != 8)
        return async__queue_put_slow(task, result, queue, item);
    __builtin_memcpy(queue->free, item, 8);
    queue->free = queue->free + 8 == queue->end ? queue->items : queue->free + 8;
    queue->room--;
    queue->ready++;
    *result = 0;
    return ASYNC_DONE;
}

static inline ASYNC_UNUSED async_status async__queue_get__async(async_task *task, int *result,
                                                                async_queue_base *queue, void *to)
{
    if (ASYNC_UNLIKELY(queue->ready == 0) || queue->item_size != 8)
        return async__queue_get_slow(task, result, queue, to);
    __builtin_memcpy(to, queue->first, 8);
    queue->first = queue->first + 8 == queue->end ? queue->items : queue->first + 8;
    queue->ready--;
    queue->room++;
    *result = 0;
    return ASYNC_DONE;
}

async__frameless __async int async__queue_put(async_queue_base *queue, const void *item);
async__frameless __async int async__queue_get(async_queue_base *queue, void *to);

#ifdef __cplusplus
}
#endif
#endif
