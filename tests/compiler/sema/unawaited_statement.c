// clause 3.7: a call that stands alone.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);
async void g(void);

async void warn(void)
{
    f(1);
    // CHECK: :[[#@LINE-1]]:5: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    // CHECK-NEXT: {{[0-9]+}} |     f(1);
    // CHECK-NEXT: | ^~~~
    // CHECK-NEXT: | await
    g();
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'g' is never awaited [-Wasync-unawaited]
    {
        if (1)
            g();
            // CHECK: :[[#@LINE-1]]:13: error: coroutine 'g' is never awaited [-Wasync-unawaited]
    }
    (f)(2);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    async_sleep(10);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'async_sleep' is never awaited [-Wasync-unawaited]
    async_yield();
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'async_yield' is never awaited [-Wasync-unawaited]
}

async void good(void)
{
    await f(1);
    await g();
    (await f(2));
    await async_sleep(10);
}
