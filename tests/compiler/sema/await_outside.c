// clause 3.5: await in plain functions and at file scope.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);

int warn(int n)
{
    n += await f(1);
    // CHECK: :[[#@LINE-1]]:10: error: 'await' outside an async function [-Wasync-await-outside]
    // CHECK: note: mark 'warn' async, or start a loop with async_run
    if (await f(2))
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'await' outside an async function [-Wasync-await-outside]
    // CHECK: note:
        return n;
    return await f(3) +
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'await' outside an async function [-Wasync-await-outside]
    // CHECK: note:
           await f(4);
           // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'await' outside an async function [-Wasync-await-outside]
           // CHECK: note:
}

static void warn_static(void) { await async_sleep(1); }
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'await' outside an async function [-Wasync-await-outside]
// CHECK: note: mark 'warn_static' async

int main(void)
{
    return await f(5);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: 'await' outside an async function [-Wasync-await-outside]
    // CHECK: note: mark 'main' async
}
