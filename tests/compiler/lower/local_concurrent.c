// clause 2.7: two tasks in the same function have their own locals.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int walk(int from, int to)
{
    int sum = 0, trail[8] = {0};
    for (int i = from; i < to; i++) {
        trail[i - from] = i;
        sum += await give(trail[i - from]);
    }
    return sum;
}

async int main(void)
{
    int a, b, c;
    await async_gather(a = walk(0, 4), b = walk(10, 15), c = walk(100, 101));
    printf("%d %d %d\n", a, b, c); // CHECK: 6 60 100
    return 0;
}
