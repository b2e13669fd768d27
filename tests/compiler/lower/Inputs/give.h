/* give.h - callees for the lowering tests. Each suspends once before it ends; with
 * GIVE_AT_ONCE in the environment none does, and the output must be the same. */
#ifndef GIVE_H
#define GIVE_H

#include <async.h>
#include <stdio.h>
#include <stdlib.h>

static inline async void rest(void)
{
    if (!getenv("GIVE_AT_ONCE"))
        await async_yield();
}

static inline async int give(int value)
{
    await rest();
    return value;
}

/* tell and say leave a trace of when they were called; say is plain. */
static inline async int tell(int value)
{
    printf("t%d ", value);
    await rest();
    return value;
}

static inline int say(int value)
{
    printf("s%d ", value);
    return value;
}

#endif
