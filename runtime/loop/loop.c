/* loop.c - opens, turns and closes the loop; see loop.h. */
#include "loop.h"

#include <signal.h>
#include <stdlib.h>

/* Ready tasks run between two polls: BATCHES times BATCH steps, or for SLICE nanoseconds. */
enum { BATCH = 64, BATCHES = 64, SLICE = 100000, EXIT_DEADLOCK = 70 };

#define SAME(name) _Static_assert((int)ASYNC__##name == (int)UV_##name, "base/error.h")
SAME(ECANCELED);
SAME(ETIMEDOUT);
SAME(ENOMEM);
SAME(EINVAL);
SAME(EBUSY);
SAME(EPIPE);
SAME(EOF);
SAME(UNKNOWN);

_Thread_local async__loop *async__loop_here;

static const async__driver driver = {
    .now = uv_hrtime, .error_name = uv_err_name, .error_text = uv_strerror};

static void on_timer(uv_timer_t *timer)
{
    (void)timer;
    async__loop_here->armed = UINT64_MAX;
    async__timers_run();
}

/* libuv counts whole milliseconds, rounded down: armed for the deadline rounded up it
 * cannot fire before it. */
static void arm(async__loop *loop)
{
    uint64_t deadline = async__timers_next();
    if (deadline == loop->armed)
        return;
    loop->armed = deadline;
    if (deadline == UINT64_MAX) {
        uv_timer_stop(&loop->timer);
        return;
    }
    uint64_t due = deadline / 1000000 + (deadline % 1000000 != 0), now = uv_now(&loop->uv);
    uv_timer_start(&loop->timer, on_timer, due > now ? due - now : 0, 0);
}

static bool is_over(const async__loop *loop)
{
    const async__task *until = loop->until;
    return until != NULL ? (until->base.flags & ASYNC__ENDED) != 0 : async__local.live == 0;
}

static void on_idle(uv_idle_t *idle) { (void)idle; }

/* More is ready than one batch: on for a while, for a poll costs as much as many steps. */
static void run_more(const async__loop *loop)
{
    uint64_t end = uv_hrtime() + SLICE;
    for (unsigned i = 1; i < BATCHES && async__is_ready() && !is_over(loop) && uv_hrtime() < end;
         i++)
        async__run_ready(BATCH);
}

/* A batch of ready tasks; then the timer and the idle handle say how long to poll. */
static void run_batch(async__loop *loop)
{
    async__run_ready(BATCH);
    if (ASYNC_UNLIKELY(async__is_ready()))
        run_more(loop);
    arm(loop);
    if (ASYNC_UNLIKELY(async__is_ready()))
        uv_idle_start(&loop->idle, on_idle);
    else if (ASYNC_UNLIKELY(uv_is_active((uv_handle_t *)&loop->idle)))
        uv_idle_stop(&loop->idle);
}

static void on_prepare(uv_prepare_t *prepare)
{
    async__loop *loop = ASYNC__CONTAINER(prepare, async__loop, prepare);
    run_batch(loop);
    if (is_over(loop))
        uv_stop(&loop->uv);
}

static int open_uv(async__loop *loop)
{
    int error = uv_loop_init(&loop->uv);
    if (error != 0)
        return error;
    uv_timer_init(&loop->uv, &loop->timer);
    uv_idle_init(&loop->uv, &loop->idle);
    uv_prepare_init(&loop->uv, &loop->prepare);
    uv_prepare_start(&loop->prepare, on_prepare);
    uv_unref((uv_handle_t *)&loop->prepare);
    return 0;
}

int async__loop_open(void)
{
    if (async__here.pool != NULL)
        return UV_EBUSY;
    async__loop *loop = async__alloc(sizeof *loop);
    if (loop == NULL)
        return UV_ENOMEM;
    *loop = (async__loop){.armed = UINT64_MAX};
    async__list_init(&loop->resources);
    async__list_init(&loop->offloads);
    int error = async__sched_open(&driver);
    if (error != 0)
        goto err_after_alloc;
    error = open_uv(loop);
    if (error != 0)
        goto err_after_sched;
    async__loop_here = loop;
    return 0;

err_after_sched:
    async__sched_close();
err_after_alloc:
    async__free(loop);
    return error;
}

static void close_handle(uv_handle_t *handle, void *data)
{
    (void)data;
    if (!uv_is_closing(handle))
        uv_close(handle, NULL);
}

void async__loop_close(void)
{
    async__loop *loop = async__loop_here;
    uv_prepare_stop(&loop->prepare);
    uv_idle_stop(&loop->idle);
    while (!async__list_empty(&loop->resources)) {
        async__link *first = loop->resources.next;
        async__list_remove(first);
        async__resource *resource = ASYNC__CONTAINER(first, async__resource, link);
        async__list_init(first);
        resource->close(resource);
    }
    uv_walk(&loop->uv, close_handle, NULL);
    uv_run(&loop->uv, UV_RUN_DEFAULT);
    uv_loop_close(&loop->uv);
    async__sched_close();
    async__loop_here = NULL;
    async__free(loop);
}

/* Nothing is ready, no timer runs, and libuv waits for nothing. */
static bool is_stuck(async__loop *loop)
{
    return !async__is_ready() && async__timers_next() == UINT64_MAX && !uv_loop_alive(&loop->uv);
}

static void deadlock(void)
{
    async__report_deadlock();
    exit(EXIT_DEADLOCK);
}

void async__loop_run(const async__task *until)
{
    async__loop *loop = async__loop_here;
    loop->until = until;
    for (;;) {
        run_batch(loop);
        if (is_over(loop))
            return;
        if (is_stuck(loop))
            deadlock();
        uv_run(&loop->uv, UV_RUN_DEFAULT);
    }
}

void async__ignore_sigpipe(void)
{
    struct sigaction action;
    if (sigaction(SIGPIPE, NULL, &action) != 0 || action.sa_handler != SIG_DFL)
        return;
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
}
