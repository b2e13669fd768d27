// clause 3.7: in each place of ?: and GNU ?:.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);

async int warn(int n)
{
    n = f(1) ? 1 : 2;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    n = n ? f(2) : await f(3);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    n = n ? 1 : f(4);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    n = f(5) ?: 1;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    n = await f(6) ?: f(7);
    // CHECK: :[[#@LINE-1]]:23: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    n ? f(8) : 0;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    return n;
}
