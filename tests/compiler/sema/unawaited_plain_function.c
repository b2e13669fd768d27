// clause 3.7: in plain functions.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);
int plain(int n);

void warn(void)
{
    f(1);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    plain(f(2));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
}

static inline int warn_inline(int n) { return n ? f(n) : 0; }
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]

int good(void)
{
    async_task(int) t = async_spawn(f(1));
    async_detach(t);
    return async_run(f(2)) + warn_inline(0);
}
