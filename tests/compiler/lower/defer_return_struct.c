// clause 11.3: a structure is returned as it was before the deferred statements.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct pair {
    int a, b;
};

static async struct pair make(int n)
{
    struct pair pair = {n, await give(n + 1)};
    defer pair = (struct pair){0};
    await rest();
    if (n == 3)
        return pair;
    defer await rest();
    return (struct pair){pair.b, pair.a};
}

async int main(void)
{
    struct pair p = await make(3);
    printf("%d %d\n", p.a, p.b); // CHECK: 3 4
    p = await make(p.b);
    printf("%d %d\n", p.a, p.b); // CHECK-NEXT: 5 4
    return 0;
}
