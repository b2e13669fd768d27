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

/* Flag 3 on a marker of a file of the user's: gcc writes it in the middle of
 * lines for what a system macro made. A file that was entered as a system header
 * keeps it. */
static void mask_markers(char *bytes, const struct text *text)
{
    VEC(bool) system = {0};
    *vec_push(&system) = false;
    for (uint32_t i = 0; i < text->marker_count; i++) {
        const struct line_marker *marker = &text->markers[i];
        if (marker->enter)
            *vec_push(&system) = marker->system;
        else if (marker->leave && system.count > 1)
            system.count--;
        if (marker->system && !system.data[system.count - 1]) {
            char *end = bytes + marker->offset - 1;
            while (end > bytes + marker->begin && *end != '"')
                *end-- == '\n' ? (void)0 : (void)(end[1] = ' ');
        }
    }
    vec_deinit(&system);
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
static void mask_system_bodies(char *bytes, const struct text *text)
{
    for (uint32_t i = 0; i + 1 < text->token_count; i++) {
        if (!text_token_is(text, i, ")") || !text_token_is(text, i + 1, "{"))
            continue;
        uint32_t begin = text->tokens[i + 1].begin, depth = 0, j = i + 1;
        if (!text_origin(text, begin).system)
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
        mask_gcc_atomic(bytes, text);
        mask_system_bodies(bytes, text);
    }
    return bytes;
}
