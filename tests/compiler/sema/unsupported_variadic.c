// clause 9.1: variadic async functions.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int warn(int n, ...)
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: variadic async functions are not supported [-Wasync-unsupported]
// CHECK: note: {{.+}}
{
    return n;
}
async int good(int n, const char *list) { return n + list[0]; }
