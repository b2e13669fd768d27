// clause 6.4: glibc's assert of an await.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"
#undef NDEBUG
#include <assert.h>

async int main(void)
{
    int n = 0;
    assert(await give(1));
    assert(await give(2) > 1 && (n += await give(1)) == 1);
    if (n)
        assert(!await give(0));
    else
        assert(0);
    printf("%d\n", n); // CHECK: 1
    return 0;
}
