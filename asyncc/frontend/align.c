/* Preprocessors squeeze white space and expand macros, so a column of the
 * preprocessed text is not one of the source. Both token sequences are laid beside
 * each other (longest common subsequence, earliest first). A token that has no
 * partner was made by a macro: it stands at the first word of the gap that
 * has no partner either, or at the last such word before it (what follows the
 * arguments). A word without partner in front of a '(' is a macro call, whose
 * parentheses and commas are not in the expansion: a second round leaves them out. */
#include "frontend/align.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CELLS = 4000000 };

struct aligner {
    const struct text *text;
    struct alignment *out;
    bool *banned;      /* source tokens that belong to a macro call */
    uint32_t *partner; /* of each source token, or ALIGN_NONE */
    uint16_t *table;
};

/* `__await` in the text is `await` in the source, and so on. */
static const char *spelling(const struct text *text, uint32_t index, uint32_t *length)
{
    const char *word = text->bytes + text->tokens[index].begin;
    *length = text->tokens[index].end - text->tokens[index].begin;
    bool ours =
        *length >= 7 && (memcmp(word, "__async", 7) == 0 || memcmp(word, "__await", 7) == 0 ||
                         memcmp(word, "__defer", 7) == 0);
    if (!ours)
        return word;
    *length -= 2;
    return word + 2;
}

static bool same(const struct aligner *a, uint32_t p, uint32_t s)
{
    uint32_t n, m;
    const char *x = spelling(a->text, a->out->first + p, &n);
    const char *y = spelling(&a->out->source, s, &m);
    return !a->banned[s] && n == m && memcmp(x, y, n) == 0;
}

static void fill_table(struct aligner *a)
{
    uint32_t rows = a->out->count, columns = a->out->source.token_count, width = columns + 1;
    memset(a->table, 0, sizeof *a->table * (rows + 1) * width);
    for (uint32_t p = rows; p-- > 0;)
        for (uint32_t s = columns; s-- > 0;) {
            uint16_t down = a->table[(p + 1) * width + s], right = a->table[p * width + s + 1];
            uint16_t best = down > right ? down : right;
            if (same(a, p, s) && a->table[(p + 1) * width + s + 1] + 1 > best)
                best = (uint16_t)(a->table[(p + 1) * width + s + 1] + 1);
            a->table[p * width + s] = best;
        }
}

static void match(struct aligner *a)
{
    uint32_t rows = a->out->count, columns = a->out->source.token_count, width = columns + 1;
    fill_table(a);
    memset(a->out->exact, 0, rows);
    for (uint32_t s = 0; s < columns; s++)
        a->partner[s] = ALIGN_NONE;
    for (uint32_t p = 0, s = 0; p < rows && s < columns;) {
        uint16_t here = a->table[p * width + s];
        if (same(a, p, s) && here == a->table[(p + 1) * width + s + 1] + 1) {
            a->out->begin[p] = a->out->end[p] = s;
            a->out->exact[p] = true;
            a->partner[s++] = p++;
        } else if (here == a->table[p * width + s + 1]) {
            s++;
        } else {
            p++;
        }
    }
}

static bool is_macro_name(const struct aligner *a, uint32_t s)
{
    return a->partner[s] == ALIGN_NONE && a->out->source.tokens[s].kind == TOKEN_IDENT;
}

static bool is_call(const struct aligner *a, uint32_t s)
{
    return is_macro_name(a, s) && text_token_is(&a->out->source, s + 1, "(");
}

/* The ')' of a macro call, or its name if there is none. */
static uint32_t call_end(const struct aligner *a, uint32_t s)
{
    const struct text *source = &a->out->source;
    int depth = 0;
    for (uint32_t i = s + 1; i < source->token_count; i++) {
        depth += text_token_is(source, i, "(");
        depth -= text_token_is(source, i, ")");
        if (depth == 0)
            return i;
    }
    return s;
}

