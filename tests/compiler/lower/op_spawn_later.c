// clause 4.3: a task first runs on the next turn, tasks in the order of their spawning.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    async_task(int) a = async_spawn(tell(1)), b = async_spawn(tell(2));
    printf("main ");
    await async_yield();
    printf("yielded ");
    int sum = await async_join(a) + await async_join(b);
    printf("= %d\n", sum); // CHECK: main t1 t2 yielded = 3
    return 0;
}
