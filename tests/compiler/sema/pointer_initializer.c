// clause 2.4: async and plain function pointers in initialisers.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

struct ops {
    int (*plain)(int);
    async int (*later)(int);
};
async int f(int n);
int g(int n);

int (*warn_file)(int) = f;
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
struct ops warn_field = {f, g};
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
// CHECK: :[[#@LINE-2]]:{{[0-9]+}}: error: {{.*}}

async void warn(void)
{
    int (*p)(int) = f;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
    async int (*q)(int) = g;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
    async int (*list[])(int) = {f, g};
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
    (void)p, (void)q, (void)list;
}

struct ops good_field = {g, f};
async void good(void)
{
    int (*p)(int) = g, (*null)(int) = 0;
    async int (*q)(int) = &f, (*nothing)(int) = 0;
    (void)p, (void)q, (void)null, (void)nothing;
}
