// clause 4.8: async_now with and without await.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    uint64_t a = async_now(), b = await async_now();
    printf("%d\n", b >= a && b - a < 1000); // CHECK: 1
    return 0;
}
