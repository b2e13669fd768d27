// clause 11.3: the value of `return` is computed before the deferred statements run.
// RUN: %run-all %s | %prints %s
// RUN: env GIVE_AT_ONCE=1 bash -c '%run-all %s' | %prints %s
#include "Inputs/give.h"

static int global = 1;

static async int plain(int n)
{
    defer n = -1;
    await rest();
    return n + 1;
}

static async int awaited(int n)
{
    defer n = say(n + 1);
    return await tell(n);
}

static async int expression(int n)
{
    defer n = 0;
    defer await give(n = 100);
    return await give(n) + n;
}

static async int sees_global(void)
{
    defer printf("global %d\n", global);
    defer await rest();
    return await give(2);
}

async int main(void)
{
    printf("= %d\n", await plain(4));      // CHECK: = 5
    printf("= %d\n", await awaited(5));    // CHECK-NEXT: t5 s6 = 5
    printf("= %d\n", await expression(6)); // CHECK-NEXT: = 12
    global = await sees_global();          // CHECK-NEXT: global 1
    printf("= %d\n", global);              // CHECK-NEXT: = 2
    return 0;
}
