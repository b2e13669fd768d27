// clause 9.12: attributes that an async function cannot have.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
#include <async.h>

__attribute__((constructor)) static async void warn(void)
// CHECK: :[[#@LINE-1]]:16: error: this attribute is not supported on an async function [-Wasync-unsupported]
// CHECK: note: put it on a plain function that calls async_spawn or async_run
{
    await async_yield();
}

__attribute__((cold, visibility("hidden"))) async int good(int n)
{
    await async_yield();
    return n;
}
