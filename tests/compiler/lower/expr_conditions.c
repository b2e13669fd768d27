// clause 6.2: awaits in the heads of if, while, do and for.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int n = 2;
    if (await tell(0))
        printf("wrong ");
    else if (await tell(1))
        printf("else-if ");
    while (await tell(n))
        n--;
    do
        printf("body ");
    while (await tell(n++) < 1);
    for (int i = await tell(7); i < await tell(9); i += await tell(1))
        printf("i%d ", i);
    printf("\n"); // CHECK: t0 t1 else-if t2 t1 t0 body t0 body t1 t7 t9 i7 t1 t9 i8 t1 t9
    return 0;
}
