/* semaphore.c - a counter and the list of those who wait, first come first served.
 *
 * A permit that is given back goes straight to the first waiter, so nobody can take
 * it in between.
 */
#include "sched.h"
#include "primitive.h"
#include <async/sync.h>

_Static_assert(sizeof(async__link) == sizeof((async_semaphore *)0)->private_, "list head");

static async__link *waiters(async_semaphore *semaphore)
{
    return (async__link *)(void *)semaphore->private_;
}

void async_semaphore_init(async_semaphore *semaphore, size_t permits)
{
    semaphore->permits = permits;
    async__list_init(waiters(semaphore));
}

async_status async_semaphore_acquire__async(async_task *head, void *result,
                                            async_semaphore *semaphore)
{
    async__task *task = async__task_of(head);
    (void)result;
    if (semaphore->permits > 0) { /* then nobody waits: release hands over */
        semaphore->permits--;
        return ASYNC_DONE;
    }
    if (async__is_cancelled(task))
        return async__fail_cancelled(task);
    task->base.kind = ASYNC__SEMAPHORE;
    async__list_append(waiters(semaphore), &task->wait.list.link);
    return ASYNC_PENDING;
}

ASYNC__PRIMITIVE(async_semaphore_acquire, void,
                 (async_task * task, void *result, async_semaphore *semaphore),
                 async_semaphore *semaphore;
                 , frame->semaphore = semaphore;, (task, frame->result, frame->semaphore))

void async_semaphore_release(async_semaphore *semaphore)
{
    async__link *first = waiters(semaphore)->next;
    if (first == waiters(semaphore)) {
        semaphore->permits++;
        return;
    }
    async__list_remove(first);
    async__wake(ASYNC__CONTAINER(first, async__task, wait.list.link), ASYNC_DONE);
}
