// clause 2.6: qualified parameters and results.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int f(const int a, volatile int b, int *restrict c, register int d)
{
    await rest();
    b += a;
    *c = d;
    return b;
}
static async const char *g(const char *const s, const int at) { return s + await give(at); }

async int main(void)
{
    int c = 0;
    printf("%d", await f(1, 2, &c, 4));
    printf(" %d %s\n", c, await g("abc", 1)); // CHECK: 3 4 bc
    return 0;
}
