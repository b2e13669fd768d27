// clauses 3.4, 3.8: members and elements of an awaited structure.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct inner {
    int v[3];
};
struct outer {
    char tag;
    struct inner in;
};

static async struct outer make(int n)
{
    await rest();
    return (struct outer){'x', {{n, n + 1, n + 2}}};
}

async int main(void)
{
    printf("%c %d\n", (await make(1)).tag, (await make(1)).in.v[await give(2)]); // CHECK: x 3
    struct inner in = (await make(4)).in;
    int *kept = (await make(7)).in.v, sum = kept != 0;
    sum += in.v[0] + (await make(5)).in.v[1] * (await make(6)).in.v[2];
    printf("%d\n", sum); // CHECK-NEXT: 53
    return 0;
}
