/* The user's files, each read once. */
#include "frontend/source.h"

#include "support/strbuf.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static void load(struct arena *arena, struct source *source)
{
    FILE *in = fopen(source->file, "rb");
    if (in == NULL)
        return;
    struct strbuf text = {0};
    char chunk[65536];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, in)) > 0;)
        strbuf_add(&text, chunk, n);
    fclose(in);
    source->length = text.length;
    source->bytes = text.length ? arena_copy(arena, text.text, text.length) : NULL;
    strbuf_deinit(&text);
}

const struct source *source_open(struct arena *arena, struct source **list, const char *file)
{
    for (struct source *source = *list; source != NULL; source = source->next)
        if (strcmp(source->file, file) == 0)
            return source;
    struct source *source = arena_new(arena, struct source);
    source->file = file;
    load(arena, source);
    source->next = *list;
    return *list = source;
}

static const char *skip_lines(const char *p, const char *end, uint32_t count)
{
    for (; count > 0 && p < end; count--) {
        p = memchr(p, '\n', (size_t)(end - p));
        p = p ? p + 1 : end;
    }
    return p;
}

const char *source_lines(const struct source *source, uint32_t first, uint32_t last, size_t *length)
{
    if (source->bytes == NULL || first == 0)
        return NULL;
    const char *end = source->bytes + source->length;
    const char *begin = skip_lines(source->bytes, end, first - 1);
    if (begin >= end)
        return NULL;
    const char *stop = skip_lines(begin, end, last - first + 1);
    if (stop > begin && stop[-1] == '\n')
        stop--;
    *length = (size_t)(stop - begin);
    return begin;
}

/* The end of the comment or literal that begins at `at`; `at` if none does. */
static size_t comment_end(const char *text, size_t at, size_t length)
{
    if (text[at] != '/' || at + 1 == length || (text[at + 1] != '/' && text[at + 1] != '*'))
        return at;
    bool line = text[at + 1] == '/';
    size_t i = at + 2;
    while (i < length &&
           (line ? text[i] != '\n' : text[i - 1] != '*' || text[i] != '/' || i < at + 3))
        i++;
    return line || i == length ? i : i + 1;
}

static size_t literal_end(const char *text, size_t at, size_t length)
{
    if (text[at] != '"' && text[at] != '\'')
        return at;
    size_t i = at + 1;
    while (i < length && text[i] != text[at] && text[i] != '\n')
        i += text[i] == '\\' ? 2 : 1;
    return i < length ? i + 1 : length;
}

char *source_without_comments(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_copy(arena, text, length);
    for (size_t i = 0; i < length;) {
        size_t end = comment_end(text, i, length);
        for (size_t k = i; k < end; k++)
            if (copy[k] != '\n')
                copy[k] = ' ';
        if (end == i)
            end = literal_end(text, i, length);
        i = end > i ? end : i + 1;
    }
    return copy;
}
