// clause 11.2: a goto back over a deferred statement, a cleanup variable or a variable-length
// array leaves the scope that begins there.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <stdio.h>

static void release(int *p)
{
    printf("released %d\n", *p);
}

static async int get(int x)
{
    await async_yield();
    return x;
}

static async void back(int n)
{
    int round = 0;
again:;
    int a[n + round];
    defer printf("left %d\n", a[0]);
    a[0] = await get(round);
    __attribute__((cleanup(release))) int c = 10 + round;
    if (round++ < 1)
        goto again;
    if (round < 3)
        goto here;
    c = 0;
here:
    printf("end %zu\n", sizeof a / sizeof *a + (size_t)(c > 0));
}

async int main(void)
{
    await back(3);
    // CHECK: released 10
    // CHECK-NEXT: left 0
    // CHECK-NEXT: end 5
    // CHECK-NEXT: released 11
    // CHECK-NEXT: left 1
    return 0;
}
