// clause 11.1: deferred statements that defer.
// RUN: %run-all %s | %prints %s
// RUN: env GIVE_AT_ONCE=1 bash -c '%run-all %s' | %prints %s
#include "Inputs/give.h"

static async int work(int n)
{
    defer {
        defer printf("4\n");
        for (int i = 0; i < 4; i++) {
            defer await tell(i);
            if (i == n)
                break;
            await rest();
        }
        defer {
            defer printf("3 ");
            goto out;
        out:
            await rest();
            printf("2 ");
        }
        printf("1 ");
    }
    return await give(n);
}

async int main(void)
{
    int n = await work(1);                   // CHECK: t0 t1 1 2 3 4
    printf("= %d %d\n", n, await work(9)); // CHECK-NEXT: t0 t1 t2 t3 1 2 3 4
    return 0;                                // CHECK-NEXT: = 1 9
}
