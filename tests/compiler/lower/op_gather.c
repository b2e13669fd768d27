// clause 4.2: gather with and without results, of several types, into any lvalue.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct s {
    int n;
};
static async struct s make(int n) { return (struct s){await give(n)}; }
static async double half(int n) { return await give(n) / 2.0; }
static async void note(int *p) { *p += await give(1); }

async int main(void)
{
    int a[2], n = 0, *p = &a[1];
    struct {
        struct s in;
    } o, *q = &o;
    double d;
    long wide;
    await async_gather(a[0] = give(1), *p = give(2), q->in = make(3), d = half(5), wide = give(6),
                       note(&n), give(7));
    printf("%d %d %d %.1f %ld %d\n", a[0], a[1], o.in.n, d, wide, n); // CHECK: 1 2 3 2.5 6 1
    await async_gather(n = give(9));
    printf("%d\n", n); // CHECK-NEXT: 9
    return 0;
}
