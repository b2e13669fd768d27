// clause 4.11: an async_select over calls that take items, room, permits or locks takes one of them, whatever
// is ready.
// RUN: env ASYNC_TEST=clock=virtual %run-all -Wno-async-leak-on-cancel %s | %prints %s
#include <async.h>
#include <async/queue.h>
#include <async/sync.h>
#include <stdbool.h>
#include <stdio.h>

static async_queue(int) p, q;
static async_semaphore first, second;

static void left(const char *what, int which)
{
    int x;
    printf("%s: %d, left", what, which);
    while (async_queue_try_get(&p, &x) == 0)
        printf(" p%d", x);
    while (async_queue_try_get(&q, &x) == 0)
        printf(" q%d", x);
    puts("");
}

static async void put_later(bool reverse)
{
    await async_sleep(1);
    async_queue_try_put(reverse ? &q : &p, 1); // both before a getter runs
    async_queue_try_put(reverse ? &p : &q, 2);
}

static async int get_either(void)
{
    int x = 0, y = 0, e = 0;
    int which = await async_select(e = async_queue_get(&p, &x), e = async_queue_get(&q, &y));
    printf("%d%d %d ", x, y, e);
    return which;
}

static async int get_with_timeouts(void)
{
    int x = 0, y = 0, e = 0, f = 0;
    int which = await async_select(e = async_timeout(50, async_queue_get(&p, &x)),
                                   f = async_timeout(50, async_catch(async_queue_get(&q, &y))),
                                   async_sleep(2));
    printf("%d%d %d%d ", x, y, e, f);
    return which;
}

static async void queues(void)
{
    int which = 0;
    async_queue_try_put(&p, 1);
    async_queue_try_put(&q, 2);
    left("ready", await get_either()); // CHECK: 10 0 ready: 0, left q2
    async_queue_try_put(&p, 1);
    async_queue_try_put(&q, 2);
    left("ready in operators", await get_with_timeouts());
    // CHECK-NEXT: 10 00 ready in operators: 0, left q2
    await async_gather(which = get_either(), put_later(false));
    left("served", which); // CHECK-NEXT: 10 0 served: 0, left q2
    await async_gather(which = get_either(), put_later(true));
    left("served in another order", which); // CHECK-NEXT: 01 0 served in another order: 1, left p2
    await async_gather(which = get_with_timeouts(), put_later(true));
    left("in operators", which); // CHECK-NEXT: 01 00 in operators: 1, left p2
    left("timed out", await get_with_timeouts()); // CHECK-NEXT: 00 00 timed out: 2, left
}

static async int take_later(void)
{
    int x, y;
    await async_sleep(1);
    async_queue_try_get(&q, &x); // room in both
    async_queue_try_get(&p, &y);
    return x * 10 + y;
}

static async void room(void)
{
    int which = 0, taken = 0, e = 0;
    for (int i = 0; i < 2; i++) {
        async_queue_try_put(&p, 1);
        async_queue_try_put(&q, 2);
    }
    await async_gather(which = async_select(e = async_queue_put(&p, 3), e = async_queue_put(&q, 4)),
                       taken = take_later());
    printf("took %d, ", taken);
    left("room", which); // CHECK-NEXT: took 21, room: 1, left p1 q2 q4
    which = await async_select(e = async_queue_put(&p, 5), e = async_queue_put(&q, 6));
    left("room at once", which); // CHECK-NEXT: room at once: 0, left p5
}

static async void release(void)
{
    await async_sleep(1);
    async_semaphore_release(&second);
    async_semaphore_release(&first);
}

static async void permits(void)
{
    int which = 0;
    async_semaphore_init(&first, 0);
    async_semaphore_init(&second, 0);
    await async_gather(which = async_select(async_semaphore_acquire(&first),
                                            async_semaphore_acquire(&second)),
                       release());
    printf("permits: %d, left %zu %zu\n", which, first.permits, second.permits);
    // CHECK-NEXT: permits: 1, left 1 0
}

static async void unlock(async_lock *a, async_lock *b)
{
    await async_lock_acquire(a);
    await async_lock_acquire(b);
    await async_sleep(1);
    async_lock_release(b);
    async_lock_release(a);
}

static async void choose(async_lock *a, async_lock *b, int *which)
{
    *which = await async_select(async_lock_acquire(a), async_lock_acquire(b));
    printf("locks: %d, held %d %d\n", *which, async_lock_is_held(a), async_lock_is_held(b));
    async_lock_release(*which == 0 ? a : b);
}

static async void locks(void)
{
    async_lock a = {0}, b = {0};
    int which = 0;
    await async_gather(unlock(&a, &b), choose(&a, &b, &which));
    // CHECK-NEXT: locks: 1, held 0 1
}

async int main(void)
{
    async_queue_init(&p, 2);
    async_queue_init(&q, 2);
    await queues();
    await room();
    await permits();
    await locks();
    async_queue_deinit(&p);
    async_queue_deinit(&q);
    return 0;
}
