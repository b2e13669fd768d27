// clause 7.3: _Thread_local variables at file scope and in a function.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static _Thread_local int calls = 10;

static async int next(void)
{
    static _Thread_local int own;
    own += await give(1);
    calls += own;
    await rest();
    return calls;
}

async int main(void)
{
    printf("%d", await next());
    printf(" %d\n", await next()); // CHECK: 11 13
    return 0;
}
