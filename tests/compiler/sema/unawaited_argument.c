// clause 3.7: as an argument, of plain and awaited calls.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>
#include <stdio.h>

async int f(int n);
int plain(int n);

async void warn(void)
{
    plain(f(1));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    await f(f(2));
    // CHECK: :[[#@LINE-1]]:13: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    printf("%d\n", f(3));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    await f(await f(f(4)));
    // CHECK: :[[#@LINE-1]]:21: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    plain(plain(f(5)));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
}

async void good(void)
{
    plain(await f(1));
    await f(await f(2));
}
