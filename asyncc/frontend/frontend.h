/* frontend.h - shared inside frontend/ alone: the only place that knows cursors. */
#ifndef ASYNCC_FRONTEND_H
#define ASYNCC_FRONTEND_H

#include "frontend/program.h"

#include <clang-c/Index.h>

struct range {
    uint32_t begin, end;
};

struct range cursor_range(CXCursor cursor);
uint32_t cursor_name_offset(CXCursor cursor);

/* The calling conventions that carry 'async' through the types, which is all that clang takes
 * them for. Each target has others. */
struct convention {
    const char *archs; /* as triples begin, each with a space behind */
    const char *async_name, *generator_name;
    enum CXCallingConv async, generator;
};

/* Takes the string of a CXString. */
char *cursor_string(struct arena *arena, CXString string);

/* types.c */
struct type_table;
struct type_table *types_create(struct program *program);
void types_destroy(struct type_table *types);
const struct type *types_convert(struct type_table *types, CXType type);

/* mask.c: the same-length copy that libclang sees. */
/* Whether gcc's atomic builtins are in the text: then `_Atomic` is hidden. */
bool mask_hides_atomic(const struct text *text);
char *mask_text(struct arena *arena, const struct text *text, bool from_gcc);

/* words.c: clang's text in the words of the language, and notes that teach. */
char *words_of_clang(const struct program *program, char *text);
/* The same for what clang says about the expansion of an operator. */
char *words_of_operators(struct program *program, uint32_t offset, char *text);
void words_teach(struct program *program, struct diag_record *record, uint32_t offset,
                 const char *text);

/* Whether one of clang's texts is about an async function. */
bool names_convention(const struct program *program, const char *text);

/* diagnostics.c: clang's own messages as ours. */
void report_clang(struct program *program, CXTranslationUnit unit);

/* convert.c: fills in the program's trees. */
void convert_unit(struct program *program, CXTranslationUnit unit);

#endif
