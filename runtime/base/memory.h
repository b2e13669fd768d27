/* memory.h - the one door to the heap for everything in the runtime.
 *
 * Tests make the n-th allocation from now on fail (async__memory_fail_after) and
 * check that what was taken has been given back (async__memory_live).
 */
#ifndef ASYNC__BASE_MEMORY_H
#define ASYNC__BASE_MEMORY_H

#include <stddef.h>

void *async__alloc(size_t size);
void *async__realloc(void *block, size_t size);
void async__free(void *block);

/* The n-th allocation of this thread fails, once; 0: the next one; -1: none. */
void async__memory_fail_after(long n);

/* How many more allocations will succeed; -1: all of them. */
long async__memory_pending(void);

/* Blocks of this thread that are not freed yet. */
long async__memory_live(void);

#endif
