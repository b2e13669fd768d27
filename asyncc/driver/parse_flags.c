/* parse_flags.c - picks what changes the language, the ABI or the target: the rows of
 * options.def marked PARSE. Anything else libclang may not know, and the text
 * that it gets is preprocessed already.
 *
 * A cross gcc has its target in its name, not in its options; it is asked.
 */
#include "driver/parse_flags.h"

#include "driver/process.h"

#include <string.h>

static bool names_target(const struct options *options)
{
    for (size_t i = 0; i < options->arguments.count; i++) {
        const char *text = options->arguments.data[i].text;
        if (strcmp(text, "-target") == 0 || strncmp(text, "--target=", 9) == 0)
            return true;
    }
    return false;
}

static bool is_cross_gcc(const struct backend *backend)
{
    const char *name = backend_name(backend);
    return strstr(name, "-gcc") != NULL || strstr(name, "-cc") != NULL;
}

static void add_asked_target(struct argv *flags, const struct backend *backend)
{
    struct strbuf machine = {0};
    struct argv command = {.arena = flags->arena};
    argv_add_all(&command, &backend->words);
    argv_add(&command, "-dumpmachine");
    if (process_run(&command, &(struct process_streams){.output = &machine}) == 0 && machine.length)
        argv_printf(flags, "--target=%.*s", (int)strcspn(machine.text, "\r\n"), machine.text);
    argv_deinit(&command);
    strbuf_deinit(&machine);
}

/* Not -Wa, -Wl and -Wp, with a comma behind. */
static bool is_warning_flag(const char *text)
{
    return strncmp(text, "-W", 2) == 0 && text[2] != '\0' && text[3] != ',';
}

void warning_flags_add(struct argv *flags, const struct options *options)
{
    for (size_t i = 0; i < options->arguments.count; i++) {
        const struct argument *argument = &options->arguments.data[i];
        if (argument->id != OPTION_ASYNC_WARNING && is_warning_flag(argument->text))
            argv_add(flags, argument->text);
    }
}

void parse_flags_add(struct argv *flags, const struct options *options,
                     const struct backend *backend)
{
    for (size_t i = 0; i < options->arguments.count; i++)
        if (options->arguments.data[i].uses & USE_PARSE)
            options_add(flags, &options->arguments.data[i]);
    if (!names_target(options) && is_cross_gcc(backend))
        add_asked_target(flags, backend);
}
