// clause 11.2: return runs what was reached in all blocks around, the innermost first.
// RUN: %run-all %s | %prints %s
// RUN: env GIVE_AT_ONCE=1 bash -c '%run-all %s' | %prints %s
#include "Inputs/give.h"

static async int leave(int where)
{
    if (where == 0)
        return 10;
    defer printf("a ");
    if (where == 1)
        return await give(11);
    for (int i = 0;; i++) {
        defer await tell(i);
        if (where == 2 && i == 1)
            return 12;
        if (where == 3) {
            await rest();
            defer printf("b ");
            switch (where) {
            default: {
                defer printf("c ");
                return await give(13);
            }
            }
        }
        await rest();
        defer printf("d ");
    }
}

async int main(void)
{
    printf("%d\n", await leave(0)); // CHECK: 10
    printf("%d\n", await leave(1)); // CHECK-NEXT: a 11
    printf("%d\n", await leave(2)); // CHECK-NEXT: d t0 t1 a 12
    printf("%d\n", await leave(3)); // CHECK-NEXT: c b t0 a 13
    return 0;
}
