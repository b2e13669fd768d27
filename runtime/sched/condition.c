/* condition.c - the line of a condition, and the way back to the lock.
 *
 * A task waits in the condition's line (CONDITION) until it is notified or cancelled. Then it needs
 * the lock: it takes it or stands in the lock's line (RELOCK), which no cancellation
 * ends. The wait record remembers both, and forgets the condition once there is no
 * notification to pass on: a task that comes to the lock without one was cancelled.
 */
#include "sync.h"
#include "primitive.h"

void async_condition_init(async_condition *condition) { *condition = (async_condition){{NULL}}; }

async_status async_condition_wait__async(async_task *head, void *result, async_condition *condition,
                                         async_lock *lock)
{
    async__task *task = async__task_of(head);
    (void)result;
    if (lock != NULL && !async__lock_is_mine(lock, task))
        return async__fail(task, ASYNC__EPERM);
    async_status status = async__stand_in(async__line(condition->private_), task, ASYNC__CONDITION);
    if (status != ASYNC_PENDING)
        return status;
    task->wait.condition.lock = lock;
    task->wait.condition.notified_by = condition;
    if (lock != NULL)
        async__lock_pass_on(lock);
    return ASYNC_PENDING;
}

ASYNC__PRIMITIVE(async_condition_wait, void,
                 (async_task * task, void *result, async_condition *condition, async_lock *lock),
                 async_condition *condition;
                 async_lock * lock;, frame->condition = condition; frame->lock = lock;
                 , (task, frame->result, frame->condition, frame->lock))

/* It has the lock, if there is one. */
void async__condition_end(async__task *task)
{
    if (task->wait.condition.notified_by != NULL) {
        async__wake(task, ASYNC_DONE);
        return;
    }
    task->base.error = ASYNC__ECANCELED;
    async__wake(task, ASYNC_FAILED);
}

static void leave(async__task *task)
{
    async_lock *lock = task->wait.condition.lock;
    if (lock == NULL || async__lock_take_back(lock, task))
        async__condition_end(task);
}

void async_condition_notify(async_condition *condition, size_t count)
{
    async__task *task;
    while (count-- > 0 && (task = async__take_first(async__line(condition->private_))) != NULL)
        leave(task);
}

void async_condition_notify_all(async_condition *condition)
{
    async_condition_notify(condition, SIZE_MAX);
}

/* False: the wait ends when the task has the lock. */
bool async__condition_cancel(async__task *task)
{
    async__list_remove(&task->wait.list.link);
    task->wait.condition.notified_by = NULL;
    leave(task);
    return false;
}

bool async__relock_cancel(async__task *task)
{
    async_condition *condition = task->wait.condition.notified_by;
    task->wait.condition.notified_by = NULL;
    if (condition != NULL)
        async_condition_notify(condition, 1);
    return false;
}
