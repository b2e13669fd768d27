/* Calls of async functions that nothing awaits. */
#include <async.h>

#include <stdbool.h>
#include <stdio.h>

struct conn {
    async int (*send)(const char *text);
};

async int uw_get(int n);
async void uw_note(int n);
async char *uw_text(void);
async int (*uw_pointer)(int);

async void uw_alone(void)
{
    uw_note(1); // bug
    await uw_note(2);
}

async void uw_void(void)
{
    (void)uw_get(1); // bug
    await uw_note(2);
}

async int uw_condition(void)
{
    if (uw_get(1) > 0) // bug
        return 1;
    return await uw_get(2);
}

async int uw_sum(void)
{
    return 1 + uw_get(1); // bug
}

async int uw_returned(void)
{
    return uw_get(1); // bug
}

async int uw_argument(void)
{
    return await uw_get(uw_get(1)); // bug
}

async int uw_initialiser(void)
{
    int n = uw_get(1); // bug
    return n;
}

async int uw_assigned(void)
{
    int n;
    n = uw_get(1); // bug
    return n;
}

async void uw_loop(void)
{
    while (uw_get(1)) // bug
        await uw_note(1);
}

async void uw_printed(void)
{
    printf("%s\n", uw_text()); // bug
    await uw_note(1);
}

async int uw_ternary(bool b)
{
    return b ? await uw_get(1) : uw_get(2); // bug
}

async int uw_and(bool b)
{
    return b && uw_get(1); // bug
}

async void uw_through_pointer(void)
{
    uw_pointer(1); // bug
    await uw_note(1);
}

async void uw_member(struct conn *conn)
{
    conn->send("hello"); // bug
    await uw_note(1);
}

int uw_in_plain(void)
{
    return uw_get(1); // bug
}

async void uw_library(void)
{
    async_sleep(10); // bug
    await uw_note(1);
}

async int uw_index(const int *list)
{
    return list[uw_get(1)]; // bug
}

async void uw_deferred(void)
{
    defer uw_note(1); // bug
    await uw_note(2);
}

#define NOTE(n) uw_note(n)

async void uw_macro(void)
{
    NOTE(1); // bug
    await uw_note(2);
}
