// clauses 4.1, 11.3: a result is written once the deferred statements have run, and not if one fails.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static int seen, *watched;

static async int late(void)
{
    defer {
        await rest();
        seen = *watched;
    }
    return await give(7);
}

static async int failing(int how)
{
    defer {
        await rest();
        async_fail(-5);
    }
    if (how)
        return await give(8);
    return 9;
}

async int main(void)
{
    int x = 1;
    watched = &x;
    await async_gather(x = late());
    printf("%d %d\n", seen, x); // CHECK: 1 7
    int e = await async_catch(x = failing(0));
    printf("%d %d\n", e, x); // CHECK-NEXT: -5 7
    e = await async_catch(x = failing(1));
    printf("%d %d\n", e, x); // CHECK-NEXT: -5 7
    return 0;
}
