// clause 7.2: inner names hide outer ones, at several depths and in sibling blocks.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static int n = 1;

static async int f(int k)
{
    int r = n;
    for (int n = 10; n < 12; n++) {
        r += await give(n);
        {
            int n = await give(100);
            r += n;
            if (n) {
                struct {
                    int n;
                } k = {await give(1000)};
                int n = k.n;
                await rest();
                r += n;
            }
            r += n;
        }
    }
    {
        long k = await give(50000);
        r += (int)k;
    }
    return r + n + k;
}

async int main(void)
{
    int r = 7;
    printf("%d %d\n", await f(100000), r); // CHECK: 152423 7
    return 0;
}
