// clause 3.3: a table of async functions; the index is evaluated before the await.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int plus(int a, int b) { return await give(a) + b; }
static async int minus(int a, int b) { return await give(a) - b; }
static async int times(int a, int b) { return await give(a) * b; }
static async int (*const table[])(int, int) = {plus, minus, times};

async int main(void)
{
    for (int i = 0; i < 3; i++)
        printf("%d ", await table[i](7, 3));
    int at = 0;
    printf("%d", await table[at++](1, 100));
    printf(" %d\n", at); // CHECK: 10 4 21 101 1
    return 0;
}
