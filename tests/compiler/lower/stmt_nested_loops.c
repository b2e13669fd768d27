// clause 6.2: break and continue belong to the innermost loop.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int n = 0;
    for (int i = 0; i < 4; i++) {
        int j = 0;
        while (1) {
            if (await give(j) == 3)
                break;
            do {
                if (j == 1)
                    break;
                n += await give(10);
                if (i == 2)
                    continue;
                n += 100;
            } while (await give(0));
            j++;
            if (i == 3)
                continue;
            n += 1000;
        }
        if (i == 0)
            continue;
        n += await give(10000);
    }
    printf("%d\n", n); // CHECK: 39680
    return 0;
}
