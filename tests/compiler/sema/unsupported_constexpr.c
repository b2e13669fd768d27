// clause 9.17, and 9.15 with gcc.
// RUN: not %asyncc -std=gnu2x -fsyntax-only %s 2>&1 | %reports %s
// RUN: not %cc_gcc -std=gnu2x -DGCC -fsyntax-only %s 2>&1 | %filecheck --check-prefix=GCC %s
#include <async.h>

async int warn(void)
{
    constexpr int n = 3;
    // CHECK: :[[#@LINE-1]]:19: error: a constexpr variable that lives across an await is not supported [-Wasync-unsupported]
    // CHECK: note: make it 'static constexpr' or an enumerator
    const int *p = &n;
    await async_yield();
    return *p;
}

async int good(void)
{
    constexpr int n = 3;
    int a[n] = {1};
    await async_yield();
    return a[0];
}

#ifdef GCC
async int warn_for(void)
{
    int r = 0;
    for (struct { int a; } q = {1}; q.a < 4; q.a++)
        // GCC: :[[#@LINE-1]]:10: error: a type defined in the head of a 'for' is not supported with gcc [-Wasync-unsupported]
        r++;
    await async_yield();
    return r;
}
#endif
