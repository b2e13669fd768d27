// clause 2.1: what is marked unused gives no warning.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

__attribute__((unused)) static async int unused_one(int n) { return await give(n); }
static async int ignores(int a, int b __attribute__((unused)))
{
    await rest();
    return a;
}

async int main(void)
{
    printf("%d\n", await ignores(1, 2)); // CHECK: 1
    return 0;
}
