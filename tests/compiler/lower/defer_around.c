// clauses 11.1, 7.2: what belongs to the blocks around lives across the awaits of deferred statements.
// RUN: %run-all %s | %prints %s
// RUN: env GIVE_AT_ONCE=1 bash -c '%run-all %s' | %prints %s
#include "Inputs/give.h"

static async int after(int n)
{
    int r;
    {
        defer await rest();
        n = await give(n);
        r = n + 1;
    }
    return r;
}

static async int by_break(int n)
{
    int r;
    for (;;) {
        defer await rest();
        int twice = 2 * n;
        n = await give(n);
        r = n + twice;
        if (n == 3)
            break;
    }
    return r;
}

static async int by_goto(int n)
{
    int r = 0, *p;
    for (int i = 0; i < 3; i++) {
        defer if (n) await rest();
        p = &r;
        if (i < 2)
            continue;
        goto out;
    }
out:
    return ++*p + n;
}

async int main(void)
{
    printf("%d\n", await after(3));    // CHECK: 4
    printf("%d\n", await by_break(3)); // CHECK-NEXT: 9
    printf("%d\n", await by_goto(3));  // CHECK-NEXT: 4
    int n = 1 + ({
        defer await rest();
        int m = await give(6);
        m + 1;
    });
    printf("%d\n", n); // CHECK-NEXT: 8
    return 0;
}
