// clauses 4.10, 4.15: operators, joins and offloaded calls as operands of operators.
// RUN: env ASYNC_TEST=clock=virtual %run-all %s | %prints %s
#include <async.h>
#include <stdio.h>
#include <uv.h>

static async int slow(int ms, int v)
{
    defer printf("end%d ", v);
    await async_sleep((uint64_t)ms);
    return v;
}

static async int bad(int ms)
{
    await async_sleep((uint64_t)ms);
    async_fail(UV_EPIPE);
    return 0;
}

static int twice(int v)
{
    return 2 * v;
}

static async int *pick(int *p)
{
    printf("pick ");
    await async_yield();
    return p;
}

static async void groups(void)
{
    int a = 0, b = 0, c = 0, e = -1;
    // a timeout around a gather, in time and late
    e = await async_timeout(50, async_gather(a = slow(1, 1), b = slow(2, 2)));
    printf("| %d %d %d\n", e, a, b);
    e = await async_timeout(3, async_gather(a = slow(1, 3), b = slow(1000, 4)));
    printf("| %d %d %d\n", e == UV_ETIMEDOUT, a, b);
    // each with a limit of its own
    int ea = 1, eb = 1;
    await async_gather(ea = async_timeout(2, a = slow(1000, 5)), eb = async_timeout(50, b = slow(1, 6)),
                       async_shield(c = slow(3, 7)));
    printf("| %d %d %d %d %d\n", ea == UV_ETIMEDOUT, eb, a, b, c);
    // failures
    long wide = -7; // assigned when the gather has ended with a value
    e = await async_catch(async_gather(a = slow(1000, 8), wide = async_catch(b = bad(1)), bad(2)));
    printf("| %d %ld\n", e == UV_EPIPE, wide);
    int ec = 1;
    e = await async_timeout(100, ec = async_catch(async_timeout(5, bad(1))));
    printf("| %d %d\n", e, ec == UV_EPIPE);
    // a race of a gather and a timeout
    int which = await async_select(async_gather(slow(1000, 9), slow(1, 10)), e = async_timeout(2, slow(1000, 11)));
    printf("| %d %d\n", which, e == UV_ETIMEDOUT);
}

static async void others(void)
{
    int a = 0, b = 0, e = -1;
    async_task(int) t = async_spawn(slow(1, 1)), u = async_spawn(slow(2, 2));
    await async_gather(a = async_join(t), b = async_join(u));
    printf("| %d %d\n", a, b);
    async_task(int) v = async_spawn(slow(1000, 3));
    e = await async_timeout(1, a = async_join(v));
    printf("| %d %d\n", e == UV_ETIMEDOUT, a);
    double d = 0;
    await async_gather(a = async_offload(twice(4)), d = async_offload(twice(await slow(0, 5))),
                       async_offload(printf("hidden%c", '\r')));
    printf("| %d %g\n", a, d);
    int values[2] = {0, 0};
    await async_gather(*await pick(&values[0]) = slow(0, 1),
                       e = async_catch(*await pick(&values[1]) = async_offload(twice(9))));
    printf("| %d %d %d\n", values[0], values[1], e);
}

static async void cancelled(void)
{
    int e = await async_timeout(1000, async_gather(slow(1000, 1), async_catch(slow(2000, 2))));
    printf("not reached %d\n", e);
}

async int main(void)
{
    await groups();
    // CHECK: end1 end2 | 0 1 2
    // CHECK-NEXT: end3 end4 | 1 3 2
    // CHECK-NEXT: end6 end5 end7 | 1 0 3 6 7
    // CHECK-NEXT: end8 | 1 -7
    // CHECK-NEXT: | 0 1
    // CHECK-NEXT: end10 end11 end9 | 1 1
    await others();
    // CHECK-NEXT: end1 end2 | 1 2
    // CHECK-NEXT: end3 | 1 1
    // CHECK-NEXT: end5 {{.*}}| 8 10
    // CHECK-NEXT: pick pick end1 | 1 18 0
    async_task(void) t = async_spawn(cancelled());
    await async_sleep(1);
    async_cancel(t);
    int e = await async_catch(async_join(t));
    printf("| %d\n", e == UV_ECANCELED);
    // CHECK-NEXT: end1 end2 | 1
    return 0;
}
