/* Where a diagnostic is set to another level than the command line says:
 *
 *     #pragma GCC diagnostic ignored "-Wasync-blocking-call"     push, pop, warning, error too
 *     // asyncc-ignore(blocking-call, large-frame): the reason   for this line; standing alone,
 *                                                                for the next line of code
 *
 * Both are read from the user's files: clang's preprocessor drops pragmas that name warnings which
 * it does not know. */
#include "frontend/silence.h"

#include <ctype.h>
#include <string.h>

enum { DEEPEST = 64 };

static const char comment_word[] = "asyncc-ignore(";

/* ---- pragmas --------------------------------------------------------- */

static const char *skip_blanks(const char *p)
{
    while (*p == ' ' || *p == '\t')
        p++;
    return p;
}

static const char *find_text(const char *from, const char *end, const char *text)
{
    return from < end ? memmem(from, (size_t)(end - from), text, strlen(text)) : NULL;
}

/* What stands behind `word`; NULL if something else does. */
static const char *after_word(const char *p, const char *word)
{
    size_t length = strlen(word);
    return strncmp(p, word, length) == 0 && !isalnum((unsigned char)p[length])
               ? skip_blanks(p + length)
               : NULL;
}

/* "push" and so on of a diagnostic pragma; NULL if it is none. */
static const char *pragma_action(const char *pragma)
{
    const char *p = after_word(skip_blanks(pragma + 1), "pragma");
    if (p == NULL)
        return NULL;
    const char *vendor = after_word(p, "GCC");
    vendor = vendor ? vendor : after_word(p, "clang");
    return vendor ? after_word(vendor, "diagnostic") : NULL;
}

/* The pragma on a line of a source file: what stands behind its '#', or NULL. */
static const char *directive(struct program *program, const char *line, const char *end)
{
    while (line < end && (*line == ' ' || *line == '\t'))
        line++;
    return line < end && *line == '#' ? arena_copy(program->arena, line, (size_t)(end - line))
                                      : NULL;
}

static void add_pragma(struct program *program, const char *file, unsigned number, const char *line,
                       const char *end)
{
    if (find_text(line, end, "diagnostic") == NULL)
        return;
    const char *pragma = directive(program, line, end);
    const char *action = pragma ? pragma_action(pragma) : NULL;
    if (action != NULL)
        *vec_push(&program->pragmas) = (struct pragma){file, number, action};
}

/* Reads the pragmas of a file, once; a first one at line 0 says that it was read. */
static void collect_pragmas(struct program *program, const char *file)
{
    for (size_t i = 0; i < program->pragmas.count; i++)
        if (strcmp(program->pragmas.data[i].file, file) == 0)
            return;
    *vec_push(&program->pragmas) = (struct pragma){file, 0, ""};
    const struct source *source = place_source(program, file);
    if (source->bytes == NULL)
        return; /* preprocessed text without its file */
    const char *line = source->bytes, *end = line + source->length;
    for (unsigned number = 1; line < end; number++) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        stop = stop ? stop : end;
        add_pragma(program, file, number, line, stop);
        line = stop + 1;
    }
}

static void set_level(enum diag_level levels[DIAG_COUNT], const char *action)
{
    static const char *const forms[][2] = {
        {"ignored", "-Wno-async-"}, {"warning", "-Wno-error=async-"}, {"error", "-Werror=async-"}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const char *name = after_word(action, forms[i][0]);
        if (name == NULL || strncmp(name, "\"-Wasync-", 9) != 0)
            continue;
        char option[128];
        snprintf(option, sizeof option, "%s%.*s", forms[i][1], (int)strcspn(name + 9, "\""),
                 name + 9);
        diag_option_in(levels, option);
    }
}

static enum diag_level pragma_level(struct program *program, enum diag_id id,
                                    const struct diag_place *place)
{
    enum diag_level stack[DEEPEST][DIAG_COUNT];
    size_t depth = 0;
    memcpy(stack[0], program->diag->levels, sizeof stack[0]);
    collect_pragmas(program, place->file);
    for (size_t i = 0; i < program->pragmas.count; i++) {
        const struct pragma *pragma = &program->pragmas.data[i];
        if (pragma->line >= place->line || strcmp(pragma->file, place->file) != 0)
            continue;
        if (after_word(pragma->action, "push") && depth + 1 < DEEPEST) {
            memcpy(stack[depth + 1], stack[depth], sizeof stack[0]);
            depth++;
        } else if (after_word(pragma->action, "pop")) {
            depth -= depth > 0;
        } else {
            set_level(stack[depth], pragma->action);
        }
    }
    return stack[depth][id];
}

/* ---- comments -------------------------------------------------------- */

/* The word comes first in its comment. */
static bool begins_comment(const char *line, const char *at)
{
    while (at > line && (at[-1] == ' ' || at[-1] == '\t'))
        at--;
    return at > line + 1 && (at[-1] == '*' || (at[-1] == '/' && at[-2] == '/'));
}

/* The text behind "asyncc-ignore(" in the line, or NULL. */
static const char *comment_in(const char *line, size_t length)
{
    const char *at = find_text(line, line + length, comment_word);
    return at != NULL && begins_comment(line, at) ? at + sizeof comment_word - 1 : NULL;
}

static bool is_comment_line(const char *line, size_t length)
{
    const char *p = line, *end = line + length;
    while (p < end && isspace((unsigned char)*p))
        p++;
    return p < end && (*p == '*' || (*p == '/' && p + 1 < end && (p[1] == '/' || p[1] == '*')));
}

