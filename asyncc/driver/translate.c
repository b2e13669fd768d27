/* translate.c - one C source through the back end and, if it holds async code, the pipeline.
 *
 * A source that does not say `async` or `await` itself is given to the back end as
 * it is: async.h does not compile there, so success means that there is
 * no async code, and it has cost nothing. Only after a failure, and for sources that say
 * those words, is the preprocessor run:
 *
 *     source -> [back end -E] -> text -> pipeline -> lowered text -> [back end] -> output
 *                                  \ no async code -> source as it is -> [back end] -> output
 */
#include "driver/translate.h"

#include "diag/diag.h"
#include "driver/command.h"
#include "driver/message.h"
#include "driver/parse_flags.h"
#include "driver/passes.h"
#include "driver/process.h"
#include "driver/temps.h"
#include "driver/text_file.h"
#include "lint/facts.h"
#include "support/times.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A source under way. */
struct work {
    struct driver *driver;
    const struct argument *source;
    const char *output;
    struct strbuf input; /* standard input, when that is the source */
    struct strbuf text;  /* preprocessed */
    bool from_gcc;
    struct times *times;         /* -ftime-report, or NULL */
    struct frame_report *frames; /* asked for, or NULL */
};

static bool is_standard_input(const struct argument *source)
{
    return strcmp(source->text, "-") == 0;
}

static bool says(const struct strbuf *text, const char *word)
{
    return text->length && memmem(text->text, text->length, word, strlen(word)) != NULL;
}

bool translate_looks_async(const struct argument *source)
{
    struct strbuf text = {0};
    if (is_standard_input(source))
        return true;
    text_file_read(&text, source->text);
    bool result = says(&text, "async") || says(&text, "await");
    strbuf_deinit(&text);
    return result;
}

static bool open_work(struct work *work)
{
    int error = 0;
    if (is_standard_input(work->source))
        error = text_file_read_fd(&work->input, STDIN_FILENO);
    if (error)
        message_error("cannot read standard input: %s", strerror(error));
    return error == 0;
}

static void close_work(struct work *work)
{
    strbuf_deinit(&work->input);
    strbuf_deinit(&work->text);
}

/* The back end on the source itself. `errors` takes its messages, or is NULL. */
static int compile_plain(struct work *work, struct strbuf *errors)
{
    struct driver *driver = work->driver;
    struct argv command = {.arena = &driver->arena};
    command_plain(&command, driver, work->source, work->output);
    struct process_streams streams = {.errors = errors};
    if (is_standard_input(work->source))
        streams.input = &work->input;
    int status = process_run(&command, &streams);
    times_note(work->times, "back end");
    argv_deinit(&command);
    return status;
}

/* gcc calls its place for -D options so; clang says "<command line>". */
static bool made_by_gcc(const struct strbuf *text)
{
    static const char mark[] = "\"<command-line>\"";
    size_t head = text->length < 4096 ? text->length : 4096;
    return head && memmem(text->text, head, mark, sizeof mark - 1) != NULL;
}

static int run_preprocessor(struct work *work, bool deps, struct strbuf *errors)
{
    struct driver *driver = work->driver;
    struct argv command = {.arena = &driver->arena};
    command_preprocess(&command, driver, work->source, deps);
    struct process_streams streams = {.output = &work->text, .errors = errors};
    if (is_standard_input(work->source))
        streams.input = &work->input;
    int status = process_run(&command, &streams);
    argv_deinit(&command);
    return status;
}

static int preprocess(struct work *work, bool deps, struct strbuf *errors)
{
    int status = 0;
    if (work->source->language == LANGUAGE_C)
        status = run_preprocessor(work, deps, errors);
    else if (is_standard_input(work->source))
        strbuf_add(&work->text, work->input.text, work->input.length);
    else
        text_file_read(&work->text, work->source->text);
    work->from_gcc = made_by_gcc(&work->text);
    times_note(work->times, "preprocessor");
    return status;
}

static bool has_async(const struct work *work) { return passes_has_async(&work->text); }

