/* loop.h - the libuv loop under the scheduler, one per thread.
 *
 * Before each poll of libuv a bounded batch of ready tasks is run and the one timer armed;
 * the poll does not wait if tasks are still ready.
 */
#ifndef ASYNC__LOOP_H
#define ASYNC__LOOP_H

#include "../sched/sched.h"
#include <uv.h>

/* Something of a service that must be closed when the loop closes. */
typedef struct async__resource {
    async__link link;
    void (*close)(struct async__resource *resource);
} async__resource;

typedef struct async__loop {
    uv_loop_t uv;
    uv_timer_t timer;
    uv_prepare_t prepare;     /* before each poll: runs what is ready */
    uv_idle_t idle;           /* active while more is ready: the poll does not wait */
    const async__task *until; /* see async__loop_run */
    uint64_t armed;           /* the deadline it is armed for */
    async__link resources;
    async__link offloads; /* calls that wait for a thread: offload.c */
    unsigned offload_running;
    uv_signal_t dump; /* debug mode: SIGUSR1 */
} async__loop;

extern _Thread_local async__loop *async__loop_here ASYNC__HIDDEN;

int async__loop_open(void);
void async__loop_close(void);

/* How many of the services' things are open that the user should have closed. */
size_t async__loop_resources(void);

/* The exit status where the program is wrong: EX_SOFTWARE. */
enum { ASYNC__EXIT_BUG = 70 };

/* Turns until the task has ended, or (NULL) until no task is left. A deadlock is
 * reported and ends the process with status 70. */
void async__loop_run(const async__task *until);

/* Writing to a connection that the peer closed is an error, not a signal. */
void async__ignore_sigpipe(void);

static inline void async__resource_add(async__resource *resource)
{
    async__list_append(&async__loop_here->resources, &resource->link);
}

#endif
