// clause 3.4: members through an awaited pointer, read and written.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct node {
    int n;
    struct node *next;
    unsigned bits : 4;
};

static async struct node *find(struct node *list, int n)
{
    while (list && list->n != n)
        list = await give(1) ? list->next : 0;
    return list;
}

async int main(void)
{
    struct node c = {3, 0, 1}, b = {2, &c, 2}, a = {1, &b, 3};
    printf("%d %d\n", (await find(&a, 2))->next->n, (*await find(&a, 3)).n); // CHECK: 3 3
    (await find(&a, 1))->n = await give(10);
    (await find(&b, 2))->bits += (unsigned)await give(5) & 15;
    printf("%d %u %d\n", a.n, b.bits, await find(&a, 77) == 0); // CHECK-NEXT: 10 7 1
    printf("%d\n", (await find(await find(&a, 2), 3)) == &c);    // CHECK-NEXT: 1
    return 0;
}
