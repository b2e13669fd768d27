// clause 3.5: awaits in return, with conversions, conditionals and structures.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

struct s {
    int n;
};
static async long a(int n) { return await give(n) * 2L; }
static async struct s b(int n) { return n < 0 ? (struct s){-1} : (struct s){await give(n)}; }
static async struct s c(int n) { return await b(n); }
static async double d(int n) { return await give(n); }
static async void e(int n)
{
    if (n)
        return;
    printf("wrong\n");
}
static async int f(int n) { return (void)(n || await give(0)), n && await give(5); }

async int main(void)
{
    await e(1);
    printf("%ld %d %d %.1f %d\n", await a(4), (await c(-4)).n, (await b(3)).n,
           await d(1) / 2, await f(2)); // CHECK: 8 -1 3 0.5 1
    return 0;
}
