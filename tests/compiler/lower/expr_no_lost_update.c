// clause 5.4: a compound assignment reads its object after the await.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static int total, list[2];

static async int deposit(int n)
{
    await rest();
    total += 100;
    list[0] += 100;
    return n;
}

async int main(void)
{
    total += await deposit(1);
    printf("%d\n", total); // CHECK: 101
    list[0] -= await deposit(1);
    printf("%d %d\n", list[0], total); // CHECK-NEXT: 199 201
    total = total + await deposit(1);
    printf("%d\n", total); // CHECK-NEXT: 302
    return 0;
}
