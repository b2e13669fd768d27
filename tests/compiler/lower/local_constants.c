// Constant expressions in a body name variables, and parameters, that live in the frame: their sizes are
// what they were.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <stdio.h>

static async long give(long x)
{
    await async_yield();
    return x;
}

struct three {
    char c[3];
};

static async int sizes(const short p[], struct three *q, long n)
{
    int a[4] = {1, 2, 3, (int)await give(4)};
    struct {
        char c;
        long l;
    } s = {.c = 1, .l = await give(sizeof s.c)};
    _Static_assert(sizeof a == 4 * sizeof(int), "an array");
    await async_yield();
    _Static_assert(sizeof a / sizeof *a == 4 && sizeof(s.l) == sizeof n && sizeof *p == 2, "after an await");
    enum { COUNT = sizeof a / sizeof a[0], LAST = sizeof q->c - 1 };
    struct {
        char copy[sizeof a];
        unsigned bits : sizeof a;
    } more = {.bits = 4464};
    char buffer[sizeof s.l] = {0};
    static int kept[sizeof a / sizeof a[0]];
    typedef int same[sizeof a / sizeof *a];
    switch (s.l) {
    case sizeof(s.c):
        kept[LAST] += (int)await give(5);
        break;
    case sizeof(a) ... sizeof(a) + sizeof(s.c):
        kept[0] += a[3] + (int)await give(1);
        break;
    default:
        return -1;
    }
    await async_yield();
    printf("%d %d %zu %zu %zu %u %d %d\n", COUNT, LAST, sizeof more.copy, sizeof buffer, sizeof(same), more.bits, kept[0],
           kept[2]);
    return a[3] + p[0] + (int)n;
}

async int main(void)
{
    short p[2] = {7};
    for (int i = 0; i < 2; i++) {
        _Static_assert(sizeof i == sizeof(int), "in a loop");
        printf("%d\n", await sizes(p, NULL, i));
    }
    return 0;
}
// CHECK: 4 2 16 8 16 4464 0 5
// CHECK-NEXT: 11
// CHECK-NEXT: 4 2 16 8 16 4464 0 10
// CHECK-NEXT: 12
