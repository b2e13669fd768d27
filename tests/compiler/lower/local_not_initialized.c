// clause 7.2: locals set later, in branches, or by a callee.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async void set(int *p, int n)
{
    await rest();
    *p = n;
}

async int main(void)
{
    int a, b, c;
    char text[4];
    await set(&a, 3);
    if (a > 2)
        b = await give(4);
    else
        b = 0;
    text[0] = (char)await give('x');
    text[1] = 0;
    for (c = 0; c < 2; c++)
        await rest();
    printf("%d %d %d %s\n", a, b, c, text); // CHECK: 3 4 2 x
    return 0;
}
