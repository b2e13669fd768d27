// clause 11.1: deferred statements run at the end of the block, the last one first.
// RUN: %run-all %s | %prints %s
// RUN: env GIVE_AT_ONCE=1 bash -c '%run-all %s' | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    defer printf("end\n"); // CHECK: a b inner 2 inner 1 c
    {
        printf("a ");
        defer printf("inner 1 ");
        await rest();
        printf("b ");
        defer {
            printf("inner ");
            printf("2 ");
        }
        await rest();
    }
    printf("c\n");
    await rest();
    defer printf("first\n"); // CHECK-NEXT: first
    return 0;                // CHECK-NEXT: end
}
