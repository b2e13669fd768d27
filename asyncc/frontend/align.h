/* align.h - which token of a source line became which token of the preprocessed text. */
#ifndef ASYNCC_ALIGN_H
#define ASYNCC_ALIGN_H

#include "frontend/lexer.h"

/* For each token of the preprocessed piece, the token of the source that stands for
 * it: itself, or the macro that made it. */
struct alignment {
    struct text source;
    uint32_t first, count; /* tokens of the preprocessed text */
    uint32_t *begin, *end; /* first and last source token of each; ALIGN_NONE: none */
    bool *exact;           /* the token itself stands in the source */
};

enum { ALIGN_NONE = UINT32_MAX };

/* `source`: the lines that became tokens [first, first + count) of `text`. */
void align_tokens(struct alignment *out, struct arena *arena, const struct text *text,
                  uint32_t first, uint32_t count, const char *source, size_t length);

#endif
