/* queue.h - typed bounded queues between the tasks of one loop, and a select over them.
 *
 *     async_queue(struct job) jobs;
 *     async_queue_init(&jobs, 64);
 *     int err = await async_queue_put(&jobs, job);      // 0 or UV_EPIPE
 *     int err = await async_queue_get(&jobs, &job);     // 0 or UV_EOF
 *
 * An item of the wrong type does not compile. Items are copied in and out, as by memcpy. Tasks that
 * wait are served first come first served, and nobody overtakes them. A task that was cancelled
 * when its item or its room had come already goes on with it, and ends at its next await.
 *
 * A queue is memory of the user's and must not move. Everything here belongs to one loop's
 * thread; plain callbacks of that loop may call what is not awaited.
 */
#ifndef ASYNC_QUEUE_H
#define ASYNC_QUEUE_H

#include <async.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Two windows lead the inline functions below: the items from `first` to `*ready` may be taken, the
 * places from `free` to `room` filled, without looking any further. A window that is at its end
 * means that there is more to do or to see. */
typedef struct async_queue_base {
    char *first, *free;
    char **ready; /* to one of first (shut), free, end */
    char *room;
    char *items, *end; /* all places, allocated by init */
    uint32_t capacity, item_size;
    uint32_t count; /* not of a FIFO queue */
    uint8_t order, closed;
    uint64_t puts; /* of a priority queue: numbers the items */
    int (*compare)(const void *, const void *);
    void *private_[4]; /* waiting getters and putters */
} async_queue_base;

/* The type of a queue of T. */
#define async_queue(T)         \
    struct {                   \
        async_queue_base base; \
        __typeof__(T) *item;   \
    }

/* int async_queue_init(queue, capacity): the items come out in the order in which they were put.
 * int async_queue_init_lifo(queue, capacity): the latest one first.
 * int async_queue_init_priority(queue, capacity, compare): the least one first, of equal ones the
 * one that was put first. `compare` is as for qsort, gets pointers to two items, and must not use
 * the queue.
 * All give 0, or UV_ENOMEM, or UV_EINVAL for a capacity of 0 or one above 2^31. async_queue_deinit
 * frees the memory; if a task waits in the queue then, the program is aborted. */
#define async_queue_init(q, capacity) \
    async__queue_init(&(q)->base, sizeof *(q)->item, (capacity), ASYNC__FIFO, 0)
#define async_queue_init_lifo(q, capacity) \
    async__queue_init(&(q)->base, sizeof *(q)->item, (capacity), ASYNC__LIFO, 0)
#define async_queue_init_priority(q, capacity, compare) \
    async__queue_init(&(q)->base, sizeof *(q)->item, (capacity), ASYNC__PRIORITY, (compare))
#define async_queue_deinit(q) async__queue_deinit(&(q)->base)

/* int await async_queue_put(queue, value): waits while the queue is full.
 * 0, or UV_EPIPE once the queue is closed. Cancelled: the value was not put. As the operand of
 * async_spawn: the value must stay in place, it lives in the caller's block. */
#define async_queue_put(q, ...) \
    async__queue_put(&(q)->base, async__queue_value(q, __VA_ARGS__), sizeof *(q)->item)

/* int await async_queue_get(queue, T *to): waits while the queue is empty.
 * 0, or UV_EOF when it is closed and drained. Cancelled: nothing was taken. */
#define async_queue_get(q, to) \
    async__queue_get(&(q)->base, async__queue_place(q, to), sizeof *(q)->item)

/* The same without waiting: UV_EAGAIN if the queue is full, or empty. Not awaited. */
#define async_queue_try_put(q, ...) \
    async__queue_try_put(&(q)->base, async__queue_value(q, __VA_ARGS__), sizeof *(q)->item)
#define async_queue_try_get(q, to) \
    async__queue_try_get(&(q)->base, async__queue_place(q, to), sizeof *(q)->item)

/* Nothing more can be put; what is in the queue can still be taken. Wakes everyone who waits:
 * putters get UV_EPIPE, getters UV_EOF. Not awaited. */
#define async_queue_close(q) async__queue_close(&(q)->base)

/* How many items are in the queue (size_t). */
#define async_queue_size(q) async__queue_size(&(q)->base)

/* ---- select -------------------------------------------------------------- */

/* One thing that a select may do: put into a queue or get from one. */
typedef struct async_queue_case {
    async_queue_base *queue; /* NULL: this case is never ready */
    void *item;
    int put;
    int error; /* of the case that was done: 0, or UV_EPIPE or UV_EOF as above */
    void *private_[4];
} async_queue_case;

/* async_queue_case async_queue_case_get(queue, T *to), async_queue_case_put(queue, T *from):
 * neither waits nor copies anything; *from is read, *to written, when the case is done. */
#define async_queue_case_get(q, to) \
    ((async_queue_case){.queue = &(q)->base, .item = async__queue_place(q, to)})
#define async_queue_case_put(q, from) \
    ((async_queue_case){.queue = &(q)->base, .item = async__queue_place(q, from), .put = 1})

