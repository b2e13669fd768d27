// clauses 2.10, 4.7: a plain main that runs loops itself, one after the other.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int sum(int n) { return n ? n + await sum(await give(n - 1)) : 0; }

static int blocking_sum(int n) { return async_run(sum(n)); }

int main(void)
{
    int s = async_run(sum(4));
    printf("%d %d\n", s, blocking_sum(3)); // CHECK: 10 6
    async_run(rest());
    return 0;
}
