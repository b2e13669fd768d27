/* Parses the masked text with libclang, in memory.
 *
 * `async` reaches clang as a calling convention, which is part of the C type: so
 * async function pointers, fields and typedefs are typed for free, and clang
 * itself reports async and plain mixed. `annotate` stands beside it for main,
 * whose convention clang drops. `await` is __extension__, a unary operator that
 * keeps type and value category. */
#include "frontend/frontend.h"
#include "frontend/warnings.h"

#include "support/times.h"

#include <stdlib.h>
#include <string.h>

static const char *const base_flags[] = {
    "-x",
    "c",
    "-undef",
    "-nostdinc",
    "-resource-dir=/nonexistent",
    "-ferror-limit=0",
    "-fbracket-depth=100000",
    "-D__await=__extension__",
    "-D__defer=",
    "-D__async_gather=(void)",
    "-D__async_select=(int)sizeof",
    "-D__async_timeout=(int)sizeof",
    "-D__async_catch=(int)sizeof",
    "-D__async_shield=(void)",
    "-D__async_group(g)=for(async_group_t*const g=(async_group_t*)0;;)",
    "-D__async_group_spawn=(void)",
    "-D__async_for(x,...)=for(x=__VA_ARGS__;;)",
    "-D__async_emit=return",
    "-D__async_offload=",
    "-D__async_run=__extension__",
    "-D__async_spawn=(void*)sizeof",
    "-Wincompatible-function-pointer-types",
    "-Wincompatible-pointer-types",
    "-Wpointer-type-mismatch",
    "-Wcompare-distinct-pointer-types",
    "-Werror=int-conversion",
    "-Werror=implicit-function-declaration",
    "-Werror=implicit-int",
    "-Wignored-attributes",
    "-Werror=return-mismatch",
    "-Wgnu-designator"};

static const char *const gcc_flags[] = {
    "-D_Float32=float",       "-D_Float64=double",
    "-D_Float32x=double",     "-D_Float64x=long double",
    "-D_Float128=__float128", "-D__malloc__(...)=",
    "-Wno-int-conversion",    "-Wno-implicit-function-declaration",
    "-Wno-implicit-int"};

const char *frontend_version(void)
{
    static char version[256];
    CXString text = clang_getClangVersion();
    const char *p = strstr(clang_getCString(text), "version ");
    strncpy(version, p ? p + strlen("version ") : clang_getCString(text), sizeof version - 1);
    version[strcspn(version, " ")] = '\0';
    clang_disposeString(text);
    return version;
}

char *cursor_string(struct arena *arena, CXString string)
{
    const char *text = clang_getCString(string);
    char *copy = arena_copy(arena, text ? text : "", text ? strlen(text) : 0);
    clang_disposeString(string);
    return copy;
}

static uint32_t location_offset(CXSourceLocation location)
{
    unsigned offset = 0;
    clang_getFileLocation(location, NULL, NULL, NULL, &offset);
    return offset;
}

struct range cursor_range(CXCursor cursor)
{
    CXSourceRange range = clang_getCursorExtent(cursor);
    return (struct range){location_offset(clang_getRangeStart(range)),
                          location_offset(clang_getRangeEnd(range))};
}

uint32_t cursor_name_offset(CXCursor cursor)
{
    return location_offset(clang_getCursorLocation(cursor));
}

/* ---- targets ------------------------------------------------------------- */

/* libclang has a name for it since 19 */
#define RISCV_VECTOR_CALL ((enum CXCallingConv)21)

static const struct convention conventions[] = {
    {"x86_64 aarch64 arm64 ", "preserve_most", "preserve_all", CXCallingConv_PreserveMost,
     CXCallingConv_PreserveAll},
    {"i386 i486 i586 i686 ", "preserve_most", "swiftcall", CXCallingConv_PreserveMost,
     CXCallingConv_Swift},
    {"arm armv6 armv7 armv7l thumb thumbv7 wasm32 wasm64 ", "swiftcall", "swiftasynccall",
     CXCallingConv_Swift, CXCallingConv_SwiftAsync},
    {"powerpc64le powerpc64 s390x ", "swiftcall", "async_generator", CXCallingConv_Swift,
     CXCallingConv_Invalid},
    {"riscv64 riscv32 ", "riscv_vector_cc", "async_generator", RISCV_VECTOR_CALL,
     CXCallingConv_Invalid},
};

static const struct convention *convention_for(const char *triple)
{
    char arch[64];
    snprintf(arch, sizeof arch, "%.*s ", (int)strcspn(triple, "-"), triple);
    for (size_t i = 0; i < sizeof conventions / sizeof *conventions; i++)
        for (const char *p = conventions[i].archs; *p != '\0'; p += strcspn(p, " ") + 1)
            if (strncmp(p, arch, strlen(arch)) == 0)
                return &conventions[i];
    return NULL;
}

