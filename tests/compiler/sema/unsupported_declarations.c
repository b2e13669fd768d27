// clause 9.15: declarations that cannot be taken apart.
// RUN: not %asyncc -fsyntax-only -Wno-visibility %s 2>&1 | %reports %s
#include <async.h>

static async enum { A = 5, B } warn_result(void)
// CHECK: :[[#@LINE-1]]:19: error: a type defined in the head of an async function is not supported [-Wasync-unsupported]
// CHECK: note: define it in front of the function
{
    await async_yield();
    return B;
}

static async int id(int x)
{
    await async_yield();
    return x;
}

async int warn_bodies(void)
{
    int w = await id(4), f(int), v = 1;
    // CHECK: :[[#@LINE-1]]:5: error: a function declared together with variables is not supported here [-Wasync-unsupported]
    _Atomic struct {
        // CHECK: :[[#@LINE-1]]:13: error: an atomic object of a type that is defined with it is not supported [-Wasync-unsupported]
        int a, b;
    } s;
    (void)s;
    return w + v + (int)warn_result();
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: error: coroutine 'warn_result' is never awaited
}

async int warn_attribute(int n)
{
    typedef int four __attribute__((vector_size(sizeof n * 4)));
    // CHECK: :[[#@LINE-1]]:56: error: an attribute that names a variable is not supported here [-Wasync-unsupported]
    four v = {1, 2, 3, 4};
    await async_yield();
    return v[0];
}

async int good_attributes(int n)
{
    char aligned __attribute__((aligned(sizeof(double)), unused)) = (char)sizeof n;
    int unused __attribute__((unused)) = 3;
    await async_yield();
    return unused + aligned;
}

async int good(void)
{
    int f(int);
    struct {
        int a;
    } s = {await id(1)};
    return s.a + f(2);
}
