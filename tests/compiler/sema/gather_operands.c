// clause 4.2: operands of gather are calls, plain or assigned with =.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);
int plain(int n);

async void warn(int a)
{
    await async_gather(a += f(1));
    // CHECK: :[[#@LINE-1]]:24: error: async_gather assigns with '=' only [-Wasync-await-nothing]
    await async_gather(f(2) + 1);
    // CHECK: :[[#@LINE-1]]:24: error: async_gather takes calls of async functions [-Wasync-await-nothing]
    await async_gather(a = 1 + f(3));
    // CHECK: :[[#@LINE-1]]:24: error: async_gather takes calls of async functions [-Wasync-await-nothing]
    await async_gather(plain(4), f(5));
    // CHECK: :[[#@LINE-1]]:24: error: async_gather takes calls of async functions, and 'plain' is not async [-Wasync-await-nothing]
    await async_gather(a);
    // CHECK: :[[#@LINE-1]]:24: error: async_gather takes calls of async functions [-Wasync-await-nothing]
    await async_gather(await f(6));
    // CHECK: :[[#@LINE-1]]:24: error: async_gather takes the call itself, without 'await' [-Wasync-await-nothing]
}

async void good(int a)
{
    await async_gather(a = f(1), (f(2)), f(plain(3)));
}
