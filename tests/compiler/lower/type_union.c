// clause 2.6: unions by value, and a transparent one.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

union number {
    int i;
    float f;
    unsigned char bytes[4];
};

static async union number bump(union number n)
{
    n.i += await give(1);
    return n;
}

async int main(void)
{
    union number n = {.i = 0x01020304};
    n = await bump(n);
    printf("%x %d\n", n.i, (await bump(n)).bytes[0]); // CHECK: 1020305 6
    return 0;
}
