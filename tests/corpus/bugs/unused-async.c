/* Async functions that await nothing and could be plain. */
#include <async.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

async static int ua_add(int a, int b) // bug
{
    return a + b;
}

async static void ua_print(const char *text) // bug
{
    puts(text);
}

async static int ua_loop(int n) // bug
{
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += i;
    return sum;
}

async static bool ua_empty(const char *text) // bug
{
    return *text == '\0';
}

async static char *ua_copy(const char *text) // bug
{
    char *copy = malloc(strlen(text) + 1);
    if (copy != NULL)
        strcpy(copy, text);
    return copy;
}

async static void ua_nothing(void) // bug
{
}

async static int ua_spawns(int n); /* starts something, and does not wait */
async int ua_elsewhere(int n);

async int ua_global(int n) // bug
{
    return n * 2;
}

static int ua_helper(int n) { return n + 1; }

async static int ua_calls(int n) // bug
{
    return ua_helper(ua_helper(n));
}

async static int ua_spawns(int n) // bug
{
    async_detach(async_spawn(ua_elsewhere(n)));
    return n;
}

async static int ua_deferred(char *p) // bug
{
    defer free(p);
    return p != NULL;
}

async static int ua_switch(int n) // bug
{
    switch (n) {
    case 0:
        return 1;
    default:
        return 2;
    }
}

async static int ua_recursive(int n) // bug
{
    if (n <= 1)
        return 1;
    return n;
}

async static long ua_sizes(const char *text) // bug
{
    return (long)(sizeof(int) + strlen(text));
}

struct pair {
    int a, b;
};

async static struct pair ua_struct(int a) // bug
{
    return (struct pair){a, a};
}

async static inline int ua_inline(int a) // bug
{
    return -a;
}

static async int ua_other_order(int a) // bug
{
    return ~a;
}

#define TASK async static

TASK int ua_macro(int a) // bug
{
    return a;
}

async int ua_uses(char *text)
{
    int sum = await ua_add(1, 2) + await ua_loop(3) + await ua_calls(4);
    await ua_print(text);
    await ua_nothing();
    char *copy = await ua_copy(text);
    sum += await ua_empty(text) + await ua_spawns(1) + await ua_deferred(copy);
    sum += await ua_switch(1) + await ua_recursive(5) + (int)await ua_sizes(text);
    struct pair pair = await ua_struct(2);
    return sum + pair.a + await ua_inline(1) + await ua_other_order(1) + await ua_macro(1);
}
