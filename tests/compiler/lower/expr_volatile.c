// clause 5.1: a read of a volatile object is a side effect and keeps its place.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static volatile int v = 1;

static async int set(int n)
{
    await rest();
    v = n;
    return n;
}

async int main(void)
{
    int n = v * 100 + await set(2) * 10 + v;
    printf("%d\n", n); // CHECK: 122
    volatile int local = await give(3);
    local += await give(4);
    printf("%d\n", local); // CHECK-NEXT: 7
    return 0;
}
