// clause 7.2: a variable of a loop body is new in every round.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

async int main(void)
{
    for (int i = 0; i < 3; i++) {
        int n = 10, a[3] = {1}, *p = &n;
        struct {
            int x, y;
        } s = {.y = i};
        await rest();
        n += i;
        a[1] += i;
        s.x += 5;
        await rest();
        printf("%d%d%d%d%d%d ", *p, a[0], a[1], a[2], s.x, s.y);
        *p = a[0] = a[1] = a[2] = s.x = s.y = 99;
    }
    printf("\n"); // CHECK: 1010050 1111051 1212052
    return 0;
}
