// clause 6.2: continue in for goes to the step, which awaits.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    for (int i = 0; i < await give(6); i += await tell(1)) {
        if (i == 1)
            continue;
        await rest();
        if (i == 3)
            continue;
        if (i == 5)
            break;
        printf("i%d ", i);
    }
    printf("\n"); // CHECK: i0 t1 t1 i2 t1 t1 i4 t1
    return 0;
}
