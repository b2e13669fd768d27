/* libclang parses a copy of the text with the same length, so that every offset
 * stays valid while what it cannot take, or takes too seriously, is blanked:
 * the flags of line markers of user files (errors in "system headers" are
 * silenced), pragmas, and gcc's spellings that clang does not know. */
#include "frontend/frontend.h"

#include <string.h>

static void blank(char *bytes, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++)
        if (bytes[i] != '\n')
            bytes[i] = ' ';
}

/* For each marker, whether the text behind it is that of a file entered as a system
 * header. Flag 3 alone does not say so: gcc also writes it, in the middle of lines, for
 * what a system macro made in a file of the user's. */
static bool *system_headers(struct arena *arena, const struct text *text)
{
    bool *inside = arena_array(arena, bool, text->marker_count + 1);
    VEC(bool) system = {0};
    *vec_push(&system) = false;
    for (uint32_t i = 0; i < text->marker_count; i++) {
        const struct line_marker *marker = &text->markers[i];
        if (marker->enter)
            *vec_push(&system) = marker->system;
        else if (marker->leave && system.count > 1)
            system.count--;
        inside[i] = system.data[system.count - 1];
    }
    vec_deinit(&system);
    return inside;
}

/* Clang silences errors behind flag 3: off with it, but in system headers. */
static void mask_markers(char *bytes, const struct text *text, const bool *inside)
{
    for (uint32_t i = 0; i < text->marker_count; i++) {
        const struct line_marker *marker = &text->markers[i];
        if (marker->system && !inside[i]) {
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
        const char *p = bytes + token->begin;
        bool layout = memmem(p, token->end - token->begin, " pack", 5) != NULL ||
                      memmem(p, token->end - token->begin, "omp ", 4) != NULL;
        if (!layout)
            blank(bytes, token->begin, token->end);
    }
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
static void mask_system_bodies(char *bytes, const struct text *text, const bool *inside)
{
    uint32_t marker = 0;
    for (uint32_t i = 0; i + 1 < text->token_count; i++) {
        uint32_t begin = text->tokens[i + 1].begin, depth = 0, j = i + 1;
        while (marker < text->marker_count && text->markers[marker].offset <= begin)
            marker++;
        if (marker == 0 || !inside[marker - 1] || !text_token_is(text, i, ")") ||
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
    const bool *inside = system_headers(arena, text);
    mask_markers(bytes, text, inside);
    mask_pragmas(bytes, text);
    if (from_gcc) {
        mask_gcc_atomic(bytes, text);
        mask_system_bodies(bytes, text, inside);
    }
    return bytes;
}
