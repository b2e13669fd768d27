// clause 2.1: a typedef of an async function type declares functions and pointers.
// RUN: %run-all %s | %prints %s
#include "Inputs/give.h"

typedef async int visitor(int depth);
static visitor leaf, node;

static async int leaf(int depth) { return await give(depth); }
static async int node(int depth)
{
    visitor *next = depth < 3 ? node : leaf;
    return depth + await next(depth + 1);
}

async int main(void)
{
    printf("%d\n", await node(0)); // CHECK: 10
    return 0;
}
