#ifndef INLINE_H
#define INLINE_H
#include "give.h"
static inline async int half(int n)
{
    int half = await give(n) / 2;
    await rest();
    return half;
}
static inline async int never_used(void) { return await give(1); }
#endif
