/* memory.c - counts blocks and fails on demand; see memory.h. */
#include "memory.h"

#include <stdlib.h>

static _Thread_local long fail_after = -1;
static _Thread_local long live;

static int fails(void) { return fail_after >= 0 && fail_after-- == 0; }

void *async__alloc(size_t size)
{
    void *block = fails() ? NULL : malloc(size);
    live += block != NULL;
    return block;
}

void *async__realloc(void *block, size_t size)
{
    void *moved = fails() ? NULL : realloc(block, size);
    live += block == NULL && moved != NULL;
    return moved;
}

void async__free(void *block)
{
    live -= block != NULL;
    free(block);
}

void async__memory_fail_after(long n) { fail_after = n; }

long async__memory_pending(void) { return fail_after; }

long async__memory_live(void) { return live; }
