/* command.c - what the back end is called with.
 *
 * Options that are ours never reach it. `-isystem` names our headers, so that they neither
 * warn nor appear in -MMD files. The libraries stand between --as-needed and
 * --pop-state: a program without async code does not depend on libuv.
 */
#include "driver/command.h"

#include "driver/config.h"
#include "driver/deps.h"

#include <string.h>

static bool is_ours(enum option_id id)
{
    switch (id) {
    case OPTION_ASYNC_WARNING:
    case OPTION_BLOCKING:
    case OPTION_ASYNC_FEATURE:
    case OPTION_DUMP_AST:
    case OPTION_DUMP_FLOW:
    case OPTION_DUMP_FRAME:
    case OPTION_DUMP_LOWERED:
    case OPTION_COLOR:
    case OPTION_NO_COLOR:
    case OPTION_AUTO_COLOR:
        return true;
    default:
        return false;
    }
}

static bool is_deps(enum option_id id)
{
    return id == OPTION_DEPS || id == OPTION_DEPS_FILE || id == OPTION_DEPS_TARGET ||
           id == OPTION_DEPS_DETAIL || id == OPTION_DEPS_ONLY;
}

static bool is_action(enum option_id id)
{
    return id == OPTION_COMPILE || id == OPTION_ASSEMBLY || id == OPTION_PREPROCESS ||
           id == OPTION_SYNTAX_ONLY;
}

/* Both gcc and clang know this spelling. Captured messages need it said. */
static void begin(struct argv *command, const struct driver *driver)
{
    argv_add_all(command, &driver->backend.words);
    if (driver->options.color)
        argv_add(command, "-fdiagnostics-color=always");
    else if (driver->options.seen[OPTION_NO_COLOR])
        argv_add(command, "-fdiagnostics-color=never");
}

static void add_headers(struct argv *command, const struct driver *driver)
{
    if (driver->backend.plain)
        return;
    argv_add(command, "-D__ASYNCC__=1");
    if (driver->install.include) {
        argv_add(command, "-isystem");
        argv_add(command, driver->install.include);
    }
}

static void add_output(struct argv *command, const char *output)
{
    if (output == NULL)
        return;
    argv_add(command, "-o");
    argv_add(command, output);
}

static void add_options(struct argv *command, const struct driver *driver, unsigned uses)
{
    for (size_t i = 0; i < driver->options.arguments.count; i++) {
        const struct argument *argument = &driver->options.arguments.data[i];
        if ((argument->uses & uses) && argument->id != OPTION_LINK_INPUT)
            options_add(command, argument);
    }
}

/* Says the input's language where it is another than that of the one before. */
static void add_input(struct argv *command, const struct argument *input, const char **language)
{
    const char *wanted = input->language_name ? input->language_name : "none";
    if (strcmp(wanted, *language) != 0) {
        argv_add(command, "-x");
        argv_add(command, wanted);
    }
    *language = wanted;
    argv_add(command, input->text);
}

static void add_action(struct argv *command, const struct driver *driver)
{
    static const char *const words[] = {
        [ACTION_LINK] = "-c",       [ACTION_COMPILE] = "-c",
        [ACTION_ASSEMBLY] = "-S",   [ACTION_SYNTAX_ONLY] = "-fsyntax-only",
        [ACTION_PREPROCESS] = "-E",
    };
    argv_add(command, words[driver->options.action]);
}

static bool is_header(const struct argument *input)
{
    const char *dot = strrchr(input->text, '.');
    if (input->language_name)
        return strstr(input->language_name, "header") != NULL;
    return dot && strcmp(dot, ".h") == 0;
}

static bool makes_header(const struct options *options)
{
    for (size_t i = 0; i < options->arguments.count; i++)
        if (options->arguments.data[i].id == OPTION_INPUT && is_header(&options->arguments.data[i]))
            return true;
    return false;
}

static bool wants_libraries(const struct driver *driver)
{
    const struct options *options = &driver->options;
    return options->action == ACTION_LINK && options->input_count &&
           !options->seen[OPTION_NO_LIBRARIES] && driver->install.library && !makes_header(options);
}

