// clauses 4.5, 4.6, 4.8: operators that are awaited themselves.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

int plain(int n);
async int f(int n);

async void warn(async_task(int) t)
{
    async_join(t);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}is never awaited [-Wasync-unawaited]
    int n = async_join(t);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}is never awaited [-Wasync-unawaited]
    async_wait(t);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}is never awaited [-Wasync-unawaited]
    async_offload(plain(n));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}is never awaited [-Wasync-unawaited]
}

async void good(void)
{
    async_task(int) t = async_spawn(f(1));
    async_cancel(t);
    await async_wait(t);
    await async_join(t);
    await async_offload(plain(2));
}
