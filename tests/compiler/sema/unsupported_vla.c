// clause 9.3: variable length arrays, pointers to them, alloca.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <alloca.h>
#include <async.h>

async int warn(int n)
{
    int vla[n];
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-unsupported]
    // CHECK: note: {{.+}}
    int(*rows)[n] = 0;
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-unsupported]
    // CHECK: note: {{.+}}
    typedef char block[n];
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*}}[-Wasync-unsupported]
    // CHECK: note: {{.+}}
    char *room = alloca((size_t)n);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*alloca.*}}[-Wasync-unsupported]
    // CHECK: note: {{.+}}
    char *more = __builtin_alloca((size_t)n);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*alloca.*}}[-Wasync-unsupported]
    // CHECK: note: {{.+}}
    await async_yield();
    return vla[0] + (rows != 0) + (int)sizeof(block) + *room + *more;
}

async int good(int n, const int list[n])
{
    enum { size = 4 };
    int array[size * 2] = {n};
    await async_yield();
    return array[0] + list[0];
}
