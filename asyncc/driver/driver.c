/* driver.c - from the command line to the exit status.
 *
 * What a call does:
 *   a subcommand            its function
 *   no source to translate  the back end does it all (link, preprocess, info)
 *   -c, -S, -fsyntax-only   each source on its own, all of them even if one fails
 *   a link                  if no source looks async the back end does it all; otherwise,
 *                           or if that fails, each source on its own, then the link
 *
 * The exit status is the back end's, the highest of all; 1 for errors of ours, among
 * them a back end killed by a signal.
 */
#include "driver/driver.h"

#include "diag/diag.h"
#include "driver/command.h"
#include "driver/message.h"
#include "driver/passes.h"
#include "driver/process.h"
#include "driver/response.h"
#include "driver/subcommand.h"
#include "driver/temps.h"
#include "driver/translate.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int worse(int a, int b) { return a > b ? a : b; }

static const char *readable(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0 || access(path, R_OK) != 0)
        return strerror(errno);
    return S_ISDIR(status.st_mode) ? strerror(EISDIR) : NULL;
}

bool driver_can_read(const struct argument *input)
{
    const char *why = strcmp(input->text, "-") == 0 ? NULL : readable(input->text);
    if (why)
        message_error("cannot read '%s': %s", input->text, why);
    return why == NULL;
}

/* ---- the back end does it all ------------------------------------------- */

static int run_whole(struct driver *driver, struct strbuf *errors)
{
    const struct options *options = &driver->options;
    bool direct = options->action != ACTION_LINK || options->aux || options->seen[OPTION_DEPS];
    struct temps_output output = temps_output(&driver->arena, options->output, direct);
    struct argv command = {.arena = &driver->arena};
    command_whole(&command, driver, output.temporary);
    int status = process_run(&command, &(struct process_streams){.errors = errors});
    argv_deinit(&command);
    return temps_finish(&output, status == 0) ? status : worse(status, 1);
}

static bool any_looks_async(const struct options *options)
{
    for (size_t i = 0; i < options->arguments.count; i++)
        if (options_is_source(&options->arguments.data[i]) &&
            translate_looks_async(&options->arguments.data[i]))
            return true;
    return false;
}

static bool try_whole(struct driver *driver)
{
    struct strbuf messages = {0};
    bool success = run_whole(driver, &messages) == 0;
    if (success && messages.length)
        fwrite(messages.text, 1, messages.length, stderr);
    strbuf_deinit(&messages);
    return success;
}

/* ---- each source on its own --------------------------------------------- */

/* The output of a source without -o: its name in the current folder. */
static const char *default_output(struct driver *driver, const struct argument *source)
{
    const char *slash = strrchr(source->text, '/');
    const char *base = slash ? slash + 1 : source->text;
    const char *dot = strrchr(base, '.');
    int stem = dot && dot != base ? (int)(dot - base) : (int)strlen(base);
    const char *suffix = driver->options.action == ACTION_ASSEMBLY ? "s" : "o";
    return arena_printf(&driver->arena, "%.*s.%s", stem, base, suffix);
}

static const char *output_of(struct driver *driver, const struct argument *source)
{
    switch (driver->options.action) {
    case ACTION_SYNTAX_ONLY:
        return NULL;
    case ACTION_LINK:
        return temps_path(&driver->arena, source->text, ".o");
    default:
        return driver->options.output ? driver->options.output : default_output(driver, source);
    }
}

static int compile_other(struct driver *driver, const struct argument *input)
{
    struct argv command = {.arena = &driver->arena};
    command_plain(&command, driver, input, driver->options.output);
    int status = process_run(&command, NULL);
    argv_deinit(&command);
    return status;
}

static int compile_one(struct driver *driver, const struct argument *input, struct argv *objects)
{
    if (!options_is_source(input))
        return driver->options.action == ACTION_LINK ? 0 : compile_other(driver, input);
    if (!driver_can_read(input))
        return 1;
    const char *output = output_of(driver, input);
    if (output == NULL && driver->options.action != ACTION_SYNTAX_ONLY)
        return 1;
    argv_add(objects, output);
    return translate_source(driver, input, output);
}

static int compile_each(struct driver *driver, struct argv *objects)
{
    int status = 0;
    for (size_t i = 0; i < driver->options.arguments.count; i++) {
        const struct argument *input = &driver->options.arguments.data[i];
        if (input->id == OPTION_INPUT)
            status = worse(status, compile_one(driver, input, objects));
    }
    return status;
}

