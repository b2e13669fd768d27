// clause 7.8: alloca, with awaits in and around; its memory lasts till the function ends.
// RUN: %run-all %s | %prints %s
#include <alloca.h>
#include <async.h>
#include <stdio.h>
#include <string.h>
#include <uv.h>

static async int get(int x)
{
    await async_yield();
    return x;
}

static async int strings(int n, int depth)
{
    char *all[4] = {0};
    for (int i = 0; i < 4; i++) {
        all[i] = alloca((size_t)n * 100 + 1);
        memset(all[i], 'a' + i, (size_t)n * 100);
        all[i][n * 100] = 0;
        await async_yield();
        if (depth > 0 && i == 2)
            await strings(n + 1, depth - 1);
    }
    int sum = 0;
    for (int i = 0; i < 4; i++)
        sum += all[i][0] * all[i][n * 100 - 1] + (int)strlen(all[i]);
    return sum + (await get(1) ? strcmp(strcpy(__builtin_alloca(8), "abc"), "abc") : 9);
}

// in one expression with awaits, and as an argument of the awaited call
static async int length(const char *s)
{
    await async_yield();
    return (int)strlen(s);
}

static async int mixed(int n)
{
    int *p = alloca(sizeof(int) * (size_t)await get(n));
    p[n - 1] = await get(5);
    return p[n - 1] + await length(strcpy(alloca((size_t)await get(16)), "twelve chars"));
}

static async int fails(int n)
{
    int array[n], *more = alloca((size_t)n);
    array[0] = *more = await get(1);
    if (array[0] == 1)
        async_fail(UV_EPIPE);
    return *more;
}

// no await: left to the C compiler
static async int plain(int n)
{
    char *p = alloca((size_t)n);
    memset(p, 1, (size_t)n);
    return p[n - 1];
}

async int main(void)
{
    for (int i = 1; i < 100; i *= 3)
        printf("%d\n", await strings(i, 3));
    // CHECK: 39214
    // CHECK-NEXT: 40014
    // CHECK-NEXT: 42414
    // CHECK-NEXT: 49614
    // CHECK-NEXT: 71214
    int large = await async_catch(fails(100000)), small = await async_catch(fails(4));
    printf("%d %d %d %d\n", await mixed(3), large == UV_EPIPE, small == UV_EPIPE, await plain(9));
    // CHECK-NEXT: 17 1 1 1
    return 0;
}
