// clause 10.23: async functions without an await; off by default.
// RUN: %asyncc -fsyntax-only -Wasync-unused-async %s 2>&1 | %reports %s
// RUN: %asyncc -fsyntax-only %s 2>&1 | %filecheck --allow-empty --check-prefix=OFF %s
// OFF-NOT: warning
#include <async.h>

async int f(int x);

async int warn(int x)
// CHECK: :[[#@LINE-1]]:11: warning: async function 'warn' awaits nothing [-Wasync-unused-async]
// CHECK: note: a plain function does the same and is called without 'await'
{
    return x + 1;
}

async static int good(int x) { return await f(x); }

/* Pointers and operators want async functions. */
async static int good_pointed(int x) { return x; }
async static int good_gathered(int x) { return x; }
async static int good_spawned(int x) { return x; }
async int (*table[])(int) = {good_pointed};

async int caller(void)
{
    int a;
    async_detach(async_spawn(good_spawned(1)));
    await async_gather(a = good_gathered(1), good(2));
    return a + await table[0](1);
}

#define GETTER(name, value) async int name(void) { return value; }

GETTER(warn_macro, 1)
// CHECK: :[[#@LINE-1]]:8: warning: async function 'warn_macro' awaits nothing

async int main(void) { return 0; }
