// clause 11.1: every call has its own; recursion and gathered calls.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int depth(int n)
{
    defer printf("d%d ", n);
    await rest();
    return n ? 1 + await depth(n - 1) : 0;
}

static async void slow(int n)
{
    defer await tell(n);
    await async_sleep((unsigned)n * 5);
}

async int main(void)
{
    int n = await depth(3);
    printf("= %d\n", n); // CHECK: d0 d1 d2 d3 = 3
    {
        defer printf("= gathered\n"); // CHECK-NEXT: t1 t2 t3 = gathered
        await async_gather(slow(3), slow(1), slow(2));
    }
    return 0;
}
