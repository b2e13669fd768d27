/* The lexer runs over preprocessed text, so there are no comments, no macros and
 * no continued lines left; what starts with '#' at the start of a line is a line
 * marker or a pragma. Digraphs and the wide and raw prefixes of literals are the
 * only finer points. */
#include "frontend/lexer.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct lexer {
    const char *bytes;
    uint32_t at, length;
    struct arena *arena;
    VEC(struct token) tokens;
    VEC(struct line_marker) markers;
    const char *last_file;
};

static char peek(const struct lexer *lexer, uint32_t ahead)
{
    uint32_t at = lexer->at + ahead;
    return at < lexer->length ? lexer->bytes[at] : '\0';
}

static bool is_ident(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '$' || c & 0x80;
}

static void add_token(struct lexer *lexer, uint32_t begin, enum token_kind kind)
{
    *vec_push(&lexer->tokens) = (struct token){begin, lexer->at, kind};
}

static uint32_t line_end(const struct lexer *lexer)
{
    const char *newline =
        memchr(lexer->bytes + lexer->at, '\n', (size_t)(lexer->length - lexer->at));
    return newline ? (uint32_t)(newline - lexer->bytes) : lexer->length;
}

static const char *marker_file(struct lexer *lexer, const char *from, const char *to)
{
    char *name = arena_alloc(lexer->arena, (size_t)(to - from) + 1);
    size_t n = 0;
    for (; from < to; from++) {
        if (*from == '\\' && from + 1 < to)
            from++;
        name[n++] = *from;
    }
    if (lexer->last_file == NULL || strcmp(lexer->last_file, name) != 0)
        lexer->last_file = name;
    return lexer->last_file;
}

/* # 12 "file.c" 1 3 4   or   #line 12 "file.c" */
static bool scan_marker(struct lexer *lexer, uint32_t end)
{
    const char *p = lexer->bytes + lexer->at + 1, *stop = lexer->bytes + end;
    while (p < stop && (*p == ' ' || *p == '\t'))
        p++;
    if (stop - p > 4 && memcmp(p, "line", 4) == 0)
        p += 4;
    while (p < stop && (*p == ' ' || *p == '\t'))
        p++;
    if (p == stop || !isdigit((unsigned char)*p))
        return false;
    struct line_marker marker = {.offset = end + 1, .begin = lexer->at};
    marker.line = (uint32_t)strtoul(p, NULL, 10);
    const char *quote = memchr(p, '"', (size_t)(stop - p)), *close = stop;
    if (quote != NULL) {
        while (close > quote + 1 && *close != '"')
            close--;
        marker.file = marker_file(lexer, quote + 1, close);
        for (p = close + 1; p < stop; p++) {
            marker.enter |= *p == '1';
            marker.leave |= *p == '2';
            marker.system |= *p == '3';
        }
    } else {
        marker.file = lexer->last_file;
    }
    *vec_push(&lexer->markers) = marker;
    return true;
}

static void scan_directive(struct lexer *lexer)
{
    uint32_t begin = lexer->at, end = line_end(lexer);
    if (scan_marker(lexer, end)) {
        lexer->at = end;
        return;
    }
    lexer->at = end;
    add_token(lexer, begin, TOKEN_PRAGMA);
}

static void scan_quoted(struct lexer *lexer, uint32_t begin)
{
    char quote = peek(lexer, 0);
    for (lexer->at++; lexer->at < lexer->length && peek(lexer, 0) != quote; lexer->at++) {
        if (peek(lexer, 0) == '\n')
            break;
        if (peek(lexer, 0) == '\\')
            lexer->at++;
    }
    if (lexer->at < lexer->length)
        lexer->at++;
    if (lexer->at > lexer->length)
        lexer->at = lexer->length;
    add_token(lexer, begin, quote == '"' ? TOKEN_STRING : TOKEN_CHAR);
}

static void scan_word(struct lexer *lexer)
{
    uint32_t begin = lexer->at;
    while (is_ident(peek(lexer, 0)) && lexer->at < lexer->length)
        lexer->at++;
    uint32_t length = lexer->at - begin;
    bool prefix = (length == 1 && strchr("LuU", lexer->bytes[begin])) ||
                  (length == 2 && memcmp(lexer->bytes + begin, "u8", 2) == 0);
    if (prefix && (peek(lexer, 0) == '"' || peek(lexer, 0) == '\''))
        scan_quoted(lexer, begin);
    else
        add_token(lexer, begin, TOKEN_IDENT);
}

static void scan_number(struct lexer *lexer)
{
    uint32_t begin = lexer->at;
    for (lexer->at++; lexer->at < lexer->length; lexer->at++) {
        char c = peek(lexer, 0), before = lexer->bytes[lexer->at - 1];
        bool sign = (c == '+' || c == '-') && strchr("eEpP", before);
        bool separator = c == '\'' && is_ident(peek(lexer, 1));
        if (!is_ident(c) && c != '.' && !sign && !separator)
            break;
    }
    add_token(lexer, begin, TOKEN_NUMBER);
}

/* Whether it may be the second character of a punctuator; most stand alone. */
static bool continues(char c)
{
    return c == '=' || c == '>' || c == '<' || c == '-' || c == '+' || c == '&' || c == '|' ||
           c == ':' || c == '%' || c == '.' || c == '#';
}

