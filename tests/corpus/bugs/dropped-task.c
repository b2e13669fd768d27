/* Tasks whose handle is dropped. */
#include <async.h>

#include <stdbool.h>

async int dt_work(int n);
async void dt_note(void);

async void dt_statement(void)
{
    async_spawn(dt_work(1)); // bug
    await dt_note();
}

async void dt_void(void)
{
    (void)async_spawn(dt_work(1)); // bug
    await dt_note();
}

async void dt_unused(void)
{
    async_task(int) t = async_spawn(dt_work(1)); // bug
    await dt_note();
}

async void dt_comma(int *n)
{
    async_spawn(dt_work(1)), ++*n; // bug
    await dt_note();
}

async void dt_loop(int n)
{
    for (int i = 0; i < n; i++)
        async_spawn(dt_work(i)); // bug
    await dt_note();
}

async void dt_branch(bool b)
{
    if (b)
        async_spawn(dt_work(1)); // bug
    else
        await dt_note();
}

void dt_plain(void)
{
    async_spawn(dt_work(1)); // bug
}

async void dt_for_step(int n)
{
    for (int i = 0; i < n; async_spawn(dt_work(i)), i++) // bug
        await dt_note();
}

#define START(call) async_spawn(call)

async void dt_macro(void)
{
    START(dt_work(1)); // bug
    await dt_note();
}
