// clause 6.1: __label__ and labels with the same name in two statement expressions.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

#define FIND(array, n, want)                   \
    ({                                         \
        __label__ done;                        \
        int i_;                                \
        for (i_ = 0; i_ < (n); i_++)           \
            if (await give((array)[i_]) == (want)) \
                goto done;                     \
        i_ = -1;                               \
    done:                                      \
        i_;                                    \
    })

async int main(void)
{
    int v[] = {5, 6, 7};
    printf("%d %d\n", FIND(v, 3, 7), FIND(v, 3, 9)); // CHECK: 2 -1
    return 0;
}