static void scan_punct(struct lexer *lexer)
{
    static const char *const puncts[] = {"%:%:", "...", "<<=", ">>=", "->", "++", "--", "<<",
                                         ">>",   "<=",  ">=",  "==",  "!=", "&&", "||", "*=",
                                         "/=",   "%=",  "+=",  "-=",  "&=", "^=", "|=", "##",
                                         "<:",   ":>",  "<%",  "%>",  "%:", "::"};
    uint32_t begin = lexer->at, length = 1;
    bool longer = continues(peek(lexer, 1));
    for (size_t i = 0; longer && i < sizeof puncts / sizeof *puncts; i++) {
        size_t n = strlen(puncts[i]);
        if (lexer->length - begin >= n && memcmp(lexer->bytes + begin, puncts[i], n) == 0) {
            length = (uint32_t)n;
            break;
        }
    }
    lexer->at += length;
    add_token(lexer, begin, TOKEN_PUNCT);
}

static void *keep(struct arena *arena, const void *data, size_t size)
{
    void *copy = arena_alloc(arena, size + 1);
    if (size > 0)
        memcpy(copy, data, size);
    return copy;
}

static void find_system_headers(struct text *text)
{
    VEC(bool) system = {0};
    *vec_push(&system) = false;
    for (uint32_t i = 0; i < text->marker_count; i++) {
        struct line_marker *marker = &text->markers[i];
        if (marker->enter)
            *vec_push(&system) = marker->system;
        else if (marker->leave && system.count > 1)
            system.count--;
        marker->inside = system.data[system.count - 1];
    }
    vec_deinit(&system);
}

static void index_lines(struct text *text, struct arena *arena)
{
    uint32_t count = 1;
    for (uint32_t i = 0; i < text->length; i++)
        count += text->bytes[i] == '\n';
    text->lines = arena_array(arena, uint32_t, count);
    for (uint32_t i = 0; i < text->length; i++)
        if (text->bytes[i] == '\n')
            text->lines[++text->line_count] = i + 1;
    text->line_count++;
}

/* <% as "{ ", in a copy of the text: the same places, and one spelling for all that follows. */
static void spell_out_digraphs(struct text *text, struct arena *arena)
{
    static const char *const spellings[][2] = {
        {"<%", "{ "}, {"%>", "} "}, {"<:", "[ "}, {":>", "] "}};
    char *copy = NULL;
    for (uint32_t i = 0; i < text->token_count; i++) {
        bool two = text->tokens[i].end - text->tokens[i].begin == 2;
        for (size_t d = 0; two && d < sizeof spellings / sizeof *spellings; d++) {
            if (!text_token_is(text, i, spellings[d][0]))
                continue;
            if (copy == NULL)
                text->bytes = copy = arena_copy(arena, text->bytes, text->length);
            memcpy(copy + text->tokens[i].begin, spellings[d][1], 2);
            text->tokens[i].end--;
        }
    }
}

void lexer_run(struct text *text, struct arena *arena, const char *bytes, uint32_t length)
{
    struct lexer lexer = {.bytes = bytes, .length = length, .arena = arena};
    bool line_start = true;
    while (lexer.at < length) {
        char c = peek(&lexer, 0);
        if (c == '\n') {
            line_start = true;
            lexer.at++;
            continue;
        }
        if (isspace((unsigned char)c) || c == '\0') {
            lexer.at++;
            continue;
        }
        if (c == '#' && line_start)
            scan_directive(&lexer);
        else if (c == '"' || c == '\'')
            scan_quoted(&lexer, lexer.at);
        else if (isdigit((unsigned char)c) || (c == '.' && isdigit((unsigned char)peek(&lexer, 1))))
            scan_number(&lexer);
        else if (is_ident(c))
            scan_word(&lexer);
        else
            scan_punct(&lexer);
        line_start = false;
    }
    *text = (struct text){.bytes = bytes, .length = length};
    text->token_count = (uint32_t)lexer.tokens.count;
    text->tokens = keep(arena, lexer.tokens.data, sizeof(struct token) * lexer.tokens.count);
    text->marker_count = (uint32_t)lexer.markers.count;
    text->markers =
        keep(arena, lexer.markers.data, sizeof(struct line_marker) * lexer.markers.count);
    spell_out_digraphs(text, arena);
    index_lines(text, arena);
    find_system_headers(text);
    vec_deinit(&lexer.tokens);
    vec_deinit(&lexer.markers);
}

uint32_t text_token_at(const struct text *text, uint32_t offset)
{
    uint32_t low = 0, high = text->token_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (text->tokens[middle].begin < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool text_token_is(const struct text *text, uint32_t index, const char *spelling)
{
    if (index >= text->token_count)
        return false;
    const struct token *token = &text->tokens[index];
    const char *bytes = text->bytes + token->begin;
    if (*bytes != *spelling) /* nearly always, and asked for every token */
        return false;
    size_t length = strlen(spelling);
    return token->end - token->begin == length && memcmp(bytes, spelling, length) == 0;
}

bool text_is_name(const struct text *text, uint32_t index)
{
    static const char *const after[] = {";", "=", ",", ")", "["};
    bool keyword = text_token_is(text, index, "__async");
    for (size_t i = 0; keyword && i < sizeof after / sizeof *after; i++)
        if (text_token_is(text, index + 1, after[i]))
            return true;
    return false;
}

/* Number of the line, from 0, that holds `offset`. */
static uint32_t line_index(const struct text *text, uint32_t offset)
{
    uint32_t low = 0, high = text->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (text->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct origin text_origin(const struct text *text, uint32_t offset)
{
    uint32_t low = 0, high = text->marker_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (text->markers[middle].offset <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    struct origin origin = {"", 1, false};
    uint32_t from = 0;
    if (low > 0) {
        const struct line_marker *marker = &text->markers[low - 1];
        origin = (struct origin){marker->file ? marker->file : "", marker->line, marker->inside};
        from = marker->offset;
    }
    origin.line += line_index(text, offset) - line_index(text, from);
    return origin;
}
