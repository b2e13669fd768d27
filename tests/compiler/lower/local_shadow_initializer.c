// clause 7.2: an inner initialiser sees the outer name only through what was saved.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int a = await give(1), b = a + 1;
    {
        int c = a, a = b + await give(10), b = a * 2;
        await rest();
        printf("%d %d %d\n", a, b, c); // CHECK: 12 24 1
    }
    int *p = (int[]){a, b};
    for (int a = p[1]; a < 4; a++) {
        int b = a;
        await rest();
        printf("%d", b);
    }
    printf(" %d%d\n", a, b); // CHECK-NEXT: 23 12
    return 0;
}
