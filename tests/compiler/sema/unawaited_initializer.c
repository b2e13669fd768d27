// clause 3.7: in initialisers, of scalars, arrays, structures, compound literals.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

struct s {
    int a, b[2];
};
async int f(int n);

async int warn(void)
{
    int a = f(1);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    int b = 1, c = f(2);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    int d[] = {1, f(3)};
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    struct s e = {.b[1] = f(4)};
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    e = (struct s){f(5), {await f(6)}};
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    return a + b + c + d[0] + e.a;
}
