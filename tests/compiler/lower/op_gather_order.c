// clauses 4.1, 4.2: first addresses and arguments, from left to right; then the children start.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static int slots[4];
static int *slot(int n) { return &slots[say(n)]; }

async int main(void)
{
    int i = 1;
    await async_gather(*slot(0) = tell(say(5)), slots[i++] = tell(i), *slot(2) = tell(say(i)));
    printf("= %d %d %d\n", slots[0], slots[1], slots[2]); // CHECK: s0 s5 s2 s2 t5 t2 t2 = 5 2 2
    return 0;
}
