// clause 5.4: assignments are expressions; the value is that of the left operand.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int a, b, c;
    unsigned char small;
    a = b = await give(3);
    c = (a = await give(4)) + (b += await give(5));
    printf("%d %d %d\n", a, b, c); // CHECK: 4 8 12
    a = small = (unsigned char)await give(257);
    printf("%d %d\n", a, small); // CHECK-NEXT: 1 1
    if ((a = await give(0)) == 0 && (b = await give(9)) > 8)
        printf("%d %d\n", a, b); // CHECK-NEXT: 0 9
    return 0;
}
