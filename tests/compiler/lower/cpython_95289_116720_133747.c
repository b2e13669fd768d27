// clause 4.18: reports against asyncio's cancellation counter, as groups: cpython 95289 (a group inside
// a cancelled task), 116720 (nested groups, the inner one ends while the outer one is cancelled), 133747
// (a cancellation that arrives while a group is closing).
// RUN: env ASYNC_TEST=clock=virtual %run-all %s | %prints %s
#include <async.h>
#include <stdio.h>
#include <uv.h>

static async int bad(int ms)
{
    await async_sleep((uint64_t)ms);
    async_fail(UV_EPIPE);
    return 0;
}

static async void wait_long(void)
{
    await async_sleep(1000);
}

// the task was cancelled before it comes to the group: that is not lost when the group ends
static async int inside_cancelled(void)
{
    async_group (g) {
        async_group_spawn(g, wait_long());
    }
    printf("not reached ");
    return 0;
}

// the group's own cancellation is over: the task goes on, and can be cancelled again
static async int twice(void)
{
    int e = 0;
    async_group (outer) {
        async_group (inner) {
            async_group_spawn(inner, wait_long());
            async_group_cancel(inner);
        }
        await async_sleep(1);
        printf("again ");
        async_group_spawn(outer, wait_long());
        async_group_cancel(outer);
    }
    e = await async_timeout(1, wait_long());
    printf("%s ", e == UV_ETIMEDOUT ? "timeout" : "?");
    return e;
}

// the inner group has failed and is closing when the outer one is cancelled from outside
static async int slow_close(int ms)
{
    defer await async_sleep((uint64_t)ms);
    await async_sleep(1000);
    return 0;
}

static async int closing(void)
{
    async_group (outer) {
        async_group (inner) {
            async_group_spawn(inner, slow_close(5));
            async_group_spawn(inner, bad(1));
        }
        printf("not reached ");
    }
    return 0;
}

static async void report(async_task(int) t, int ms)
{
    int x = 0;
    if (ms > 0)
        await async_sleep((uint64_t)ms);
    async_cancel(t);
    int e = await async_catch(x = async_join(t));
    printf("%s\n", e ? uv_err_name(e) : "ok");
}

async int main(void)
{
    await report(async_spawn(inside_cancelled()), 0); // CHECK: ECANCELED
    await report(async_spawn(twice()), 50);           // CHECK-NEXT: again timeout ok
    await report(async_spawn(closing()), 3);          // CHECK-NEXT: EPIPE
    await report(async_spawn(inside_cancelled()), 1); // CHECK-NEXT: ECANCELED
    return 0;
}
