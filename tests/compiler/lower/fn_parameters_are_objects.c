// clause 2.6: parameters are the callee's own and live to its end.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int count_down(int n, int *left)
{
    int *p = &n;
    while (n > 0) {
        await rest();
        --*p;
        *left = n;
    }
    return n;
}

async int main(void)
{
    int n = 3, left = n;
    printf("%d", await count_down(n, &left));
    printf(" %d %d\n", n, left); // CHECK: 0 3 0
    return 0;
}
