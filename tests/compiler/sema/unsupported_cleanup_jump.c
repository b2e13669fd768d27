// clause 9.4: jumps over a variable with a cleanup function: one error.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

static void release(int *p) { *p = 0; }

async int warn(int n)
{
    if (n)
        goto over;
    // CHECK: :[[#@LINE-1]]:9: error: cannot jump from this goto statement to its label
    // CHECK: note: jump bypasses initialization of variable with __attribute__((cleanup))
    __attribute__((cleanup(release))) int a = n;
over:
    await async_yield();
    return a;
}

async int good(int n)
{
    __attribute__((cleanup(release))) int a = n;
    int b __attribute__((cleanup(release))) = n;
    await async_yield();
    return a + b;
}
