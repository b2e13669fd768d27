// clause 9.7: nested functions.
// RUN: not env ASYNCC_CC=gcc %asyncc -fsyntax-only %s 2>&1 | %filecheck %s
#include <async.h>

async int warn(int n)
{
    int inner(int m) { return n + m; }
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
    await async_yield();
    return inner(1);
}
