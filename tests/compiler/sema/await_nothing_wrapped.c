// clause 3.3: an operator between await and the call.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);

async int warn(int n)
{
    n = await (int)f(1);
    // CHECK: :[[#@LINE-1]]:9: error: 'await' must stand right before the call of 'f' [-Wasync-await-nothing]
    // CHECK: | (int)await
    n = await -f(2);
    // CHECK: :[[#@LINE-1]]:9: error: 'await' must stand right before the call of 'f' [-Wasync-await-nothing]
    // CHECK: | -await
    n = await (f(3) + 1);
    // CHECK: :[[#@LINE-1]]:9: error: 'await' must stand right before the call of 'f' [-Wasync-await-nothing]
    // CHECK: | (await
    return n;
}

async int good(void) { return (int)await f(1) + -await f(2) + (await f(3) + 1); }
