// clause 6.1: a long else-if chain of awaits stops at the first that is true.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int is(int a, int b) { return await tell(a) == b; }

async int main(void)
{
    for (int i = 3; i < 6; i++) {
        if (await is(1, i))
            printf("one ");
        else if (await is(2, i))
            printf("two ");
        else if (await is(3, i))
            printf("three ");
        else if (await is(4, i)) {
            printf("four ");
        } else
            printf("more ");
    }
    printf("\n"); // CHECK: t1 t2 t3 three t1 t2 t3 t4 four t1 t2 t3 t4 more
    return 0;
}
