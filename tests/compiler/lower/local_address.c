// clause 7.1: an object does not move: its address is kept across awaits.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static int *kept;
static async void use(int *p, int n)
{
    await rest();
    *p += n;
    kept = p;
}

async int main(void)
{
    int n = 1, *p = &n;
    struct list {
        struct list *self;
        int n;
    } node = {&node, 5};
    await use(&n, 10);
    *p += 100;
    await use(p, 1000);
    printf("%d %d %d\n", n, kept == &n, p == &n); // CHECK: 1111 1 1
    await use(&node.self->n, 1);
    printf("%d %d\n", node.n, node.self == &node); // CHECK-NEXT: 6 1
    return 0;
}
