// clause 11.2: goto runs what is deferred in the blocks that it leaves, and no more.
// RUN: %run-all %s | %prints %s
// RUN: env GIVE_AT_ONCE=1 bash -c '%run-all %s' | %prints %s
#include "Inputs/give.h"

static async void leave(int blocks)
{
    int round = 0;
again:
    printf("r%d ", round++);
    {
        defer printf("outer ");
        await rest();
        {
            defer await tell(1);
            await rest();
            defer printf("inner ");
            if (blocks == 1)
                goto one;
            if (blocks == 2)
                goto two;
            if (round == 1)
                goto again;
            goto here;
        here:
            printf("here ");
        }
        printf("fell ");
    one:
        printf("one ");
    }
two:
    printf("two\n");
}

async int main(void)
{
    await leave(1); // CHECK: r0 inner t1 one outer two
    await leave(2); // CHECK-NEXT: r0 inner t1 outer two
    await leave(3); // CHECK-NEXT: r0 inner t1 outer r1 here inner t1 fell one outer two
    return 0;
}
