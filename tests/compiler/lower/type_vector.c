// clause 2.6: GNU vectors.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

typedef int v4 __attribute__((vector_size(16)));

static async v4 scale(v4 v, int by)
{
    v4 kept = v;
    by = await give(by);
    return kept * by;
}

async int main(void)
{
    v4 v = {1, 2, 3, 4};
    v += await scale(v, 10);
    printf("%d %d %d\n", v[0], v[3], (await scale(v, 2))[1]); // CHECK: 11 44 44
    return 0;
}
