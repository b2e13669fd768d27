// clause 5.3: a local whose address the callee has is read after the await.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int set(int *p, int n)
{
    await rest();
    *p = n;
    return 0;
}

async int main(void)
{
    int x = 1;
    struct {
        int a[2];
    } s = {{1, 2}};
    printf("%d %d %d\n", x, await set(&x, 2), x);              // CHECK: 2 0 2
    printf("%d %d %d\n", s.a[1], await set(&s.a[1], 5), x + s.a[1]); // CHECK-NEXT: 5 0 7
    return 0;
}
