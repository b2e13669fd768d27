/* What compilers warn about in async functions; with -DPLAIN the same as plain functions. */
#ifdef PLAIN
#define async
#define await
#define async_yield() ((void)0)
#else
#include <async.h>
#endif
#include <stdio.h>

async int give(int x);
async int give(int x)
{
    await async_yield();
    return x;
}

async int parameters(int a, int unused);
async int parameters(int a, int unused)
{
    return await give(a);
}

async int variables(int a);
async int variables(int a)
{
    int never;
    int only_set;
    only_set = await give(a);
    await async_yield();
    return a;
}

async int uninitialized(void);
async int uninitialized(void)
{
    int x;
    await async_yield();
    return x;
}

async int conversions(unsigned u, int i);
async int conversions(unsigned u, int i)
{
    unsigned char c = (unsigned char)await give(3);
    printf("%s\n", await give(i));
    if (await give(i) < u)
        return i / 0;
    return c + (1 << 40);
}

async int no_value(int i);
async int no_value(int i)
{
    if (await give(i))
        return 1;
}

async int parentheses(int i);
async int parentheses(int i)
{
    int r = 0;
    if (r = await give(i))
        return i & r == 3;
    if (r) if (await give(i)) return 1; else return 2;
    return r;
}

async int values(int i);
async int values(int i)
{
    await give(i) + 1;
    i;
lost:
    return i;
}

static async int nobody(int i)
{
    return await give(i);
}

async int cases(int i);
async int cases(int i)
{
    enum { A, B, C } e = await give(i);
    switch (e) {
    case A:
        i++;
        await async_yield();
        i++;
    case B:
        i++;
    }
    return i;
}

async int *address(void);
async int *address(void)
{
    int here = await give(1);
    return &here;
}

__attribute__((warn_unused_result)) async int needed(void);
__attribute__((deprecated)) async int old(void);
__attribute__((nonnull)) async int filled(const char *text);
__attribute__((warn_unused_result)) int needed_too(void);

async int attributes(void);
async int attributes(void)
{
    await needed();
    needed_too();
    await old();
    return await filled(0);
}

async int unchecked(int i)
{
    int r = await give(i);
    {
        int r = await give(2);
        i += r;
    }
    i++;
    int later = await give(i);
    return later + r;
}
