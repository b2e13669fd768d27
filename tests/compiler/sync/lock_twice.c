// docs/sync.md 1: a task that wants a lock again which it holds fails, at that await.
// RUN: not %run-all %s 2>&1 | %filecheck %s
#include <async.h>
#include <async/sync.h>
#include <errno.h>
#include <stdio.h>

static async_lock lock;

static async void locked(int depth)
{
    await async_lock_acquire(&lock); // CHECK: asyncc: main failed: EDEADLK (the task holds the lock already)
    defer async_lock_release(&lock); // CHECK-NEXT: in locked at {{.*}}lock_twice.c:[[#@LINE-1]]
    if (depth > 0)
        await locked(depth - 1); // CHECK-NEXT: in locked at {{.*}}lock_twice.c:[[#@LINE]]
}

async int main(void)
{
    int err = await async_catch(locked(1));
    if (err != -EDEADLK || async_lock_is_held(&lock))
        return 2;
    await locked(1); // CHECK-NEXT: in main at {{.*}}lock_twice.c:[[#@LINE]]
    return 0;
}
