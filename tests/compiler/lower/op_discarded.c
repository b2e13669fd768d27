// clause 3.1: the value of an await may be thrown away.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    await tell(1);
    (void)await tell(2);
    (await tell(3), (void)0);
    for (await tell(4); await tell(0); await tell(5))
        ;
    await (1 ? tell : give)(6);
    printf("\n"); // CHECK: t1 t2 t3 t4 t0 t6
    return 0;
}
