/* loop.c - opens, turns and closes the loop; see loop.h. */
#include "loop.h"
#include "../sched/mode.h"

#include <signal.h>
#include <stdlib.h>

/* Ready tasks run between two polls: BATCHES times BATCH steps, or for SLICE nanoseconds. */
enum { BATCH = 64, BATCHES = 64, SLICE = 100000 };

#define SAME(name) _Static_assert((int)ASYNC__##name == (int)UV_##name, "base/error.h")
SAME(ECANCELED);
SAME(ETIMEDOUT);
SAME(ENOMEM);
SAME(EINVAL);
SAME(EBUSY);
SAME(EPIPE);
SAME(EPERM);
SAME(EAGAIN);
SAME(EOF);
SAME(UNKNOWN);

_Thread_local async__loop *async__loop_here;

/* Of codes that libuv does not know it would make a block that nobody can free. */
static const char *error_name(int error)
{
    static _Thread_local char name[32];
    if (error == ASYNC__EDEADLK)
        return "EDEADLK";
    return uv_err_name_r(error, name, sizeof name);
}

static const char *error_text(int error)
{
    static _Thread_local char text[128];
    if (error == ASYNC__EDEADLK)
        return "the task holds the lock already";
    return uv_strerror_r(error, text, sizeof text);
}

static const async__driver driver = {
    .now = uv_hrtime, .error_name = error_name, .error_text = error_text};

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
    if (deadline == loop->armed || async__mode_is_virtual())
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

static void on_dump(uv_signal_t *handle, int number)
{
    (void)handle, (void)number;
    async_dump();
}

static void watch_dump(async__loop *loop)
{
    uv_signal_init(&loop->uv, &loop->dump);
    uv_signal_start(&loop->dump, on_dump, SIGUSR1);
    uv_unref((uv_handle_t *)&loop->dump);
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
    async__mode_open();
    if (async__mode_is_debug())
        watch_dump(loop);
    return 0;

err_after_sched:
    async__sched_close();
err_after_alloc:
    async__free(loop);
    return error;
}

static size_t count_resources(async__loop *loop)
{
    size_t count = 0;
    for (int i = 0; i < 2; i++) /* what is being closed is gone then */
        uv_run(&loop->uv, UV_RUN_NOWAIT);
    for (async__link *link = loop->resources.next; link != &loop->resources; link = link->next)
        count++;
    return count;
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
    if (async__mode_is_test())
        async__mode_left_open(count_resources(loop));
    async__mode_close();
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

uv_loop_t *async_uv_loop(void) { return async__loop_here != NULL ? &async__loop_here->uv : NULL; }

/* Nothing is ready, no timer runs, and libuv waits for nothing. */
static bool is_stuck(async__loop *loop)
{
    return !async__is_ready() && async__timers_next() == UINT64_MAX && !uv_loop_alive(&loop->uv);
}

static void deadlock(void)
{
    async__report_deadlock();
    async__mode_report();
    exit(ASYNC__EXIT_BUG);
}

/* ---- the virtual clock --------------------------------------------------- */

static void on_wait(uv_timer_t *timer)
{
    (void)timer;
    async__mode_jump();
}

/* Requests are under way, which take real time: so long as they do, the clock goes with it. */
static void wait_for_requests(async__loop *loop)
{
    uint64_t next = async__timers_next(), now = async__here.driver->now();
    if (next != UINT64_MAX) {
        uv_update_time(&loop->uv);
        uv_timer_start(&loop->timer, on_wait, next > now ? (next - now) / 1000000 + 1 : 0, 0);
    }
    uv_run(&loop->uv, UV_RUN_ONCE);
    uv_timer_stop(&loop->timer);
}

static void poll_virtual(async__loop *loop)
{
    bool timers = async__timers_next() != UINT64_MAX;
    if (!async__is_ready() && loop->uv.active_reqs.count > 0) {
        wait_for_requests(loop);
        return;
    }
    uv_run(&loop->uv, async__is_ready() || timers ? UV_RUN_NOWAIT : UV_RUN_ONCE);
    if (timers && !async__is_ready())
        async__mode_jump();
}

/* -------------------------------------------------------------------------- */

void async__loop_run(const async__task *until)
{
    async__loop *loop = async__loop_here;
    loop->until = until;
    async__mode_root(until);
    for (;;) {
        run_batch(loop);
        if (is_over(loop))
            return;
        if (is_stuck(loop))
            deadlock();
        if (async__mode_is_virtual())
            poll_virtual(loop);
        else
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
