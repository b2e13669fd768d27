// clause 7.3: volatile and register locals.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    volatile int v = 1;
    register int r = await give(2), s = 3;
    volatile struct {
        int a[2];
    } w = {{4, 5}};
    register volatile char c = 6;
    await rest();
    v += r;
    r += s;
    w.a[1] += await give(10);
    c++;
    printf("%d %d %d %d %d\n", v, r, s, w.a[0] + w.a[1], c); // CHECK: 3 5 3 19 7
    return 0;
}
