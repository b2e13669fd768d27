/* Tasks whose handle is dropped on some way out. */
#include <async.h>

#include <stdbool.h>

async int dt_work(int n);
async void dt_note(void);

async int dt_one_way(bool quick)
{
    async_task(int) t = async_spawn(dt_work(1)); // bug
    if (quick)
        return 0;
    return await async_join(t);
}

async int dt_error(void)
{
    async_task(int) t = async_spawn(dt_work(1)); // bug
    int error = await dt_work(2);
    if (error < 0)
        return error;
    return await async_join(t);
}

async void dt_cancel_only(void)
{
    async_task(int) t = async_spawn(dt_work(1)); // bug
    await async_sleep(1);
    async_cancel(t);
}

async void dt_wait_only(void)
{
    async_task(int) t = async_spawn(dt_work(1)); // bug
    await async_wait(t);
}

async int dt_break(int n)
{
    int sum = 0;
    while (n-- > 0) {
        async_task(int) t = async_spawn(dt_work(n)); // bug
        if (sum > 100)
            break;
        sum += await async_join(t);
    }
    return sum;
}

async int dt_switch(int n)
{
    async_task(int) t = async_spawn(dt_work(1)); // bug
    switch (n) {
    case 0:
        return await async_join(t);
    case 1:
        async_detach(t);
        return 0;
    default:
        return -1;
    }
}

async int dt_goto(int n)
{
    async_task(int) t = async_spawn(dt_work(1)); // bug
    if (n < 0)
        goto out;
    n = await async_join(t);
out:
    return n;
}

async void dt_compare(void)
{
    async_task(int) t = async_spawn(dt_work(1)); // bug
    if (t == 0)
        await dt_note();
}
