/* await in front of what is no async call. */
#include <async.h>

#include <stdlib.h>
#include <string.h>

struct point {
    int x, y;
};

async int an_get(int n);
async struct point *an_point(void);
async struct point an_value(void);
int an_plain(int n);
int (*an_pointer)(int);

async size_t an_length(const char *text)
{
    return await strlen(text); // bug
}

async int an_number(void)
{
    return await 1; // bug
}

async int an_variable(int n)
{
    return await n; // bug
}

async int an_call(void)
{
    int n = await an_plain(1); // bug
    return n;
}

async int an_through_pointer(void)
{
    return await an_pointer(1); // bug
}

async int an_handle(void)
{
    async_task(int) t = async_spawn(an_get(1));
    await t; // bug
    return await async_join(t);
}

async int an_member(void)
{
    return await an_point()->x; // bug
}

async int an_twice(void)
{
    return await await an_get(1); // bug
}

async int an_assignment(void)
{
    int n;
    await (n = 1); // bug
    return n;
}

async int an_name(void)
{
    await an_get; // bug
    return await an_get(2);
}

async int an_sum(void)
{
    return await (1 + 2); // bug
}

async int an_gather(void)
{
    int a, b;
    await async_gather(a = an_get(1), b = an_plain(2)); // bug
    return a + b;
}

async int an_timeout(void)
{
    int a;
    return await async_timeout(10, a = an_plain(1)); // bug
}

async void an_spawn(void)
{
    async_detach(async_spawn(an_plain(1))); // bug
    await async_yield();
}

async int an_run_plain(void)
{
    return await abs(-1); // bug
}

async int an_dot(void)
{
    return await an_value().x; // bug
}

#define WAIT(call) await call

async int an_macro(void)
{
    return WAIT(an_plain(1)); // bug
}
