// clauses 5.4, 5.5: the left operand of a comma is finished, with what it reads after its await.
// RUN: %run-all -Wno-unused-value %s | %prints %s
#include <async.h>
#include <stdio.h>
static async int get(int x) { await async_yield(); return x; }

static async int clobber(int a, int b, int c) { await async_yield(); return a + b + c; }
async int main(int argc, char **argv)
{
    int data[4] = {1, 2, 3, 4}, y = 5, total = 0;
    (void)argv;
    for (int i = 0; i < 2; i++) {
        int *x = data + argc;
        int r = (x[await get(1)]++, y);
        total += r;
    }
    int *z = data;
    int k = argc + 1;
    total += (z[k] += await get(3), k = 0, await clobber(1, 2, 3));
    int *w = data; int m = argc;
    if ((w[m] = await get(9), 1)) total += 100;
    printf("%d %d %d %d %d\n", data[0], data[1], data[2], data[3], total); // CHECK: 1 9 8 4 116
    return 0;
}
