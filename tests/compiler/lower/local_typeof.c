// A type that is told by a variable in the frame, for variables in it and others: min() as Linux has it, with an
// await in both operands.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <stdio.h>

#define min(a, b)            \
    ({                       \
        __typeof__(a) a_ = (a); \
        __typeof__(b) b_ = (b); \
        a_ < b_ ? a_ : b_;   \
    })

static async long give(long x)
{
    await async_yield();
    return x;
}

static async long least(long a, short b)
{
    long m = min(await give(a), await give(b));
    return min(m, b) * 10 + min(await give(m), b + 1);
}

static async int copies(int n)
{
    int list[4] = {n, (int)await give(2), 3};
    __typeof__(list) copy = {list[1], sizeof list};
    __typeof__(list[0]) *at = &copy[0], *const end = copy + 2;
    __typeof__(n + list[0]) sum = 0;
    for (__typeof__(at) p = at; p < end; p++)
        sum += *p * (__typeof__(n))await give(1);
    switch (sum) {
        __typeof__(sum) kept;
    case 18:
        kept = sum;
        return kept + (int)sizeof(__typeof__(list));
    }
    return 0;
}

async int main(void)
{
    printf("%ld %ld\n", await least(3, 9), await least(9, 3)); // CHECK: 33 33
    printf("%d\n", await copies(1));                           // CHECK: 34
    return 0;
}
