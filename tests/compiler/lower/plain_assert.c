// clause 3.6: operators in plain functions too, where assert has its argument once more in a sizeof.
// RUN: %run-all %s | %prints %s
#undef NDEBUG
#include <async.h>
#include <assert.h>
#include <stdio.h>

static async int f(int x)
{
    await async_yield();
    return x;
}

static async void tasks(void)
{
    async_task(int) t;
    assert((t = async_spawn(f(2))) != NULL);
    assert(await async_join(t) == 2);
}

int main(void)
{
    assert(async_run(f(1)) == 1);
    async_run(tasks());
    printf("%d\n", sizeof(async_run(f(3))) == sizeof(int)); // CHECK: 1
    return 0;
}
