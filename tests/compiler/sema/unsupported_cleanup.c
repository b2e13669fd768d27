// clause 9.4: __attribute__((cleanup)) on a local.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

static void release(int *p) { *p = 0; }

async int warn(int n)
{
    __attribute__((cleanup(release))) int a = n;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*cleanup.*}}[-Wasync-unsupported]
    // CHECK: note: {{.+}}
    int b __attribute__((cleanup(release))) = n;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*cleanup.*}}[-Wasync-unsupported]
    // CHECK: note: {{.+}}
    await async_yield();
    return a + b;
}
