// clauses 12.5, 12.6: what async_for takes, where async_emit may stand, what a generator may do.
// RUN: not %asyncc -fsyntax-only %s 2>&1 | %reports %s
// RUN: rm -f %t.o && not %asyncc -c %s -o %t.o && test ! -e %t.o
#include <async.h>

struct point {
    int x;
};

async_generator(int) g(int n);
async int f(int n);
int p(int n);

async async_generator(int) warn_async_first(int n);
// CHECK: :[[#@LINE-1]]:7: error: a generator is async already: leave out 'async'

async_generator(int) async warn_async_second(int n);
// CHECK: :[[#@LINE-1]]:22: error: a generator is async already: leave out 'async'

async_generator(void) warn_void(void)
// CHECK: :[[#@LINE-1]]:23: error: a generator of void has no items [-Wasync-unsupported]
{
}

void warn_plain(void)
{
    async_for (int x, g(1))
        p(x);
    // CHECK: :[[#@LINE-2]]:5: error: async_for outside an async function [-Wasync-await-outside]
}

async int warn_for(int n)
{
    async_for (int x, f(n))
        p(x);
    // CHECK: :[[#@LINE-2]]:23: error: async_for takes a call of a generator, and 'f' is none [-Wasync-await-nothing]
    async_for (int x, p(n))
        p(x);
    // CHECK: :[[#@LINE-2]]:23: error: async_for takes a call of a generator, and 'p' is none [-Wasync-await-nothing]
    async_for (n, g(1))
        p(n);
    // CHECK: :[[#@LINE-2]]:16: error: async_for declares a variable: 'async_for (T x, f())' [-Wasync-keyword]
    async_for (char *s, g(1))
        p(*s);
    // CHECK: :[[#@LINE-2]]:22: error: incompatible integer to pointer conversion initializing 'char *' with an expression of type 'int'
    async_for (struct point q, g(1))
        p(q.x);
    // CHECK: :[[#@LINE-2]]:29: error: initializing 'struct point' with an expression of incompatible type 'int'
    if (n)
        goto inside;
    // CHECK: :[[#@LINE-1]]:9: error: jump into an async_for [-Wasync-unsupported]
    async_for (int x, g(1)) {
    inside:
        p(x);
    }
    async_emit(n);
    // CHECK: :[[#@LINE-1]]:5: error: async_emit outside a generator [-Wasync-keyword]
    return 0;
}

async int warn_calls(int n)
{
    g(1);
    // CHECK: :[[#@LINE-1]]:5: error: generator 'g' is called outside of async_for [-Wasync-unawaited]
    // CHECK: note: write 'async_for (T x, g(...)) { ... }' to take its items
    n = await g(1);
    // CHECK: :[[#@LINE-1]]:15: error: 'await' takes calls of async functions, and 'g' is a generator [-Wasync-await-nothing]
    await async_gather(n = g(1), f(2));
    // CHECK: :[[#@LINE-1]]:28: error: async_gather takes calls of async functions, and 'g' is a generator [-Wasync-await-nothing]
    async_task(int) t = async_spawn(g(1));
    // CHECK: :[[#@LINE-1]]:37: error: async_spawn takes calls of async functions, and 'g' is a generator [-Wasync-await-nothing]
    return await async_join(t);
}

async int (*warn_pointer)(int) = g;
// CHECK: :[[#@LINE-1]]:13: error: incompatible function pointer types
async_generator(int) (*warn_source)(int) = f;
// CHECK: :[[#@LINE-1]]:24: error: incompatible function pointer types

async_generator(int) warn_items(char *s, int n)
{
    async_emit(s);
    // CHECK: :[[#@LINE-1]]:15: error: incompatible pointer to integer conversion emitting 'char *' from a generator of 'int'
    if (n == 1)
        return n;
    // CHECK: :[[#@LINE-1]]:9: error: a generator returns no value [-Wasync-keyword]
    defer {
        async_emit(n);
        // CHECK: :[[#@LINE-1]]:9: error: async_emit in a deferred statement [-Wasync-unsupported]
    }
    async_group (group) {
        async_group_spawn(group, f(1));
        async_emit(n);
        // CHECK: :[[#@LINE-1]]:9: error: async_emit in an async_group [-Wasync-unsupported]
    }
}

async_generator(int) good(int n)
{
    if (n == 0)
        return;
    async_for (int x, g(n)) {
        if (x == 1)
            continue;
        async_group (group)
            async_group_spawn(group, f(x));
        async_emit(x + await f(2));
    }
}

async int good_for(async_generator(int) (*source)(int))
{
    async_generator(int) (*sources[])(int) = {g, good, source};
    async_for (long x, sources[1](3))
        async_for (const int y, source((int)x))
            if (y)
                return y;
    return (int)sizeof(g(1));
}
