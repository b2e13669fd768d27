// docs/sync.md 0: in any order of the tasks, with each suspension cancelled and each allocation
// failing in turn, nothing stays held, and every item that was put has been got.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <async/queue.h>
#include <async/sync.h>
#include <async/test.h>
#include <stdio.h>
#include <string.h>

static async_lock lock;
static async_semaphore semaphore;
static async_event started;
static async_condition changed;
static async_barrier barrier;
static async_queue(int) numbers, squares;
static int stock, put, got;

static async void take(void)
{
    await async_lock_acquire(&lock);
    defer async_lock_release(&lock);
    while (stock == 0)
        await async_condition_wait(&changed, &lock);
    stock--;
}

static async void deliver(void)
{
    await async_event_wait(&started);
    await async_semaphore_acquire(&semaphore);
    defer async_semaphore_release(&semaphore);
    await async_lock_acquire(&lock);
    defer async_lock_release(&lock);
    await async_yield();
    stock++;
    async_condition_notify(&changed, 1);
}

static async void produce(int n)
{
    await async_barrier_wait(&barrier);
    defer async_barrier_abort(&barrier);
    for (int i = 1; i <= n; i++) {
        if (await async_queue_put(&numbers, i) == 0)
            put++;
        int square = i * i;
        async_queue_case one = async_queue_case_put(&squares, &square);
        if (await async_queue_select(&one, 1) == 0 && one.error == 0)
            put++;
    }
    async_queue_close(&numbers);
    async_queue_close(&squares);
}

static async void consume(void)
{
    int x;
    async_queue_case cases[] = {async_queue_case_get(&squares, &x),
                                async_queue_case_get(&numbers, &x)};
    async_event_set(&started);
    await async_barrier_wait(&barrier);
    for (int which; (which = await async_queue_select(cases, 2)) >= 0;) {
        if (cases[which].error != 0)
            cases[which].queue = NULL;
        else
            got++;
        await async_yield();
    }
}

static async void all(void)
{
    await async_gather(take(), deliver(), take(), deliver(), produce(5), consume());
}

static int failures;

static void expect(int holds, const char *what)
{
    if (!holds && failures++ < 10)
        printf("not %s\n", what);
}

static void scenario(void *unused)
{
    (void)unused;
    memset(&lock, 0, sizeof lock);
    async_semaphore_init(&semaphore, 1);
    async_event_init(&started);
    async_condition_init(&changed);
    async_barrier_init(&barrier, 2);
    stock = put = got = 0;
    if (async_queue_init(&numbers, 1) != 0 || async_queue_init_lifo(&squares, 2) != 0)
        printf("no queues\n");
    async_run(all());
    for (int x; async_queue_try_get(&numbers, &x) == 0 || async_queue_try_get(&squares, &x) == 0;)
        got++;
    expect(put == got, "all that was put");
    expect(!async_lock_is_held(&lock), "a free lock");
    expect(semaphore.permits == 1, "a free permit");
    expect(barrier.waiting == 0, "an empty barrier");
    async_queue_deinit(&numbers);
    async_queue_deinit(&squares);
}

int main(void)
{
    for (unsigned seed = 0; seed < 20; seed++) {
        async_test_options options = {.virtual_clock = 1, .yield = seed & 1, .shuffle = seed > 1, .seed = seed};
        expect(async_test_cancel_everywhere(&options, scenario, NULL) > 10, "ten suspensions");
        expect(async_test_fail_everywhere(&options, scenario, NULL) > 2, "two allocations");
    }
    printf("%d\n", failures); // CHECK: 0
    return 0;
}
