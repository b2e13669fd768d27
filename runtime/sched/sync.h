/* sync.h - what lock, semaphore, event, condition and barrier share: a line of waiting tasks.
 *
 * A line lies in the user's object and is empty when it is zeroed: it gets its head when it is
 * first looked at.
 */
#ifndef ASYNC__SYNC_H
#define ASYNC__SYNC_H

#include "sched.h"
#include <async/sync.h>

static inline async__link *async__line(void *private_)
{
    async__link *line = private_;
    if (line->next == NULL)
        async__list_init(line);
    return line;
}

/* A member of a line: the link is at the same place in all wait records of such tasks. */
static inline async__task *async__task_in(async__link *link)
{
    return ASYNC__CONTAINER(link, async__task, wait.list.link);
}

/* The task's await goes on when someone takes it out of the line; unless it is cancelled. */
static inline async_status async__stand_in(async__link *line, async__task *task,
                                           enum async__kind kind)
{
    if (async__is_cancelled(task))
        return async__fail_cancelled(task);
    task->base.kind = (uint8_t)kind;
    async__list_append(line, &task->wait.list.link);
    return ASYNC_PENDING;
}

/* The first of the line, taken out; NULL if nobody waits. */
static inline async__task *async__take_first(async__link *line)
{
    async__link *first = line->next;
    if (first == line)
        return NULL;
    async__list_remove(first);
    return async__task_in(first);
}

/* lock.c, for conditions. `task` has waited in a condition and needs the lock again: true, it
 * has it at once; false, it stands in the lock's line. */
bool async__lock_take_back(async_lock *lock, async__task *task);
bool async__lock_is_mine(const async_lock *lock, const async__task *task);
void async__lock_pass_on(async_lock *lock);

/* condition.c: a task that needed the lock again has it. */
void async__condition_end(async__task *task);

#endif
