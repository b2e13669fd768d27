// clause 2.7: two functions that call each other.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async static int odd(unsigned n);
async static int even(unsigned n) { return n == 0 ? await give(1) : await odd(n - 1); }
async static int odd(unsigned n)
{
    if (n == 0)
        return 0;
    await rest();
    return await even(n - 1);
}

async int main(void)
{
    printf("%d %d %d\n", await even(10), await even(7), await odd(7)); // CHECK: 1 0 1
    return 0;
}
