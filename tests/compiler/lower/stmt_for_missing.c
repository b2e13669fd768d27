// clause 6.1: for with any of its three parts missing.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int i = 0, a = 0, b = 0, c = 0, d = 0;
    for (;;) {
        a += await give(1);
        if (++i == 3)
            break;
    }
    for (i = await give(0);;)
        if (b += await give(1), ++i == 4)
            break;
    for (; await give(i) > 0;)
        c++, i--;
    for (;; i += await give(2))
        if (d++, i > 5)
            break;
    printf("%d %d %d %d\n", a, b, c, d); // CHECK: 3 4 4 4
    for (i = await give(1); i < 9; i *= 2)
        ;
    for (i = 16; i < await give(20); i++)
        ;
    printf("%d\n", i); // CHECK-NEXT: 20
    return 0;
}
