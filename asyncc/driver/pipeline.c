/* The passes, in order. Each reads what the ones before it left in `program`. */
#include "driver/pipeline.h"

#include "diag/diag.h"
#include "emit/output.h"
#include "flow/flow.h"
#include "frontend/program.h"
#include "frontend/silence.h"
#include "frontend/warnings.h"
#include "lint/facts.h"
#include "lint/lint.h"
#include "lower/lower.h"
#include "sema/check.h"
#include "support/times.h"

#include <pthread.h>
#include <string.h>

enum { STACK_SIZE = 1 << 30 };

bool pipeline_has_async(const char *text, size_t length)
{
    return memmem(text, length, "__async", 7) != NULL || memmem(text, length, "__await", 7) != NULL;
}

/* Whether the user's own files use async at all: declarations in our headers alone
 * need no lowering. */
static bool uses_async(const struct program *program)
{
    return program->functions.count > 0 || program->declarations.count > 0;
}

static void verify(struct program *program)
{
    for (size_t i = 0; i < program->functions.count; i++)
        ast_verify(program->functions.data[i]);
}

static void dump(struct program *program, const struct unit *unit)
{
    for (size_t i = 0; unit->dump_ast && i < program->functions.count; i++)
        ast_dump(stderr, program->functions.data[i], program->text.bytes);
}

static void lower_function(struct program *program, struct function *function,
                           struct helper_table *helpers, bool dump_frame)
{
    if (!function->symbol->is_async) {
        plain_function(program, function, helpers);
        return;
    }
    char *text = function_lower(program, function, helpers, dump_frame);
    *vec_push(&program->edits) =
        (struct edit){function->begin, function->end, arena_printf(program->arena, "\n%s", text)};
}

/* In textual order, async or not: a helper is written where it is first needed. */
static void lower_functions(struct program *program, const struct unit *unit)
{
    struct helper_table helpers = {0};
    size_t async = 0, plain = 0;
    while (async < program->functions.count || plain < program->plain.count) {
        bool next_is_async =
            plain == program->plain.count ||
            (async < program->functions.count &&
             program->functions.data[async]->begin < program->plain.data[plain]->begin);
        struct function *next =
            next_is_async ? program->functions.data[async++] : program->plain.data[plain++];
        lower_function(program, next, &helpers, unit->dump_frame);
    }
    plain_rest(program, &helpers);
    vec_deinit(&helpers.list);
}

static void run(const struct unit *unit, struct program *program, struct strbuf *out)
{
    lexer_run(&program->text, program->arena, unit->text, (uint32_t)unit->length);
    if (unit->from_gcc && unit->arena == NULL)
        fallthrough_restore(program);
    times_note(program->times, "tokens");
    if (unit->facts != NULL)
        facts_files(program, unit->facts);
    struct parse_input input = {.flags = unit->parse_flags, .flag_count = unit->parse_flag_count};
    if (!frontend_parse(program, &input))
        return;
    if (!program->failed) /* of wrong C the parser leaves odd trees */
        verify(program);
    dump(program, unit);
    check_program(program);
    if (!program->failed)
        va_list_check(program);
    if (!program->failed)
        unit->plain ? lint_plain(program, unit->facts)
                    : lint_program(program, unit->facts, unit->dump_flow);
    times_note(program->times, "checks");
    if (program->failed)
        warnings_withdraw(program);
    if (program->failed || program->diag->errors > 0 || unit->arena != NULL)
        return;
    silence_hide(program);
    if (uses_async(program))
        lower_functions(program, unit);
    times_note(program->times, "lowering");
    unit->for_people ? output_for_people(program, out) : output_for_compiler(program, out);
    times_note(program->times, "output");
    if (unit->dump_lowered)
        fwrite(out->text, 1, out->length, stderr);
}

static void function_deinit(struct function *function)
{
    vec_deinit(&function->params);
    vec_deinit(&function->locals);
    vec_deinit(&function->bounds);
}

static void program_deinit(struct program *program)
{
    for (size_t i = 0; i < program->functions.count; i++)
        function_deinit(program->functions.data[i]);
    for (size_t i = 0; i < program->plain.count; i++)
        function_deinit(program->plain.data[i]);
    vec_deinit(&program->functions);
    vec_deinit(&program->plain);
    vec_deinit(&program->initialisers);
    vec_deinit(&program->declarations);
    vec_deinit(&program->edits);
    vec_deinit(&program->tag_names);
    vec_deinit(&program->redeclarations);
    vec_deinit(&program->c_errors);
    vec_deinit(&program->pragmas);
}

/* ---- on a stack that deep code does not overflow ------------------------ */

struct job {
    const struct unit *unit;
    struct strbuf *out;
    struct diag *diag;
    bool failed;
};

static void *work(void *data)
{
    struct job *job = data;
    struct arena arena = {0};
    struct diag unheard;
    diag_init(&unheard);
    struct program program = {.arena = job->unit->arena ? job->unit->arena : &arena,
                              .diag = job->unit->plain ? &unheard : job->diag,
                              .name = job->unit->name,
                              .settings = job->unit->facts ? job->unit->facts->settings : NULL,
                              .warnings = {.list = job->unit->warning_flags,
                                           .count = job->unit->warning_flag_count,
                                           .wanted = job->unit->tell_warnings},
                              .from_gcc = job->unit->from_gcc,
                              .markers = !job->unit->no_line_markers,
                              .for_people = job->unit->for_people,
                              .blocking = job->unit->blocking,
                              .share_storage = job->unit->share_storage,
                              .frames = job->unit->frames,
                              .times = job->unit->times,
                              .output_name = job->unit->output_name};
    run(job->unit, &program, job->out);
    job->failed = program.failed || job->diag->errors > 0;
    if (job->unit->arena == NULL)
        diag_flush(job->diag, stderr);
    program_deinit(&program);
    diag_deinit(&unheard);
    arena_deinit(&arena);
    return NULL;
}

bool pipeline_run(const struct unit *unit, struct strbuf *out, struct diag *diag)
{
    struct job job = {unit, out, diag, false};
    pthread_attr_t attributes;
    pthread_t thread;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_SIZE);
    if (pthread_create(&thread, &attributes, work, &job) == 0)
        pthread_join(thread, NULL);
    else
        work(&job);
    pthread_attr_destroy(&attributes);
    return !job.failed;
}
