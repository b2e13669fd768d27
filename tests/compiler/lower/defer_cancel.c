// clauses 11.2, 11.4: a cancelled task runs what it deferred, with its awaits, to the end.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async void work(int stages)
{
    defer {
        await async_sleep(1);
        printf("slept ");
    }
    if (stages > 0)
        await async_sleep(10000);
    {
        defer await tell(stages);
        if (stages < 0)
            await async_sleep(10000);
        for (int i = 0; i < 3; i++) {
            defer printf("i%d ", i);
            if (stages == 0 && i == 2)
                await async_sleep(10000);
            await rest();
        }
    }
    printf("wrong ");
}

async int main(void)
{
    for (int stages = -1; stages < 2; stages++) {
        async_task(void) task = async_spawn(work(stages));
        await async_sleep(2);
        async_cancel(task);
        await async_wait(task);
        async_detach(task);
        printf("\n");
    }
    return 0;
    // CHECK: t-1 slept
    // CHECK-NEXT: i0 i1 i2 t0 slept
    // CHECK-NEXT: slept
}
