// clause 4.8: sleepers wake in the order of their times, never early.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async void after(uint64_t ms)
{
    uint64_t start = async_now();
    await async_sleep(ms);
    printf("%d%s ", (int)ms, async_now() - start < ms ? " early" : "");
}

async int main(void)
{
    await async_gather(after(40), after(0), after(20));
    printf("end\n"); // CHECK: 0 20 40 end
    return 0;
}