void translate_set_warnings(struct diag *diag, const struct options *options)
{
    diag->color = options->color;
    diag->werror = options->seen[OPTION_WERROR];
    diag->no_warnings = options->seen[OPTION_NO_WARNINGS];
    for (size_t i = 0; i < options->arguments.count; i++)
        if (options->arguments.data[i].id == OPTION_ASYNC_WARNING)
            diag_option(diag, options->arguments.data[i].text);
}

/* For a debugger variables keep their values to the end of their block. Text for people will be
 * compiled by others, for use. */
static bool shares_storage(const struct options *options, bool for_people)
{
    if (options->level == NULL)
        return for_people;
    return strcmp(options->level, "0") != 0 && strcmp(options->level, "g") != 0;
}

static struct unit describe(const struct work *work, const struct argv *flags, bool for_people)
{
    const struct options *options = &work->driver->options;
    return (struct unit){
        .name = is_standard_input(work->source) ? "<stdin>" : work->source->text,
        .text = work->text.text,
        .length = work->text.length,
        .parse_flags = flags->data,
        .parse_flag_count = flags->count,
        .from_gcc = work->from_gcc,
        .for_people = for_people,
        .share_storage = shares_storage(options, for_people),
        .no_line_markers = options->seen[OPTION_NO_LINE_MARKERS],
        .blocking = options->seen[OPTION_BLOCKING],
        .dump_ast = options->seen[OPTION_DUMP_AST],
        .dump_flow = options->seen[OPTION_DUMP_FLOW],
        .dump_frame = options->seen[OPTION_DUMP_FRAME],
        .dump_lowered = options->seen[OPTION_DUMP_LOWERED],
    };
}

/* Text for people that nobody asked to warn about is to be read. */
static bool tells_warnings(const struct work *work, const struct argv *flags, bool for_people)
{
    return !work->driver->options.seen[OPTION_NO_WARNINGS] && work->frames == NULL &&
           (flags->count > 0 || !for_people);
}

static bool lower(struct work *work, struct strbuf *lowered, bool for_people)
{
    struct driver *driver = work->driver;
    struct argv flags = {.arena = &driver->arena}, warning_flags = {.arena = &driver->arena};
    const struct passes *passes = passes_load(&driver->install);
    struct diag diag;
    if (passes == NULL)
        return false;
    diag_init(&diag);
    translate_set_warnings(&diag, &driver->options);
    parse_flags_add(&flags, &driver->options, &driver->backend);
    warning_flags_add(&warning_flags, &driver->options);
    struct unit unit = describe(work, &flags, for_people);
    unit.warning_flags = warning_flags.data;
    unit.warning_flag_count = warning_flags.count;
    unit.tell_warnings = tells_warnings(work, &warning_flags, for_people);
    unit.output_name = for_people ? work->output : NULL;
    unit.frames = work->frames;
    unit.times = work->times;
    bool success = passes->run(&unit, lowered, &diag);
    diag_flush(&diag, stderr);
    diag_summary(&diag, stderr);
    success = success && diag.errors == 0;
    argv_deinit(&warning_flags);
    argv_deinit(&flags);
    diag_deinit(&diag);
    return success;
}

/* NULL: reported. */
static const char *write_temporary(struct work *work, const struct strbuf *text)
{
    const char *name = is_standard_input(work->source) ? "stdin" : work->source->text;
    const char *path = temps_path(&work->driver->arena, name, ".i");
    int error = path ? text_file_write(path, text->text, text->length) : 0;
    if (error)
        message_error("cannot write '%s': %s", path, strerror(error));
    return error ? NULL : path;
}

/* What clang needs for lowered text: it nests more deeply than the source, for the awaits of an
 * `else if` stand in a block of their own; and when pedantic it minds line markers in text that was
 * preprocessed. Whether this clang does, async.h has asked. */
static void add_lowered_options(const struct work *work, struct argv *options)
{
    if (work->from_gcc)
        return;
    argv_add(options, "-fbracket-depth=100000");
    if (says(&work->text, "struct async__gnu_line_marker;"))
        argv_add(options, "-Wno-gnu-line-marker");
}

