// clause 5.5: the comma finishes its first operand, plain reads too.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int n = (await tell(1), say(2), await tell(3)), old;
    printf("= %d\n", n); // CHECK: t1 s2 t3 = 3
    n = (old = n, await tell(9), n = 4, await tell(5), old);
    printf("= %d\n", n); // CHECK-NEXT: t9 t5 = 3
    for (int i = 0, j = 3; await rest(), i < j; i++, await rest(), j--)
        printf("%d%d ", i, j);
    printf("\n"); // CHECK-NEXT: 03 12
    return 0;
}
