// clauses 4.1, 4.10: operands of select, timeout, catch and shield; operators as operands.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);
async void v(void);
int p(int n);

async int warn(int n)
{
    int a, b;
    n = async_select(a = f(1), b = f(2));
    // CHECK: :[[#@LINE-1]]:9: error: async_select is never awaited [-Wasync-unawaited]
    // CHECK: | await
    n = await async_select(a = await f(1), b = p(2));
    // CHECK: :[[#@LINE-1]]:32: error: async_select takes the call itself, without 'await' [-Wasync-await-nothing]
    // CHECK: :[[#@LINE-2]]:44: error: async_select takes calls of async functions, and 'p' is not async [-Wasync-await-nothing]
    n = await async_timeout(10, p(2));
    // CHECK: :[[#@LINE-1]]:33: error: async_timeout takes calls of async functions, and 'p' is not async [-Wasync-await-nothing]
    n = async_catch(f(1));
    // CHECK: :[[#@LINE-1]]:9: error: async_catch is never awaited [-Wasync-unawaited]
    n = await async_catch(a = v());
    // CHECK: :[[#@LINE-1]]:29: error: assigning to 'int' from incompatible type 'void'
    n = await async_shield(f(1));
    // CHECK: :[[#@LINE-1]]:7: error: assigning to 'int' from incompatible type 'void'
    async_detach(async_spawn(async_timeout(10, f(1))));
    // CHECK: :[[#@LINE-1]]:30: error: async_spawn takes calls of async functions [-Wasync-await-nothing]
    // CHECK: note: await it in an async function of its own, and call that here
    await async_gather(async_timeout(10, p(1)), async_offload(f(2)));
    // CHECK: :[[#@LINE-1]]:42: error: async_timeout takes calls of async functions, and 'p' is not async [-Wasync-await-nothing]
    // CHECK: :[[#@LINE-2]]:49: error: async_offload takes a call of a plain function, and 'f' is async [-Wasync-await-nothing]
    await async_gather(f, v());
    // CHECK: :[[#@LINE-1]]:24: error: async_gather takes calls of async functions [-Wasync-await-nothing]
    // CHECK: note: call it: 'f(...)'
    return n;
}

async int good(int n, async_task(int) t)
{
    int a, b;
    await async_gather(a = async_timeout(10, b = f(1)), async_offload(p(2)), n = async_join(t));
    return await async_timeout(5, async_gather(f(a), async_shield(v()))) + b + n;
}
