// A value returned where there is none to give, and none where there is: an error with either back end, for the value
// would be lost. 'return;' ends a generator.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: not %cc_gcc -fsyntax-only %s 2>&1 | %reports %s
#include <async.h>

static async int f(void)
{
    await async_yield();
    return 1;
}

async void gives(void)
{
    return await f();
    // CHECK: :[[#@LINE-1]]:5: error: void function 'gives' should not return a value
}

async int gives_not(void)
{
    await f();
    return;
    // CHECK: :[[#@LINE-1]]:5: error: non-void function 'gives_not' should return a value
}

async_generator(int) items(void)
{
    async_emit(await f());
    return;
}

async void nothing(void)
{
    await f();
    return;
}
