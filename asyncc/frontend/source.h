/* source.h - the user's files, as they stand on disk, for places and fix-its. */
#ifndef ASYNCC_SOURCE_H
#define ASYNCC_SOURCE_H

#include "support/arena.h"

#include <stdint.h>

struct source {
    const char *file;
    const char *bytes; /* NULL: cannot be read */
    size_t length;
    struct source *next;
};

/* From the list, or read and added to it. */
const struct source *source_open(struct arena *arena, struct source **list, const char *file);

/* The text of lines [first, last], without the last newline; NULL: no such line. */
const char *source_lines(const struct source *source, uint32_t first, uint32_t last,
                         size_t *length);

/* A copy with comments blanked, of the same length. */
char *source_without_comments(struct arena *arena, const char *text, size_t length);

#endif
