// clause 4.19: arrays of tasks, deadlines, intervals
// RUN: %run-all %s | %filecheck %s
#include <async.h>
#include <async/several.h>
#include <stdio.h>
#include <uv.h>

struct pair {
    long a;
    char b[12];
};

async struct pair make(int i, int ms)
{
    await async_sleep(ms);
    if (i < 0)
        async_fail(UV_EPIPE);
    return (struct pair){i, {(char)('a' + i)}};
}

async void nothing(void) { await async_yield(); }

async int gather_some(int n)
{
    async_task(struct pair) tasks[8];
    struct pair pairs[8];
    for (int i = 0; i < n; i++)
        tasks[i] = async_spawn(make(i, 3 * (n - i)));
    await async_gather_n(tasks, n, pairs);
    for (int i = 0; i < n; i++)
        printf("%ld%s ", pairs[i].a, pairs[i].b);
    puts("gathered");
    return n;
}

async void fails(void)
{
    async_task(struct pair) tasks[2] = {async_spawn(make(1, 10000)), async_spawn(make(-1, 1))};
    await async_gather_n(tasks, 2, NULL);
}

async int main(void)
{
    // CHECK: 0a 1b 2c gathered
    await gather_some(3);
    // CHECK-NEXT: failure -32
    int error = await async_catch(fails());
    printf("failure %d\n", error);

    // CHECK-NEXT: selected 1: 1b
    async_task(struct pair) tasks[3] = {async_spawn(make(0, 10000)), async_spawn(make(1, 1)),
                                        async_spawn(make(2, 10000))};
    struct pair pair;
    int which = await async_select_n(tasks, 3, &pair);
    printf("selected %d: %ld%s\n", which, pair.a, pair.b);

    // CHECK-NEXT: completed 2c 0a 1b
    for (int i = 0; i < 3; i++)
        tasks[i] = async_spawn(make(i, 1 + (i + 1) % 3 * 20));
    printf("completed");
    for (int i; (i = await async_wait_any(tasks, 3)) >= 0; tasks[i] = NULL) {
        pair = await async_join(tasks[i]);
        printf(" %ld%s", pair.a, pair.b);
    }
    puts("");

    // CHECK-NEXT: void 0
    async_task(void) plain[2] = {async_spawn(nothing()), async_spawn(nothing())};
    await async_gather_n(plain, 2, NULL);
    plain[0] = async_spawn(nothing());
    printf("void %d\n", await async_select_n(plain, 1, NULL));

    // CHECK-NEXT: gathered
    // CHECK-NEXT: deadlines -110 1 0
    int count = 0, outer, inner = 1;
    outer = await async_timeout_at(async_now() + 5, inner = async_timeout(10000, count = gather_some(0)));
    error = await async_timeout_at(async_now() + 5, async_sleep(10000));
    printf("deadlines %d %d %d\n", error, outer == 0 && inner == 0, count);

    // CHECK-NEXT: in time
    async_interval ticks;
    uint64_t start = async_now();
    async_interval_init(&ticks, 2);
    for (int i = 0; i < 3; i++)
        await async_sleep_until(async_interval_next(&ticks));
    puts(async_now() - start >= 6 ? "in time" : "early");
    return 0;
}
