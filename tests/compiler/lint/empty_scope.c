// clause 10.19: a timeout around what never waits.
// RUN: %asyncc -fsyntax-only %s 2>&1 | %reports %s
#include <async.h>

async int f(int x);
async static int quick(int x) { return x + 1; }
async static int quicker(int x) { return await quick(x) + 1; }
async static int slow(int x) { return x > 0 ? await f(x) : 0; }

async int warn(void)
{
    int x;
    return await async_timeout(100, x = quick(1));
    // CHECK: :[[#@LINE-1]]:12: warning: the timeout can never strike: what it runs does not wait [-Wasync-empty-scope]
    // CHECK: note: a timeout ends a call at an await that waits
}

async int warn_through_others(int limit)
{
    return await async_timeout((uint64_t)limit, quicker(1));
    // CHECK: :[[#@LINE-1]]:12: warning: the timeout can never strike
}

async int warn_gather(void)
{
    return await async_timeout(100, async_gather(quick(1), quicker(2)));
    // CHECK: :[[#@LINE-1]]:12: warning: the timeout can never strike
}

async int good(void)
{
    int x;
    int error = await async_timeout(100, x = slow(1));
    error += await async_timeout(100, async_gather(quick(1), f(2)));
    error += await async_timeout(100, async_sleep(10));
    return error ? error : x;
}

async int warn_group(void)
{
    int a, b;
    async_group (g) {
        // CHECK: :[[#@LINE-1]]:5: warning: nothing in this group waits [-Wasync-empty-scope]
        // CHECK: note: a group is for children that run while others wait; call these functions directly
        async_group_spawn(g, a = quick(1));
        async_group_spawn(g, b = quicker(2));
    }
    return a + b;
}

async int warn_jumps(int n)
{
    for (int i = 0; i < n; i++) {
        async_group (g) {
            async_group_spawn(g, f(i));
            if (i == 1)
                continue;
                // CHECK: :[[#@LINE-1]]:17: warning: 'continue' leaves the group only when all its children have ended
                // CHECK: note: call async_group_cancel(g) before it if their work is not needed any more
            if (i == 2)
                break;
                // CHECK: :[[#@LINE-1]]:17: warning: 'break' leaves the group
            if (i == 3)
                goto out;
                // CHECK: :[[#@LINE-1]]:17: warning: 'goto' leaves the group
            if (i == 4)
                return i;
                // CHECK: :[[#@LINE-1]]:17: warning: 'return' leaves the group
        }
    }
out:
    return 0;
}

void start_all(async_group_t *group);

async int good_groups(int n)
{
    int a = 0;
    async_group (g) {
        async_group_spawn(g, a = f(n));
    }
    async_group (h) {
        start_all(h);
    }
    async_group (k) {
        if (n == 0)
            return a; /* there are no children yet */
        async_group_spawn(k, f(n));
        for (int i = 0; i < n; i++) {
            if (i == 1)
                continue;
            if (await f(i) < 0)
                break;
        }
        if (n > 3) {
            async_group_cancel(k);
            return a;
        }
    }
    return a;
}

#define WITHIN(ms, call) await async_timeout(ms, call)

async int warn_macro(void)
{
    return WITHIN(100, quick(1));
    // CHECK: :[[#@LINE-1]]:12: warning: the timeout can never strike
}

async int good_macro(void) { return WITHIN(100, f(1)); }
