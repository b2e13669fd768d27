// clause 2.7: every call in progress has its own locals.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async static int fib(int n)
{
    int left, right;
    if (n < 2)
        return await give(n);
    left = await fib(n - 1);
    right = await fib(n - 2);
    return left + right;
}

async int main(void)
{
    printf("%d\n", await fib(12)); // CHECK: 144
    return 0;
}
