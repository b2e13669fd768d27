// clause 2.4: async pointers are compared, tested and chosen like others.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int on(void) { return await give(1); }
static async int off(void) { return await give(0); }

async int main(void)
{
    async int (*f)(void) = 0;
    printf("%d %d\n", !f, f == on); // CHECK: 1 0
    f = f ? on : off;
    printf("%d %d\n", f == off, f != on); // CHECK-NEXT: 1 1
    if (f)
        printf("%d\n", await f());                                // CHECK-NEXT: 0
    printf("%d %d\n", await (f ? on : off)(), await (f == on ? off : on)()); // CHECK-NEXT: 1 1
    return 0;
}
