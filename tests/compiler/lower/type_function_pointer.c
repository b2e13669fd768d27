// clause 2.6: plain function pointers as parameters and results.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static int inc(int n) { return n + 1; }
static int dec(int n) { return n - 1; }
typedef int (*plain)(int);

static async plain other(int (*f)(int))
{
    await rest();
    return f == inc ? dec : inc;
}
static async int call(int f(int), int n) { return f(await give(n)); }

async int main(void)
{
    printf("%d %d\n", (await other(inc))(5), await call(await other(dec), 5)); // CHECK: 4 6
    return 0;
}
