// clauses 4.1, 4.2: what is no operand of gather.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);

async void warn(int a)
{
    async_gather(f(1), f(2));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}is never awaited [-Wasync-unawaited]
    await async_gather(a = f(f(3)));
    // CHECK: :[[#@LINE-1]]:30: error: coroutine 'f' is never awaited [-Wasync-unawaited]
}

async void good(int a)
{
    await async_gather(f(1), a = f(await f(2)));
}
