// clause 2.6: types written with typeof, and atomic ones.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async __typeof__(1 + 1.0) half(__typeof__(char *) s)
{
    await rest();
    return (s[0] - '0') / 2.0;
}
static async int bump(_Atomic int *counter) { return *counter += await give(1); }

async int main(void)
{
    _Atomic int counter = 0;
    __auto_type h = await half("7");
    await bump(&counter);
    printf("%.1f %d\n", h, await bump(&counter)); // CHECK: 3.5 2
    return 0;
}
