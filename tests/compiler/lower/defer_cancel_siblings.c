// clause 11.4: the children of a gather that fails are cancelled and waited for, defers too.
// RUN: %run-all %s 2>/dev/null | %prints %s
#include <uv.h>
#include "Inputs/give.h"

static async void slow(int n)
{
    defer {
        await async_sleep((unsigned)n);
        printf("slow%d ", n);
    }
    await async_sleep(10000);
}

static async void fails(void)
{
    defer printf("fails ");
    await async_sleep(1);
    async_fail(UV_EIO);
}

static async void together(void)
{
    defer printf("together\n");
    await async_gather(slow(30), fails(), slow(1));
}

async int main(void)
{
    async_task(void) task = async_spawn(together());
    await async_wait(task); // CHECK: fails slow1 slow30 together
    async_detach(task);
    return 0;
}
