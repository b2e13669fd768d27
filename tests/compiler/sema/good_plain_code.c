// clause 2.11: plain functions may do what async ones may not.
// RUN: %asyncc -fsyntax-only -Wall -Wextra -Werror %s 2>&1 | %reports %s
#include <alloca.h>
#include <async.h>
#include <setjmp.h>
#include <stdarg.h>

static jmp_buf env;
static void release(int *p) { *p = 0; }
int sum(int n, ...);
int more(int n);

int sum(int n, ...)
{
    va_list list;
    int total = 0;
    va_start(list, n);
    while (n--)
        total += va_arg(list, int);
    va_end(list);
    return total;
}

int more(int n)
{
    __attribute__((cleanup(release))) int held = n;
    int vla[n + 1];
    char *room = alloca((size_t)n + 1);
    vla[n] = room[n] = 0;
    if (setjmp(env))
        return vla[n];
    if (n > 3)
        longjmp(env, 1);
    return sum(1, held);
}

async int main(void)
{
    await async_yield();
    return more(0);
}
