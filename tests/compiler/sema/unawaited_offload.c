// clauses 3.7, 4.6: offload takes plain calls, whose arguments are evaluated here.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);
int plain(int n);

async void warn(int n)
{
    await async_offload(f(1));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*\[-Wasync-.*\]}}
    await async_offload(plain(f(2)));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    await async_offload(n);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*\[-Wasync-.*\]}}
}

async void good(int n)
{
    n = await async_offload(plain(await f(n)));
    await async_offload(plain(n));
}
