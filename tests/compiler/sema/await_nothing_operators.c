// clauses 4.3, 4.5, 4.7: operators that are not awaited.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);

async int warn(void)
{
    async_task(int) t = await async_spawn(f(1));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-await-nothing]
    await async_cancel(t);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-await-nothing]
    await async_detach(t);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-await-nothing]
    return 0;
}

async int good(void) { return (int)await async_now(); }
