/* Preprocessors squeeze white space, so a column of the preprocessed text is not
 * one of the source. The n-th token of that spelling on the preprocessed line is
 * looked for on the source line; a token that a macro made stands at the
 * macro's name, the first word of the source line that the expansion lacks. */
#include "frontend/program.h"

#include <stdio.h>
#include <string.h>

struct source {
    const char *file;
    char *bytes;
    size_t length;
    struct source *next;
};

static struct source *load(struct arena *arena, const char *file)
{
    struct source *source = arena_new(arena, struct source);
    source->file = file;
    FILE *in = fopen(file, "rb");
    if (in == NULL)
        return source;
    struct strbuf text = {0};
    char chunk[65536];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, in)) > 0;)
        strbuf_add(&text, chunk, n);
    fclose(in);
    source->length = text.length;
    source->bytes = text.length ? arena_copy(arena, text.text, text.length) : NULL;
    strbuf_deinit(&text);
    return source;
}

static const char *source_line(struct program *program, const char *file, uint32_t line,
                               size_t *length)
{
    static struct source *cache; /* of one program at a time */
    static struct program *owner;
    if (owner != program)
        cache = NULL, owner = program;
    struct source *source = cache;
    while (source != NULL && strcmp(source->file, file) != 0)
        source = source->next;
    if (source == NULL) {
        source = load(program->arena, file);
        source->next = cache;
        cache = source;
    }
    const char *p = source->bytes, *end = p + source->length;
    for (; p != NULL && line > 1 && p < end; line--) {
        p = memchr(p, '\n', (size_t)(end - p));
        p = p ? p + 1 : end;
    }
    if (p == NULL || p >= end)
        return NULL;
    const char *newline = memchr(p, '\n', (size_t)(end - p));
    *length = (size_t)((newline ? newline : end) - p);
    return p;
}

/* `__await` in the text is `await` in the source, and so on. */
static const char *spelling(const char *text, uint32_t *length)
{
    static const char *const keywords[] = {"__async", "__await", "__defer", "__async_gather",
                                           "__async_spawn", "__async_offload", "__async_run"};
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (*length == strlen(keywords[i]) && memcmp(text, keywords[i], *length) == 0) {
            *length -= 2;
            return text + 2;
        }
    return text;
}

static bool same(const char *a, uint32_t an, const char *b, uint32_t bn)
{
    return an == bn && memcmp(a, b, an) == 0;
}

/* The column where the `nth` token of that spelling begins in a source line; 0: none. */
static unsigned find_column(struct program *program, const char *line, size_t length,
                            const char *word, uint32_t word_length, unsigned nth)
{
    struct text text;
    lexer_run(&text, program->arena, line, (uint32_t)length);
    for (uint32_t i = 0; i < text.token_count; i++) {
        const struct token *token = &text.tokens[i];
        if (same(line + token->begin, token->end - token->begin, word, word_length) && nth-- == 0)
            return token->begin + 1;
    }
    return 0;
}

static unsigned token_column(struct program *program, uint32_t offset, const char *line,
                             size_t length, unsigned *width)
{
    const struct text *text = &program->text;
    uint32_t index = text_token_at(text, offset);
    if (index >= text->token_count)
        return 0;
    const struct token *token = &text->tokens[index];
    uint32_t word_length = token->end - token->begin;
    const char *word = spelling(text->bytes + token->begin, &word_length);
    unsigned nth = 0;
    for (uint32_t i = index; i-- > 0;) {
        const struct token *before = &text->tokens[i];
        if (memchr(text->bytes + before->begin, '\n', token->begin - before->begin))
            break;
        uint32_t n = before->end - before->begin;
        const char *other = spelling(text->bytes + before->begin, &n);
        nth += same(other, n, word, word_length);
    }
    *width = word_length;
    unsigned column = find_column(program, line, length, word, word_length, nth);
    return column ? column : find_column(program, line, length, word, word_length, 0);
}

static unsigned first_column(const char *line, size_t length)
{
    size_t i = 0;
    while (i < length && (line[i] == ' ' || line[i] == '\t'))
        i++;
    return (unsigned)i + 1;
}

struct diag_place place_of(struct program *program, uint32_t begin, uint32_t end)
{
    struct origin origin = text_origin(&program->text, begin);
    struct diag_place place = {.file = origin.file, .line = origin.line};
    size_t length = 0;
    const char *line = source_line(program, origin.file, origin.line, &length);
    if (line == NULL)
        return place;
    unsigned width = 0;
    place.column = token_column(program, begin, line, length, &width);
    if (place.column == 0) {
        place.column = first_column(line, length);
        return place;
    }
    place.end_column = place.column + width;
    uint32_t last = text_token_at(&program->text, end);
    if (end > begin && last > 0) {
        const struct token *token = &program->text.tokens[last - 1];
        struct origin last_origin = text_origin(&program->text, token->begin);
        if (last_origin.line == origin.line) {
            unsigned last_column = token_column(program, token->begin, line, length, &width);
            if (last_column + width > place.end_column)
                place.end_column = last_column + width;
        }
    }
    return place;
}
