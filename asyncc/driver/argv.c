/* argv.c - a growing command line, always ended by NULL for exec. */
#include "driver/argv.h"

#include "support/strbuf.h"

#include <string.h>

void argv_deinit(struct argv *argv) { vec_deinit(argv); }

void argv_add(struct argv *argv, const char *word)
{
    *vec_push(argv) = word;
    *vec_push(argv) = NULL;
    argv->count--;
}

void argv_add_all(struct argv *argv, const struct argv *more)
{
    for (size_t i = 0; i < more->count; i++)
        argv_add(argv, more->data[i]);
}

void argv_printf(struct argv *argv, const char *format, ...)
{
    struct strbuf text = {0};
    va_list args;
    va_start(args, format);
    strbuf_vprintf(&text, format, args);
    va_end(args);
    argv_add(argv, arena_copy(argv->arena, text.text, text.length));
    strbuf_deinit(&text);
}

void argv_split(struct argv *argv, const char *text)
{
    static const char blanks[] = " \t\n";
    text += strspn(text, blanks);
    while (*text) {
        size_t length = strcspn(text, blanks);
        argv_add(argv, arena_copy(argv->arena, text, length));
        text += length;
        text += strspn(text, blanks);
    }
}
