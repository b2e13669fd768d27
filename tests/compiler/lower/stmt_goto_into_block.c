// clause 6.1: goto into blocks, branches and loops.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int f(int n)
{
    int r = await give(0), i = 7;
    if (n == 1)
        goto inside;
    if (n == 2)
        goto loop;
    {
        r += await give(1);
    inside:
        r += await give(10);
    }
    for (i = 0; i < 3; i++) {
        r += await give(100);
    loop:
        r += 1000;
        await rest();
    }
    if (r < 0) {
    never:
        r = await give(-1);
    } else if (i == 99)
        goto never;
    return r;
}

async int main(void)
{
    printf("%d %d %d\n", await f(0), await f(1), await f(2)); // CHECK: 3311 3310 1000
    return 0;
}
