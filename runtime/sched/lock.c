/* lock.c - a lock and the line of those who want it.
 *
 * Releasing makes the first of the line the holder before it runs, so nobody can take the lock in
 * between. Tasks in the line have called acquire, or come back from a condition (condition.c).
 *
 * The holder is a task, but not always the one that makes the call: children of an operator with
 * one operand act for their parent, who can do nothing meanwhile. So does a child whose root is a
 * function of the runtime (which has no file): acquire itself, or an operator that is an operand.
 */
#include "sync.h"
#include "primitive.h"

void async_lock_init(async_lock *lock) { *lock = (async_lock){.holder = NULL}; }

int async_lock_is_held(const async_lock *lock) { return lock->holder != NULL; }

/* ---- who holds it ------------------------------------------------------------ */

static bool is_call_of_ours(const async__task *task)
{
    return async__root(task)->function->file == NULL;
}

static const async__task *self(const async__task *task)
{
    while ((task->base.flags & (ASYNC__CHILD | ASYNC__MEMBER)) == ASYNC__CHILD &&
           (async__gather_has_one_operand(task) || is_call_of_ours(task)))
        task = async__gather_parent(task);
    return task;
}

bool async__lock_is_mine(const async_lock *lock, const async__task *task)
{
    return lock->holder == self(task);
}

/* The code that runs now: a task, or the lock itself for plain code. */
static const void *caller(const async_lock *lock)
{
    const async__task *task = async__here.current;
    bool is_plain = task == NULL || task->base.flags & ASYNC__STATIC;
    return is_plain ? (const void *)lock : self(task);
}

/* ---- taking it --------------------------------------------------------------- */

async_status async_lock_acquire__async(async_task *head, void *result, async_lock *lock)
{
    async__task *task = async__task_of(head);
    (void)result;
    if (lock->holder == NULL) {
        lock->holder = self(task);
        return ASYNC_DONE;
    }
    if (ASYNC_UNLIKELY(async__lock_is_mine(lock, task)))
        return async__fail(task, ASYNC__EDEADLK);
    return async__stand_in(async__line(lock->private_), task, ASYNC__LOCK);
}

ASYNC__TAKER(async_lock_acquire, void, (async_task * task, void *result, async_lock *lock),
             async_lock *lock;
             , frame->lock = lock;, (task, frame->result, frame->lock))

int async_lock_try_acquire(async_lock *lock)
{
    if (lock->holder != NULL)
        return ASYNC__EAGAIN;
    lock->holder = caller(lock);
    return 0;
}

bool async__lock_take_back(async_lock *lock, async__task *task)
{
    if (lock->holder == NULL) {
        lock->holder = self(task);
        return true;
    }
    task->base.kind = ASYNC__RELOCK;
    async__list_append(async__line(lock->private_), &task->wait.list.link);
    return false;
}

/* ---- giving it away ------------------------------------------------------------ */

void async__lock_pass_on(async_lock *lock)
{
    async__task *task = async__take_first(async__line(lock->private_));
    lock->holder = task != NULL ? self(task) : NULL;
    if (task == NULL)
        return;
    if (task->base.kind == ASYNC__RELOCK) {
        async__condition_end(task);
        return;
    }
    async__wake(task, ASYNC_DONE);
    async__gather_chosen(task);
}

void async_lock_release(async_lock *lock)
{
    if (lock->holder == NULL)
        async__misuse("async_lock_release", "nobody holds the lock");
    if (lock->holder != caller(lock))
        async__misuse("async_lock_release", "another task holds the lock");
    async__lock_pass_on(lock);
}
