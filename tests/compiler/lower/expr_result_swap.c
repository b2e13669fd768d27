// clause 5.4: a structure gets its new value only when the callee has ended.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct pair {
    int a, b;
};
static struct pair p = {1, 2};

static async struct pair swapped(void)
{
    struct pair r;
    r.a = p.b;
    await rest();
    r.b = p.a;
    return r;
}

async int main(void)
{
    p = await swapped();
    printf("%d %d\n", p.a, p.b); // CHECK: 2 1
    p = (struct pair){p.b, await give(p.a)};
    printf("%d %d\n", p.a, p.b); // CHECK-NEXT: 1 2
    return 0;
}
