// clause 6.1: goto backward, a loop made by hand.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int n = 0;
again:
    n += await give(3);
    if (n < 10)
        goto again;
    printf("%d\n", n); // CHECK: 12
    {
    retry:;
        int fresh = 5;
        fresh += await give(1);
        n += fresh;
        if (n < 25)
            goto retry;
    }
    printf("%d\n", n); // CHECK-NEXT: 30
    return 0;
}
