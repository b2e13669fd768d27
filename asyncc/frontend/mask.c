/* libclang parses a copy of the text with the same length, so that every offset
 * stays valid while what it cannot take, or takes too seriously, is blanked:
 * the flags of line markers of user files (errors in "system headers" are
 * silenced), most pragmas, and gcc's spellings that clang does not know. */
#include "frontend/frontend.h"
#include "frontend/warnings.h"

#include <string.h>

static void blank(char *bytes, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++)
        if (bytes[i] != '\n')
            bytes[i] = ' ';
}

/* Clang silences errors behind flag 3: off with it, but in system headers. */
static void mask_markers(char *bytes, const struct text *text)
{
    for (uint32_t i = 0; i < text->marker_count; i++) {
        const struct line_marker *marker = &text->markers[i];
        if (marker->system && !marker->inside) {
            char *end = bytes + marker->offset - 1;
            while (end > bytes + marker->begin && *end != '"')
                *end-- == '\n' ? (void)0 : (void)(end[1] = ' ');
        }
    }
}

static void mask_pragmas(char *bytes, const struct text *text)
{
    for (uint32_t i = 0; i < text->token_count; i++) {
        const struct token *token = &text->tokens[i];
        if (token->kind != TOKEN_PRAGMA)
            continue;
        char *p = bytes + token->begin;
        size_t length = token->end - token->begin;
        bool layout = memmem(p, length, " pack", 5) != NULL || memmem(p, length, "omp ", 4) != NULL;
        if (!layout && !warnings_keep_pragma(p, length))
            blank(bytes, token->begin, token->end);
    }
}

bool mask_hides_atomic(const struct text *text)
{
    for (uint32_t i = 0; i < text->token_count; i++) {
        const struct token *token = &text->tokens[i];
        if (token->end - token->begin > 9 &&
            memcmp(text->bytes + token->begin, "__atomic_", 9) == 0 &&
            !text_origin(text, token->begin).system)
            return true;
    }
    return false;
}

/* `_Atomic (T)` becomes typeof (T), a bare _Atomic goes: gcc's <stdatomic.h>
 * uses builtins that clang refuses on atomic objects. */
static void mask_gcc_atomic(char *bytes, const struct text *text)
{
    for (uint32_t i = 0; i < text->token_count; i++) {
        if (!text_token_is(text, i, "_Atomic"))
            continue;
        const struct token *token = &text->tokens[i];
        if (text_token_is(text, i + 1, "("))
            memcpy(bytes + token->begin, "typeof ", 7);
        else
            blank(bytes, token->begin, token->end);
    }
}

/* Bodies of functions in system headers: their builtins need not be known. */
static void mask_system_bodies(char *bytes, const struct text *text)
{
    uint32_t marker = 0;
    for (uint32_t i = 0; i + 1 < text->token_count; i++) {
        uint32_t begin = text->tokens[i + 1].begin, depth = 0, j = i + 1;
        while (marker < text->marker_count && text->markers[marker].offset <= begin)
            marker++;
        if (marker == 0 || !text->markers[marker - 1].inside || !text_token_is(text, i, ")") ||
            !text_token_is(text, i + 1, "{"))
            continue;
        for (; j < text->token_count; j++) {
            depth += text_token_is(text, j, "{");
            if (text_token_is(text, j, "}") && --depth == 0)
                break;
        }
        if (j == text->token_count)
            return;
        blank(bytes, begin, text->tokens[j].end);
        bytes[begin] = ';';
        i = j;
    }
}

char *mask_text(struct arena *arena, const struct text *text, bool from_gcc)
{
    char *bytes = arena_copy(arena, text->bytes, text->length);
    mask_markers(bytes, text);
    mask_pragmas(bytes, text);
    if (from_gcc) {
        if (mask_hides_atomic(text))
            mask_gcc_atomic(bytes, text);
        mask_system_bodies(bytes, text);
    }
    return bytes;
}
