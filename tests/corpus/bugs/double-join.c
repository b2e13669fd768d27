/* Handles that are used after they were consumed, lost, or joined by their own task. */
#include <async.h>

#include <stdbool.h>
#include <stddef.h>

async int dj_work(int n);

async int dj_twice(void)
{
    async_task(int) t = async_spawn(dj_work(1));
    int a = await async_join(t);
    int b = await async_join(t); // bug
    return a + b;
}

async void dj_detach_after(void)
{
    async_task(int) t = async_spawn(dj_work(1));
    await async_join(t);
    async_detach(t); // bug
}

async int dj_join_after_detach(void)
{
    async_task(int) t = async_spawn(dj_work(1));
    async_detach(t);
    return await async_join(t); // bug
}

async void dj_cancel_after(void)
{
    async_task(int) t = async_spawn(dj_work(1));
    await async_join(t);
    async_cancel(t); // bug
}

async void dj_wait_after(void)
{
    async_task(int) t = async_spawn(dj_work(1));
    async_detach(t);
    await async_wait(t); // bug
}

async int dj_loop(int n)
{
    async_task(int) t = async_spawn(dj_work(1));
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += await async_join(t); // bug
    return sum;
}

async int dj_one_way(bool early)
{
    async_task(int) t = async_spawn(dj_work(1));
    int a = 0;
    if (early)
        a = await async_join(t);
    return a + await async_join(t); // bug
}

async int dj_overwritten(void)
{
    async_task(int) t = async_spawn(dj_work(1));
    t = async_spawn(dj_work(2)); // bug
    return await async_join(t);
}

async int dj_overwritten_in_loop(int n)
{
    async_task(int) t = NULL;
    for (int i = 0; i < n; i++)
        t = async_spawn(dj_work(i)); // bug
    return t ? await async_join(t) : 0;
}

async int dj_overwritten_null(void)
{
    async_task(int) t = async_spawn(dj_work(1));
    await async_yield();
    t = NULL; // bug
    return t != NULL;
}

async int dj_sum(void)
{
    async_task(int) t = async_spawn(dj_work(1));
    return await async_join(t) + await async_join(t); // bug
}

async int dj_deferred(void)
{
    async_task(int) t = async_spawn(dj_work(1));
    defer async_detach(t); // bug
    return await async_join(t);
}

async int dj_condition(void)
{
    async_task(int) t = async_spawn(dj_work(1));
    if (await async_join(t) < 0)
        return await async_join(t); // bug
    return 0;
}

async int dj_timeout(void)
{
    async_task(int) t = async_spawn(dj_work(1));
    int value = 0;
    int error = await async_timeout(10, value = async_join(t));
    return error ? await async_join(t) : value; // bug
}

async int dj_switch(int n)
{
    async_task(int) t = async_spawn(dj_work(1));
    switch (n) {
    case 0:
        async_detach(t);
        break;
    case 1:
        return 1 + await async_join(t);
    default:
        break;
    }
    return await async_join(t); // bug
}

async int dj_goto(int n)
{
    async_task(int) t = async_spawn(dj_work(1));
again:
    n += await async_join(t); // bug
    if (n < 10)
        goto again;
    return n;
}

async int dj_gather(void)
{
    async_task(int) t = async_spawn(dj_work(1));
    int a, b;
    await async_gather(a = async_join(t), b = async_join(t)); // bug
    return a + b;
}

static async_task(int) dj_self;

async int dj_itself(int n)
{
    if (n > 0)
        return await async_join(dj_self); // bug
    return 0;
}

async void dj_start(void)
{
    dj_self = async_spawn(dj_itself(1));
    await async_yield();
}

#define JOIN(t) await async_join(t)

async int dj_macro(void)
{
    async_task(int) t = async_spawn(dj_work(1));
    int a = JOIN(t);
    return a + JOIN(t); // bug
}