/* Whether the list that begins at `names` has `name`. */
static bool lists(const char *names, const char *end, const char *name)
{
    size_t length = strlen(name);
    for (const char *p = names; p < end && *p != ')' && *p != '\n'; p++) {
        bool starts = p == names || p[-1] == ',' || p[-1] == ' ';
        if (starts && (size_t)(end - p) > length && strncmp(p, name, length) == 0 &&
            strchr(",) ", p[length]) != NULL)
            return true;
    }
    return false;
}

static bool line_lists(const char *line, size_t length, const char *name)
{
    const char *names = comment_in(line, length);
    return names != NULL && lists(names, line + length, name);
}

/* Whether a comment in the line, or one that stands alone above it, names the diagnostic. */
static bool ignored_by_comment(struct program *program, const struct diag_place *place,
                               const char *name)
{
    const struct source *source = place_source(program, place->file);
    size_t length = 0;
    const char *line = source_lines(source, place->line, place->line, &length);
    if (line == NULL)
        return false;
    if (line_lists(line, length, name))
        return true;
    for (unsigned above = place->line; above-- > 1;) {
        line = source_lines(source, above, above, &length);
        if (line == NULL || !is_comment_line(line, length))
            return false;
        if (line_lists(line, length, name))
            return true;
    }
    return false;
}

enum diag_level silence_level(struct program *program, enum diag_id id,
                              const struct diag_place *place)
{
    bool fixed = diag_kinds[id].level == DIAG_ERROR && id != DIAG_DROPPED_TASK;
    if (fixed || place->file == NULL)
        return program->diag->levels[id];
    enum diag_level level = pragma_level(program, id, place);
    if (level != DIAG_OFF && ignored_by_comment(program, place, diag_kinds[id].name))
        return DIAG_OFF;
    return level;
}

/* ---- comments that say too little ------------------------------------ */

static void report_comment(struct program *program, struct diag_place place, const char *message)
{
    struct diag_record *record = diag_report(program->diag, DIAG_IGNORE, place, "%s", message);
    diag_note_as(program->diag, record, DIAG_ADVICE, place,
                 "write '// asyncc-ignore(NAME): why it is right here'; 'asyncc explain' lists the "
                 "names");
}

/* The first name of the list that is none, or NULL. */
static const char *unknown_name(struct program *program, const char *names, const char *close)
{
    for (const char *p = names; p < close;) {
        size_t skip = strspn(p, ", "), length = strcspn(p + skip, ", )");
        const char *name = arena_copy(program->arena, p + skip, length);
        if (length > 0 && diag_find(name) < 0)
            return name;
        p += skip + length + (skip + length == 0);
    }
    return NULL;
}

static bool has_reason(const char *close, const char *end)
{
    const char *p = close + 1;
    if (p >= end || *p != ':')
        return false;
    for (p++; p < end; p++)
        if (isalnum((unsigned char)*p))
            return true;
    return false;
}

static void check_comment(struct program *program, struct diag_place place, const char *names,
                          const char *end)
{
    const char *close = memchr(names, ')', (size_t)(end - names));
    if (close == NULL || close == names) {
        report_comment(program, place, "'asyncc-ignore' names no diagnostic");
        return;
    }
    const char *unknown = unknown_name(program, names, close);
    if (unknown != NULL)
        report_comment(program, place,
                       arena_printf(program->arena,
                                    "'asyncc-ignore' of '%s', which is no diagnostic", unknown));
    else if (!has_reason(close, end))
        report_comment(program, place, "'asyncc-ignore' without a reason");
}

static void check_file(struct program *program, const char *file)
{
    const struct source *source = place_source(program, file);
    const char *end = source->bytes + source->length, *line = source->bytes;
    unsigned number = 1;
    if (source->bytes == NULL || find_text(source->bytes, end, comment_word) == NULL)
        return;
    for (; line < end; number++) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        stop = stop ? stop : end;
        const char *names = comment_in(line, (size_t)(stop - line));
        if (names != NULL) {
            unsigned column = (unsigned)(names - line) - (unsigned)sizeof comment_word + 2;
            struct diag_place place = {file, number, column,
                                       column + (unsigned)sizeof comment_word - 2};
            check_comment(program, place, names, stop);
        }
        line = stop + 1;
    }
}

static bool seen_before(const struct program *program, uint32_t marker)
{
    const struct line_marker *markers = program->text.markers;
    for (uint32_t i = 0; i < marker; i++)
        if (!markers[i].inside && strcmp(markers[i].file, markers[marker].file) == 0)
            return true;
    return false;
}

void silence_check(struct program *program)
{
    for (uint32_t i = 0; i < program->text.marker_count; i++) {
        const struct line_marker *marker = &program->text.markers[i];
        if (!marker->inside && *marker->file != '<' && !seen_before(program, i))
            check_file(program, marker->file);
    }
}

/* ---- for the back end ------------------------------------------------ */

void silence_hide(struct program *program)
{
    struct text *text = &program->text;
    char *bytes = NULL;
    for (uint32_t i = 0; i < text->token_count; i++) {
        const struct token *token = &text->tokens[i];
        if (token->kind != TOKEN_PRAGMA ||
            find_text(text->bytes + token->begin, text->bytes + token->end, "\"-Wasync-") == NULL)
            continue;
        if (bytes == NULL)
            bytes = arena_copy(program->arena, text->bytes, text->length);
        memset(bytes + token->begin, ' ', token->end - token->begin);
    }
    if (bytes != NULL)
        text->bytes = bytes;
}
