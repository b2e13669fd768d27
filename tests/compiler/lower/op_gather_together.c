// clause 4.2: the children run concurrently.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async void steps(char name)
{
    for (int i = 0; i < 3; i++) {
        printf("%c%d ", name, i);
        await async_yield();
    }
}

async int main(void)
{
    await async_gather(steps('a'), steps('b'));
    printf("end\n"); // CHECK: a0 b0 a1 b1 a2 b2 end
    return 0;
}
