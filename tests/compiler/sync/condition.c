// docs/sync.md 4: a waiter has the lock again when it goes on, and when it is cancelled.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <async/sync.h>
#include <stdio.h>

static async_lock lock;
static async_condition changed;
static int stock;

// Runs whatever way take ends.
static void report(char name) { printf("%c%d ", name, async_lock_is_held(&lock)); }

static async void take(char name, int count)
{
    await async_lock_acquire(&lock);
    defer async_lock_release(&lock);
    defer report(name);
    while (stock < count)
        await async_condition_wait(&changed, &lock);
    stock -= count;
}

static async void deliver(int count)
{
    await async_lock_acquire(&lock);
    defer async_lock_release(&lock);
    await async_yield();
    stock += count;
    async_condition_notify_all(&changed);
}

async int main(void)
{
    await async_gather(take('a', 3), take('b', 1), deliver(2), deliver(2));
    printf("%d\n", stock); // CHECK: a1 b1 0

    async_task(void) c = async_spawn(take('c', 1)), d = async_spawn(take('d', 1));
    await async_yield();
    await async_lock_acquire(&lock);
    async_condition_notify(&changed, 1);
    async_cancel(c); // had been notified: d is instead
    stock = 1;
    async_lock_release(&lock);
    await async_wait(c);
    await async_join(d);
    async_detach(c);
    printf("%d\n", stock); // CHECK-NEXT: c1 d1 0
    return 0;
}
