// clause 3.6: of a _Generic only the chosen association is evaluated.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int for_int(int n) { return await tell(n); }
static async double for_double(double d) { return await tell(9) + d; }
#define for_number(x) _Generic((x), int : for_int, double : for_double)(x)

async int main(void)
{
    printf("= %d\n", await for_number(3));      // CHECK: t3 = 3
    printf("= %.1f\n", await for_number(0.5));  // CHECK-NEXT: t9 = 9.5
    return 0;
}
