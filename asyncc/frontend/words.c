/* What clang says about the stand-ins for our keywords, in the words of the language:
 * neither the calling convention that carries `async` nor the pointer type that
 * carries a task's handle may show in a message. */
#include "frontend/frontend.h"

#include <string.h>

static void replace_all(struct arena *arena, char **text, const char *what, const char *with)
{
    size_t done = 0;
    const char *at;
    while ((at = strstr(*text + done, what)) != NULL) {
        done = (size_t)(at - *text) + strlen(with);
        *text = arena_printf(arena, "%.*s%s%s", (int)(at - *text), *text, with, at + strlen(what));
    }
}

/* ---- handles ----------------------------------------------------------- */

static const char handle_mark[] = "(*)(struct async_joinable *)";

/* The quoted type around `at`, from quote to quote. */
static bool quoted_around(const char *text, const char *at, const char **begin, const char **end)
{
    *begin = at;
    while (*begin > text && **begin != '\'')
        --*begin;
    *end = strchr(at, '\'');
    return **begin == '\'' && *end != NULL;
}

/* The T of a handle's own spelling, without what stands for `async`. */
static const char *handle_value(struct arena *arena, const char *from, const char *to)
{
    static const char *const noise[] = {"__async ", "async ", "typeof(", "typeof ("};
    while (to > from && to[-1] == ' ')
        to--;
    char *value = arena_copy(arena, from, (size_t)(to - from));
    for (size_t i = 0; i < sizeof noise / sizeof *noise; i++)
        while (strstr(value, noise[i]) != NULL) {
            char *at = strstr(value, noise[i]), *close = strrchr(value, ')');
            if (strchr(noise[i], '(') && close != NULL && close > at)
                memmove(close, close + 1, strlen(close));
            memmove(at, at + strlen(noise[i]), strlen(at + strlen(noise[i])) + 1);
        }
    return value;
}

/* 'typeof(async typeof(int) (*)(struct async_joinable *))' (aka 'int (*)(...)') becomes
 * 'async_task(int)'. */
static void name_handles(struct arena *arena, char **text)
{
    char *mark;
    while ((mark = strstr(*text, handle_mark)) != NULL) {
        const char *begin, *end;
        if (!quoted_around(*text, mark, &begin, &end))
            return;
        const char *value = handle_value(arena, begin + 1, mark);
        const char *rest = end + 1;
        if (strncmp(rest, " (aka '", 7) == 0) {
            const char *aka = rest + 7, *close = strstr(aka, "')");
            const char *aka_mark = strstr(aka, handle_mark);
            if (close != NULL && aka_mark != NULL && aka_mark < close) {
                value = handle_value(arena, aka, aka_mark);
                rest = close + 2;
            }
        }
        *text =
            arena_printf(arena, "%.*s'async_task(%s)'%s", (int)(begin - *text), *text, value, rest);
    }
}

/* 'typeof(int)' (aka 'int') of async_generator(int) becomes 'int'. */
static void name_items(struct arena *arena, char **text)
{
    static const char open[] = "'typeof(", middle[] = ")' (aka '";
    char *at = *text;
    while ((at = strstr(at, open)) != NULL) {
        const char *type = at + strlen(open), *end = strstr(type, middle);
        if (end == NULL)
            return;
        size_t length = (size_t)(end - type), offset = (size_t)(at - *text);
        const char *aka = end + strlen(middle);
        if (strncmp(aka, type, length) == 0 && strncmp(aka + length, "')", 2) == 0)
            *text = arena_printf(arena, "%.*s'%.*s'%s", (int)offset, *text, (int)length, type,
                                 aka + length + 2);
        at = *text + offset + 1;
    }
}

bool names_convention(const struct program *program, const char *text)
{
    const struct convention *ours = program->convention;
    return strstr(text, ours->async_name) != NULL || strstr(text, ours->generator_name) != NULL;
}

char *words_of_clang(const struct program *program, char *text)
{
    struct arena *arena = program->arena;
    static const char *const words[][2] = {
        {" __attribute__((preserve_most))", ""},
        {" __attribute__((preserve_all))", ""},
        {"__attribute__((preserve_most))", ""},
        {"__attribute__((preserve_all))", ""},
        {"__attribute__((annotate(\"async\"), preserve_most))", "async"},
        {"__attribute__((annotate(\"async_generator\"), preserve_all))", "async_generator"},
        {"__extension__ ", "await "},
        {"((*))", "(*)"},
        {"((async_handle))", "(async_handle)"},
        {"__async ", "async "},
        {"__async_generator ", "async_generator "},
        {"'preserve_most' only applies to function types; type here is",
         "'async' only applies to function types; type here is"},
        {"previously declared without calling convention",
         "previously declared as plain (not async)"},
        {"was previously declared 'preserve_most'", "was previously declared 'async'"},
        {"declared 'preserve_most' here", "declared 'async' here"},
        {"preserve_all and preserve_most attributes are not compatible",
         "a generator is async already: leave out 'async'"},
        {"preserve_most and preserve_all attributes are not compatible",
         "a generator is async already: leave out 'async'"},
        {"'preserve_most'", "'async'"},
        {"'preserve_all'", "'async_generator'"},
    };
    replace_all(arena, &text, program->convention->generator_name, "preserve_all");
    replace_all(arena, &text, program->convention->async_name, "preserve_most");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        replace_all(arena, &text, words[i][0], words[i][1]);
    name_handles(arena, &text);
    name_items(arena, &text);
    if (strstr(text, "async_task(") != NULL)
        replace_all(arena, &text, "incompatible function pointer types",
                    "incompatible task handle types");
    replace_all(arena, &text, "struct async_joinable", "task");
    return text;
}

