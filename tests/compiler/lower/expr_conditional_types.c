// clause 5.5: the type of ?: is C's: usual conversions, void *, structures, void.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct s {
    int n[3];
};
static async struct s make(int n) { return (struct s){{await give(n)}}; }
static async void *null(void)
{
    await rest();
    return 0;
}

async int main(void)
{
    int yes = 1, x = 5;
    printf("%.1f %zu\n", yes ? await give(1) : 2.5, sizeof(yes ? await give(1) : 2L));
    // CHECK: 1.0 8
    printf("%d\n", (yes ? await make(7) : (struct s){{0}}).n[0]);
    // CHECK-NEXT: 7
    int *p = yes ? &x : await null();
    const char *q = *p ? await null() : "s";
    yes ? (void)await tell(1) : (void)say(2);
    printf("%d %d\n", *p, q == 0); // CHECK-NEXT: t1 5 1
    printf("%d\n", (yes ? (short)-1 : await give(1)) < 0); // CHECK-NEXT: 1
    return 0;
}
