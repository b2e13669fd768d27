// clause 5.5: && and || evaluate their right operand only when C does.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int n;
    n = await tell(0) && await tell(1);
    printf("= %d\n", n); // CHECK: t0 = 0
    n = await tell(2) && await tell(3);
    printf("= %d\n", n); // CHECK-NEXT: t2 t3 = 1
    n = await tell(4) || await tell(5);
    printf("= %d\n", n); // CHECK-NEXT: t4 = 1
    n = say(0) || await tell(0) || say(6) || await tell(7);
    printf("= %d\n", n); // CHECK-NEXT: s0 t0 s6 = 1
    n = say(1) && await tell(0) && say(2);
    printf("= %d\n", n); // CHECK-NEXT: s1 t0 = 0
    n = 10 * (await tell(1) && say(8)) + (say(0) || await tell(0));
    printf("= %d\n", n); // CHECK-NEXT: t1 s8 s0 t0 = 10
    return 0;
}
