// clause 4.1: the assigned lvalue has a type that takes the value.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

struct s {
    int n;
};
async int f(int n);
async void g(void);
async struct s h(void);

async void warn(int a, char *p, const int c)
{
    await async_gather(p = f(1), f(2));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: incompatible integer to pointer conversion
    await async_gather(a = g(), f(3));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: assigning to 'int' from incompatible type 'void'
    await async_gather(a = h(), f(4));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: assigning to 'int' from incompatible type 'struct s'
    await async_gather(c = f(5), f(6));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: cannot assign to variable 'c' with const-qualified type
    await async_gather(f(7) = a, f(8));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error:
}
