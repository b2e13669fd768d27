// clause 5.5: ?: evaluates one branch; awaits in each of its three places.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int n = await tell(1) ? say(2) : say(3);
    printf("= %d\n", n); // CHECK: t1 s2 = 2
    n = say(0) ? await tell(4) : await tell(5);
    printf("= %d\n", n); // CHECK-NEXT: s0 t5 = 5
    n = await tell(0) ? 1 : await tell(0) ? 2 : await tell(6) ? await tell(7) : 4;
    printf("= %d\n", n); // CHECK-NEXT: t0 t0 t6 t7 = 7
    n = 100 + (n ? say(8) : await tell(9)) * await tell(2);
    printf("= %d\n", n); // CHECK-NEXT: s8 t2 = 116
    return 0;
}
