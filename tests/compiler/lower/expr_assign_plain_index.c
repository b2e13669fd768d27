// clause 5.4: in a[i] = await f() the plain i is read after f.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static int i;

static async int step(int n)
{
    await rest();
    i++;
    return n;
}

async int main(void)
{
    int a[3] = {0, 0, 0};
    a[i] = await step(7);
    a[i] += await step(8);
    printf("%d %d %d\n", a[0], a[1], a[2]); // CHECK: 0 7 8
    return 0;
}
