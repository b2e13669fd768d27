// clause 11.2: compilers find nothing uninitialised on the ways out (run-all allows no warning).
// RUN: %run-all %s | %prints %s
// RUN: %run-all -O3 %s | %prints %s
#include "Inputs/give.h"

static async int work(int n)
{
    int r, s;
    {
        defer printf("x ");
        n = await give(n);
        if (n == 4)
            goto out;
        r = n;
    }
    for (;;) {
        defer printf("y ");
        s = await give(r);
        if (s)
            break;
    }
    return s + r;
out:
    return -1;
}

async int main(void)
{
    printf("%d\n", await work(3)); // CHECK: x y 6
    printf("%d\n", await work(4)); // CHECK-NEXT: x -1
    return 0;
}
