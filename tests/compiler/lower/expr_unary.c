// clause 3.2: unary operators on an await, and an await between them.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int *at(int *p)
{
    await rest();
    return p;
}

async int main(void)
{
    int n = 5, *p = &n;
    printf("%d %d %d %d\n", -await give(3), !await give(3), ~await give(3), +await give(3));
    // CHECK: -3 0 -4 3
    printf("%d %d\n", !!await give(3), - -await give(3) * 2);
    // CHECK-NEXT: 1 6
    printf("%d %d\n", *await at(p), &*await at(p) == p);
    // CHECK-NEXT: 5 1
    printf("%d %d %d\n", ++*await at(p), (*await at(p))--, n);
    // CHECK-NEXT: 6 6 5
    printf("%d %d\n", *&(await at(p))[0], (int)sizeof *await at(p));
    // CHECK-NEXT: 5 4
    return 0;
}
