/* bytes.c - arbitrary bytes as preprocessed text: no crash, no hang, no memory error, and what the
 * passes accept they turn into C that clang parses.
 *
 * A target for libFuzzer; bytes.py runs it. The bytes stand behind what async.h and a few standard
 * headers become, which $FUZZ_PRELUDE names. Inputs with a directive that the preprocessor would
 * have taken are skipped: the parser would follow an #include. */
#include "diag/diag.h"
#include "driver/pipeline.h"
#include "support/strbuf.h"

#include <clang-c/Index.h>
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct strbuf prelude;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    const char *path = getenv("FUZZ_PRELUDE");
    FILE *file = path ? fopen(path, "r") : NULL;
    if (file == NULL) {
        fprintf(stderr, "bytes: FUZZ_PRELUDE names no file\n");
        exit(1);
    }
    for (int c; (c = getc(file)) != EOF;)
        strbuf_putc(&prelude, (char)c);
    fclose(file);
    return 0;
}

static bool is_directive(const char *line, const char *end)
{
    while (line < end && isspace((unsigned char)*line) && *line != '\n')
        line++;
    if (line == end || (*line != '#' && *line != '%' && *line != '?'))
        return false;
    return end - line < 3 || strncmp(line, "# ", 2) != 0 || !isdigit((unsigned char)line[2]);
}

static bool has_directives(const char *text, const char *end)
{
    for (const char *line = text; line != NULL && line < end;) {
        if (is_directive(line, end))
            return true;
        line = memchr(line, '\n', (size_t)(end - line));
        line = line ? line + 1 : NULL;
    }
    return memmem(text, (size_t)(end - text), "\\\n", 2) != NULL;
}

/* Stops at output that clang refuses. */
static void check_output(struct strbuf *out)
{
    static const char *const flags[] = {"-x", "c", "-std=gnu2x", "-Wno-everything",
                                        "-fbracket-depth=100000"};
    struct CXUnsavedFile file = {"lowered.c", out->text, out->length};
    CXTranslationUnit unit = NULL;
    CXIndex index = clang_createIndex(0, 0);
    clang_parseTranslationUnit2(index, file.Filename, flags, sizeof flags / sizeof *flags, &file, 1,
                                CXTranslationUnit_None, &unit);
    for (unsigned i = 0; unit != NULL && i < clang_getNumDiagnostics(unit); i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(unit, i);
        if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error) {
            CXString text = clang_formatDiagnostic(diagnostic, CXDiagnostic_DisplaySourceLocation);
            fprintf(stderr, "the output is refused: %s\n", clang_getCString(text));
            abort();
        }
        clang_disposeDiagnostic(diagnostic);
    }
    if (unit != NULL)
        clang_disposeTranslationUnit(unit);
    clang_disposeIndex(index);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const flags[] = {"-std=gnu2x"};
    const char *bytes = (const char *)data;
    if (has_directives(bytes, bytes + size))
        return -1;
    struct strbuf text = {0}, out = {0};
    struct diag diag;
    diag_init(&diag);
    strbuf_add(&text, prelude.text, prelude.length);
    strbuf_add(&text, bytes, size);
    struct unit unit = {.name = "bytes.c",
                        .text = text.text,
                        .length = text.length,
                        .parse_flags = flags,
                        .parse_flag_count = 1,
                        .blocking = size % 4 == 0};
    if (pipeline_run(&unit, &out, &diag))
        check_output(&out);
    diag_deinit(&diag);
    strbuf_deinit(&text);
    strbuf_deinit(&out);
    return 0;
}
