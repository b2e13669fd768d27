// clause 3.7: calls through pointers of every kind.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

typedef async int calc(int);
struct ops {
    async int (*open)(int);
};
async int f(int n);
calc *pick(void);

async void warn(struct ops *ops, calc *p, calc **table)
{
    p(1);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'p' is never awaited [-Wasync-unawaited]
    ops->open(2);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine {{('open' )?}}is never awaited [-Wasync-unawaited]
    (*ops).open(3);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine {{('open' )?}}is never awaited [-Wasync-unawaited]
    table[1](4);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine is never awaited [-Wasync-unawaited]
    (*p)(5);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine {{('p' )?}}is never awaited [-Wasync-unawaited]
    pick()(6);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine is never awaited [-Wasync-unawaited]
    (ops ? f : p)(7);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine is never awaited [-Wasync-unawaited]
}

async void good(struct ops *ops, calc *p, calc **table)
{
    calc *q = p;
    await q(1);
    await ops->open(2);
    await table[1](3);
    await pick()(4);
}
