// clause 5.5: GNU a ?: b evaluates a once.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int n = await tell(5) ?: await tell(6);
    printf("= %d\n", n); // CHECK: t5 = 5
    n = await tell(0) ?: say(7);
    printf("= %d\n", n); // CHECK-NEXT: t0 s7 = 7
    n = say(0) ?: await tell(8) ?: say(9);
    printf("= %d\n", n); // CHECK-NEXT: s0 t8 = 8
    const char *s = await give(0) ? "s" : 0;
    s = s ?: (await rest(), "other");
    printf("%s\n", s); // CHECK-NEXT: other
    n = __builtin_popcount((unsigned)say(3)) ?: await tell(1);
    printf("= %d\n", n); // CHECK-NEXT: s3 = 2
    n = __builtin_choose_expr(1, await tell(0), say(5)) ?: __builtin_expect(await tell(2), 1) ?: await tell(3);
    printf("= %d\n", n); // CHECK-NEXT: t0 t2 = 2
    return 0;
}
