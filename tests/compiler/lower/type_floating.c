// clause 2.6: float, double and long double.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async float f(float a, double b)
{
    await rest();
    return a + (float)b;
}
static async double d(float a) { return await f(a, 0.25) * 2; }
static async long double ld(long double a, char c, long double b)
{
    await rest();
    return a / b + c;
}

async int main(void)
{
    printf("%.2f %.2f\n", await f(1.5f, 2.25), await d(1)); // CHECK: 3.75 2.50
    printf("%.4Lf\n", await ld(1.0L, 2, 8.0L));             // CHECK-NEXT: 2.1250
    return 0;
}