static int compile_lowered(struct work *work, const struct strbuf *lowered)
{
    struct driver *driver = work->driver;
    const char *path = write_temporary(work, lowered);
    if (path == NULL)
        return PROCESS_FAILED;
    struct argv command = {.arena = &driver->arena}, more = {.arena = &driver->arena};
    add_lowered_options(work, &more);
    command_lowered(&command, driver, path, work->output, &more);
    process_raise_stack();
    int status = process_run(&command, NULL);
    argv_deinit(&more);
    argv_deinit(&command);
    return status;
}

static bool save_beside_output(const struct options *options)
{
    for (size_t i = 0; i < options->arguments.count; i++) {
        const struct argument *argument = &options->arguments.data[i];
        if (argument->id == OPTION_SAVE_TEMPS && argument->value &&
            strcmp(argument->value, "obj") == 0)
            return true;
    }
    return false;
}

static void save(const struct work *work, const struct strbuf *text, const char *suffix)
{
    struct driver *driver = work->driver;
    const char *output = driver->options.output;
    const char *name = is_standard_input(work->source) ? "stdin" : work->source->text;
    const char *base = strrchr(name, '/') ? strrchr(name, '/') + 1 : name;
    const char *slash = output ? strrchr(output, '/') : NULL;
    int folder = slash && save_beside_output(&driver->options) ? (int)(slash - output) + 1 : 0;
    const char *path = arena_printf(&driver->arena, "%.*s%.*s%s", folder, folder ? output : "",
                                    (int)strcspn(base, "."), base, suffix);
    int error = text_file_write(path, text->text, text->length);
    if (error)
        message_error("cannot write '%s': %s", path, strerror(error));
}

static int lower_and_compile(struct work *work)
{
    struct strbuf lowered = {0};
    int status = 1;
    bool keep = work->driver->options.seen[OPTION_SAVE_TEMPS];
    if (work->driver->options.seen[OPTION_COVERAGE_MAPPING])
        message_warning(
            "'-fcoverage-mapping' takes no account of line markers and will not find the "
            "lines of '%s'; '--coverage' does",
            work->source->text);
    if (keep)
        save(work, &work->text, ".i");
    if (!lower(work, &lowered, false))
        goto out;
    if (keep)
        save(work, &lowered, ".lowered.c");
    status = compile_lowered(work, &lowered);
    times_note(work->times, "back end");
out:
    strbuf_deinit(&lowered);
    return status;
}

static void replay(const struct strbuf *messages)
{
    if (messages->length)
        fwrite(messages->text, 1, messages->length, stderr);
}

static bool is_word_end(char c) { return c == ' ' || c == '\t' || c == '\n'; }

/* `word` with a name behind it: no C, unless it is a keyword. */
static bool used_as_keyword(const struct strbuf *text, const char *word)
{
    size_t length = strlen(word);
    if (text->length == 0)
        return false;
    const char *end = text->text + text->length;
    for (const char *p = text->text; (p = memmem(p, (size_t)(end - p), word, length)); p++) {
        const char *next = p + length;
        if (p > text->text && (isalnum((unsigned char)p[-1]) || p[-1] == '_'))
            continue;
        if (next >= end || !is_word_end(*next))
            continue;
        while (next < end && is_word_end(*next))
            next++;
        if (next < end && (isalpha((unsigned char)*next) || *next == '_'))
            return true;
    }
    return false;
}

/* After errors in code that uses the keywords without their header. */
static void suggest_header(const struct work *work)
{
    if (used_as_keyword(&work->text, "async") || used_as_keyword(&work->text, "await"))
        fprintf(stderr, "%s: note: 'async' and 'await' are keywords after '#include <async.h>'\n",
                is_standard_input(work->source) ? "<stdin>" : work->source->text);
}

/* Compiles a source that looks plain; *tried: that settled it. */
static int try_plain(struct work *work, bool *settled)
{
    struct strbuf messages = {0}, unheard = {0};
    int status = compile_plain(work, &messages);
    *settled = status == 0 || preprocess(work, false, &unheard) != 0 || !has_async(work);
    if (*settled)
        replay(&messages);
    if (*settled && status != 0)
        suggest_header(work);
    work->text.length = 0;
    strbuf_deinit(&messages);
    strbuf_deinit(&unheard);
    return status;
}

