// clause 5.6: initialisers of a declaration are one expression each, in order.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int n = 1;
    int a = n, b = await give(n + 1), *p = &b, c = (*p)++ + await give(10), d = n = 5;
    printf("%d %d %d %d %d\n", a, b, c, d, n); // CHECK: 1 3 12 5 5
    double x = await give(1), y = x / await give(2);
    const char *s = &"abc"[await give(1)], t = s[await give(1)];
    printf("%.1f %.1f %s %c\n", x, y, s, t); // CHECK-NEXT: 1.0 0.5 bc c
    return 0;
}
