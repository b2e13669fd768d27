// clause 3.7: a call that is returned, by async and plain functions.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);
async void g(void);

async int warn_async(void)
{
    return f(1);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
}

async void warn_void(void)
{
    return g();
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'g' is never awaited [-Wasync-unawaited]
}

int warn_plain(void)
{
    return f(2);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
}

async int good(void) { return await f(1); }
