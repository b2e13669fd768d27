// clause 5.2: arguments of an awaited call, awaits among them.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int sum(int a, int b, int c)
{
    printf("sum ");
    return await give(a) * 100 + b * 10 + c;
}

async int main(void)
{
    int n = await sum(await tell(1), say(2), await tell(3));
    printf("= %d\n", n); // CHECK: t1 s2 t3 sum = 123
    n = await sum(await tell(1), await sum(await tell(0), say(0), 2), say(3));
    printf("= %d\n", n); // CHECK-NEXT: t1 t0 s0 sum s3 sum = 123
    return 0;
}
