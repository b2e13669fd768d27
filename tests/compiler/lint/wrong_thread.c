// clause 10.17: functions of the loop called on another thread.
// RUN: %asyncc -fsyntax-only %s 2>&1 | %reports %s
#include <async.h>
#include <async/sync.h>
#include <pthread.h>
#include <stdint.h>
#include <uv.h>

async int f(int x);

struct job {
    async_semaphore *done;
    async_task(int) task;
    uv_timer_t *timer;
    int value;
};

static int spawn_one(int x)
{
    async_detach(async_spawn(f(x)));
    // CHECK: :[[#@LINE-1]]:5: warning: 'async_spawn' belongs to the loop's thread, and 'spawn_one' runs on another one [-Wasync-wrong-thread]
    // CHECK: :[[#@LINE+5]]:45: note: 'spawn_one' is given to a thread here
    // CHECK: note: do it where the result arrives on the loop; of a loop's functions other threads may call uv_async_send alone
    return x;
}

async int warn_offload(void) { return await async_offload(spawn_one(1)); }

static void finish(struct job *job)
{
    async_semaphore_release(job->done);
    // CHECK: :[[#@LINE-1]]:5: warning: 'async_semaphore_release' belongs to the loop's thread, and 'finish' runs on another one
    // CHECK: note: 'finish' is called here
    // CHECK: note: 'compute' is given to a thread here
}

static void *compute(void *argument)
{
    struct job *job = argument;
    job->value++;
    finish(job);
    return NULL;
}

int warn_thread(struct job *job, pthread_t *thread)
{
    return pthread_create(thread, NULL, compute, job);
}

static void stop_timer(void *argument)
{
    struct job *job = argument;
    uv_timer_stop(job->timer);
    // CHECK: :[[#@LINE-1]]:5: warning: 'uv_timer_stop' belongs to the loop's thread
    async_cancel(job->task);
    // CHECK: :[[#@LINE-1]]:5: warning: 'async_cancel' belongs to the loop's thread
}

int warn_uv(struct job *job, uv_thread_t *thread)
{
    return uv_thread_create(thread, stop_timer, job);
}

/* What may be called anywhere; a loop of its own. */
static int good_anywhere(uv_async_t *wake)
{
    uv_async_send(wake);
    return (int)async_now();
}

static void *good_own_loop(void *argument)
{
    async_run(f(1));
    return argument;
}

async int good(uv_async_t *wake, pthread_t *thread)
{
    pthread_create(thread, NULL, good_own_loop, NULL);
    return await async_offload(good_anywhere(wake));
}

/* On the loop's thread: callbacks and plain helpers. */
static void on_timer(uv_timer_t *timer)
{
    uv_timer_stop(timer);
    async_detach(async_spawn(f(1)));
}

void good_callback(uv_timer_t *timer) { uv_timer_start(timer, on_timer, 10, 0); }

#define IN_BACKGROUND(call) await async_offload(call)

static int release_one(async_semaphore *semaphore)
{
    async_semaphore_release(semaphore);
    // CHECK: :[[#@LINE-1]]:5: warning: 'async_semaphore_release' belongs to the loop's thread, and 'release_one' runs on another one
    // CHECK: note: 'release_one' is given to a thread here
    return 0;
}

async int warn_macro(async_semaphore *semaphore) { return IN_BACKGROUND(release_one(semaphore)); }
