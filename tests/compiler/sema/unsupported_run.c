// clause 9.10: async_run inside an async function.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);

async int warn(void)
{
    return async_run(f(1));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: async_run in an async function [-Wasync-unsupported]
    // CHECK: | await f(1)
    // CHECK: note: {{.+}}
}
