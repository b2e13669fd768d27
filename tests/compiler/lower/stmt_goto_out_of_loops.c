// clause 6.1: goto out of and between nested loops.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int tries = 0, i, j;
    for (i = 0; i < 10; i++) {
        for (j = 0; j < 10; j++) {
            tries++;
            if (await give(i * j) == 12)
                goto found;
            if (j == 3)
                goto next;
        }
    next:
        await rest();
    }
    printf("wrong\n");
found:
    printf("%d %d %d\n", i, j, tries); // CHECK: 4 3 20
    return 0;
}
