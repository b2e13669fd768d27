// clause 4.4: handles in arrays and structures, passed and returned.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct job {
    async_task(int) task;
};
static async_task(int) start(int n) { return async_spawn(give(n)); }
static async int finish(async_task(int) t) { return await async_join(t); }

async int main(void)
{
    async_task(int) tasks[20];
    struct job job = {start(1000)};
    int sum = 0;
    for (int i = 0; i < 20; i++)
        tasks[i] = async_spawn(give(i));
    for (int i = 20; i-- > 0;)
        sum += await finish(tasks[i]);
    printf("%d\n", sum + await async_join(job.task)); // CHECK: 1190
    return 0;
}
