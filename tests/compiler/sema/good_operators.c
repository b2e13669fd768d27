// clauses 4.3, 4.7: where async calls stand without await.
// RUN: %asyncc -fsyntax-only -Wall -Wextra -Werror %s 2>&1 | %reports %s
#include <async.h>

async int f(int n);
int plain(void);
async_task(int) start(int n);

async_task(int) start(int n) { return async_spawn(f(n)); }
int plain(void) { return async_run(f(1)) + async_run_error(); }

async int good(int n)
{
    async_task(int) tasks[2] = {async_spawn(f(n)), start(n)};
    async_task(int) one = n ? async_spawn(f(1)) : start(2);
    async_detach(async_spawn(f(3)));
    async_detach(one);
    return await async_join(tasks[0]) + await async_join(tasks[1]) + (int)async_now();
}
