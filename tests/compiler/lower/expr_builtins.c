// clauses 5.1, 5.2: awaits as arguments of builtin functions and variadic calls.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    char buffer[32], *p = buffer;
    if (__builtin_expect(await give(1), 1) && __builtin_popcount((unsigned)await give(7)) == 3)
        p += sprintf(p, "%d-%s-%.1f", await give(1), await give(2) ? "two" : "",
                     await give(3) / 2.0);
    printf("%s %d\n", buffer, (int)(p - buffer)); // CHECK: 1-two-1.5 9
    printf("%d\n", __builtin_choose_expr(1, await give(4), 0)); // CHECK-NEXT: 4
    int sum;
    printf("%d", __builtin_add_overflow(await give(2147483647), await give(1), &sum));
    printf(" %d\n", sum == -2147483647 - 1); // CHECK-NEXT: 1 1
    return 0;
}
