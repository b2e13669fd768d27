// clause 2.6: pointers to objects, arrays, void and pointers.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async void *as_void(void *p)
{
    await rest();
    return p;
}
static async const char *const *names(const char *const *p, size_t n)
{
    return p + await give((int)n);
}
static async int (*row(int (*table)[3], int n))[3] { return &table[await give(n)]; }

async int main(void)
{
    int t[2][3] = {{1, 2, 3}, {4, 5, 6}};
    const char *const n[] = {"zero", "one", "two"};
    printf("%d %s\n", *(int *)await as_void(&t[1]), **await names(n, 1) == 'o' ? "one" : "?");
    // CHECK: 4 one
    printf("%d %s\n", (*await row(t, 1))[2], (await names(n, 0))[2]);
    // CHECK-NEXT: 6 two
    return 0;
}
