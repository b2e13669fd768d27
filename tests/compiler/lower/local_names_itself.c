// A variable's name is known in its own initialiser: there before the await as well.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <stdio.h>
#include <stdlib.h>

static async void *get(size_t size)
{
    await async_yield();
    return calloc(1, size);
}

static async long both(long *out, long value)
{
    *out = value;
    await async_yield();
    return *out + 1;
}

struct pair {
    long a, b;
};

static async int alone(void)
{
    int *p = await get(sizeof *p);
    *p = 3;
    int value = *p;
    free(p);
    return value;
}

static async int across(void)
{
    struct pair *const p = await get(sizeof(*p) * 2), *q = await get(sizeof *q);
    p[1].b = await both(&q->a, 4);
    int value = (int)(p[1].b + q->a);
    free(p);
    free(q);
    return value;
}

static async long address(void)
{
    long x = await both(&x, 10);
    struct pair y = {.b = await both(&y.a, (long)sizeof y)};
    return x + y.b;
}

static async int in_loops(void)
{
    int sum = 0;
    for (char *p = await get(sizeof p), *start = p, *end = p + 2; p < end || (free(start), 0); p++)
        sum += 1 + *p;
    for (int i = 0; i < 2; i++) {
        long *p = i ? await get(sizeof *p) : NULL;
        sum += p ? 10 + (int)*p : 100;
        free(p);
    }
    return sum;
}

async int main(void)
{
    printf("%d\n", await alone());    // CHECK: 3
    printf("%d\n", await across());   // CHECK: 9
    printf("%ld\n", await address()); // CHECK: 28
    printf("%d\n", await in_loops()); // CHECK: 112
    return 0;
}
