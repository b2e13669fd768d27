// clauses 1.4, 3.7: in macros: the place is where the macro is used.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

#define CHECK_OK(e) do { if ((e) < 0) return -1; } while (0)
#define TWICE(e) ((e) + (e))
async int f(int n);

async int warn(void)
{
    CHECK_OK(f(1));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    CHECK_OK(await f(2));
    return TWICE(await f(3));
}
