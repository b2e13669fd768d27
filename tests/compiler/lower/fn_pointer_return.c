// clause 2.2: what returns an async function pointer, plain and async.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

typedef async int calc(int);
static async int up(int n) { return await give(n) + 1; }
static async int down(int n) { return await give(n) - 1; }

static int (async *pick(char c))(int) { return c == '+' ? up : down; }
static async calc *pick_later(char c)
{
    await rest();
    return pick(c);
}

async int main(void)
{
    printf("%d\n", await pick('+')(1));                // CHECK: 2
    printf("%d\n", await (await pick_later('-'))(10)); // CHECK-NEXT: 9
    return 0;
}
