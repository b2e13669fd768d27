// clause 4.8: yield lets every other ready task run first.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async void step(int n)
{
    printf("%da ", n);
    await async_yield();
    printf("%db ", n);
}

async int main(void)
{
    async_task(void) a = async_spawn(step(1)), b = async_spawn(step(2));
    await async_yield();
    printf("m ");
    await async_yield();
    printf("n ");
    await async_join(a);
    await async_join(b);
    printf("\n"); // CHECK: 1a 2a m 1b 2b n
    return 0;
}
