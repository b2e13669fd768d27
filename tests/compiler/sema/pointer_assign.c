// clause 2.4: in assignments, arguments, returns.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);
int g(int n);
void take_plain(int (*p)(int));
void take_async(async int (*p)(int));

void warn(int (*p)(int), async int (*q)(int))
{
    p = f;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
    q = g;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
    p = q;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
    take_plain(f);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
    take_async(g);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
    take_async(p);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
}

int (*warn_return(void))(int)
{
    return f;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
}

void good(int (*p)(int), async int (*q)(int))
{
    p = g;
    q = f;
    take_plain(p);
    take_async(q);
    take_async(0);
}
