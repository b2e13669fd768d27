// docs/sync.md 1: a lock serves in order, also a caller that takes it with a timeout.
// RUN: %run-all -Wno-async-leak-on-cancel %s | %prints %s
#include <async.h>
#include <async/sync.h>
#include <stdio.h>
#include <uv.h>

static async_lock lock;
static async_event go_on;

static async void enter(char name)
{
    await async_lock_acquire(&lock);
    defer async_lock_release(&lock);
    printf("%c(", name);
    await async_sleep(1);
    printf("%c) ", name);
}

static async void hold(void)
{
    await async_lock_acquire(&lock);
    await async_event_wait(&go_on);
    async_lock_release(&lock);
}

async int main(void)
{
    await async_gather(enter('a'), enter('b'), enter('c'));
    printf("%d\n", async_lock_is_held(&lock)); // CHECK: a(a) b(b) c(c) 0

    async_task(void) holder = async_spawn(hold());
    await async_yield();
    printf("%d ", await async_timeout(0, async_lock_acquire(&lock)) == UV_ETIMEDOUT);
    printf("%d ", async_lock_try_acquire(&lock) == UV_EAGAIN);
    async_event_set(&go_on);
    printf("%d ", await async_timeout(10000, async_lock_acquire(&lock)));
    async_lock_release(&lock);
    await async_join(holder);
    printf("%d\n", async_lock_is_held(&lock)); // CHECK-NEXT: 1 1 0 0
    return 0;
}
