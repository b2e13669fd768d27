// clause 7.3: _Atomic locals.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    _Atomic int n = 1;
    _Atomic long o = 5, *p = &o;
    n += await give(4);
    n++;
    *p = *p * await give(2);
    printf("%d %ld\n", n, *p); // CHECK: 6 10
    return 0;
}
