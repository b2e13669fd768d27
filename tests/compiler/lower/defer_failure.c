// clause 11.2: a failure runs what was reached: by async_fail, at once and after a wait.
// RUN: %run-all %s 2>/dev/null | %prints %s
// RUN: env GIVE_AT_ONCE=1 bash -c '%run-all %s 2>/dev/null' | %prints %s
#include <uv.h>
#include "Inputs/give.h"

static async void fails(int late)
{
    if (late)
        await rest();
    async_fail(UV_EIO);
}

static async int leave(int how)
{
    defer printf("a\n");
    {
        defer await tell(how);
        await rest();
        defer printf("b ");
        if (how == 0)
            async_fail(UV_EINTR);
        await fails(how - 1);
        defer printf("not reached ");
    }
    printf("wrong\n");
    return 0;
}

static async void caller(int how)
{
    defer printf("caller ");
    await leave(how);
    printf("wrong ");
}

async int main(void)
{
    for (int how = 0; how < 3; how++) {
        async_task(void) task = async_spawn(caller(how));
        await async_wait(task);
        printf("\n");
        async_detach(task);
    }
    return 0;
    // CHECK: b t0 a
    // CHECK-NEXT: caller
    // CHECK-NEXT: b t1 a
    // CHECK-NEXT: caller
    // CHECK-NEXT: b t2 a
    // CHECK-NEXT: caller
}
