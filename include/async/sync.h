/* sync.h - semaphores between the tasks of one loop. Not for threads. */
#ifndef ASYNC_SYNC_H
#define ASYNC_SYNC_H

#include <async.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A counting semaphore. Memory of the user's, zero or more permits; no
 * destructor, but no task may wait when it goes away. */
typedef struct async_semaphore {
    size_t permits;
    void *private_[2];
} async_semaphore;

void async_semaphore_init(async_semaphore *semaphore, size_t permits);

/* Takes a permit, waiting in first come first served order. Completes at once
 * when a permit is free and nobody waits. A cancelled waiter takes none. */
async__frameless __async void async_semaphore_acquire(async_semaphore *semaphore);

/* Gives a permit back, to the first waiter if there is one; never suspends. */
void async_semaphore_release(async_semaphore *semaphore);

#ifdef ASYNC_ABI_ONLY
ASYNC_DECLARE(async_semaphore_acquire,
              (async_task * task, void *result, async_semaphore *semaphore));
#endif

#ifdef __cplusplus
}
#endif
#endif
