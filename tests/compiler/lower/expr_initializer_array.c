// clauses 3.5, 5.2: awaits inside array initialisers; the rest is zero.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int a[] = {say(1), await tell(2), say(3)};
    int b[5] = {[1] = await tell(4), [3] = say(5)}, c[2][2] = {{1, await give(2)}, {await give(3)}};
    printf("= %zu %d%d%d\n", sizeof a / sizeof *a, a[0], a[1], a[2]);
    // CHECK: s1 t2 s3 t4 s5 = 3 123
    printf("%d%d%d%d%d\n", b[0], b[1], b[2], b[3], b[4]);            // CHECK-NEXT: 04050
    printf("%d%d%d%d\n", c[0][0], c[0][1], c[1][0], c[1][1]);        // CHECK-NEXT: 1230
    return 0;
}
