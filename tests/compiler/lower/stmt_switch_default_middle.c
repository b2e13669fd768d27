// clause 6.1: default in the middle, falling through on both sides.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int f(int n)
{
    int r = 0;
    switch (await give(n)) {
    case 1:
        r += await give(1);
        __attribute__((fallthrough));
    default:
        r += await give(10);
        __attribute__((fallthrough));
    case 3:
        r += await give(100);
    }
    return r;
}

async int main(void)
{
    printf("%d %d %d\n", await f(1), await f(2), await f(3)); // CHECK: 111 110 100
    return 0;
}
