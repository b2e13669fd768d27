/* Comments that tell gcc that a case is meant to fall through, as attributes.
 *
 * The back end gets preprocessed text, where comments are gone; without them gcc's
 * -Wimplicit-fallthrough (part of -Wextra) would warn of what the user has explained. So where the
 * source has such a comment between a statement and a label,
 *
 *     n++; // falls through
 *     case 2:
 *
 * the text gets __attribute__((__fallthrough__)); behind the statement, before anything else looks
 * at it. clang does not read comments: its users have written the attribute themselves.
 */
#include "frontend/program.h"
#include "frontend/source.h"
#include "support/strbuf.h"

#include <string.h>
#include <strings.h>

static const char attribute[] = " __attribute__((__fallthrough__));";

static const char *skip_word(const char *p, const char *end, const char *word)
{
    size_t length = strlen(word);
    return (size_t)(end - p) >= length && strncasecmp(p, word, length) == 0 ? p + length : p;
}

static const char *skip_blanks(const char *p, const char *end, const char *blanks)
{
    while (p < end && strchr(blanks, *p) != NULL)
        p++;
    return p;
}

/* Whether a comment begins as gcc wants it: fallthrough, falls through, FALLTHRU, else
 * fall-through, intentionally fall through. */
static bool is_fallthrough(const char *p, const char *end)
{
    p = skip_blanks(p, end, " \t-@");
    p = skip_blanks(skip_word(p, end, "lint"), end, " \t-");
    p = skip_blanks(skip_word(p, end, "else"), end, " \t,");
    p = skip_blanks(skip_word(skip_word(p, end, "intentional"), end, "ly"), end, " \t,");
    const char *fall = skip_word(p, end, "fall");
    if (fall == p)
        return false;
    p = skip_blanks(skip_word(fall, end, "s"), end, " \t-");
    return skip_word(p, end, "thr") != p;
}

/* Whether a comment of the text, which has nothing but comments and white space, says it. */
static bool says_fallthrough(const char *text, size_t length)
{
    const char *end = text + length;
    for (const char *p = text; end - p > 2; p++) {
        if (p[0] != '/' || (p[1] != '/' && p[1] != '*'))
            continue;
        if (is_fallthrough(p + 2, end))
            return true;
        const char *close = p[1] == '*' ? memmem(p + 2, (size_t)(end - p - 2), "*/", 2)
                                        : memchr(p, '\n', (size_t)(end - p));
        if (close == NULL)
            return false;
        p = close;
    }
    return false;
}

/* What the source has between a token and the one before it. NULL: not to be had, as in macros. */
static const char *gap_before(struct program *program, uint32_t index, size_t *length)
{
    const struct token *token = &program->text.tokens[index], *last = token - 1;
    struct diag_place from, to;
    size_t whole;
    if (!place_exact(program, last->begin, last->end, &from) ||
        !place_exact(program, token->begin, token->end, &to) || from.column == 0 ||
        to.column == 0 || strcmp(from.file, to.file) != 0 || from.line > to.line)
        return NULL;
    const char *text = source_lines(place_source(program, to.file), from.line, to.line, &whole);
    if (text == NULL)
        return NULL;
    const char *begin = text + from.end_column - 1, *line = text;
    for (unsigned i = from.line; i < to.line; i++)
        line = strchr(line, '\n') + 1;
    const char *end = line + to.column - 1;
    *length = end > begin ? (size_t)(end - begin) : 0;
    return begin;
}

static bool falls_into(struct program *program, uint32_t index)
{
    const struct text *text = &program->text;
    size_t length;
    if (!text_token_is(text, index, "case") && !text_token_is(text, index, "default"))
        return false;
    if (!text_token_is(text, index - 1, ";") && !text_token_is(text, index - 1, "}"))
        return false;
    if (text_origin(text, text->tokens[index].begin).system)
        return false;
    const char *gap = gap_before(program, index, &length);
    return gap != NULL && says_fallthrough(gap, length);
}

void fallthrough_restore(struct program *program)
{
    const struct text *text = &program->text;
    struct strbuf with = {0};
    uint32_t copied = 0;
    for (uint32_t i = 1; i < text->token_count; i++) {
        if (!falls_into(program, i))
            continue;
        uint32_t at = text->tokens[i - 1].end;
        strbuf_add(&with, text->bytes + copied, at - copied);
        strbuf_puts(&with, attribute);
        copied = at;
    }
    if (copied > 0) {
        strbuf_add(&with, text->bytes + copied, text->length - copied);
        const char *bytes = arena_copy(program->arena, with.text, with.length);
        lexer_run(&program->text, program->arena, bytes, (uint32_t)with.length);
        program->places = NULL; /* of the old text */
    }
    strbuf_deinit(&with);
}
