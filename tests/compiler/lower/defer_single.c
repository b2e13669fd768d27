// clause 11.1: what may be deferred; a branch or a loop's body without braces is a block too.
// RUN: %run-all %s | %prints %s
// RUN: env GIVE_AT_ONCE=1 bash -c '%run-all %s' | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int n = 2;
    if (n)
        defer printf("then ");
    else
        defer printf("wrong ");
    printf("after\n"); // CHECK: then after
    for (int i = 0; i < 3; i++)
        defer await tell(i);
    while (await give(n) > 1)
        defer n--;
    printf("loops\n"); // CHECK-NEXT: t0 t1 t2 loops
    if (n == 0)
        printf("wrong\n");
    else if (n == 1)
        defer {
            await rest();
            printf("else\n"); // CHECK-NEXT: else
        }
    {
        defer if (n == 1) printf("if %d\n", await give(n)); else printf("wrong\n");
        defer for (int i = 0; i < 4; i++) {
            if (i == 1)
                continue;
            if (i == 3)
                break;
            await tell(i);
        }
        defer;
        defer switch (await give(n)) {
        case 1:
            printf("switch ");
            break;
        default:
            printf("wrong ");
        }
    }
    // CHECK-NEXT: switch t0 t2 if 1
    defer if (n) defer printf("end\n");
    return 0; // CHECK-NEXT: end
}
