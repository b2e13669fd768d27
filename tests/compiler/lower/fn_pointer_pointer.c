// clause 3.3: pointers to async function pointers.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

typedef async int hook(int);
static async int first(int n) { return await give(n) * 10; }
static async int second(int n) { return await give(n) * 100; }

static void install(hook **slot, hook *h) { *slot = h; }

async int main(void)
{
    hook *h = first, **slot = &h, *all[2] = {first, second}, **p = all;
    install(slot, second);
    printf("%d %d\n", await (*slot)(1), await (**slot)(2));   // CHECK: 100 200
    printf("%d", await (*p++)(3));
    printf(" %d\n", await (*p)(3)); // CHECK-NEXT: 30 300
    return 0;
}
