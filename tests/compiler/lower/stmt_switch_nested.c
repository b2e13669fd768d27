// clause 6.1: a switch in a switch, one of them without awaits.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int f(int a, int b)
{
    int r = 0;
    switch (a) {
    case 1:
        switch (b) {
        case 1: r = await give(11); break;
        case 2: r = 12; break;
        default: return await give(-1);
        }
        r += await give(100);
        break;
    case 2:
        switch (b) {
        case 1: r = 21; break;
        default: r = 20; break;
        }
        await rest();
    }
    return r;
}

async int main(void)
{
    printf("%d %d %d %d %d\n", await f(1, 1), await f(1, 2), await f(1, 3), await f(2, 1),
           await f(2, 2)); // CHECK: 111 112 -1 21 20
    return 0;
}
