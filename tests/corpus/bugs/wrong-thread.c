/* The loop's functions, called on other threads. */
#include <async.h>
#include <async/net.h>
#include <async/queue.h>
#include <async/sync.h>

#include <pthread.h>
#include <stdlib.h>
#include <threads.h>
#include <uv.h>

static async_semaphore permits;
static async_event ready;
static async_lock guard;
static async_condition changed;
static async_queue(int) numbers;
static async_task(int) task;
static uv_timer_t timer;
static uv_loop_t *loop;

async int wt_work(int n);
static void on_timer(uv_timer_t *t) { (void)t; }
static void on_close(uv_handle_t *h) { (void)h; }

static int wt_spawn(int n)
{
    async_detach(async_spawn(wt_work(n))); // bug
    return n;
}

async int wt_1(void) { return await async_offload(wt_spawn(1)); }

static int wt_release(void)
{
    async_semaphore_release(&permits); // bug
    return 0;
}

async int wt_2(void) { return await async_offload(wt_release()); }

static void *wt_event(void *data)
{
    async_event_set(&ready); // bug
    return data;
}

async void wt_3(pthread_t *thread)
{
    pthread_create(thread, NULL, wt_event, NULL);
    await async_yield();
}

static int wt_notify(void *data)
{
    (void)data;
    async_condition_notify_all(&changed); // bug
    return 0;
}

async void wt_4(thrd_t *thread)
{
    thrd_create(thread, wt_notify, NULL);
    await async_yield();
}

static void wt_put(void *data)
{
    (void)data;
    async_queue_try_put(&numbers, 1); // bug
}

async void wt_5(uv_thread_t *thread)
{
    uv_thread_create(thread, wt_put, NULL);
    await async_yield();
}

static void wt_cancel(uv_work_t *work)
{
    (void)work;
    async_cancel(task); // bug
}

static void wt_after(uv_work_t *work, int status) { (void)work, (void)status; }

void wt_6(uv_work_t *work) { uv_queue_work(loop, work, wt_cancel, wt_after); }

static int wt_timer(void)
{
    return uv_timer_start(&timer, on_timer, 10, 0); // bug
}

async int wt_7(void) { return await async_offload(wt_timer()); }

static int wt_close(void)
{
    uv_close((uv_handle_t *)&timer, on_close); // bug
    return 0;
}

async int wt_8(void) { return await async_offload(wt_close()); }

/* One call further down. */
static void wt_deep_release(void)
{
    async_semaphore_release(&permits); // bug
}

static int wt_deep(int n)
{
    if (n > 0)
        wt_deep_release();
    return n;
}

async int wt_9(void) { return await async_offload(wt_deep(1)); }

static int wt_lock(void)
{
    return async_lock_try_acquire(&guard); // bug
}

async int wt_10(void) { return await async_offload(wt_lock()); }

static int wt_listen(void)
{
    async_tcp tcp;
    return async_tcp_listen(&tcp, "127.0.0.1", 0, 1); // bug
}

async int wt_11(void) { return await async_offload(wt_listen()); }

static int wt_detach(void)
{
    async_detach(task); // bug
    return 0;
}

async int wt_12(void) { return await async_offload(wt_detach()); }

static void *wt_stop(void *data)
{
    uv_timer_stop(&timer); // bug
    return data;
}

int wt_13(pthread_t *thread) { return pthread_create(thread, NULL, &wt_stop, NULL); }

static int wt_get(int n)
{
    int value = 0;
    if (n > 0)
        async_queue_try_get(&numbers, &value); // bug
    return value;
}

async int wt_14(void)
{
    int value = 0;
    await async_timeout(10, value = async_offload(wt_get(2)));
    return value;
}

static int wt_clear(void)
{
    for (int i = 0; i < 2; i++)
        async_event_clear(&ready); // bug
    return 0;
}

async int wt_15(void)
{
    int a, b;
    await async_gather(a = async_offload(wt_clear()), b = wt_work(1));
    return a + b;
}

#define WAKE(event) async_event_set(event)

static int wt_macro(void)
{
    WAKE(&ready); // bug
    return 0;
}

async int wt_16(void) { return await async_offload(wt_macro()); }
