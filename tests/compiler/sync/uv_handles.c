// async_uv_loop: handles of one's own on the loop, whose callbacks wake tasks: a signal, and another thread.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <async/queue.h>
#include <async/sync.h>
#include <signal.h>
#include <stdio.h>
#include <uv.h>

static async_event hung_up, closed;
static async_queue(int) numbers;
static uv_async_t waker;

static void on_signal(uv_signal_t *handle, int number)
{
    printf("%d ", number == SIGHUP);
    async_event_set(&hung_up);
    uv_signal_stop(handle);
}

static void on_wake(uv_async_t *handle)
{
    (void)handle;
    if (async_queue_try_put(&numbers, 7) != 0)
        printf("full ");
}

static void on_close(uv_handle_t *handle)
{
    (void)handle;
    async_event_set(&closed);
}

static void other_thread(void *unused)
{
    (void)unused;
    uv_async_send(&waker);
}

static async void close_handle(uv_handle_t *handle)
{
    async_event_init(&closed);
    uv_close(handle, on_close);
    await async_event_wait(&closed);
}

static async int wait_for_both(void)
{
    uv_signal_t signal;
    uv_thread_t thread;
    int number = 0;
    async_event_init(&hung_up);
    uv_signal_init(async_uv_loop(), &signal);
    uv_signal_start(&signal, on_signal, SIGHUP);
    defer await close_handle((uv_handle_t *)&signal);
    uv_async_init(async_uv_loop(), &waker, on_wake);
    defer await close_handle((uv_handle_t *)&waker);
    raise(SIGHUP);
    await async_event_wait(&hung_up);
    uv_thread_create(&thread, other_thread, NULL);
    await async_queue_get(&numbers, &number);
    uv_thread_join(&thread); // asyncc-ignore(blocking-call): it has nothing left to do
    return number;
}

int main(void)
{
    printf("%d ", async_uv_loop() == NULL);
    async_queue_init(&numbers, 2);
    printf("%d\n", async_run(wait_for_both())); // CHECK: 1 1 7
    async_queue_deinit(&numbers);
    return 0;
}
