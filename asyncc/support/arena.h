/* arena.h - memory that is freed all at once.
 *
 * The compiler has two: the session's (text, tokens, nodes: until the unit is
 * done) and the function's (what the passes compute about one function). Out of
 * memory ends the program with a message: a compiler has nothing to save.
 */
#ifndef ASYNCC_ARENA_H
#define ASYNCC_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *blocks;
    char *next, *end;
};

void arena_deinit(struct arena *arena);

/* Zeroed memory, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);
#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_array(arena, type, n) ((type *)arena_alloc((arena), sizeof(type) * (n)))

char *arena_copy(struct arena *arena, const char *text, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* malloc and realloc that never return NULL. */
void *xmalloc(size_t size);
void *xrealloc(void *memory, size_t size);
char *xstrdup(const char *text);

#endif
