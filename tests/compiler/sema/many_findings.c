// clause 10: findings of all kinds in one run, in the order of the file.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>
#include <string.h>

async int f(int n);
int g(int n);

int (*p)(int) = (int (*)(int))f;
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-pointer]

void plain(void)
{
    await f(1);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-await-outside]
}

async void warn(int n)
{
    f(2);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-unawaited]
    await strlen("x");
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-await-nothing]
    async_spawn(f(n));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-dropped-task]
    async int m = 0;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-keyword]
    g(m);
}

async void warn_variadic(int n, ...)
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-unsupported]
{
    f(n);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-unawaited]
}
