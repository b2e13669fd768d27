// clause 5.2: increments beside awaits, of every kind of object.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int i = 1, a[2] = {5, 6}, *p = a;
    double d = 0.5;
    int n = i++ * 100 + await give(10) + i++;
    printf("%d %d\n", n, i); // CHECK: 112 3
    n = ++i * 10 + await give(1) - --i;
    printf("%d %d\n", n, i); // CHECK-NEXT: 38 3
    n = *p++ * 10 + await give(0) + *p;
    printf("%d %d\n", n, (int)(p - a)); // CHECK-NEXT: 56 1
    a[await give(0)]++;
    --a[await give(1)];
    d += d++ > await give(0);
    printf("%d %d %.1f\n", a[0], a[1], d); // CHECK-NEXT: 6 5 2.5
    return 0;
}
