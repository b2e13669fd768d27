// clause 7.1: plain and async function pointers kept in locals and local arrays.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

typedef async int calc(int);
static int plain(int n) { return n + 1; }
static async int slow(int n) { return await give(n) + 2; }

async int main(void)
{
    int (*p)(int) = plain, (*list[2])(int) = {plain, say};
    calc *a = slow, *both[] = {slow, give};
    await rest();
    printf("%d %d %d %d\n", p(1), list[0](2), await a(3), await both[1](4)); // CHECK: 2 3 5 4
    return 0;
}
