/* sync.h - locks, semaphores, events, conditions and barriers between the tasks of one loop.
 *
 * Not for threads: everything here belongs to one loop's thread. Plain callbacks of that loop may
 * call what is not awaited. Between two awaits nothing else runs, so plain data
 * needs none of this; what is here orders tasks across their awaits.
 *
 * All of it is memory of the user's, without a destructor: it must not move, and no task may wait
 * when it goes away. Nothing here allocates. Zeroed memory is a lock that is free, an event that is
 * not set, a condition, a semaphore without permits: `async_lock lock = {0};` needs no init.
 *
 * Waiters are served first come first served, and nobody can overtake one: what is released
 * goes straight to the first waiter. A task that is cancelled before its turn leaves the line as if
 * it had never waited; one that is cancelled afterwards has what it waited for, goes on with it,
 * and ends at its next await.
 */
#ifndef ASYNC_SYNC_H
#define ASYNC_SYNC_H

#include <async.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- lock ------------------------------------------------------------------ */

/* Held by one task at a time:
 *
 *     await async_lock_acquire(&lock);
 *     defer async_lock_release(&lock);
 *
 * The operands of async_timeout, async_catch and async_shield act for the task that awaits them, so
 * `await async_timeout(100, async_lock_acquire(&lock))` makes the caller the holder; so do an
 * acquire and an async_condition_wait that are themselves an operand of async_select or
 * async_gather. Any other child is a task of its own. */
typedef struct async_lock {
    const void *holder; /* NULL: it is free */
    void *private_[2];
} async_lock;

void async_lock_init(async_lock *lock);

/* Waits until the lock is free and takes it. Completes at once when it is free. Fails (async_fail)
 * with -EDEADLK if the task holds it already. */
async__frameless __async void async_lock_acquire(async_lock *lock);

/* The same without waiting: 0, or UV_EAGAIN if any task holds it. Outside of a task
 * it takes the lock for plain code. */
int async_lock_try_acquire(async_lock *lock);

/* Gives the lock to the first waiter, if there is one; never suspends. If the lock is not held by
 * the running task (or plain code) the program is aborted with a message. */
void async_lock_release(async_lock *lock);

/* 1 or 0: somebody holds it. */
int async_lock_is_held(const async_lock *lock);

/* ---- semaphore --------------------------------------------------------------- */

/* Zero or more permits. */
typedef struct async_semaphore {
    size_t permits; /* free ones; then nobody waits */
    void *private_[2];
} async_semaphore;

void async_semaphore_init(async_semaphore *semaphore, size_t permits);

/* Takes a permit; completes at once when one is free. */
async__frameless __async void async_semaphore_acquire(async_semaphore *semaphore);

/* The same without waiting: 0 or UV_EAGAIN. */
int async_semaphore_try_acquire(async_semaphore *semaphore);

/* Gives a permit back, to the first waiter if there is one; never suspends. Any code may do that,
 * and add permits in this way. */
void async_semaphore_release(async_semaphore *semaphore);

/* ---- event ------------------------------------------------------------------- */

/* Something that has happened or not yet. */
typedef struct async_event {
    int is_set;
    void *private_[2];
} async_event;

void async_event_init(async_event *event);

/* Wakes all who wait, and lets later ones pass, until it is cleared. Those that it woke go on
 * even if it is cleared before they run. Never suspends. */
void async_event_set(async_event *event);
void async_event_clear(async_event *event);

/* Waits until the event is set; completes at once if it is. */
async__frameless __async void async_event_wait(async_event *event);

/* ---- condition ---------------------------------------------------------------- */

/* A place to wait until something about shared data has changed:
 *
 *     await async_lock_acquire(&lock);
 *     defer async_lock_release(&lock);
 *     while (!ready)
 *         await async_condition_wait(&condition, &lock);
 */
typedef struct async_condition {
    void *private_[2];
} async_condition;

void async_condition_init(async_condition *condition);

/* Releases the lock, waits to be notified, and takes the lock again before it ends, in
 * whatever way it ends: a cancelled task waits for the lock, with cancellation held back, and
 * then fails with UV_ECANCELED. If it had been notified, its notification goes on
 * to the next waiter, or is lost if there is none. Always suspends. Wait in a loop: others may run
 * between the notification and this. Fails (async_fail) with UV_EPERM, and does not
 * wait, if the task does not hold the lock.
 *
 * `lock` may be NULL: then there is only the notification. */
async__frameless __async void async_condition_wait(async_condition *condition, async_lock *lock);

/* Wakes the `count` tasks that have waited longest, or all. The lock may be held, and need not be.
 * Without waiters nothing happens, now or later. Never suspends. */
void async_condition_notify(async_condition *condition, size_t count);
void async_condition_notify_all(async_condition *condition);

/* ---- barrier ------------------------------------------------------------------ */

/* A point that `parties` tasks pass together, again and again. */
typedef struct async_barrier {
    size_t parties;
    size_t waiting; /* those who have arrived */
    int is_broken;
    void *private_[2];
} async_barrier;

/* 0, or UV_EINVAL for no parties, or more than INT_MAX. */
int async_barrier_init(async_barrier *barrier, size_t parties);

/* Waits until all parties have arrived; the last one does not wait and lets the others go, in the
 * order of their arrival. 0 .. parties - 1, each once: the place in that order. UV_EPIPE if the
 * barrier is broken or gets reset. A task that is cancelled while it waits has not arrived; the
 * others wait for someone else. */
async__frameless __async int async_barrier_wait(async_barrier *barrier);

/* abort breaks the barrier: all who wait get UV_EPIPE, and so do those who come later. reset
 * makes it whole and empty again; those who wait get UV_EPIPE. Neither suspends. */
void async_barrier_abort(async_barrier *barrier);
void async_barrier_reset(async_barrier *barrier);

#ifdef ASYNC_ABI_ONLY
ASYNC_DECLARE(async_lock_acquire, (async_task * task, void *result, async_lock *lock));
ASYNC_DECLARE(async_semaphore_acquire,
              (async_task * task, void *result, async_semaphore *semaphore));
ASYNC_DECLARE(async_event_wait, (async_task * task, void *result, async_event *event));
ASYNC_DECLARE(async_condition_wait,
              (async_task * task, void *result, async_condition *condition, async_lock *lock));
ASYNC_DECLARE(async_barrier_wait, (async_task * task, int *result, async_barrier *barrier));
#endif

#ifdef __cplusplus
}
#endif
#endif
