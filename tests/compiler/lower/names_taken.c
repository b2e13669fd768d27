// Names that generated code would like to use are the program's: globals, parameters, labels, types.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <stdio.h>
#include <string.h>

static char base[64];
static int state = 1, value = 2, item = 3;
typedef struct self {
    int frame;
} self;

static async int give(int x)
{
    await async_yield();
    return x;
}

static async int sum(int segment, int context, int frame, int task, int status, int result)
{
    await async_yield();
    return segment + context + frame + task + status + result;
}

static async int labels(int n)
{
    int rounds = 0;
resume_1:
    rounds++;
    if (await give(rounds) < n)
        goto resume_1;
    if (rounds > 100)
        goto unwind_1;
    return rounds;
unwind_1:
    return -1;
}

async int main(void)
{
    int n = await give(7), x, y;
    self me = {await give(1)};
    memset(base, 0, sizeof base);
    await give(1);
    await async_gather(x = sum(1, 77, 3, 4, 5, 6), y = sum(2, 5, 0, 0, 0, 0));
    async_task(int) t = async_spawn(sum(3, 4, 0, 0, 0, 0));
    int z = await async_join(t);
    printf("%d %zu %d\n", n, sizeof base, me.frame + state + value + item); // CHECK: 7 64 7
    printf("%d %d %d %d\n", x, y, z, await labels(3));                      // CHECK: 96 7 7 3
    return 0;
}
