// clause 11.2: after the deferred statements the failure goes on as it was.
// RUN: %run-all %s 2>&1 | %filecheck %s
// RUN: env GIVE_AT_ONCE=1 bash -c '%run-all %s' 2>&1 | %filecheck %s
#include <uv.h>
#include "Inputs/give.h"

static async void fails(void)
{
    await rest();
    async_fail(UV_EPIPE);
}

static async void leave(void)
{
    defer await rest();
    {
        defer printf("deferred\n");
        await fails();
    }
}

async int main(void)
{
    async_task(void) task = async_spawn(leave());
    await async_wait(task);
    async_detach(task);
    return 0;
    // CHECK-DAG: deferred
    // CHECK-DAG: task failed: EPIPE
    // CHECK-DAG: in fails at {{.*}}defer_failure_goes_on.c:10
    // CHECK-DAG: in leave at {{.*}}defer_failure_goes_on.c:18
}
