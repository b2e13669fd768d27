// clause 5.2: calls of calls, plain and async mixed.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static int dbl(int n) { return 2 * n; }
static async int inc(int n) { return await give(n) + 1; }

async int main(void)
{
    printf("%d\n", dbl(await inc(await inc(3))));                              // CHECK: 10
    printf("%d\n", await inc(dbl(await inc(dbl(await give(1))))));             // CHECK-NEXT: 7
    printf("%d\n", dbl(dbl(await give(1)) + dbl(await inc(dbl(await inc(0)))))); // CHECK-NEXT: 16
    return 0;
}
