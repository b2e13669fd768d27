/* warnings.c - C's own warnings about async functions.
 *
 * Of what a function has become the back end cannot give some of them: a variable is a member of
 * the frame, an expression is several statements, the end of the function always returns. Clang's
 * parser, which sees the function as it was written, gives those here. The back end is
 * told not to (warnings_print_begin), so that each comes once; and not to judge the style of
 * what is asyncc's own.
 */
#include "frontend/warnings.h"

#include <string.h>

enum { GCC = 1, CLANG = 2, BOTH = GCC | CLANG };

static const struct kind {
    const char *option;
    int told, on;       /* for which back ends asyncc speaks; which have it on by default */
    int hidden;         /* from which back ends */
    bool flows;         /* where it is wrong if an assignment is not seen */
    const char *of_gcc; /* its name there, if that differs */
} kinds[] = {
    {"-Walloca", BOTH, 0, BOTH, false, NULL},
    {"-Warray-bounds", CLANG, CLANG, CLANG, false, NULL},
    {"-Warray-parameter", 0, 0, GCC, false, NULL},
    {"-Wbitwise-op-parentheses", BOTH, CLANG, CLANG, false, "-Wparentheses"},
    {"-Wcast-align", CLANG, 0, CLANG, false, NULL},
    {"-Wconditional-uninitialized", CLANG, 0, CLANG, true, NULL},
    {"-Wdangling-else", BOTH, CLANG, BOTH, false, NULL},
    {"-Wdeclaration-after-statement", BOTH, 0, BOTH, false, NULL},
    {"-Wdeprecated-declarations", BOTH, BOTH, BOTH, false, NULL},
    {"-Wextra-semi-stmt", 0, 0, CLANG, false, NULL},
    {"-Winvalid-noreturn", BOTH, BOTH, 0, false, NULL},
    {"-Wjump-misses-init", 0, 0, GCC, false, NULL},
    {"-Wlogical-not-parentheses", BOTH, CLANG, BOTH, false, NULL},
    {"-Wlogical-op-parentheses", BOTH, CLANG, CLANG, false, "-Wparentheses"},
    {"-Wmisleading-indentation", 0, 0, BOTH, false, NULL},
    {"-Wmissing-prototypes", BOTH, 0, 0, false, NULL},
    {"-Wnonnull", BOTH, CLANG, BOTH, false, NULL},
    {"-Wparentheses", BOTH, CLANG, BOTH, false, NULL},
    {"-Wparentheses-equality", CLANG, CLANG, CLANG, false, NULL},
    {"-Wreturn-stack-address", BOTH, BOTH, BOTH, false, "-Wreturn-local-addr"},
    {"-Wreturn-type", BOTH, CLANG, 0, false, NULL},
    {"-Wshadow", BOTH, 0, BOTH, false, NULL},
    {"-Wshift-op-parentheses", BOTH, CLANG, CLANG, false, "-Wparentheses"},
    {"-Wsometimes-uninitialized", BOTH, 0, BOTH, true, "-Wmaybe-uninitialized"},
    {"-Wuninitialized", BOTH, 0, BOTH, true, NULL},
    {"-Wunreachable-code", 0, 0, CLANG, false, NULL},
    {"-Wunused-but-set-parameter", BOTH, 0, 0, false, NULL},
    {"-Wunused-but-set-variable", BOTH, 0, BOTH, false, NULL},
    {"-Wunused-comparison", BOTH, CLANG, CLANG, false, "-Wunused-value"},
    {"-Wunused-function", BOTH, 0, 0, false, NULL},
    {"-Wunused-parameter", BOTH, 0, BOTH, false, NULL},
    {"-Wunused-result", BOTH, BOTH, BOTH, false, NULL},
    {"-Wunused-value", BOTH, CLANG, BOTH, false, NULL},
    {"-Wused-but-marked-unused", 0, 0, CLANG, false, NULL},
    {"-Wvla", BOTH, 0, BOTH, false, NULL},
    {"-Wvla-parameter", 0, 0, GCC, false, NULL},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

static int backend_of(const struct program *program) { return program->from_gcc ? GCC : CLANG; }

static const char *name_for(const struct program *program, const struct kind *kind)
{
    return program->from_gcc && kind->of_gcc != NULL ? kind->of_gcc : kind->option;
}

/* Clang sees neither when a deferred statement runs nor all that an operator assigns. */
static bool sees_all_assignments(const struct function *function)
{
    return !node_has_kind(function->body, NODE_DEFER) &&
           !node_has_kind(function->body, NODE_GATHER);
}

/* ---- options ----------------------------------------------------------- */

static bool sets_errors(const char *option)
{
    return strncmp(option, "-Werror", 7) == 0 || strncmp(option, "-Wno-error", 10) == 0 ||
           strcmp(option, "-Wfatal-errors") == 0;
}

static const struct kind *find(const char *option)
{
    for (size_t i = 0; i < KINDS; i++)
        if (strcmp(kinds[i].option, option) == 0)
            return &kinds[i];
    return NULL;
}

/* The option of clang's that means what gcc's means. */
static const char *translate(const struct program *program, const char *option)
{
    const char *no = strncmp(option, "-Wno-", 5) == 0 ? "no-" : "";
    const char *name = arena_printf(program->arena, "-W%s", option + 2 + strlen(no));
    if (!program->from_gcc || find(name) != NULL)
        return option;
    for (size_t i = 0; i < KINDS; i++)
        if (kinds[i].of_gcc != NULL && strcmp(name, kinds[i].of_gcc) == 0)
            return arena_printf(program->arena, "-W%s%s", no, kinds[i].option + 2);
    return option;
}

size_t warnings_flag_limit(const struct program *program)
{
    return KINDS + program->warnings.count;
}

size_t warnings_add_flags(const struct program *program, const char **flags)
{
    const struct warning_options *options = &program->warnings;
    size_t count = 0;
    if (!options->wanted)
        return 0;
    for (size_t i = 0; i < KINDS; i++)
        if (kinds[i].on & backend_of(program))
            flags[count++] = kinds[i].option;
    for (size_t i = 0; i < options->count; i++)
        if (!sets_errors(options->list[i]))
            flags[count++] = translate(program, options->list[i]);
    return count;
}

/* Whether `group`, as in -Werror=GROUP, is the warning or one of the groups that it is in. */
static bool is_in_group(const char *option, const char *group)
{
    size_t length = strlen(group);
    if (strcmp(group, "all") == 0 || strcmp(group, "extra") == 0)
        return true;
    return strncmp(option + 2, group, length) == 0 &&
           (option[2 + length] == '\0' || option[2 + length] == '-');
}

/* What the last option about it says, or `level`. */
static enum diag_level level_of(const struct warning_options *options, const char *option,
                                enum diag_level level)
{
    for (size_t i = 0; i < options->count; i++) {
        const char *text = options->list[i];
        if (strncmp(text, "-Werror=", 8) == 0 && is_in_group(option, text + 8))
            level = DIAG_ERROR;
        if (strncmp(text, "-Wno-error=", 11) == 0 && is_in_group(option, text + 11))
            level = DIAG_WARNING;
    }
    return level;
}

/* ---- pragmas ------------------------------------------------------------ */

static char *find_in(char *text, size_t length, const char *word)
{
    return memmem(text, length, word, strlen(word));
}

/* What asyncc itself relies on stays on; what becomes an error may only be what it tells. */
static bool is_harmless(const char *option, bool is_ignored)
{
    static const char *const needed[] = {"pointer",    "implicit",   "int-conversion",
                                         "attributes", "mismatch",   "gnu-designator",
                                         "-W#",        "everything", "-Wasync"};
    if (!is_ignored)
        return find(option) != NULL;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (strstr(option, needed[i]) != NULL)
            return false;
    return true;
}

bool warnings_keep_pragma(char *pragma, size_t length)
{
    static const char gcc_name[] = "\"-Wmaybe-uninitialized\"",
                      name[] = "\"-Wuninitialized\"      ";
    if (find_in(pragma, length, " diagnostic") == NULL)
        return false;
    if (find_in(pragma, length, " push") != NULL || find_in(pragma, length, " pop") != NULL)
        return true;
    char *at = find_in(pragma, length, gcc_name);
    if (at != NULL)
        memcpy(at, name, sizeof name - 1);
    char option[64] = "";
    at = memchr(pragma, '"', length);
    if (at == NULL)
        return false;
    for (size_t i = 0; i + 1 < sizeof option && at + 1 + i < pragma + length && at[1 + i] != '"';
         i++)
        option[i] = at[1 + i];
    return is_harmless(option, find_in(pragma, length, " ignored") != NULL);
}

/* ---- what is told ------------------------------------------------------- */

const struct function *warnings_function_at(const struct program *program, uint32_t offset)
{
    for (size_t i = 0; i < program->functions.count; i++) {
        const struct function *function = program->functions.data[i];
        if (function->begin <= offset && offset < function->end)
            return function;
    }
    return NULL;
}

static bool is_operator(const struct node *node)
{
    return node->kind == NODE_GATHER || node->kind == NODE_SPAWN || node->kind == NODE_RUN ||
           node->kind == NODE_GROUP_SPAWN || node->kind == NODE_OFFLOAD || node->kind == NODE_EMIT;
}

static bool is_in_operator(const struct node *node, uint32_t offset)
{
    if (offset < node->begin || offset >= node->end)
        return false;
    if (is_operator(node))
        return true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && is_in_operator(node->child[i], offset))
            return true;
    return false;
}

