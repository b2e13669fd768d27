// clause 3.3: parentheses around calls, callees and awaits.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int n = (await (give(1))) + ((await((give)(2)))) + (await give((3)));
    printf("%d %d\n", n, (((await give(4))))); // CHECK: 6 4
    return 0;
}
