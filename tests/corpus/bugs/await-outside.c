/* await where there is no async function. */
#include <async.h>

#include <stddef.h>
#include <stdlib.h>

async int ao_get(int n);
async void ao_note(int n);
static int global = await ao_get(1); // bug

int ao_returned(void)
{
    return await ao_get(1); // bug
}

void ao_statement(void)
{
    await ao_note(1); // bug
}

static int ao_condition(void)
{
    if (await ao_get(1)) // bug
        return 1;
    return 0;
}

static void ao_loop(int n)
{
    while (n-- > 0)
        await ao_note(n); // bug
}

static void on_event(void *data)
{
    int *n = data;
    *n = await ao_get(2); // bug
}

static int compare(const void *a, const void *b)
{
    const int *x = a, *y = b;
    return await ao_get(*x) - *y; // bug
}

static void ao_gather(void)
{
    int a, b;
    await async_gather(a = ao_get(1), b = ao_get(2)); // bug
}

static int ao_timeout(void)
{
    return await async_timeout(10, ao_note(1)); // bug
}

static void ao_sleep(void)
{
    await async_sleep(10); // bug
}

static int ao_join(async_task(int) t)
{
    return await async_join(t); // bug
}

static int ao_offload(int n)
{
    return await async_offload(abs(n)); // bug
}

static inline int ao_inline(int n)
{
    return n + await ao_get(n); // bug
}

static int ao_declaration(void)
{
    int n = await ao_get(1); // bug
    return n;
}

static int ao_argument(void)
{
    return abs(await ao_get(1)); // bug
}

static int ao_switch(void)
{
    switch (await ao_get(1)) { // bug
    case 0:
        return 1;
    default:
        return 0;
    }
}

#define GET(n) await ao_get(n)

static int ao_macro(void)
{
    return GET(3); // bug
}

int main(void)
{
    int list[] = {2, 1};
    qsort(list, 2, sizeof *list, compare);
    on_event(list);
    ao_loop(ao_condition()), ao_gather(), ao_sleep();
    return ao_timeout() + ao_join(NULL) + ao_offload(1) + ao_inline(1) + ao_declaration() +
           ao_argument() + ao_switch() + ao_macro() + global;
}
