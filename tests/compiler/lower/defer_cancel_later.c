// clause 11.4: cancelled inside a deferred statement, the task ends at the next await after it.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async void work(void)
{
    defer printf("outer\n");
    {
        defer printf("inner ");
        defer {
            await async_sleep(20);
            printf("slept ");
        }
        printf("body ");
    }
    printf("after ");
    await rest();
    printf("wrong ");
}

async int main(void)
{
    async_task(void) task = async_spawn(work());
    await async_sleep(2);
    async_cancel(task);
    printf("cancel ");
    await async_wait(task);
    async_detach(task); // CHECK: body cancel slept inner after outer
    task = async_spawn(work());
    await async_yield();
    async_cancel(task);
    async_cancel(task);
    await async_wait(task);
    async_detach(task); // CHECK-NEXT: body slept inner after outer
    return 0;
}
