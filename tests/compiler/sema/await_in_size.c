// An await in the size of an array, where it cannot be taken apart: refused, not left out.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
#include <async.h>
#include <stddef.h>

static async int id(int x)
{
    await async_yield();
    return x;
}

async int sizes(int m[2][4])
{
    size_t a = sizeof(int[await id(3)]);
    // CHECK: :[[#@LINE-1]]:27: error: 'await' in the size of an array type is not supported here [-Wasync-unsupported]
    // CHECK: note: await it into a variable first
    a += sizeof m[await id(1)];
    int v[await id(3)];
    a += sizeof v;
    return ((int (*)[await id(4)])m)[1][0] + (int)a;
    // CHECK: :[[#@LINE-1]]:22: error: 'await' in the size of an array type is not supported here [-Wasync-unsupported]
}
