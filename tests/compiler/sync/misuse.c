// docs/sync.md 1: a lock that is released by a task which does not hold it ends the program.
// RUN: not %run-all %s 2>&1 | %filecheck %s
#include <async.h>
#include <async/sync.h>

static async_lock lock;

static async void hold(void)
{
    await async_lock_acquire(&lock);
    await async_sleep(1000);
}

static async void steal(void) { async_lock_release(&lock); }

async int main(void)
{
    async_detach(async_spawn(hold()));
    await async_yield();
    await async_join(async_spawn(steal()));
    return 0;
}
// CHECK: asyncc: async_lock_release: another task holds the lock
// CHECK-NEXT: called by the task spawned at {{.*}}misuse.c:20
