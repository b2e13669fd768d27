// clause 4.5: wait does not consume the handle; a detached task runs on.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static int done;
static async int work(int n)
{
    await rest();
    done += n;
    return n;
}

async int main(void)
{
    async_detach(async_spawn(work(1)));
    async_task(int) t = async_spawn(work(10));
    await async_wait(t);
    printf("%d\n", done);                // CHECK: 11
    printf("%d\n", await async_join(t)); // CHECK-NEXT: 10
    return 0;
}
