// clause 4.1: awaits among the arguments of gather's calls.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int add(int a, int b) { return a + await give(b); }

async int main(void)
{
    int a, b;
    await async_gather(a = add(await tell(1), await tell(2)), b = add(say(3), await tell(4)));
    printf("= %d %d\n", a, b); // CHECK: t1 t2 s3 t4 = 3 7
    return 0;
}