static CXTranslationUnit parse(CXIndex index, const struct program *program,
                               const struct parse_input *input, const char *masked)
{
    enum {
        BASE = sizeof base_flags / sizeof *base_flags,
        GCC = sizeof gcc_flags / sizeof *gcc_flags
    };
    size_t count = 0;
    const char **flags = xmalloc(
        sizeof *flags * (4 + warnings_flag_limit(program) + BASE + GCC + input->flag_count));
    flags[count++] =
        "-Wno-everything"; /* then what the user asks for, and last what asyncc needs */
    count += warnings_add_flags(program, flags + count);
    if (atoi(frontend_version()) < 19) /* a part of it still, and an error */
        flags[count++] = "-Wreturn-type";
    flags[count++] =
        arena_printf(program->arena, "-D__async=__attribute__((annotate(\"async\"),%s))",
                     program->convention->async_name);
    flags[count++] = arena_printf(
        program->arena, "-D__async_generator=__attribute__((annotate(\"async_generator\"),%s))",
        program->convention->generator_name);
    for (size_t i = 0; i < BASE; i++)
        flags[count++] = base_flags[i];
    for (size_t i = 0; program->from_gcc && i < GCC; i++)
        flags[count++] = gcc_flags[i];
    for (size_t i = 0; i < input->flag_count; i++)
        flags[count++] = input->flags[i];
    struct CXUnsavedFile file = {"asyncc-unit.c", masked, program->text.length};
    CXTranslationUnit unit = NULL;
    clang_parseTranslationUnit2(index, file.Filename, flags, (int)count, &file, 1,
                                CXTranslationUnit_None, &unit);
    free(flags);
    return unit;
}

/* The index of the first token that is `word`, or their number. */
static uint32_t find_word(const struct text *text, const char *word)
{
    uint32_t i = 0;
    while (i < text->token_count && !text_token_is(text, i, word))
        i++;
    return i;
}

/* True: there is one. */
static bool refuse_generators(struct program *program, const char *triple)
{
    uint32_t index = find_word(&program->text, "__async_generator");
    if (index == program->text.token_count)
        return false;
    const struct token *token = &program->text.tokens[index];
    diag_report(program->diag, DIAG_C, place_of(program, token->begin, token->end),
                "generators cannot be compiled for the target '%s' yet: let a task put the items "
                "into a queue",
                triple);
    return true;
}

static char *ask_target(struct program *program, CXTranslationUnit unit)
{
    CXTargetInfo target = clang_getTranslationUnitTargetInfo(unit);
    char *triple = cursor_string(program->arena, clang_TargetInfo_getTriple(target));
    program->pointer_size = clang_TargetInfo_getPointerWidth(target) / 8;
    clang_TargetInfo_dispose(target);
    return triple;
}

/* False: reported. */
static bool choose_convention(struct program *program, const char *triple)
{
    const struct convention *convention = convention_for(triple);
    if (convention == NULL && find_word(&program->text, "__async") == program->text.token_count)
        return true; /* plain code */
    if (convention == NULL) {
        diag_report(program->diag, DIAG_C, (struct diag_place){.file = program->name},
                    "async functions cannot be compiled for the target '%s' yet", triple);
        return false;
    }
    program->convention = convention;
    return convention->generator != CXCallingConv_Invalid || !refuse_generators(program, triple);
}

/* The usual conventions are taken for granted, unless the target turns out to have others. NULL:
 * reported. */
static CXTranslationUnit parse_for_target(CXIndex index, struct program *program,
                                          const struct parse_input *input, const char *masked)
{
    const struct convention *usual = program->convention = &conventions[0];
    CXTranslationUnit unit = parse(index, program, input, masked);
    if (unit == NULL) {
        diag_report(program->diag, DIAG_C, (struct diag_place){.file = program->name},
                    "the parser failed on this file");
        return NULL;
    }
    bool fits = choose_convention(program, ask_target(program, unit));
    if (fits && program->convention == usual)
        return unit;
    clang_disposeTranslationUnit(unit);
    return fits ? parse(index, program, input, masked) : NULL;
}

bool frontend_parse(struct program *program, const struct parse_input *input)
{
    program->hides_atomic = program->from_gcc && mask_hides_atomic(&program->text);
    char *masked = mask_text(program->arena, &program->text, program->from_gcc);
    setenv("LIBCLANG_NOTHREADS", "1", 1);
    CXIndex index = clang_createIndex(0, 0);
    CXTranslationUnit unit = parse_for_target(index, program, input, masked);
    times_note(program->times, "parser");
    if (unit != NULL) {
        convert_unit(program, unit);
        report_clang(program, unit);
        clang_disposeTranslationUnit(unit);
        times_note(program->times, "tree");
    }
    program->failed |= unit == NULL;
    clang_disposeIndex(index);
    return unit != NULL;
}
