// clause 2.3: one async for several declarators.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int one(int), two(int), (*chosen)(int);

async int one(int n) { return await give(n); }
async int two(int n) { return await give(2 * n); }

async int main(void)
{
    chosen = two;
    printf("%d %d\n", await one(5), await chosen(5)); // CHECK: 5 10
    return 0;
}