static int translate(struct work *work)
{
    bool settled = false;
    int status = 0;
    if (!translate_looks_async(work->source))
        status = try_plain(work, &settled);
    if (settled)
        return status;
    passes_preload(&work->driver->install);
    status = preprocess(work, true, NULL);
    if (status)
        return status;
    if (has_async(work))
        return lower_and_compile(work);
    status = compile_plain(work, NULL);
    if (status)
        suggest_header(work);
    return status;
}

int translate_source(struct driver *driver, const struct argument *source, const char *output)
{
    struct temps_output pending = temps_output(&driver->arena, output, driver->options.aux);
    struct work work = {.driver = driver, .source = source, .output = pending.temporary};
    struct times times;
    times_start(&times);
    if (driver->options.seen[OPTION_TIME_REPORT])
        work.times = &times;
    int status = open_work(&work) ? translate(&work) : 1;
    if (work.times != NULL)
        times_print(&times, source->text, stderr);
    if (!temps_finish(&pending, status == 0))
        status = 1;
    close_work(&work);
    return status;
}

int translate_frames(struct driver *driver, const struct argument *source,
                     struct frame_report *report)
{
    struct work work = {.driver = driver, .source = source, .frames = report};
    struct strbuf lowered = {0};
    int status = open_work(&work) ? preprocess(&work, false, NULL) : 1;
    if (status == 0 && has_async(&work) && !lower(&work, &lowered, true))
        status = 1;
    strbuf_deinit(&lowered);
    close_work(&work);
    return status;
}

static bool has_c_errors(const struct diag *diag)
{
    for (size_t i = 0; i < diag->records.count; i++)
        if (diag->records.data[i]->id == DIAG_C)
            return true;
    return false;
}

static bool analyse(struct work *work, struct diag *diag, struct facts *facts)
{
    struct driver *driver = work->driver;
    struct argv flags = {.arena = &driver->arena};
    const struct passes *passes = passes_load(&driver->install);
    struct strbuf nothing = {0};
    if (passes == NULL)
        return false;
    parse_flags_add(&flags, &driver->options, &driver->backend);
    struct unit unit = describe(work, &flags, false);
    unit.arena = facts->arena;
    unit.facts = facts;
    unit.plain = !has_async(work);
    passes->run(&unit, &nothing, diag);
    argv_deinit(&flags);
    return !has_c_errors(diag);
}

bool translate_analyse(struct driver *driver, const struct argument *source, struct diag *diag,
                       struct facts *facts, struct strbuf *errors)
{
    struct work work = {.driver = driver, .source = source};
    bool success =
        open_work(&work) && preprocess(&work, false, errors) == 0 && analyse(&work, diag, facts);
    close_work(&work);
    return success;
}

static int write_lowered(struct driver *driver, const struct strbuf *text, const char *output)
{
    if (strcmp(output, "-") == 0)
        output = "/dev/stdout";
    struct temps_output pending = temps_output(&driver->arena, output, false);
    int error = strcmp(output, "/dev/stdout") == 0
                    ? text_file_write_fd(STDOUT_FILENO, text->text, text->length)
                    : text_file_write(pending.temporary, text->text, text->length);
    if (error)
        message_error("cannot write '%s': %s", output, strerror(error));
    return temps_finish(&pending, error == 0) && error == 0 ? 0 : 1;
}

/* A source without async code stays what it was. */
static bool lower_or_copy(struct work *work, struct strbuf *lowered)
{
    if (has_async(work))
        return lower(work, lowered, true);
    if (is_standard_input(work->source))
        strbuf_add(lowered, work->input.text, work->input.length);
    else
        text_file_read(lowered, work->source->text);
    return true;
}

int translate_for_people(struct driver *driver, const struct argument *source, const char *output)
{
    struct work work = {.driver = driver, .source = source};
    struct strbuf lowered = {0};
    if (strcmp(output, "-") != 0)
        work.output = output;
    int status = open_work(&work) ? preprocess(&work, true, NULL) : 1;
    if (status == 0)
        status = lower_or_copy(&work, &lowered) ? write_lowered(driver, &lowered, output) : 1;
    strbuf_deinit(&lowered);
    close_work(&work);
    return status;
}
