// clause 10: errors of C itself are reported at the user's line, beside asyncc's own.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);

async int warn(void)
{
    int n = await f("text");
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: incompatible pointer to integer conversion
    undeclared = 1;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: use of undeclared identifier 'undeclared'
    n = await f(1, 2);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: too many arguments to function call
    f(n);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'f' is never awaited [-Wasync-unawaited]
    return n;
}
