// clause 6.1: GNU case ranges, enumerators, and values at the ends of the type.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"
#include <limits.h>

enum e { low = INT_MIN, high = INT_MAX };

static async int f(int n)
{
    switch (await give(n)) {
    case 'a' ... 'z': return await give(1);
    case low: return await give(2);
    case high: return 3;
    case -5 ... 5: await rest(); return 4;
    }
    return 0;
}

async int main(void)
{
    printf("%d %d %d %d %d\n", await f('q'), await f(INT_MIN), await f(INT_MAX), await f(-5),
           await f(6)); // CHECK: 1 2 3 4 0
    return 0;
}
