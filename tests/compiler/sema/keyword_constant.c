// clause 3.5: await where C wants a constant, one error each.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);

async int warn(void)
{
    static int cache = await f(1);
    // CHECK: :[[#@LINE-1]]:24: error: 'await' in a constant expression [-Wasync-keyword]
    static int other = f(2);
    // CHECK: :[[#@LINE-1]]:24: error: initializer element is not a compile-time constant
    enum { N = await f(3) };
    // CHECK: :[[#@LINE-1]]:16: error: 'await' in a constant expression [-Wasync-keyword]
    return cache + other;
}

int warn_global = f(4);
// CHECK: :[[#@LINE-1]]:19: error: initializer element is not a compile-time constant
_Static_assert(await f(5), "none");
// CHECK: :[[#@LINE-1]]:16: error: 'await' in a constant expression [-Wasync-keyword]
