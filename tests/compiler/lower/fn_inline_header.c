// clause 2.1: static inline async functions of a header, one of them unused.
// RUN: %run-all %s | %prints %s
#include "Inputs/inline.h"
#include "Inputs/inline.h"

static inline async int quarter(int n) { return await half(await half(n)); }

async int main(void)
{
    printf("%d\n", await quarter(100)); // CHECK: 25
    return 0;
}
