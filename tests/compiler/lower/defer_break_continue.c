// clause 11.2: break and continue run what their blocks deferred, in every round anew.
// RUN: %run-all %s | %prints %s
// RUN: env GIVE_AT_ONCE=1 bash -c '%run-all %s' | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    for (int i = 0; i < 5; i++) {
        defer printf("out%d ", i);
        await rest();
        if (i == 1)
            continue;
        {
            defer await tell(i);
            if (i == 3)
                break;
            await rest();
        }
        if (await give(i) == 2)
            continue;
        defer printf("late%d ", i);
    }
    printf("\n"); // CHECK: t0 late0 out0 out1 t2 out2 t3 out3
    int n = 3;
    while (await give(n)) {
        defer n--;
        if (n == 2)
            continue;
        printf("n%d ", n);
    }
    do {
        defer printf("do%d ", n++);
        if (n == 1)
            continue;
    } while (await give(n < 2));
    printf("\n"); // CHECK-NEXT: n3 n1 do0 do1
    return 0;
}
