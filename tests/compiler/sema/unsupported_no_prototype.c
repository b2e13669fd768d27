// clause 9.8: calls with arguments without a prototype.
// RUN: not %asyncc -std=gnu17 -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -std=gnu17 -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int unknown();
async int known();

async int warn(int n, async int (*pointer)())
{
    int a = await unknown(n);
    // CHECK: :[[#@LINE-1]]:19: error: call with arguments of an async function without a prototype [-Wasync-unsupported]
    // CHECK: note: declare it with the types of its parameters
    a += await pointer(n);
    // CHECK: :[[#@LINE-1]]:16: error: call with arguments of an async function without a prototype [-Wasync-unsupported]
    return a;
}

async int good(int n, async int (*pointer)())
{
    return await unknown() + await known(n) + await pointer();
}

async int known(n)
    int n;
{
    await async_yield();
    return n;
}
