// clause 9.11: a va_list that lives across an await.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>
#include <stdarg.h>

async int warn(va_list list)
{
    int n = va_arg(list, int);
    await async_yield();
    n += va_arg(list, int);
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: {{.*va_list.*}}[-Wasync-unsupported]
    // CHECK: note: {{.+}}
    return n;
}
