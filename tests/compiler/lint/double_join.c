// clause 10.18, 10.2: the life of a task's handle.
// RUN: %asyncc -fsyntax-only %s 2>&1 | %reports %s
#include <async.h>
#include <stdbool.h>
#include <stddef.h>

async int f(int x);
void keep(async_task(int) task);

async int warn_twice(void)
{
    async_task(int) t = async_spawn(f(1));
    int a = await async_join(t);
    return a + await async_join(t);
    // CHECK: :[[#@LINE-1]]:16: warning: task 't' is used after it was joined: its handle is no longer valid [-Wasync-double-join]
    // CHECK: :[[#@LINE-3]]:13: note: joined here
    // CHECK: note: join or detach a task once; keep its value if it is needed again
}

async int warn_loop(int n)
{
    async_task(int) t = async_spawn(f(1));
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += await async_join(t);
        // CHECK: :[[#@LINE-1]]:16: warning: task 't' is used after it was joined
    return sum;
}

async int warn_cancel(void)
{
    async_task(int) t = async_spawn(f(1));
    int a = await async_join(t);
    async_cancel(t);
    // CHECK: :[[#@LINE-1]]:5: warning: task 't' is used after it was joined
    return a;
}

async void warn_detached(void)
{
    async_task(int) t = async_spawn(f(1));
    async_detach(t);
    await async_wait(t);
    // CHECK: :[[#@LINE-1]]:5: warning: task 't' is used after it was detached
}

async int warn_overwritten(void)
{
    async_task(int) t = async_spawn(f(1));
    t = async_spawn(f(2));
    // CHECK: :[[#@LINE-1]]:5: warning: handle 't' is overwritten before its task was joined [-Wasync-double-join]
    // CHECK: :[[#@LINE-3]]:25: note: this task can then be neither joined nor cancelled
    return await async_join(t);
}

async int warn_loop_overwrites(int n)
{
    async_task(int) t = async_spawn(f(0));
    while (n-- > 0)
        t = async_spawn(f(n));
        // CHECK: :[[#@LINE-1]]:9: warning: handle 't' is overwritten
    return await async_join(t);
}

async int warn_some_path(bool hurry)
{
    async_task(int) t = async_spawn(f(1));
    // CHECK: :[[#@LINE-1]]:25: warning: task 't' is neither joined nor detached on some way out of this block [-Wasync-dropped-task]
    // CHECK: note: its handle is forgotten here
    // CHECK: note: write 'await async_join(t)' on every way out
    if (hurry)
        return 0;
    return await async_join(t);
}

static async_task(int) worker;

async int warn_itself(void)
{
    return await async_join(worker);
    // CHECK: :[[#@LINE-1]]:12: warning: a task of 'warn_itself' joins itself, and never ends [-Wasync-double-join]
}

void start(void) { worker = async_spawn(warn_itself()); }

async int good_paths(bool hurry)
{
    async_task(int) t = async_spawn(f(1));
    if (hurry) {
        async_cancel(t);
        async_detach(t);
        return 0;
    }
    return await async_join(t);
}

async int good_branches(bool first)
{
    async_task(int) t;
    if (first)
        t = async_spawn(f(1));
    else
        t = async_spawn(f(2));
    await async_wait(t);
    return await async_join(t);
}

async int good_again(void)
{
    async_task(int) t = async_spawn(f(1));
    int a = await async_join(t);
    t = async_spawn(f(a));
    return await async_join(t);
}

async int good_given(async_task(int) *to, bool mine)
{
    async_task(int) t = async_spawn(f(1)), u = async_spawn(f(2));
    *to = t;
    keep(u);
    async_task(int) v = mine ? async_spawn(f(3)) : *to;
    return await async_join(v);
}

async int good_operators(void)
{
    async_task(int) t = async_spawn(f(1)), u = async_spawn(f(2));
    int a, b;
    await async_gather(a = async_join(t), b = async_join(u));
    return a + b;
}

async int good_deferred(bool hurry)
{
    async_task(int) t = async_spawn(f(1));
    defer await async_join(t);
    if (hurry)
        return 1;
    return await f(2);
}

async int good_condition(bool wanted)
{
    async_task(int) t = NULL;
    if (wanted)
        t = async_spawn(f(1));
    int a = await f(2);
    if (t != NULL)
        a += await async_join(t);
    return a;
}

#define JOIN(t) await async_join(t)

async int warn_macro(void)
{
    async_task(int) t = async_spawn(f(1));
    return JOIN(t) + JOIN(t);
    // CHECK: :[[#@LINE-1]]:22: warning: task 't' is used after it was joined
}

async int good_macro(void)
{
    async_task(int) t = async_spawn(f(1)), u = async_spawn(f(2));
    return JOIN(t) + JOIN(u);
}

async int warn_deferred(void)
{
    async_task(int) t = async_spawn(f(1));
    defer async_detach(t);
    // CHECK: :[[#@LINE-1]]:11: warning: task 't' is used after it was joined
    return await async_join(t);
}

async int warn_gather(void)
{
    int a, b;
    async_task(int) t = async_spawn(f(1));
    await async_gather(a = async_join(t), b = async_join(t));
    // CHECK: :[[#@LINE-1]]:5: warning: task 't' is used after it was joined
    return a + b;
}

async async_task(int) good_returned(void)
{
    async_task(int) t = async_spawn(f(1));
    await f(2);
    return t;
}
