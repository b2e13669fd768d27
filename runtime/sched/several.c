/* several.c - gather, select and wait over an array of task handles.
 *
 * Each is a coroutine written by hand around an async_gather: gather_n has a child per task that
 * joins it, the other two a select of children that each wait for a task. What select_n then does
 * to the tasks needs no memory, so that it can be done when there is none.
 */
#include "sched.h"
#include <async/several.h>

#include <string.h>

struct several {
    async_frame base;
    async__handle *tasks;
    size_t count, at, size;
    void *results;
    int *which;
    int first; /* the first that ended, or -1 */
    int held, error;
    async_gather gather;
};

enum { WAITS = 1, ENDING = 2 }; /* states */

static async__task *task_at(const struct several *several, size_t i)
{
    return (async__task *)(uintptr_t)several->tasks[i];
}

static bool has_ended(const async__task *task) { return (task->base.flags & ASYNC__ENDED) != 0; }

static bool has_value(const async__task *task)
{
    return (task->base.flags & (ASYNC__ENDED | ASYNC__FAILED_FLAG)) == ASYNC__ENDED;
}

static async_handle handle_of(const async__task *task) { return (async_handle)(uintptr_t)task; }

/* Without memory for the frame: nobody waits for them any more. */
static void give_up(async__handle *tasks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        async__cancel(tasks[i]);
    for (size_t i = 0; i < count; i++)
        async__detach(tasks[i]);
}

static bool is_taken(async__handle *tasks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (async__is_joined((async__task *)(uintptr_t)tasks[i]))
            return true;
    }
    return false;
}

/* ---- gather_n -------------------------------------------------------------- */

static async_status gather_resume(async_task *task, async_frame *base)
{
    struct several *several = (struct several *)(void *)base;
    if (base->state == 0) {
        async_gather_init(&several->gather, task);
        for (size_t i = 0; i < several->count; i++) {
            char *result = several->results;
            bool has_result = result != NULL;
            async_gather_join(&several->gather, handle_of(task_at(several, i)),
                              has_result ? result + i * several->size : NULL,
                              has_result ? several->size : 0, NULL);
        }
        async_status status = async_gather_await(task, &several->gather);
        if (status != ASYNC_DONE)
            return async_leave(task, base, &async__gather_n__fn, WAITS, status);
    }
    async_pop(task, base);
    return ASYNC_DONE;
}

/* ---- waiting for one --------------------------------------------------------- */

/* The lowest that has ended, or -1. */
static int find_ended(const struct several *several)
{
    for (size_t i = 0; i < several->count; i++) {
        if (task_at(several, i) != NULL && has_ended(task_at(several, i)))
            return (int)i;
    }
    return -1;
}

/* Suspends until one has ended; `first` is then its index among those that are not NULL. */
static async_status wait_for_one(async_task *task, struct several *several)
{
    bool any = false;
    async_gather_init(&several->gather, task);
    for (size_t i = 0; i < several->count; i++) {
        if (task_at(several, i) == NULL)
            continue;
        any = true;
        async_task *child = async_gather_child(&several->gather, &async__wait__fn, NULL);
        if (child != NULL)
            async__wait__begin(child, NULL, several->tasks[i]);
    }
    if (!any)
        return ASYNC_DONE;
    return async_select_await(task, &several->gather, &several->first);
}

static async_status any_resume(async_task *task, async_frame *base)
{
    struct several *several = (struct several *)(void *)base;
    if (base->state == 0 && (several->first = find_ended(several)) < 0) {
        async_status status = wait_for_one(task, several);
        if (status != ASYNC_DONE)
            return async_leave(task, base, &async__wait_any__fn, WAITS, status);
    }
    *several->which = find_ended(several);
    async_pop(task, base);
    return ASYNC_DONE;
}

/* ---- select_n -------------------------------------------------------------- */

/* The winner, now that all have ended: the first; or, if the select was cut short, the lowest that
 * has a value all the same. */
static int winner_of(const struct several *several)
{
    if (several->first >= 0)
        return several->first;
    for (size_t i = 0; i < several->count; i++) {
        if (has_value(task_at(several, i)))
            return (int)i;
    }
    return -1;
}

static async_status take(async__task *task, struct several *several)
{
    int which = winner_of(several);
    async_status status = ASYNC_DONE;
    if (which < 0 && several->count != 0) {
        status = async__fail(task, several->error);
    } else if (which >= 0 && !has_value(task_at(several, (size_t)which))) {
        status = async__fail(task, task_at(several, (size_t)which)->base.error);
        async__trace_move(task_at(several, (size_t)which), task);
    } else {
        *several->which = which;
        if (which >= 0 && several->results != NULL)
            memcpy(several->results, async__result_of(task_at(several, (size_t)which)),
                   several->size);
    }
    for (size_t i = 0; i < several->count; i++)
        async__task_free(task_at(several, i));
    return status;
}

/* All tasks are asked to end, and waited for one after the other. */
static async_status end_all(async_task *head, struct several *several)
{
    for (; several->at < several->count; several->at++) {
        async_status status = async__wait__async(head, NULL, several->tasks[several->at]);
        if (status == ASYNC_PENDING)
            return async_leave(head, &several->base, &async__select_n__fn, ENDING, status);
    }
    async_unhold(head, several->held);
    async_status status = take(async__task_of(head), several);
    async_pop(head, several);
    return status;
}

static async_status begin_ending(async_task *head, struct several *several)
{
    several->held = async_hold(head);
    for (size_t i = 0; i < several->count; i++)
        async__cancel(several->tasks[i]);
    return end_all(head, several);
}

