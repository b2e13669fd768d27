// clause 2.6: __int128.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async unsigned __int128 shift(unsigned __int128 v, int by) { return v << await give(by); }

async int main(void)
{
    unsigned __int128 v = await shift(5, 100);
    printf("%llu %llu\n", (unsigned long long)(v >> 100), (unsigned long long)v); // CHECK: 5 0
    return 0;
}