/* What clang says about the stand-ins for keywords and operators: of an operator it sees an
 * expression that does nothing, of a generator a function that does not return a value. */
static bool is_about_stand_in(const struct function *function, const struct kind *kind,
                              uint32_t offset)
{
    if (strncmp(kind->option, "-Wreturn-", 9) == 0) /* async_emit is no return */
        return function->type->is_generator;
    return strncmp(kind->option, "-Wunused-", 9) == 0 && is_in_operator(function->body, offset);
}

/* The value of a macro need not be used; in preprocessed text clang does not know that it is one.
 */
static bool is_value_of_macro(struct program *program, const struct kind *kind, uint32_t offset)
{
    struct diag_place place;
    bool is_value = strcmp(kind->option, "-Wunused-value") == 0 ||
                    strcmp(kind->option, "-Wunused-comparison") == 0;
    return is_value && !place_exact(program, offset, offset, &place);
}

bool warnings_are_told(struct program *program, const char *option, uint32_t offset)
{
    const struct kind *kind = program->warnings.wanted ? find(option) : NULL;
    const struct function *function = kind != NULL ? warnings_function_at(program, offset) : NULL;
    if (function == NULL || (kind->flows && !sees_all_assignments(function)))
        return false;
    return (kind->told & backend_of(program)) != 0 && !is_about_stand_in(function, kind, offset) &&
           !is_value_of_macro(program, kind, offset);
}

