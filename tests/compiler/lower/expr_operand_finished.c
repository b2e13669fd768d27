// clause 5.2: an operand with an await is finished, its plain operands too, before the next begins.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static int x = 1;

static async int bump(int by)
{
    await rest();
    x += by;
    return by;
}

// x is 11 when the inner sum is made, 111 when the whole one is.
async int main(void)
{
    int n = (x + await bump(10)) * 1000 + await bump(100);
    printf("%d %d\n", n, x); // CHECK: 21100 111
    n = say(x) + await bump(1) + x;
    printf("= %d\n", n); // CHECK-NEXT: s111 = 224
    return 0;
}
