// clauses 5.2, 7.6: what an operator without an await in its second operand tests is kept across the awaits of
// the operands behind it.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

static async int one(int n)
{
    int room[64] = {n};
    await rest();
    return room[0];
}

static async int two(int n) { return await one(n) * 2; }

static int three(int n) { return n * 3; }

static int four(int n) { return n * 4; }

static async int pick(int n)
{
    return await (*((n > 9 ? 1 : await give(n) - 1) ? one : two))(*(int[]){await give(7)});
}

static async int plain(int n)
{
    return ((n > 9 ? 0 : await give(n)) ? three : four)(await one(5) + await two(1));
}

async int main(void)
{
    printf("%d %d\n", await pick(1), await pick(5)); // CHECK: 14 7
    printf("%d %d\n", await plain(0), await plain(1)); // CHECK-NEXT: 28 21
    int a = ((await give(0) || await give(2)) && 1) + await one(10);
    int b = ((await give(0) ?: await give(3)) ?: 1) + await one(10);
    printf("%d %d\n", a, b); // CHECK-NEXT: 11 13
    return 0;
}