/* Whether the tasks are free to be waited for and consumed: 0 or an error. */
static int check_tasks(const async_task *self, const struct several *several)
{
    for (size_t i = 0; i < several->count; i++) {
        if (&task_at(several, i)->base == self)
            return ASYNC__EINVAL;
        if (async__is_joined(task_at(several, i)))
            return ASYNC__EBUSY;
    }
    return 0;
}

static async_status select_resume(async_task *task, async_frame *base)
{
    struct several *several = (struct several *)(void *)base;
    if (base->state == ENDING)
        return end_all(task, several);
    int error = base->state == 0 ? check_tasks(task, several) : 0;
    if (error != 0)
        return async_throw(task, base, error);
    if (base->state == 0 && (several->first = find_ended(several)) < 0) {
        async_status status = wait_for_one(task, several);
        if (status == ASYNC_PENDING)
            return async_leave(task, base, &async__select_n__fn, WAITS, status);
        if (status == ASYNC_FAILED)
            several->error = task->error;
    }
    return begin_ending(task, several);
}

/* Cancelled while it waited for the first: the tasks are cancelled in turn. In ENDING no await
 * fails, for cancellation is held back. */
static async_status select_unwind(async_task *task, async_frame *base)
{
    struct several *several = (struct several *)(void *)base;
    several->error = task->error;
    return begin_ending(task, several);
}

/* ---- entries --------------------------------------------------------------- */

#define FRAME ASYNC_FRAME_SIZE(struct several)

static void fill(struct several *several, async__handle *tasks, size_t count, void *results,
                 size_t size, int *which)
{
    several->base.state = 0;
    several->tasks = tasks;
    several->count = count;
    several->at = 0;
    several->results = results;
    several->size = size;
    several->which = which;
    several->first = -1;
    several->error = 0;
}

static ASYNC_COLD async_status gather_grow(async_task *task, async__handle *tasks, size_t n,
                                           void *results, size_t size)
{
    async_segment *segment = async_grow(task, FRAME);
    if (segment == NULL) {
        give_up(tasks, n);
        return ASYNC_FAILED;
    }
    return async_shrink(task, segment, async__gather_n__async(task, NULL, tasks, n, results, size));
}

async_status async__gather_n__async(async_task *task, void *unused, async__handle *tasks, size_t n,
                                    void *results, size_t size)
{
    struct several *several = async_push(task, FRAME);
    (void)unused;
    if (several == NULL)
        return gather_grow(task, tasks, n, results, size);
    fill(several, tasks, n, results, size, NULL);
    return gather_resume(task, &several->base);
}

void async__gather_n__begin(async_task *task, void *unused, async__handle *tasks, size_t n,
                            void *results, size_t size)
{
    (void)unused;
    fill(async_push_root(task, &async__gather_n__fn, FRAME, 0), tasks, n, results, size, NULL);
}

static ASYNC_COLD async_status select_grow(async_task *task, int *which, async__handle *tasks,
                                           size_t n, void *result, size_t size)
{
    async_segment *segment = async_grow(task, FRAME);
    if (segment == NULL) {
        give_up(tasks, n);
        return ASYNC_FAILED;
    }
    return async_shrink(task, segment, async__select_n__async(task, which, tasks, n, result, size));
}

async_status async__select_n__async(async_task *task, int *which, async__handle *tasks, size_t n,
                                    void *result, size_t size)
{
    if (is_taken(tasks, n))
        return async__fail(async__task_of(task), ASYNC__EBUSY);
    struct several *several = async_push(task, FRAME);
    if (several == NULL)
        return select_grow(task, which, tasks, n, result, size);
    fill(several, tasks, n, result, size, which);
    return select_resume(task, &several->base);
}

void async__select_n__begin(async_task *task, int *which, async__handle *tasks, size_t n,
                            void *result, size_t size)
{
    fill(async_push_root(task, &async__select_n__fn, FRAME, 0), tasks, n, result, size, which);
}

static ASYNC_COLD async_status any_grow(async_task *task, int *which, async__handle *tasks,
                                        size_t n)
{
    async_segment *segment = async_grow(task, FRAME);
    if (segment == NULL)
        return ASYNC_FAILED;
    return async_shrink(task, segment, async__wait_any__async(task, which, tasks, n));
}

async_status async__wait_any__async(async_task *task, int *which, async__handle *tasks, size_t n)
{
    struct several *several = async_push(task, FRAME);
    if (several == NULL)
        return any_grow(task, which, tasks, n);
    fill(several, tasks, n, NULL, 0, which);
    return any_resume(task, &several->base);
}

void async__wait_any__begin(async_task *task, int *which, async__handle *tasks, size_t n)
{
    fill(async_push_root(task, &async__wait_any__fn, FRAME, 0), tasks, n, NULL, 0, which);
}

/* Without a file: backtraces show the name alone. */
#define DESCRIPTOR(NAME, PUBLIC, RESUME, UNWIND) \
    const async_function NAME##__fn = {          \
        .resume = RESUME,                        \
        .unwind = UNWIND,                        \
        .call = (void (*)(void))NAME##__async,   \
        .begin = (void (*)(void))NAME##__begin,  \
        .name = PUBLIC,                          \
        .frame_size = FRAME,                     \
        .stack = FRAME,                          \
    }

DESCRIPTOR(async__gather_n, "async_gather_n", gather_resume, NULL);
DESCRIPTOR(async__select_n, "async_select_n", select_resume, select_unwind);
DESCRIPTOR(async__wait_any, "async_wait_any", any_resume, NULL);
