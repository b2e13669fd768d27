/* C that cannot stand in an async function. */
#include <async.h>

#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>

static jmp_buf back;
static sigjmp_buf signal_back;
async int us_get(int n);
void us_cleanup(void *data);

async int us_setjmp(void)
{
    if (setjmp(back)) // bug
        return -1;
    return await us_get(1);
}

async int us_sigsetjmp(void)
{
    int n = sigsetjmp(signal_back, 1); // bug
    return n + await us_get(1);
}

async int us_longjmp(void)
{
    if (await us_get(1) < 0)
        longjmp(back, 1); // bug
    return 0;
}

async int us_variadic(const char *format, ...) // bug
{
    return await us_get(format[0]);
}

async int us_push(void)
{
    pthread_cleanup_push(us_cleanup, NULL); // bug
    await us_get(1);
    pthread_cleanup_pop(0);
    return 0;
}

async int us_jump_into(int n)
{
    if (n > 0)
        goto inside; // bug
    defer
    {
    inside:
        puts("bye");
    }
    return await us_get(n);
}

async int us_jump_out(int n)
{
    defer
    {
        if (n > 0)
            goto out; // bug
        puts("bye");
    }
    await us_get(n);
out:
    return n;
}

async int us_jump_over(int n)
{
    if (n > 0)
        goto behind; // bug
    defer puts("bye");
behind:
    return await us_get(n);
}

async int us_return_in_defer(int n)
{
    defer
    {
        if (n > 0)
            return -1; // bug
    }
    return await us_get(n);
}

async int us_break_in_defer(int n)
{
    while (n-- > 0) {
        defer
        {
            if (n == 2)
                break; // bug
        }
        await us_get(n);
    }
    return n;
}

async int us_case_into(int n)
{
    switch (n) {
        defer
        {
        case 1: // bug
            puts("bye");
        }
    default: // bug
        return await us_get(n);
    }
}

static int us_plain_defer(void)
{
    defer puts("bye"); // bug
    return 0;
}

async int us_goto_loop(int n)
{
    defer
    {
        goto again; // bug
    }
again:
    return await us_get(n + us_plain_defer());
}

#define TRY(buffer) setjmp(buffer)

async int us_macro(void)
{
    if (TRY(back) == 0) // bug
        await us_get(1);
    return 0;
}