/* True if anything was left out. */
static bool ban_macro_calls(struct aligner *a)
{
    const struct text *source = &a->out->source;
    bool any = false;
    for (uint32_t s = 0; s < source->token_count; s++) {
        if (!is_call(a, s))
            continue;
        uint32_t end = call_end(a, s);
        a->banned[s + 1] = a->banned[end] = any = true;
        int depth = 0;
        for (uint32_t i = s + 1; i < end; i++) {
            depth += text_token_is(source, i, "(") - text_token_is(source, i, ")");
            a->banned[i] |= depth == 1 && text_token_is(source, i, ",");
        }
    }
    return any;
}

/* The macro that made tokens between source tokens `from` and `to`: a word there, or the
 * call whose arguments end there, or none: then it is `to` itself, a keyword's macro. */
static uint32_t macro_of(const struct aligner *a, uint32_t from, uint32_t to)
{
    for (uint32_t s = from; s < to; s++)
        if (is_macro_name(a, s))
            return s;
    for (uint32_t s = from; s-- > 0;)
        if (is_call(a, s) && from <= call_end(a, s))
            return s;
    return to < a->out->source.token_count ? to : from ? from - 1 : ALIGN_NONE;
}

/* How many tokens from `p` on are the source's from `s` on. */
static uint32_t run_length(const struct aligner *a, uint32_t p, uint32_t s, uint32_t end)
{
    uint32_t n = 0;
    while (p + n < a->out->count && !a->out->exact[p + n] && s + n < end && same(a, p + n, s + n))
        n++;
    return n;
}

/* An argument that the macro repeats: the longest run of such tokens. */
static uint32_t place_argument(struct aligner *a, uint32_t p, uint32_t macro)
{
    uint32_t end = call_end(a, macro), best = 0, length = 0;
    if (a->text->tokens[a->out->first + p].kind == TOKEN_PUNCT)
        return 0;
    for (uint32_t s = macro + 2; s < end; s++) {
        uint32_t n = run_length(a, p, s, end);
        if (n > length)
            best = s, length = n;
    }
    for (uint32_t i = 0; i < length; i++) {
        a->out->begin[p + i] = a->out->end[p + i] = best + i;
        a->out->exact[p + i] = true;
    }
    return length;
}

/* Places for the tokens that macros made. */
static void place_rest(struct aligner *a)
{
    struct alignment *out = a->out;
    uint32_t from = 0;
    for (uint32_t p = 0; p < out->count; p++) {
        if (out->exact[p]) {
            from = out->begin[p] + 1;
            continue;
        }
        uint32_t next = p;
        while (next < out->count && !out->exact[next])
            next++;
        uint32_t macro =
            macro_of(a, from, next < out->count ? out->begin[next] : out->source.token_count);
        out->begin[p] = out->end[p] = macro;
        if (macro != ALIGN_NONE && is_call(a, macro)) {
            uint32_t repeated = place_argument(a, p, macro);
            if (repeated > 0) {
                p += repeated - 1;
                continue;
            }
        }
        if (macro != ALIGN_NONE && is_call(a, macro))
            out->end[p] = call_end(a, macro);
    }
}

void align_tokens(struct alignment *out, struct arena *arena, const struct text *text,
                  uint32_t first, uint32_t count, const char *source, size_t length)
{
    *out = (struct alignment){.first = first, .count = count};
    lexer_run(&out->source, arena, source, (uint32_t)length);
    uint32_t columns = out->source.token_count;
    uint64_t cells = (uint64_t)(count + 1) * (columns + 1);
    out->begin = arena_array(arena, uint32_t, count + 1);
    out->end = arena_array(arena, uint32_t, count + 1);
    out->exact = arena_array(arena, bool, count + 1);
    for (uint32_t i = 0; i < count; i++)
        out->begin[i] = out->end[i] = columns ? 0 : ALIGN_NONE;
    if (cells > MOST_CELLS || columns > UINT16_MAX)
        return;
    struct aligner a = {.text = text, .out = out};
    a.banned = arena_array(arena, bool, columns + 1);
    a.partner = arena_array(arena, uint32_t, columns + 1);
    a.table = xmalloc(sizeof *a.table * cells);
    match(&a);
    if (ban_macro_calls(&a))
        match(&a);
    place_rest(&a);
    free(a.table);
}
