// clause 6.1: in a switch in a loop, break leaves the switch and continue the round.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int n = 0;
    for (int i = 0; i < 6; i++) {
        switch (await give(i)) {
        case 0:
            await rest();
            continue;
        case 1:
            n += await give(1);
            break;
        case 2:
            while (await give(1))
                break;
            n += 10;
            break;
        case 3:
            for (int k = 0; k < 3; k++) {
                if (await give(k) == 1)
                    continue;
                n += 100;
            }
            break;
        case 4:
            goto out;
        }
        n += 1000;
    }
out:
    printf("%d\n", n); // CHECK: 3211
    return 0;
}
