// clause 2.12: definitions in the old style, and calls before them.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <stdio.h>
struct pair { int a, b; };
async int f(a, b, c, p, q, s)
    int a;
    char b;
    float c, *p;
    struct pair *q, s;
{
    await async_yield();
    b += 1;
    return a + b + (int)(c * 2) + (int)*p + q->b + s.a;
}
async static void nothing() { await async_yield(); puts("nothing"); }
static async long leaf(x, y) short x, y; { return x * y; }
async int late(v) short v; { await async_yield(); return v; }
async int main()
{
    float z = 2.5f;
    struct pair k = {1, 2};
    int r = await f(1, 'a', 1.5f, &z, &k, k);
    await nothing();
    long l = await leaf(3, 4);
    async_task(int) t = async_spawn(f(1, 'a', 1.5, &z, &k, k));
    async int (*p)() = f;
    (void)p;
    printf("%d %ld %d %d\n", r, l, await async_join(t), await late(40000));
    // CHECK: nothing
    // CHECK-NEXT: 107 12 107 -25536
    return 0;
}
