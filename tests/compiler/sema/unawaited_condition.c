// clause 3.7: in the heads of statements.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);

async void warn(int n)
{
    if (f(n))
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
        n++;
    while (f(1))
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
        n++;
    do
        n++;
    while (f(2));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    for (n = f(3);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
         n < f(4);
         // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
         n += f(5))
         // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
        await f(n);
    switch (f(6))
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    case 0:
        n++;
}

async void good(int n)
{
    if (await f(n))
        while (await f(1))
            for (n = await f(3); n < await f(4); n += await f(5))
                ;
}
