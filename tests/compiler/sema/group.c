// clauses 4.16, 4.17: what async_group and async_group_spawn take, and jumps around groups.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

async int f(int n);
async void v(void);
int p(int n);

void warn_plain(void)
{
    async_group (g)
        async_group_spawn(g, v());
    // CHECK: :[[#@LINE-2]]:5: error: async_group outside an async function [-Wasync-await-outside]
}

async int warn(int n, int *not_a_group)
{
    long wide = 0;
    volatile int watched = 0;
    async_group (g) {
        async_group_spawn(g, n = await f(1));
        // CHECK: :[[#@LINE-1]]:34: error: async_group_spawn takes the call itself, without 'await' [-Wasync-await-nothing]
        async_group_spawn(g, p(1));
        // CHECK: :[[#@LINE-1]]:30: error: async_group_spawn takes calls of async functions, and 'p' is not async [-Wasync-await-nothing]
        async_group_spawn(g, wide = f(1));
        // CHECK: :[[#@LINE-1]]:30: error: a child of a group writes to an object of its function's type, 'int' [-Wasync-await-nothing]
        // CHECK: note: this one is 'long': assign to one of that type, and convert it behind the group
        async_group_spawn(g, watched = f(1));
        // CHECK: :[[#@LINE-1]]:30: error: a child of a group writes to an object of its function's type, 'int' [-Wasync-await-nothing]
        async_group_spawn(not_a_group, f(1));
        // CHECK: :[[#@LINE-1]]:27: error: async_group_spawn takes a group, and this is 'int *' [-Wasync-await-nothing]
        async_group_spawn(g, async_timeout(10, f(1)));
        // CHECK: :[[#@LINE-1]]:30: error: async_group_spawn takes calls of async functions [-Wasync-await-nothing]
        // CHECK: note: await it in an async function of its own, and call that here
        f(3);
        // CHECK: :[[#@LINE-1]]:9: error: coroutine 'f' is never awaited [-Wasync-unawaited]
        if (n == 2)
            break;
        // CHECK: :[[#@LINE-1]]:13: error: 'break' in no loop [-Wasync-unsupported]
        // CHECK: note: an async_group is none: write 'goto' or 'return'
    inside:
        n++;
    }
    if (n == 3)
        goto inside;
    // CHECK: :[[#@LINE-1]]:9: error: jump into an async_group [-Wasync-unsupported]
    // CHECK: note: it begins here
    return (int)wide + watched;
}

void good_plain(async_group_t *g, int *x)
{
    async_group_spawn(g, *x = f(1));
}

async int good(int n)
{
    int x[2];
    for (;;)
        async_group (g) {
            good_plain(g, &x[0]);
            async_group_spawn(g, x[1] = f(await f(2)));
            if (n)
                break;
            for (int i = 0; i < n; i++)
                continue;
            if (n == 7)
                goto out;
        }
out:
    return x[0];
}
