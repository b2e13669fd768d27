/* barrier.c - those who have arrived wait in a line until it is full, or broken. */
#include "sync.h"
#include "primitive.h"

#include <limits.h>

int async_barrier_init(async_barrier *barrier, size_t parties)
{
    if (parties == 0 || parties > INT_MAX)
        return ASYNC__EINVAL;
    *barrier = (async_barrier){.parties = parties};
    return 0;
}

/* Those who wait go on, with their places in the line or all with `error`. */
static void open_for_all(async_barrier *barrier, int error)
{
    async__task *task;
    for (int place = 0; (task = async__take_first(async__line(barrier->private_))) != NULL;
         place++) {
        *task->wait.list.result = error < 0 ? error : place;
        async__wake(task, ASYNC_DONE);
    }
    barrier->waiting = 0;
}

async_status async_barrier_wait__async(async_task *head, int *result, async_barrier *barrier)
{
    async__task *task = async__task_of(head);
    *result = barrier->is_broken ? ASYNC__EPIPE : (int)barrier->parties - 1;
    if (barrier->is_broken)
        return ASYNC_DONE;
    if (barrier->waiting + 1 == barrier->parties) {
        open_for_all(barrier, 0);
        return ASYNC_DONE;
    }
    async_status status = async__stand_in(async__line(barrier->private_), task, ASYNC__BARRIER);
    if (status != ASYNC_PENDING)
        return status;
    task->wait.list.item = barrier;
    task->wait.list.result = result;
    barrier->waiting++;
    return ASYNC_PENDING;
}

ASYNC__PRIMITIVE(async_barrier_wait, int, (async_task * task, int *result, async_barrier *barrier),
                 async_barrier *barrier;
                 , frame->barrier = barrier;, (task, frame->result, frame->barrier))

bool async__barrier_cancel(async__task *task)
{
    async_barrier *barrier = task->wait.list.item;
    async__list_remove(&task->wait.list.link);
    barrier->waiting--;
    return true;
}

void async_barrier_abort(async_barrier *barrier)
{
    barrier->is_broken = 1;
    open_for_all(barrier, ASYNC__EPIPE);
}

void async_barrier_reset(async_barrier *barrier)
{
    barrier->is_broken = 0;
    open_for_all(barrier, ASYNC__EPIPE);
}
