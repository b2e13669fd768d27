/* text.h - diagnostics as text, in clang's format. */
#ifndef ASYNCC_TEXT_H
#define ASYNCC_TEXT_H

#include "diag/diag.h"

struct text_file;

struct text_sink {
    FILE *to;
    bool color;
    struct text_file *files; /* read so far, for the source lines */
};

void text_deinit(struct text_sink *sink);

/* Prints a record, its source line and its notes. `name` is the option's name or
 * "". `promoted`: an error only because of -Werror. */
void text_print(struct text_sink *sink, const struct diag_record *record, const char *name,
                bool promoted);

#endif
