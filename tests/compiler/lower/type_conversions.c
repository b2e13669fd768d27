// clauses 2.6, 3.1: arguments and results are converted as C converts them.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async unsigned char byte(int n) { return (unsigned char)await give(n); }
static async _Bool truth(double d)
{
    await rest();
    return d;
}
static async long widen(short n)
{
    await rest();
    return n;
}

async int main(void)
{
    printf("%d %d\n", await byte(300), await truth(0.5)); // CHECK: 44 1
    printf("%ld %d\n", await widen((short)70000), await truth(0)); // CHECK-NEXT: 4464 0
    double d = await give(3);
    unsigned u = await byte(-1);
    printf("%.1f %u %d\n", d / 2, u, await byte(255) + 1); // CHECK-NEXT: 1.5 255 256
    return 0;
}
