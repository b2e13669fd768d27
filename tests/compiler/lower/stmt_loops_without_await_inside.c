// clause 6.1: loops and blocks without awaits beside some with.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    int sum = await give(0);
    for (int i = 0; i < 10; i++) {
        if (i == 3)
            continue;
        sum += i;
    }
    sum += await give(100);
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++)
            sum += j;
        await rest();
        while (sum % 2)
            sum++;
    }
    printf("%d\n", sum); // CHECK: 154
    return 0;
}
