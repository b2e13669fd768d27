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

#define WITHIN(ms, call) await async_timeout(ms, call)

async int warn_macro(void)
{
    return WITHIN(100, quick(1));
    // CHECK: :[[#@LINE-1]]:12: warning: the timeout can never strike
}

async int good_macro(void) { return WITHIN(100, f(1)); }
