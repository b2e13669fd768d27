// clause 5.2: operands run from left to right, whatever the precedence.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int n = say(1) + await tell(2) * say(3) - await tell(4);
    printf("= %d\n", n); // CHECK: s1 t2 s3 t4 = 3
    n = (await tell(1) - (say(2) - await tell(3))) - (say(4) - (await tell(5) - say(6)));
    printf("= %d\n", n); // CHECK-NEXT: t1 s2 t3 s4 t5 s6 = -3
    return 0;
}
