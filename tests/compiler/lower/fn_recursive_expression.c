// clause 2.7: recursion on both sides of one operator.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async static long power(long base, unsigned n)
{
    if (n == 0)
        return await give(1);
    if (n % 2)
        return base * await power(base, n - 1);
    return await power(base, n / 2) * await power(base, n / 2);
}

async int main(void)
{
    printf("%ld\n", await power(3, 13)); // CHECK: 1594323
    return 0;
}
