// clause 9.11: a va_list that lives across an await.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>
#include <stdarg.h>

async int warn(va_list list)
// CHECK: :[[#@LINE-1]]:24: error: va_list 'list' lives across an await [-Wasync-unsupported]
// CHECK: note: read the arguments before the first await
{
    int n = va_arg(list, int);
    await async_yield();
    n += va_arg(list, int);
    return n;
}

async int good(va_list list)
{
    int n = va_arg(list, int);
    await async_yield();
    return n;
}
