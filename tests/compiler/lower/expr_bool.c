// clause 3.1: _Bool results in arithmetic and conditions.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async _Bool is(int n, int m) { return await give(n) == m; }

async int main(void)
{
    int hits = 0;
    for (int i = 0; i < 5; i++)
        hits += await is(i % 3, 1) + !await is(i, 4) * 10;
    _Bool b = await give(2);
    b &= await is(1, 1);
    printf("%d %d\n", hits, b); // CHECK: 42 1
    return 0;
}
