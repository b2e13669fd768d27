/* queue_select.c - waiting in several queues at once, for the first that can go on.
 *
 * Each case is a member of its queue's list while the task waits. Whoever serves one of them
 * takes all of them out of their lists in the same moment, so exactly one has an effect. The
 * task's wait record knows the cases, the cases know the task.
 */
#include "queue.h"
#include "primitive.h"

_Static_assert(sizeof(struct async__case_link) == sizeof((async_queue_case *)0)->private_,
               "a case's link");
_Static_assert(offsetof(struct async__case_link, no_item) ==
                   offsetof(async__task, wait.list.item) - offsetof(async__task, wait.list.link),
               "told from a task's link by the item");

static struct async__case_link *link_of(async_queue_case *one)
{
    return (struct async__case_link *)(void *)one->private_;
}

async_queue_case *async__case_of(async__link *link)
{
    return ASYNC__CONTAINER(link, async_queue_case, private_);
}

static bool is_enabled(const async_queue_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (cases[i].queue != NULL)
            return true;
    }
    return false;
}

int async_queue_try_select(async_queue_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        async_queue_case *one = &cases[i];
        if (one->queue == NULL)
            continue;
        one->error = one->put ? async__queue_put_now(one->queue, one->item)
                              : async__queue_get_now(one->queue, one->item);
        if (one->error != ASYNC__EAGAIN)
            return (int)i;
    }
    return -1;
}

async_status async_queue_select__async(async_task *head, int *result, async_queue_case *cases,
                                       size_t count)
{
    async__task *task = async__task_of(head);
    int which = async_queue_try_select(cases, count);
    if (which >= 0 || !is_enabled(cases, count)) {
        *result = which;
        return ASYNC_DONE;
    }
    if (async__is_cancelled(task))
        return async__fail_cancelled(task);
    for (size_t i = 0; i < count; i++) {
        if (cases[i].queue == NULL)
            continue;
        *link_of(&cases[i]) = (struct async__case_link){.task = task};
        async__queue_enlist(cases[i].queue, cases[i].put, &link_of(&cases[i])->link);
    }
    task->base.kind = ASYNC__QUEUE_SELECT;
    task->wait.select.cases = cases;
    task->wait.select.count = count;
    task->wait.select.result = result;
    return ASYNC_PENDING;
}

ASYNC__TAKER(async_queue_select, int,
             (async_task * task, int *result, async_queue_case *cases, size_t count),
             async_queue_case *cases;
             size_t count;, frame->cases = cases; frame->count = count;
             , (task, frame->result, frame->cases, frame->count))

bool async__select_cancel(async__task *task)
{
    for (size_t i = 0; i < task->wait.select.count; i++) {
        if (task->wait.select.cases[i].queue != NULL)
            async__list_remove(&link_of(&task->wait.select.cases[i])->link);
    }
    return true;
}

/* The case of `link` has been done. */
void async__select_end(async__link *link, int error)
{
    async_queue_case *one = async__case_of(link);
    async__task *task = link_of(one)->task;
    async__select_cancel(task);
    one->error = error;
    *task->wait.select.result = (int)(one - task->wait.select.cases);
    async__wake(task, ASYNC_DONE);
    async__gather_chosen(task);
}
