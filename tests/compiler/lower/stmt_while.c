// clause 6.2: while with break and continue before and after awaits.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int n = 0;
    while (await give(n) < 10) {
        n++;
        if (n % 2)
            continue;
        await rest();
        if (n % 3 == 0)
            continue;
        printf("%d ", n);
        if (await give(n) == 8)
            break;
    }
    printf("%d\n", n); // CHECK: 2 4 8 8
    while (await give(n--) > 5)
        ;
    printf("%d\n", n); // CHECK-NEXT: 4
    return 0;
}