struct diag_record *warnings_report(struct program *program, const char *option, bool is_error,
                                    struct diag_place place, const char *text)
{
    struct diag *diag = program->diag;
    enum diag_level usual = diag->werror ? DIAG_ERROR : DIAG_WARNING;
    struct diag_record *record = diag_report_at(diag, DIAG_C, DIAG_WARNING, place, "%s", text);
    if (record == NULL)
        return NULL;
    record->option = name_for(program, find(option));
    record->level = is_error ? DIAG_ERROR : level_of(&program->warnings, record->option, usual);
    record->promoted = record->level == DIAG_ERROR;
    return record;
}

void warnings_withdraw(struct program *program)
{
    size_t kept = 0;
    struct diag_record **records = program->diag->records.data;
    for (size_t i = 0; i < program->diag->records.count; i++)
        if (records[i]->option == NULL)
            records[kept++] = records[i];
    program->diag->records.count = kept;
}

/* ---- what is hidden ------------------------------------------------------- */

/* Text for people may be compiled by either, which must know the name. */
static bool is_hidden(const struct program *program, const struct kind *kind)
{
    if (program->for_people)
        return kind->hidden == BOTH && kind->of_gcc == NULL;
    return (kind->hidden & backend_of(program)) != 0;
}

void warnings_print_begin(const struct program *program, const struct function *function,
                          struct strbuf *out)
{
    if (!program->warnings.wanted)
        return;
    bool flows = sees_all_assignments(function);
    strbuf_puts(out, "#pragma GCC diagnostic push\n");
    for (size_t i = 0; i < KINDS; i++)
        if (is_hidden(program, &kinds[i]) && (flows || !kinds[i].flows))
            strbuf_printf(out, "#pragma GCC diagnostic ignored \"%s\"\n",
                          name_for(program, &kinds[i]));
}

void warnings_print_end(const struct program *program, struct strbuf *out)
{
    if (program->warnings.wanted)
        strbuf_puts(out, "#pragma GCC diagnostic pop\n");
}
