// clause 3.2: casts of awaits.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async double third(void)
{
    await rest();
    return 10 / 3.0;
}
static async void *id(void *p)
{
    await rest();
    return p;
}

async int main(void)
{
    long n = 300;
    printf("%d %d\n", (int)await third(), (unsigned char)await give(260)); // CHECK: 3 4
    printf("%ld %.1f\n", *(long *)await id(&n), (double)await give(1) / 2); // CHECK-NEXT: 300 0.5
    (void)await give(1);
    (void)(await give(1) + 1);
    printf("%d\n", (_Bool)await give(4)); // CHECK-NEXT: 1
    return 0;
}
