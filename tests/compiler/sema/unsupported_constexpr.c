// clause 9.17.
// RUN: not %asyncc -std=gnu2x -fsyntax-only %s 2>&1 | %reports %s
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
