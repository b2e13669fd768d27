// clause 5.4: a[i++] += await f() steps once, before the await.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int a[4] = {1, 2, 3, 4}, i = 0;
    a[i++] += await give(10);
    a[i++] -= await give(i);
    a[i++] = await tell(i) + i;
    printf("%d: %d %d %d %d\n", i, a[0], a[1], a[2], a[3]); // CHECK: t3 3: 11 0 6 4
    int *p = a;
    *p++ = await give(7);
    *++p *= await give(2);
    printf("%d: %d %d %d\n", (int)(p - a), a[0], a[1], a[2]); // CHECK-NEXT: 2: 7 0 12
    return 0;
}
