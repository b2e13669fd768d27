// clause 6.1: fall-through across awaits, several labels on one statement.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int f(int n)
{
    int r = 0;
    switch (n) {
    case 0:
    case 1:
        r += await give(1);
        __attribute__((fallthrough));
    case 2:
        r += 10;
        await rest();
        /* fall through */
        __attribute__((fallthrough));
    case 3:
        r += await give(100);
        break;
    default:
    case 7:
        r = await give(7);
    }
    return r;
}

async int main(void)
{
    for (int i = 0; i < 5; i++)
        printf("%d ", await f(i));
    printf("%d\n", await f(7)); // CHECK: 111 111 110 100 7 7
    return 0;
}
