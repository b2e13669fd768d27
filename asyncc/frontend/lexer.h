/* lexer.h - preprocessed C as tokens, and where each byte came from.
 *
 * Knows just what the passes need: token borders, line markers, pragma lines.
 * Offsets are into the preprocessed text, the same that libclang reports.
 */
#ifndef ASYNCC_LEXER_H
#define ASYNCC_LEXER_H

#include "support/arena.h"
#include "support/vec.h"

#include <stdbool.h>
#include <stdint.h>

enum token_kind { TOKEN_IDENT, TOKEN_NUMBER, TOKEN_STRING, TOKEN_CHAR, TOKEN_PUNCT, TOKEN_PRAGMA };

struct token {
    uint32_t begin, end;
    enum token_kind kind;
};

/* From `offset` on, up to the next marker, line `line` of `file`. */
struct line_marker {
    uint32_t offset; /* of the line after the marker */
    uint32_t begin;  /* of the marker's own '#' */
    const char *file;
    uint32_t line;
    bool enter, leave, system; /* flags 1, 2, 3 */
    bool inside;               /* the text behind it is that of a file entered as a system header;
                                * flag 3 alone gcc also writes, in the middle of lines, for what a
                                * system macro made in a file of the user's */
};

struct text {
    const char *bytes;
    uint32_t length;
    struct token *tokens;
    uint32_t token_count;
    struct line_marker *markers;
    uint32_t marker_count;
    uint32_t *lines; /* offset of each line's first byte */
    uint32_t line_count;
};

void lexer_run(struct text *text, struct arena *arena, const char *bytes, uint32_t length);

/* Index of the first token that begins at or after `offset`. */
uint32_t text_token_at(const struct text *text, uint32_t offset);
bool text_token_is(const struct text *text, uint32_t index, const char *spelling);

/* `int async;`: the keyword where a name should stand. Headers that were written before
 * async was a keyword have it (uv.h). */
bool text_is_name(const struct text *text, uint32_t index);

/* Where `offset` came from. `line` counts up from the last marker. */
struct origin {
    const char *file;
    uint32_t line;
    bool system; /* of a file entered as a system header */
};
struct origin text_origin(const struct text *text, uint32_t offset);

#endif