/* int which = await async_queue_select(cases, count);
 *
 *     async_queue_case cases[] = {
 *         async_queue_case_get(&stop, &reason),
 *         async_queue_case_put(&results, &result),
 *     };
 *     switch (await async_queue_select(cases, 2)) ...
 *
 * Does exactly one of the cases, the first that can be done, and gives its index; if several can
 * be done already, the lowest. The others have no effect on their queues. A case whose queue is
 * closed (and drained, to get) can be done: its `error` says so. Waits while none can be done. -1,
 * at once, if no case has a queue. Cancelled: none was done. The cases are the caller's, and must
 * stay in place until the end.
 *
 * async_select(async_queue_get(a, x), async_queue_get(b, y)) takes one item as well, at the price
 * of two tasks; functions of one's own that call async_queue_get are not that careful. */
async__frameless __async int async_queue_select(async_queue_case *cases, size_t count);

/* The same without waiting: -1 if none can be done. Not awaited. */
int async_queue_try_select(async_queue_case *cases, size_t count);

/* ---- behind the macros --------------------------------------------------- */

enum { ASYNC__FIFO, ASYNC__LIFO, ASYNC__PRIORITY };

#define async__queue_value(q, ...) ((__typeof__(*(q)->item)[1]){__VA_ARGS__})

/* `pointer`; or something that does not convert to one, when it is of another type. */
#define async__queue_place(q, pointer)                                                           \
    __builtin_choose_expr(                                                                       \
        __builtin_types_compatible_p(__typeof__(&*(pointer)), __typeof__((q)->item)), (pointer), \
        (struct async_items_are_of_another_type){0})

struct async_items_are_of_another_type {
    int none;
};

int async__queue_init(async_queue_base *queue, size_t item_size, size_t capacity, int order,
                      int (*compare)(const void *, const void *));
void async__queue_deinit(async_queue_base *queue);
void async__queue_close(async_queue_base *queue);
size_t async__queue_size(const async_queue_base *queue);

/* 0, or UV_EAGAIN or what the queue's end says. */
int async__queue_put_now(async_queue_base *queue, const void *item);
int async__queue_get_now(async_queue_base *queue, void *to);

void async__queue_put__begin(async_task *task, int *result, async_queue_base *queue,
                             const void *item, size_t size);
void async__queue_get__begin(async_task *task, int *result, async_queue_base *queue, void *to,
                             size_t size);
extern const async_function async__queue_put__fn, async__queue_get__fn;
async_status async__queue_put_slow(async_task *task, int *result, async_queue_base *queue,
                                   const void *item);
async_status async__queue_get_slow(async_task *task, int *result, async_queue_base *queue,
                                   void *to);

/* The ways that matter. `size`, a constant, is that of an item. */
static inline ASYNC_UNUSED int async__queue_push(async_queue_base *queue, const void *item,
                                                 size_t size)
{
    char *place = queue->free;
    if (ASYNC_UNLIKELY(place == queue->room))
        return 0;
    __builtin_memcpy(place, item, size);
    queue->free = place + size;
    return 1;
}

static inline ASYNC_UNUSED int async__queue_pop(async_queue_base *queue, void *to, size_t size)
{
    char *place = queue->first;
    if (ASYNC_UNLIKELY(place == *queue->ready))
        return 0;
    __builtin_memcpy(to, place, size);
    queue->first = place + size;
    return 1;
}

static inline ASYNC_UNUSED int async__queue_try_put(async_queue_base *queue, const void *item,
                                                    size_t size)
{
    return async__queue_push(queue, item, size) ? 0 : async__queue_put_now(queue, item);
}

static inline ASYNC_UNUSED int async__queue_try_get(async_queue_base *queue, void *to, size_t size)
{
    return async__queue_pop(queue, to, size) ? 0 : async__queue_get_now(queue, to);
}

static inline ASYNC_UNUSED async_status async__queue_put__async(async_task *task, int *result,
                                                                async_queue_base *queue,
                                                                const void *item, size_t size)
{
    if (!async__queue_push(queue, item, size))
        return async__queue_put_slow(task, result, queue, item);
    *result = 0;
    return ASYNC_DONE;
}

static inline ASYNC_UNUSED async_status async__queue_get__async(async_task *task, int *result,
                                                                async_queue_base *queue, void *to,
                                                                size_t size)
{
    if (!async__queue_pop(queue, to, size))
        return async__queue_get_slow(task, result, queue, to);
    *result = 0;
    return ASYNC_DONE;
}

async__frameless __async int async__queue_put(async_queue_base *queue, const void *item,
                                              size_t size);
async__frameless __async int async__queue_get(async_queue_base *queue, void *to, size_t size);

#ifdef ASYNC_ABI_ONLY
ASYNC_DECLARE(async_queue_select,
              (async_task * task, int *result, async_queue_case *cases, size_t count));
#endif

#ifdef __cplusplus
}
#endif
#endif
