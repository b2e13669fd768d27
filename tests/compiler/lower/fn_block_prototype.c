// clause 2.1: a prototype in a block.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    {
        async int far_away(int);
        printf("%d\n", await far_away(41)); // CHECK: 42
    }
    return 0;
}

async int far_away(int n);
async int far_away(int n) { return await give(n) + 1; }
