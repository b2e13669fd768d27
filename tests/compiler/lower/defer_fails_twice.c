// clause 11.5: a failure of a deferred statement while another is under way is only reported.
// RUN: %run-all %s 2>&1 | %filecheck %s
// RUN: env GIVE_AT_ONCE=1 bash -c '%run-all %s' 2>&1 | %filecheck %s
#include <uv.h>
#include "Inputs/give.h"

static async void fails(int error)
{
    await rest();
    async_fail(error);
}

static async void leave(void)
{
    defer printf("first\n");
    defer await fails(UV_EIO);
    {
        defer await fails(UV_EINTR);
        await fails(UV_EPIPE);
    }
}

async int main(void)
{
    async_task(void) task = async_spawn(leave());
    await async_wait(task);
    async_detach(task);
    await rest();
    return 0;
    // CHECK: first
    // CHECK-NEXT: asyncc: failure of a deferred statement ignored: EINTR
    // CHECK-NEXT: asyncc: failure of a deferred statement ignored: EIO
    // CHECK-NEXT: task failed: EPIPE
    // CHECK-NEXT: in fails at {{.*}}:10
    // CHECK-NEXT: in leave at {{.*}}:19
    // CHECK-NEXT: spawned at
}
