// clause 6.1: a loop whose await is reached only in some rounds.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    long sum = 0;
    for (int i = 0; i < 1000; i++) {
        if (i % 100 == 99)
            await rest();
        sum += i;
        if (sum < 0)
            return await give(1);
    }
    printf("%ld\n", sum); // CHECK: 499500
    return 0;
}
