// clause 11.5: a deferred statement that fails lets the others run, and its failure goes on.
// RUN: %run-all %s 2>&1 | %filecheck %s
#include <uv.h>
#include "Inputs/give.h"

static async void fails(void)
{
    await rest();
    async_fail(UV_EPIPE);
}

static async int leave(int at_once)
{
    defer printf("first\n");
    for (;;) {
        defer printf("second\n");
        if (at_once) {
            defer async_fail(UV_EIO);
            break;
        }
        defer {
            await fails();
            printf("wrong\n");
        }
        return 1;
    }
    printf("wrong\n");
    return 0;
}

async int main(void)
{
    for (int i = 0; i < 2; i++) {
        async_task(int) task = async_spawn(leave(i));
        await async_wait(task);
        async_detach(task);
        await rest();
    }
    // CHECK-NOT: {{wrong|ignored}}
    // CHECK: second
    // CHECK-NEXT: first
    // CHECK-NEXT: second
    // CHECK-NEXT: first
    // CHECK-NEXT: task failed: EPIPE
    // CHECK: task failed: EIO
    // CHECK-NOT: {{wrong|ignored}}
    return 0;
}
