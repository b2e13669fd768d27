// clause 3.3: a call through a pointer variable, written in three ways.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int inc(int n) { return await give(n) + 1; }
static async int dec(int n) { return await give(n) - 1; }
static async int (*global)(int) = inc;

async int main(void)
{
    async int (*local)(int) = &dec;
    printf("%d %d\n", await global(5), await local(5));       // CHECK: 6 4
    local = inc;
    printf("%d %d\n", await (*local)(7), await (**local)(8)); // CHECK-NEXT: 8 9
    return 0;
}
