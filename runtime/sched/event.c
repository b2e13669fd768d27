/* event.c - a flag, and the tasks that wait for it to be set. */
#include "sync.h"
#include "primitive.h"

void async_event_init(async_event *event) { *event = (async_event){.is_set = 0}; }

async_status async_event_wait__async(async_task *task, void *result, async_event *event)
{
    (void)result;
    if (event->is_set)
        return ASYNC_DONE;
    return async__stand_in(async__line(event->private_), async__task_of(task), ASYNC__EVENT);
}

ASYNC__PRIMITIVE(async_event_wait, void, (async_task * task, void *result, async_event *event),
                 async_event *event;
                 , frame->event = event;, (task, frame->result, frame->event))

void async_event_set(async_event *event)
{
    async__task *task;
    event->is_set = 1;
    while ((task = async__take_first(async__line(event->private_))) != NULL)
        async__wake(task, ASYNC_DONE);
}

void async_event_clear(async_event *event) { event->is_set = 0; }
