// clause 4.6: offload of a plain call, its arguments evaluated here, results of several types.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct s {
    int a;
    double b;
};
static struct s work(int n, const char *text) { return (struct s){n + text[0], n / 2.0}; }
static void store(int *p) { *p = 7; }
static int twice(int n) { return 2 * n; }

async int main(void)
{
    int n = 1, (*f)(int) = twice;
    struct s s = await async_offload(work(await tell(3), "A"));
    await async_offload(store(&n));
    printf("%d %.1f %d %d\n", s.a, s.b, n, await async_offload(f(say(n++))) + n);
    // CHECK: t3 s7 68 1.5 8 22
    return 0;
}
