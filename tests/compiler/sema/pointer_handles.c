// clause 4.4: task handles of different types do not convert.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);
async char *g(void);

async void warn(async_task(int) *to)
{
    async_task(char *) s = async_spawn(f(1));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
    *to = async_spawn(g());
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
    int n = async_spawn(f(2));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
    char c = *await async_join(*to);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}
    (void)s, (void)n, (void)c;
}
