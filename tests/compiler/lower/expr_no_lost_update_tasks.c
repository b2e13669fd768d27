// clause 5.4: two tasks that count in the same object lose nothing.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static long counter;

static async void work(int times)
{
    while (times--)
        counter += await give(1);
}

async int main(void)
{
    await async_gather(work(50), work(50), work(50));
    printf("%ld\n", counter); // CHECK: 150
    return 0;
}
