// clause 11.6: in plain functions and async ones that never wait, cleanup is C's own.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static void close_it(int *n) { printf("c%d ", *n); }
#define held __attribute__((cleanup(close_it))) int

static int plain(int n)
{
    held a = n;
    return a + 1;
}

static async int never(int n)
{
    held a = n;
    for (int i = 0; i < 2; i++) {
        held b = i;
        if (n == 3)
            return a + 2;
    }
    return a;
}

static async int block(int n)
{
    {
        held a = n;
        if (n == 6)
            return 60;
    }
    await rest();
    return n;
}

async int main(void)
{
    int n = plain(1);
    printf("= %d\n", n); // CHECK: c1 = 2
    n = await never(3);
    printf("= %d\n", n); // CHECK-NEXT: c0 c3 = 5
    n = await never(4);
    printf("= %d\n", n); // CHECK-NEXT: c0 c1 c4 = 4
    n = await block(5);
    printf("= %d\n", n); // CHECK-NEXT: c5 = 5
    n = await block(6);
    printf("= %d\n", n); // CHECK-NEXT: c6 = 60
    return 0;
}
