/* argv.h - a command line that grows; its words live in the driver's arena. */
#ifndef ASYNCC_ARGV_H
#define ASYNCC_ARGV_H

#include "support/arena.h"
#include "support/vec.h"

struct argv {
    struct arena *arena;
    const char **data; /* NULL after the last word, once one was added */
    size_t count, capacity;
};

void argv_deinit(struct argv *argv);
void argv_add(struct argv *argv, const char *word); /* the pointer is kept */
void argv_add_all(struct argv *argv, const struct argv *more);
void argv_printf(struct argv *argv, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Adds the blank-separated words of `text`. */
void argv_split(struct argv *argv, const char *text);

#endif
