// clause 11.6: cleanup in statement expressions, in what a `for` declares, in macros.
// RUN: %run-all %s | %prints %s
// RUN: env GIVE_AT_ONCE=1 bash -c '%run-all %s' | %prints %s
#include "Inputs/give.h"

static void close_it(int *n) { printf("c%d ", *n); }
#define held __attribute__((cleanup(close_it))) int
#define AND_CLOSE(n) ({ held h_ = (n); await rest(); h_ * 2; })

static async int leave(int n)
{
    held a = n;
    a += ({
        held b = 20;
        if (n == 1)
            return 100;
        b + 1;
    });
    await rest();
    return a;
}

async int main(void)
{
    int n = AND_CLOSE(3) + AND_CLOSE(4);
    printf("= %d\n", n); // CHECK: c3 c4 = 14
    n = await give(1) + ({ held b = 7; b + 1; });
    printf("= %d\n", n); // CHECK-NEXT: c7 = 9
    n = await leave(1);
    printf("= %d\n", n); // CHECK-NEXT: c20 c1 = 100
    n = await leave(2);
    printf("= %d\n", n); // CHECK-NEXT: c20 c23 = 23
    for (held i = 0; i < 2; i++)
        await tell(i);
    printf("after\n"); // CHECK-NEXT: t0 t1 c2 after
    for (held i = 0;; i++) {
        held j = 10 + i;
        if (await give(i) == 1)
            break;
    }
    printf("after\n"); // CHECK-NEXT: c10 c11 c1 after
    return 0;
}
