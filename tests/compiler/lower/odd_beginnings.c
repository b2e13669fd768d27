// What a body, a declaration or a parameter may begin with or depend on.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <stdio.h>

static async int id(int x)
{
    await async_yield();
    return x;
}

static async int labels_first(int n)
{
    __label__ out;
    if (n)
        goto out;
    n = await id(5);
out:
    await async_yield();
    return n;
}

static async long long extension(void)
{
    __extension__ long long wide = await id(2);
    __extension__ union {
        int a;
        struct {
            int b;
        };
    } u = {.a = await id(3)};
    await async_yield();
    return wide + u.b;
}

/* m is named by the other parameter alone */
static async int sized(int m, int a[][m])
{
    await async_yield();
    return a[1][0];
}

async int main(void)
{
    int a[2][3] = {{1, 2, 3}, {4, 5, 6}};
    printf("%d %d %lld %d\n", await labels_first(0), await labels_first(7), await extension(), await sized(3, a));
    return 0; // CHECK: 5 7 5 4
}
