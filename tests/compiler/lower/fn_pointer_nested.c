// clause 2.2: an async function that takes an async function that takes an async function.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

typedef async int inner(int);
typedef async int outer(inner *f, int n);

static async int neg(int n) { return -await give(n); }
static async int twice(inner *f, int n) { return await f(await f(n)) + 1; }
static async int run(outer *o, inner *f, int n) { return await o(f, n); }

async int main(void)
{
    printf("%d\n", await run(twice, neg, 41)); // CHECK: 42
    return 0;
}
