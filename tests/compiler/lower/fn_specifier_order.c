// clause 2.1: async may stand anywhere among the specifiers.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async static int a(void) { return await give(1); }
static async int b(void) { return await give(2); }
static int async c(void) { return await give(3); }
static const async char *d(void) { return await give(4) ? "four" : ""; }

async int main(void)
{
    printf("%d %d %d ", await a(), await b(), await c());
    printf("%s\n", await d()); // CHECK: 1 2 3 four
    return 0;
}
