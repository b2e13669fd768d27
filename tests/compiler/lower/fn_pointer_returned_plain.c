// clause 2.2: an async function that returns a plain function pointer.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static int triple(int n) { return 3 * n; }

static async int (*pick(void))(int)
{
    await rest();
    return triple;
}

async int main(void)
{
    printf("%d\n", (await pick())(await give(14))); // CHECK: 42
    return 0;
}
