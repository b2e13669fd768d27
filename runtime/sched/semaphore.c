/* semaphore.c - a counter and the line of those who wait, first come first served.
 *
 * A permit that is given back goes straight to the first of the line, so nobody can take it in
 * between.
 */
#include "sync.h"
#include "primitive.h"

void async_semaphore_init(async_semaphore *semaphore, size_t permits)
{
    *semaphore = (async_semaphore){.permits = permits};
}

async_status async_semaphore_acquire__async(async_task *task, void *result,
                                            async_semaphore *semaphore)
{
    (void)result;
    if (semaphore->permits > 0) { /* then nobody waits */
        semaphore->permits--;
        return ASYNC_DONE;
    }
    return async__stand_in(async__line(semaphore->private_), async__task_of(task),
                           ASYNC__SEMAPHORE);
}

ASYNC__TAKER(async_semaphore_acquire, void,
             (async_task * task, void *result, async_semaphore *semaphore),
             async_semaphore *semaphore;
             , frame->semaphore = semaphore;, (task, frame->result, frame->semaphore))

int async_semaphore_try_acquire(async_semaphore *semaphore)
{
    if (semaphore->permits == 0)
        return ASYNC__EAGAIN;
    semaphore->permits--;
    return 0;
}

void async_semaphore_release(async_semaphore *semaphore)
{
    async__task *task = async__take_first(async__line(semaphore->private_));
    if (task == NULL) {
        semaphore->permits++;
        return;
    }
    async__wake(task, ASYNC_DONE);
    async__gather_chosen(task);
}
