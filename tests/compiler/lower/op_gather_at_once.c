// clause 4.2: children that end at once, one that does not, a gather in a loop.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int at_once(int n) { return n; }

async int main(void)
{
    int a, b, sum = 0;
    await async_gather(a = at_once(1), b = at_once(2));
    printf("%d\n", a + b); // CHECK: 3
    for (int i = 0; i < 3; i++) {
        int c;
        await async_gather(a = at_once(i), c = give(10), at_once(3));
        sum += a + c;
    }
    printf("%d\n", sum); // CHECK-NEXT: 33
    return 0;
}
