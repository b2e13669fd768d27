// clause 5.3: a plain operand is read after the awaits beside it.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static int x = 1;

static async int bump(int by)
{
    await rest();
    x += by;
    return by;
}
static int pair(int a, int b, int c) { return a * 10000 + b * 100 + c; }

// The left operand is read late here, where C alone would leave it open.
async int main(void)
{
    int n = x;
    n = x * 1000 + await bump(1);
    printf("%d\n", n); // CHECK: 2001
    n = pair(x, await bump(5), x);
    printf("%d\n", n); // CHECK-NEXT: 70507
    n = -x + 10 * await bump(3);
    printf("%d\n", n); // CHECK-NEXT: 20
    return 0;
}
