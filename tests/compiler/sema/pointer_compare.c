// clause 2.4: compared, and mixed in ?:.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);
int g(int n);

int warn(int n, int (*p)(int), async int (*q)(int))
{
    n += p == f;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
    n += q != g;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
    n += (n ? f : g) != 0;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
    return n;
}

int good(int n, int (*p)(int), async int (*q)(int)) { return (p == g) + (q == f) + ((n ? f : q) == 0); }
