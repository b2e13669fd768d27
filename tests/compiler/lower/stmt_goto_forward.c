// clause 6.1: goto forward over awaits, to a shared exit.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int open_all(int fail_at)
{
    int r = -1;
    if (await give(fail_at) == 1)
        goto out;
    if (await give(fail_at) == 2)
        goto close_one;
    r = await give(0);
    if (fail_at != 3)
        goto out;
    printf("close two ");
close_one:
    await rest();
    printf("close one ");
out:
    return r;
}

async int main(void)
{
    for (int i = 1; i < 5; i++)
        printf("%d ", await open_all(i));
    printf("\n"); // CHECK: -1 close one -1 close two close one 0 0
    return 0;
}
