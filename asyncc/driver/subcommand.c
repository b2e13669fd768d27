/* subcommand.c - what asyncc does beside compiling. */
#include "driver/subcommand.h"

#include "diag/diag.h"
#include "driver/config.h"
#include "driver/frames.h"
#include "driver/message.h"
#include "driver/passes.h"
#include "driver/process.h"
#include "driver/translate.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
    "usage: asyncc [compiler options] file...      compile C with async functions\n"
    "       asyncc COMPILER [options] file...      the same, with COMPILER as the back end\n"
    "       asyncc lower FILE [options] [-o OUT]   write the lowered C; OUT is FILE.lowered.c,\n"
    "                                              '-' standard output\n"
    "       asyncc check [-p DIR] [FILE...]        report misuse of async code\n"
    "       asyncc frames FILE... [options]        what the frames hold, and how deep they stack\n"
    "       asyncc explain NAME                    what a diagnostic means\n"
    "\n"
    "Options are those of the back end: the compiler named by ASYNCC_CC, else clang-19,\n"
    "clang, gcc, cc as found. Own ones:\n"
    "  -Wasync-NAME, -Wno-async-NAME, -Werror=async-NAME\n"
    "                     switch a diagnostic ('asyncc explain' lists them)\n"
    "  -fasync-blocking   coroutines as blocking functions on C stacks of their own: slower, for\n"
    "                     debuggers and comparison\n"
    "  -ftime-report      also the processor time of each of asyncc's passes\n"
    "  -fdump-ast, -fdump-flow, -fdump-frame, -fdump-lowered\n"
    "                     print what the passes see and make to standard error\n"
    "  --version          versions of asyncc, libclang and the back end\n";

int subcommand_help(void)
{
    fputs(help, stdout);
    return 0;
}

int subcommand_version(struct driver *driver)
{
    const struct passes *passes = passes_load(&driver->install);
    if (passes == NULL)
        return 1;
    printf("asyncc %s (libclang %s)\n", ASYNCC_VERSION, passes->version());
    fflush(stdout);
    struct argv command = {.arena = &driver->arena};
    argv_add_all(&command, &driver->backend.words);
    argv_add(&command, "--version");
    int status = process_run(&command, NULL);
    argv_deinit(&command);
    return status;
}

static void print_diagnostic(const struct diag_kind *kind)
{
    static const char *const levels[] = {"off by default", "note", "warning", "error"};
    printf("-Wasync-%s (%s): %s\n", kind->name, levels[kind->level], kind->summary);
}

static const char *without_prefix(const char *name)
{
    static const char *const prefixes[] = {"-W", "async-"};
    for (size_t i = 0; i < 2; i++)
        if (strncmp(name, prefixes[i], strlen(prefixes[i])) == 0)
            name += strlen(prefixes[i]);
    return name;
}

static int explain(struct driver *driver)
{
    bool all = driver->at == driver->words.count, found = all;
    const char *name = all ? "" : without_prefix(driver->words.data[driver->at]);
    for (size_t i = 0; i < DIAG_COUNT; i++) {
        bool same = strcmp(diag_kinds[i].name, name) == 0;
        if (*diag_kinds[i].name && (all || same)) {
            print_diagnostic(&diag_kinds[i]);
            found = true;
        }
    }
    if (!found)
        message_error("no diagnostic is named '%s'; 'asyncc explain' lists them", name);
    else if (!all && driver->install.lints != NULL)
        printf("why, an example and the fix: %s/%s.md\n", driver->install.lints, name);
    return found ? 0 : 1;
}

static const char *lowered_name(struct driver *driver, const struct argument *source)
{
    if (driver->options.output)
        return driver->options.output;
    if (strcmp(source->text, "-") == 0)
        return "-";
    const char *slash = strrchr(source->text, '/');
    const char *base = slash ? slash + 1 : source->text;
    const char *dot = strrchr(base, '.');
    int stem = dot && dot != base ? (int)(dot - base) : (int)strlen(base);
    return arena_printf(&driver->arena, "%.*s.lowered.c", stem, base);
}

static struct argument *only_source(struct options *options)
{
    struct argument *source = NULL;
    if (options->source_count == 1)
        for (size_t i = 0; i < options->arguments.count; i++)
            if (options_is_source(&options->arguments.data[i]))
                source = &options->arguments.data[i];
    if (source == NULL)
        message_error("'asyncc lower' takes one C source");
    return source;
}

static int lower_source(struct driver *driver)
{
    struct argument *source = driver_prepare(driver) ? only_source(&driver->options) : NULL;
    if (source == NULL || !driver_can_read(source))
        return 1;
    driver->options.output = lowered_name(driver, source);
    return translate_for_people(driver, source, driver->options.output);
}

static int check(struct driver *driver)
{
    install_find(&driver->install, &driver->arena);
    const struct passes *passes = passes_load(&driver->install);
    return passes ? passes->check(driver) : 2;
}

subcommand *subcommand_find(const char *word)
{
    static const struct {
        const char *name;
        subcommand *run;
    } subcommands[] = {
        {"lower", lower_source},
        {"check", check},
        {"frames", frames_command},
        {"explain", explain},
    };
    for (size_t i = 0; i < sizeof subcommands / sizeof *subcommands; i++)
        if (strcmp(subcommands[i].name, word) == 0)
            return subcommands[i].run;
    return NULL;
}
