/* response.c - expands "@file" as GNU tools do: words are separated by white
 * space, quotes of both kinds hold words together, a backslash takes the next
 * character as it is, and files may name further files.
 */
#include "driver/response.h"

#include "driver/text_file.h"
#include "support/strbuf.h"

#include <ctype.h>

enum { MAX_DEPTH = 20 };

static void add_word(struct argv *out, const char *word, int depth);

/* Reads one word at `text` into `word`; returns what follows it. */
static const char *read_word(const char *text, struct strbuf *word)
{
    char quote = '\0';
    for (; *text && (quote || !isspace((unsigned char)*text)); text++) {
        if (*text == '\\' && text[1])
            strbuf_putc(word, *++text);
        else if (quote ? *text == quote : *text == '"' || *text == '\'')
            quote = quote ? '\0' : *text;
        else
            strbuf_putc(word, *text);
    }
    return text;
}

static void add_words(struct argv *out, const char *text, int depth)
{
    for (;;) {
        while (isspace((unsigned char)*text))
            text++;
        if (*text == '\0')
            return;
        struct strbuf word = {0};
        text = read_word(text, &word);
        add_word(out, arena_copy(out->arena, word.text ? word.text : "", word.length), depth);
        strbuf_deinit(&word);
    }
}

static void add_word(struct argv *out, const char *word, int depth)
{
    struct strbuf text = {0};
    if (*word == '@' && depth < MAX_DEPTH && text_file_read(&text, word + 1) == 0)
        add_words(out, text.text ? text.text : "", depth + 1);
    else
        argv_add(out, word);
    strbuf_deinit(&text);
}

void response_split(struct argv *out, const char *text) { add_words(out, text, 0); }

void response_expand(struct argv *out, int argc, char **argv)
{
    for (int i = 0; i < argc; i++)
        add_word(out, argv[i], 0);
}
