// clause 5.5: && and || under !, in conditions, with pointers and doubles.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int *p = 0, n = 3;
    double d = 0.5;
    if (p && await give(*p))
        printf("wrong\n");
    if (!(p || !await give(n)) && d && await tell(1))
        printf("yes\n"); // CHECK: t1 yes
    while (n && (d || await tell(9)) && await tell(n--))
        printf("n%d ", n);
    printf("\n"); // CHECK-NEXT: t3 n2 t2 n1 t1 n0
    return 0;
}
