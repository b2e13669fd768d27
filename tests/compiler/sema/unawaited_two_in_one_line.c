// clause 3.7: each forgotten await is found, the inner one too.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);

async int warn(void)
{
    return f(1) + f(2);
    // CHECK: :[[#@LINE-1]]:12: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    // CHECK: :[[#@LINE-2]]:19: error: coroutine 'f' is never awaited [-Wasync-unawaited]
}

async int warn_nested(void)
{
    return f(f(3));
    // CHECK: :[[#@LINE-1]]:12: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    // CHECK: :[[#@LINE-2]]:14: error: coroutine 'f' is never awaited [-Wasync-unawaited]
}
