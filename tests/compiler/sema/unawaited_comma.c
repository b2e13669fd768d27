// clause 3.7: on both sides of a comma.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);

async int warn(int n)
{
    f(1), n++;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    n++, f(2);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    return await f(3), f(4);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
}
