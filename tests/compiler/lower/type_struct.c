// clause 2.6: small structures by value.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct point {
    int x, y;
};

static async struct point add(struct point a, struct point b)
{
    a.x += await give(b.x);
    a.y += await give(b.y);
    return a;
}

async int main(void)
{
    struct point p = {1, 2}, q = await add(p, (struct point){10, 20});
    q = await add(q, await add(p, q));
    printf("%d %d %d\n", q.x, q.y, p.x); // CHECK: 23 46 1
    return 0;
}
