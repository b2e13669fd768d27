// clause 2.2: async function pointers as parameters, one written as a function.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int square(int n) { return await give(n * n); }

static async int map_sum(async int (*f)(int), const int *v, int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += await f(v[i]);
    return sum;
}

static async int apply(async int f(int), int n) { return await f(n); }

async int main(void)
{
    int v[] = {1, 2, 3};
    printf("%d\n", await map_sum(square, v, 3)); // CHECK: 14
    printf("%d\n", await apply(square, 9));      // CHECK-NEXT: 81
    return 0;
}
