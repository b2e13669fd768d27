// clause 6.3: a switch without braces, with code before its first label, with a declaration there.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int n = 2;
    switch (await give(1))
    case 1: n += await give(10);
    switch (await give(5))
        for (; n < 100;) {
        case 5:
            n += await give(100);
        }
    switch (await give(3)) {
        int t;
    case 3:
        t = await give(1000);
        n += t;
    }
    printf("%d\n", n); // CHECK: 1112
    switch (await give(1))
    default:
        for (int i = 0; i < 2; i++)
            printf("%d ", await give(i));
    printf("\n"); // CHECK-NEXT: 0 1
    return 0;
}
