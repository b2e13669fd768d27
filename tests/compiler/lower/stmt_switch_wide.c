// clause 6.1: a switch over 64 bits keeps them.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int f(unsigned long long n)
{
    switch (n) {
    case 1: return await give(1);
    case 0x100000001ULL: return await give(2);
    case ~0ULL: return await give(3);
    }
    return await give(0);
}

async int main(void)
{
    printf("%d %d %d %d\n", await f(1), await f(0x100000001ULL), await f(~0ULL), await f(~0U));
    // CHECK: 1 2 3 0
    return 0;
}
