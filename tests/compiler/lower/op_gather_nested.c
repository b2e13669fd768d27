// clause 4.2: gathers inside children, and children through pointers.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

typedef async int calc(int);
static async int two(int n)
{
    int a, b;
    await async_gather(a = give(n), b = give(n + 1));
    return a * 10 + b;
}

async int main(void)
{
    calc *f[2] = {two, give};
    int a, b, c;
    await async_gather(a = two(1), b = f[0](3), c = f[1](5));
    printf("%d %d %d\n", a, b, c); // CHECK: 12 34 5
    return 0;
}
