// clause 9.8: old-style definitions.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int warn(n)
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-unsupported]
// CHECK: note: {{.+}}
    int n;
{
    return n;
}