static void add_libraries(struct argv *command, const struct driver *driver)
{
    if (!wants_libraries(driver))
        return;
    if (driver->options.seen[OPTION_LANGUAGE]) {
        argv_add(command, "-x");
        argv_add(command, "none");
    }
    argv_add(command, driver->install.library);
    argv_add(command, "-Wl,--push-state,--as-needed");
    argv_split(command, ASYNCC_LIBRARIES);
    argv_add(command, "-Wl,--pop-state");
}

void command_whole(struct argv *command, const struct driver *driver, const char *output)
{
    const struct options *options = &driver->options;
    begin(command, driver);
    add_headers(command, driver);
    for (size_t i = 0; i < options->arguments.count; i++) {
        const struct argument *argument = &options->arguments.data[i];
        if (!is_ours(argument->id) && argument->id != OPTION_OUTPUT)
            options_add(command, argument);
    }
    add_libraries(command, driver);
    add_output(command, output);
}

static bool is_for_plain(const struct argument *argument)
{
    enum option_id id = argument->id;
    return !is_ours(id) && !is_deps(id) && !is_action(id) && id != OPTION_INPUT &&
           id != OPTION_OUTPUT && id != OPTION_LANGUAGE && id != OPTION_LINK_INPUT &&
           argument->uses != USE_LINK;
}

/* gcc and clang name side files after -o; a temporary object's name is no use. */
static void add_side_names(struct argv *command, const struct driver *driver)
{
    const struct options *options = &driver->options;
    if (options->action != ACTION_LINK || !options->aux)
        return;
    argv_add(command, "-dumpdir");
    argv_printf(command, "%s-", options->output ? options->output : "a");
}

void command_plain(struct argv *command, const struct driver *driver, const struct argument *input,
                   const char *output)
{
    const struct options *options = &driver->options;
    const char *language = "none";
    begin(command, driver);
    add_headers(command, driver);
    for (size_t i = 0; i < options->arguments.count; i++)
        if (is_for_plain(&options->arguments.data[i]))
            options_add(command, &options->arguments.data[i]);
    deps_add(command, options, input);
    add_action(command, driver);
    add_side_names(command, driver);
    add_input(command, input, &language);
    add_output(command, output);
}

void command_preprocess(struct argv *command, const struct driver *driver,
                        const struct argument *source, bool deps)
{
    begin(command, driver);
    add_headers(command, driver);
    add_options(command, driver, USE_PREPROCESS);
    /* Pragmas about our warnings; of what else it does not know, the compiling step will tell. */
    if (strstr(backend_name(&driver->backend), "clang") != NULL)
        argv_add(command, "-Wno-unknown-warning-option");
    if (deps)
        deps_add(command, &driver->options, source);
    argv_add(command, "-E");
    argv_add(command, "-x");
    argv_add(command, "c");
    argv_add(command, source->text);
}

void command_lowered(struct argv *command, const struct driver *driver, const char *path,
                     const char *output, const struct argv *more)
{
    begin(command, driver);
    add_options(command, driver, USE_COMPILE);
    argv_add_all(command, more);
    add_action(command, driver);
    add_side_names(command, driver);
    argv_add(command, "-x");
    argv_add(command, "cpp-output");
    argv_add(command, path);
    add_output(command, output);
}

void command_link(struct argv *command, const struct driver *driver, const struct argv *objects,
                  const char *output)
{
    const struct options *options = &driver->options;
    const char *language = "none";
    size_t next = 0;
    begin(command, driver);
    for (size_t i = 0; i < options->arguments.count; i++) {
        const struct argument *argument = &options->arguments.data[i];
        const struct argument object = {.text = objects->data[next]};
        if (options_is_source(argument))
            add_input(command, &object, &language), next++;
        else if (argument->id == OPTION_INPUT)
            add_input(command, argument, &language);
        else if (argument->uses & USE_LINK)
            options_add(command, argument);
    }
    add_libraries(command, driver);
    add_output(command, output);
}
