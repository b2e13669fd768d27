// clause 6.1: a switch with awaits inside its cases.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int f(int n)
{
    int r = 0;
    switch (n) {
    case 1:
        r = await give(10);
        break;
    case 2: {
        int t = await give(20);
        r = t + await give(1);
        break;
    }
    case 3:
        return await give(30);
    case -1:
        if (await give(0))
            break;
        r = -1;
        break;
    }
    return r;
}

async int main(void)
{
    printf("%d %d %d %d %d\n", await f(1), await f(2), await f(3), await f(-1), await f(9));
    // CHECK: 10 21 30 -1 0
    return 0;
}
