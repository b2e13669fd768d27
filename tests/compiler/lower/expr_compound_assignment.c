// clause 5.4: every compound assignment.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int n = 100;
    double d = 1;
    unsigned char c = 250;
    const char *s = "abcd";
    n += await give(5);
    n -= await give(3);
    n *= await give(4);
    n /= await give(2);
    n %= await give(100);
    printf("%d\n", n); // CHECK: 4
    n <<= await give(5);
    n >>= await give(1);
    n |= await give(3);
    n &= await give(66);
    n ^= await give(255);
    printf("%d\n", n); // CHECK-NEXT: 189
    d += await give(1) / 2.0;
    c += (unsigned char)await give(10);
    s += await give(2);
    printf("%.1f %d %s\n", d, c, s);    // CHECK-NEXT: 1.5 4 cd
    printf("%d\n", (n = 1, n += await give(1)) + n); // CHECK-NEXT: 4
    return 0;
}
