// clause 11.6: cleanup on every way out.
// RUN: %run-all %s 2>/dev/null | %prints %s
#include <uv.h>
#include "Inputs/give.h"

static void close_it(int *n) { printf("c%d ", *n); }
#define held __attribute__((cleanup(close_it))) int

enum way { FALL, RETURN, BREAK, CONTINUE, GOTO, FAIL, CANCEL };

static async void work(enum way way)
{
    held a = 1;
    for (int i = 2; i < 4; i++) {
        held b = i;
        await rest();
        if (way == RETURN)
            return;
        if (way == BREAK)
            break;
        if (way == CONTINUE)
            continue;
        if (way == GOTO)
            goto out;
        if (way == FAIL)
            async_fail(UV_EIO);
        if (way == CANCEL)
            await async_sleep(10000);
        printf("end ");
    }
    printf("loop ");
out:
    printf("out ");
}

async int main(void)
{
    for (enum way way = FALL; way <= CANCEL; way++) {
        async_task(void) task = async_spawn(work(way));
        await async_sleep(2);
        async_cancel(task);
        await async_wait(task);
        async_detach(task);
        printf("\n");
    }
    return 0;
    // CHECK: end c2 end c3 loop out c1
    // CHECK-NEXT: c2 c1
    // CHECK-NEXT: c2 loop out c1
    // CHECK-NEXT: c2 c3 loop out c1
    // CHECK-NEXT: c2 out c1
    // CHECK-NEXT: c2 c1
    // CHECK-NEXT: c2 c1
}
