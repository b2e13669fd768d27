// clause 2.6: complex results and parameters, taken apart by __real__ and __imag__.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"
#include <complex.h>

static async double _Complex mul(double _Complex a, float _Complex b)
{
    await rest();
    return a * b;
}

async int main(void)
{
    double _Complex z = await mul(1 + 2 * I, 3 - 1 * I);
    printf("%.0f %.0f\n", creal(z), cimag(z)); // CHECK: 5 5
    printf("%.0f %.0f\n", __real__ await mul(z, 2), __imag__ await mul(z, I)); // CHECK-NEXT: 10 5
    return 0;
}