/* ---- operators ---------------------------------------------------------- */

/* Whether one of the tokens from `offset` to the end of the statement is `word`. */
static bool statement_has(const struct program *program, uint32_t offset, const char *word)
{
    const struct text *text = &program->text;
    for (uint32_t i = text_token_at(text, offset); i < text->token_count; i++) {
        if (text_token_is(text, i, word))
            return true;
        if (text_token_is(text, i, ";") || text_token_is(text, i, "{") ||
            text_token_is(text, i, "}"))
            return false;
    }
    return false;
}

/* Whether the token in front of the parenthesis around `offset` is `word`. */
static bool statement_begins(const struct program *program, uint32_t offset, const char *word)
{
    const struct text *text = &program->text;
    uint32_t i = text_token_at(text, offset);
    while (i > 0 && !text_token_is(text, i, word) && !text_token_is(text, i, ";") &&
           !text_token_is(text, i, "{") && !text_token_is(text, i, "}"))
        i--;
    return text_token_is(text, i, word);
}

char *words_of_operators(struct program *program, uint32_t offset, char *text)
{
    const char *type = strstr(text, "called object type ");
    if (type == text && statement_has(program, offset, "async_joinable")) {
        const char *end = strstr(text, " is not a function");
        int length = end ? (int)(end - text - 19) : 0;
        return arena_printf(program->arena,
                            "async_join takes the handle of a task; type here is %.*s", length,
                            text + 19);
    }
    const char *returns = " from a function with result type ";
    if (strstr(text, returns) != NULL && statement_begins(program, offset, "__async_emit")) {
        replace_all(program->arena, &text, " returning '", " emitting '");
        replace_all(program->arena, &text, returns, " from a generator of ");
    }
    if (strncmp(text, "function cannot return function type", 36) == 0 &&
        statement_has(program, offset, "__async_spawn"))
        return arena_printf(program->arena, "async_spawn takes a call of an async function");
    return text;
}

/* ---- notes that teach --------------------------------------------------- */

static bool is_swap(const char *a, const char *b)
{
    size_t i = 0;
    while (a[i] && a[i] == b[i])
        i++;
    return a[i] && b[i] && a[i + 1] && a[i] == b[i + 1] && a[i + 1] == b[i] &&
           strcmp(a + i + 2, b + i + 2) == 0;
}

/* One letter too few, too many or other. */
static bool is_slip(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), i = 0;
    while (a[i] && a[i] == b[i])
        i++;
    if (n == m)
        return strcmp(a + i + 1, b + i + 1) == 0;
    return n + 1 == m ? strcmp(a + i, b + i + 1) == 0 : n == m + 1 && strcmp(a + i + 1, b + i) == 0;
}

static const char *meant(const char *word)
{
    static const char *const keywords[] = {"async", "await", "defer"};
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (strcmp(word, keywords[i]) != 0 &&
            (is_swap(word, keywords[i]) || is_slip(word, keywords[i])))
            return keywords[i];
    return NULL;
}

static const char *word_at(const struct program *program, uint32_t offset)
{
    uint32_t index = text_token_at(&program->text, offset);
    if (index >= program->text.token_count)
        return "";
    const struct token *token = &program->text.tokens[index];
    return arena_copy(program->arena, program->text.bytes + token->begin,
                      token->end - token->begin);
}

/* The header that has the name, or NULL. */
static const char *header_of(const char *word)
{
    static const struct {
        const char *prefix, *header;
    } headers[] = {
        {"async_lock", "sync"},        {"async_semaphore", "sync"},   {"async_event", "sync"},
        {"async_condition", "sync"},   {"async_barrier", "sync"},     {"async_queue", "queue"},
        {"async_tcp", "net"},          {"async_buffer", "net"},       {"async_gather_n", "several"},
        {"async_select_n", "several"}, {"async_wait_any", "several"}, {"async_test_", "test"}};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        if (strncmp(word, headers[i].prefix, strlen(headers[i].prefix)) == 0)
            return headers[i].header;
    return NULL;
}

void words_teach(struct program *program, struct diag_record *record, uint32_t offset,
                 const char *text)
{
    const char *word = word_at(program, offset), *keyword = NULL;
    struct diag_place place = place_of(program, offset, offset);
    bool unknown = strstr(text, "unknown type name") || strstr(text, "undeclared identifier") ||
                   strstr(text, "undeclared function");
    const char *header = unknown ? header_of(word) : NULL;
    if (unknown && (strcmp(word, "async") == 0 || strcmp(word, "await") == 0))
        diag_note(program->diag, record, place,
                  "'async' and 'await' are keywords after '#include <async.h>'");
    else if (header != NULL)
        diag_note(program->diag, record, place, "'%s' is declared in <async/%s.h>", word, header);
    else if (unknown && (keyword = meant(word)) != NULL)
        diag_note(program->diag, record, place, "did you mean '%s'?", keyword);
    else if (strstr(text, "expected identifier") && strncmp(word, "__a", 3) == 0)
        diag_note(program->diag, record, place,
                  "'%s' is a keyword after '#include <async.h>'; with ASYNC_NO_KEYWORDS defined "
                  "before it only '%s' is",
                  word + 2, word);
    else if (strstr(text, "conversion") && strstr(text, "async_task("))
        diag_note(program->diag, record, place,
                  "a task's value comes from 'await async_join(...)' of its handle");
}
