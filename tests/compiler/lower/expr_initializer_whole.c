// clause 3.5: a structure, a union, a vector initialised by an await as a whole or in part.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct s {
    int a, b;
};
union u {
    char c[4];
    int i;
};
typedef float v2 __attribute__((vector_size(8)));

static async struct s make(int n) { return (struct s){n, await give(n + 1)}; }

async int main(void)
{
    struct s s = await make(1), two[2] = {await make(2), {7, await give(8)}}, copy = s;
    union u u = {.i = await give(65)};
    v2 v = {0.5f, (float)await give(2)};
    struct {
        struct s in;
        int n;
    } w = {.in = await make(4), .n = 9};
    printf("%d%d %d%d%d%d %d\n", s.a, s.b, two[0].a, two[0].b, two[1].a, two[1].b, copy.b);
    // CHECK: 12 2378 2
    printf("%d %.1f %.1f %d%d%d\n", u.i, v[0], v[1], w.in.a, w.in.b, w.n);
    // CHECK-NEXT: 65 0.5 2.0 459
    return 0;
}
