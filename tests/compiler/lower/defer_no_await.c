// clause 11.1: defer in an async function that never waits.
// RUN: %run-all %s 2>/dev/null | %prints %s
#include <uv.h>
#include "Inputs/give.h"

static async int work(int n)
{
    defer printf("end ");
    for (int i = 0; i < n; i++) {
        defer printf("i%d ", i);
        if (i == 2)
            return i;
        if (n == 2)
            async_fail(UV_EIO);
    }
    return -1;
}

async int main(void)
{
    printf("= %d\n", await work(1)); // CHECK: i0 end = -1
    printf("= %d\n", await work(5)); // CHECK-NEXT: i0 i1 i2 end = 2
    async_task(int) task = async_spawn(work(2));
    await async_wait(task);
    printf("\n"); // CHECK-NEXT: i0 end
    async_detach(task);
    return 0;
}
