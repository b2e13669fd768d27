// clause 2.1: a static async function, its prototype after its first use's declaration.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int twice(int n);

async int main(void)
{
    printf("%d\n", await twice(21)); // CHECK: 42
    return 0;
}

static async int twice(int n) { return await give(n) * 2; }
