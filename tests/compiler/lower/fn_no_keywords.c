// clause 1.2: ASYNC_NO_KEYWORDS leaves the short words alone.
// RUN: %run-all %s | %prints %s
#define ASYNC_NO_KEYWORDS
#include <async.h>
#include <stdio.h>

static __async int later(int async)
{
    __await async_yield();
    return async;
}

__async int main(void)
{
    int await = __await later(3), defer = 4;
    printf("%d\n", await + defer); // CHECK: 7
    return 0;
}
