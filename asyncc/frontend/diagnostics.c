/* Clang's own diagnostics, in the user's coordinates and words: the calling
 * convention that carries `async` must not show in a message. */
#include "frontend/frontend.h"
#include "frontend/warnings.h"

#include <string.h>

static bool has_file(CXDiagnostic diagnostic, uint32_t *offset)
{
    CXFile file = NULL;
    unsigned at = 0;
    clang_getFileLocation(clang_getDiagnosticLocation(diagnostic), &file, NULL, NULL, &at);
    *offset = at;
    return file != NULL;
}

/* Pointers that do not match. */
static bool is_mismatch(const char *option) { return strstr(option, "pointer-type") != NULL; }

static enum diag_id classify(const char *option, const char *text)
{
    if (strcmp(option, "-Wignored-attributes") == 0)
        return DIAG_KEYWORD;
    if (strstr(text, "previously declared as plain"))
        return DIAG_POINTER;
    return is_mismatch(option) ? DIAG_POINTER : DIAG_C;
}

static void add_fixits(struct program *program, struct diag_record *record, CXDiagnostic diagnostic)
{
    if (clang_getDiagnosticNumFixIts(diagnostic) != 1)
        return;
    CXSourceRange range;
    char *text = cursor_string(program->arena, clang_getDiagnosticFixIt(diagnostic, 0, &range));
    unsigned begin = 0, end = 0;
    clang_getFileLocation(clang_getRangeStart(range), NULL, NULL, NULL, &begin);
    clang_getFileLocation(clang_getRangeEnd(range), NULL, NULL, NULL, &end);
    struct diag_place place = place_of(program, begin, end);
    if (begin == end)
        place.end_column = place.column;
    if (place.column > 0)
        diag_fix(program->diag, record, place, text);
}

static void add_notes(struct program *program, struct diag_record *record, CXDiagnostic diagnostic)
{
    CXDiagnosticSet notes = clang_getChildDiagnostics(diagnostic);
    for (unsigned i = 0; i < clang_getNumDiagnosticsInSet(notes); i++) {
        CXDiagnostic note = clang_getDiagnosticInSet(notes, i);
        uint32_t offset;
        char *text = words_of_clang(
            program, cursor_string(program->arena, clang_getDiagnosticSpelling(note)));
        if (has_file(note, &offset) && !strstr(text, "expanded from macro"))
            diag_note(program->diag, record, place_of(program, offset, offset), "%s", text);
        clang_disposeDiagnostic(note);
    }
    clang_disposeDiagnosticSet(notes);
}

/* async struct s { ... }; */
static bool is_on_tag(const char *text)
{
    return strstr(text, "'async' is ignored, place it after") != NULL;
}

/* The attribute in a type name is carried by its other half. */
static bool is_noise(const char *option, const char *text)
{
    return strcmp(option, "-Wignored-attributes") == 0 &&
           !strstr(text, "only applies to function") && !is_on_tag(text);
}

/* ---- await where C wants a constant ------------------------------------- */

static bool in_initialiser(const struct program *program, uint32_t offset)
{
    for (size_t i = 0; i < program->initialisers.count; i++) {
        const struct node *node = program->initialisers.data[i];
        if (node->has_await && node->begin <= offset && offset < node->end)
            return true;
    }
    return false;
}

/* A message about a constant, for an `await` in front of `offset`: ours instead. True
 * if it is done with. */
static bool report_constant(struct program *program, uint32_t offset, const char *text)
{
    uint32_t index = text_token_at(&program->text, offset);
    if (strstr(text, "constant") == NULL)
        return false;
    if (in_initialiser(program, offset)) { /* await-outside will be reported */
        program->failed = true;
        return true;
    }
    if (index == 0 || !text_token_is(&program->text, index - 1, "__await"))
        return false;
    const struct token *token = &program->text.tokens[index - 1];
    diag_report(program->diag, DIAG_KEYWORD, place_of(program, token->begin, token->end),
                "'await' in a constant expression");
    program->await_claimed[index - 1] = 1;
    program->failed = true;
    return true;
}

/* `return;` ends the items of a generator, which clang takes for a function that returns one. */
static bool ends_generator(const struct program *program, uint32_t offset, const char *text)
{
    const struct function *function = warnings_function_at(program, offset);
    return function != NULL && function->type->is_generator &&
           strstr(text, "should return a value") != NULL;
}

/* ---- one message -------------------------------------------------------- */

/* Pointers that do not match are the back end's business (a warning for some, an error for others),
 * unless async and plain are mixed. */
static bool is_plain_mismatch(const struct program *program, const char *option,
                              const char *spelling)
{
    return is_mismatch(option) &&
           (!names_convention(program, spelling) || strstr(option, "discards-qualifiers") != NULL);
}

static void report_one(struct program *program, CXDiagnostic diagnostic)
{
    enum CXDiagnosticSeverity severity = clang_getDiagnosticSeverity(diagnostic);
    uint32_t offset;
    if (severity < CXDiagnostic_Warning || !has_file(diagnostic, &offset))
        return;
    static const char on_tag[] = "'async' only applies to functions; none is declared here";
    struct arena *arena = program->arena;
    char *option = cursor_string(arena, clang_getDiagnosticOption(diagnostic, NULL));
    char *spelling = cursor_string(arena, clang_getDiagnosticSpelling(diagnostic));
    char *text = words_of_clang(program, spelling);
    enum diag_id id = classify(option, text);
    if (is_plain_mismatch(program, option, spelling) || ends_generator(program, offset, text))
        return;
    if (warnings_are_told(program, option, offset)) {
        struct diag_place place = place_of(program, offset, offset);
        bool is_error = severity >= CXDiagnostic_Error;
        add_notes(program, warnings_report(program, option, is_error, place, text), diagnostic);
        return;
    }
    if (severity == CXDiagnostic_Warning && id != DIAG_KEYWORD && !is_mismatch(option))
        return;
    if (id == DIAG_KEYWORD && is_noise(option, text))
        return;
    if (id == DIAG_C && report_constant(program, offset, text))
        return;
    if (is_on_tag(text))
        text = arena_copy(arena, on_tag, sizeof on_tag - 1);
    text = words_of_operators(program, offset, text);
    if (id == DIAG_KEYWORD)
        program->await_claimed[text_token_at(&program->text, offset)] = 1;
    if (id == DIAG_C)
        *vec_push(&program->c_errors) = offset;
    struct diag_record *record =
        diag_report(program->diag, id, place_of(program, offset, offset), "%s", text);
    add_fixits(program, record, diagnostic);
    add_notes(program, record, diagnostic);
    words_teach(program, record, offset, text);
    program->failed = true;
}

void report_clang(struct program *program, CXTranslationUnit unit)
{
    for (unsigned i = 0; i < clang_getNumDiagnostics(unit); i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(unit, i);
        report_one(program, diagnostic);
        clang_disposeDiagnostic(diagnostic);
    }
}