static int link_objects(struct driver *driver, const struct argv *objects)
{
    const struct options *options = &driver->options;
    const char *path = options->output ? options->output : "a.out";
    struct temps_output output = temps_output(&driver->arena, path, options->aux);
    struct argv command = {.arena = &driver->arena};
    command_link(&command, driver, objects, output.temporary);
    int status = process_run(&command, NULL);
    argv_deinit(&command);
    return temps_finish(&output, status == 0) ? status : worse(status, 1);
}

static int compile_and_link(struct driver *driver)
{
    struct argv objects = {.arena = &driver->arena};
    int status = compile_each(driver, &objects);
    if (status == 0 && driver->options.action == ACTION_LINK)
        status = link_objects(driver, &objects);
    argv_deinit(&objects);
    return status;
}

/* ---- what is to be done ------------------------------------------------- */

static size_t count_files(const struct options *options)
{
    size_t count = 0;
    for (size_t i = 0; i < options->arguments.count; i++)
        count += options->arguments.data[i].id == OPTION_INPUT;
    return count;
}

/* An option of ours that does not exist is an error, a warning's name a warning. */
static bool check_own_option(const struct argument *argument)
{
    struct diag diag;
    diag_init(&diag);
    bool known = argument->id != OPTION_ASYNC_WARNING || diag_option(&diag, argument->text);
    diag_deinit(&diag);
    if (!known)
        message_warning("unknown warning option '%s'", argument->text);
    if (argument->id != OPTION_ASYNC_FEATURE)
        return true;
    message_error("unknown option '%s'", argument->text);
    return false;
}

static bool check_own_options(const struct options *options)
{
    bool success = true;
    for (size_t i = 0; i < options->arguments.count; i++)
        success &= check_own_option(&options->arguments.data[i]);
    return success;
}

static bool check_call(const struct options *options)
{
    bool success = check_own_options(options);
    if (options->input_count == 0 && !options->info) {
        message_error("no input files");
        success = false;
    }
    if (options->output && options->action != ACTION_LINK && count_files(options) > 1) {
        message_error("cannot specify '-o' with '-c', '-S' or '-E' with multiple files");
        success = false;
    }
    return success;
}

/* What the back end does in one go: there is nothing for us in between. */
static bool is_whole(const struct driver *driver)
{
    const struct options *options = &driver->options;
    return options->source_count == 0 || options->action == ACTION_PREPROCESS ||
           options->seen[OPTION_DRY_RUN] || driver->backend.plain;
}

static bool can_read_all(const struct options *options)
{
    bool success = true;
    for (size_t i = 0; i < options->arguments.count; i++)
        if (options_is_source(&options->arguments.data[i]))
            success &= driver_can_read(&options->arguments.data[i]);
    return success;
}

static int compile(struct driver *driver)
{
    struct options *options = &driver->options;
    if (!check_call(options))
        return 1;
    if (is_whole(driver))
        return can_read_all(options) ? run_whole(driver, NULL) : 1;
    if (options->action == ACTION_LINK && !any_looks_async(options) && try_whole(driver))
        return 0;
    return compile_and_link(driver);
}

bool driver_prepare(struct driver *driver)
{
    if (!backend_find(&driver->backend, &driver->words, &driver->at))
        return false;
    install_find(&driver->install, &driver->arena);
    struct argv rest = {.arena = &driver->arena};
    argv_add_all(&rest, &driver->backend.options);
    for (size_t i = driver->at; i < driver->words.count; i++)
        argv_add(&rest, driver->words.data[i]);
    bool success = options_parse(&driver->options, &rest, driver->backend.plain);
    argv_deinit(&rest);
    return success;
}

static int run(struct driver *driver)
{
    const struct argv *words = &driver->words;
    subcommand *chosen = words->count ? subcommand_find(words->data[0]) : NULL;
    if (chosen) {
        driver->at = 1;
        return chosen(driver);
    }
    if (words->count == 1 && strcmp(words->data[0], "--help") == 0)
        return subcommand_help();
    if (!driver_prepare(driver))
        return 1;
    if (driver->options.seen[OPTION_VERSION] && !driver->backend.launched)
        return subcommand_version(driver);
    return compile(driver);
}

int driver_main(int argc, char **argv)
{
    struct driver driver = {.words.arena = &driver.arena, .backend.words.arena = &driver.arena};
    temps_init();
    response_expand(&driver.words, argc - 1, argv + 1);
    int status = run(&driver);
    passes_end_preload();
    temps_remove();
    options_deinit(&driver.options);
    backend_deinit(&driver.backend);
    argv_deinit(&driver.words);
    arena_deinit(&driver.arena);
    return status;
}
