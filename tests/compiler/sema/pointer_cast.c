// clause 2.4: not even with a cast.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

typedef int plain(int);
typedef async int later(int);
async int f(int n);
int g(int n);

void warn(plain *p, later *q)
{
    p = (plain *)f;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: async function pointer converted to a plain one [-Wasync-pointer]
    q = (later *)g;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: plain function pointer converted to an async one [-Wasync-pointer]
    p = (plain *)q;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: async function pointer converted to a plain one [-Wasync-pointer]
    q = (later *)p;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: plain function pointer converted to an async one [-Wasync-pointer]
}

void good(plain *p, later *q)
{
    p = (plain *)p;
    q = (later *)0;
    q = (async int (*)(int))f;
    (void)p, (void)q;
}
