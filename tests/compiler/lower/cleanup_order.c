// clause 11.6: variables with a cleanup function and deferred statements, in one reverse order.
// RUN: %run-all %s | %prints %s
// RUN: env GIVE_AT_ONCE=1 bash -c '%run-all %s' | %prints %s
#include "Inputs/give.h"

#define CLEANUP(f) __attribute__((cleanup(f)))

static void close_it(int *n) { printf("c%d ", *n); }

static async int work(int n)
{
    CLEANUP(close_it) int a = n, b = await give(n + 1);
    defer printf("d ");
    int c __attribute__((__cleanup__(close_it))) = 9;
    if (n == 3)
        return a + b + c;
    {
        CLEANUP(close_it) int not_across = n;
        defer printf("e ");
    }
    defer await tell(c);
    c = 5;
    await rest();
    return a + b;
}

async int main(void)
{
    printf("= %d\n", await work(3)); // CHECK: c9 d c4 c3 = 16
    printf("= %d\n", await work(6)); // CHECK-NEXT: e c6 t5 c5 d c7 c6 = 13
    return 0;
}
