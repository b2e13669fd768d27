// clause 2.1: attributes beside async.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

__attribute__((noinline)) static async int cold_one(int n) { return await give(n); }
static async int old_one(int n) __attribute__((unused));
static async int old_one(int n) { return await give(n); }
static async __attribute__((warn_unused_result)) int must_use(int n) { return await give(n) + 1; }

async int main(void)
{
    printf("%d %d\n", await cold_one(1), await must_use(1)); // CHECK: 1 2
    return 0;
}
