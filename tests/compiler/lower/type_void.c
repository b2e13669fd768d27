// clause 2.6: results of type void, awaited as statements and as void operands.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async void add(int *to, int n)
{
    if (n < 0)
        return;
    await rest();
    *to += n;
}

async int main(void)
{
    int sum = 0;
    await add(&sum, 40);
    (void)await add(&sum, -5);
    sum ? await add(&sum, 2) : await add(&sum, 9);
    (await add(&sum, 1), await add(&sum, -1));
    printf("%d\n", sum); // CHECK: 43
    return 0;
}
