/* deps.c - completes the dependency options.
 *
 * Preprocessing is a call of its own, whose output is a pipe, so the back end
 * cannot know the object's name there. We tell it, by the rules of gcc and clang:
 *
 *     call                  file       target
 *     -c d/x.c              x.d        x.o
 *     -c d/x.c -o out/y.o   out/y.d    out/y.o
 *     d/x.c -o out/prog     out/prog.d out/prog
 *     a.c b.c -o out/prog   out/prog-a.d ...   a.o ...
 */
#include "driver/deps.h"

#include <string.h>
#include <unistd.h>

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The length of the path without its extension. */
static int stem_length(const char *path)
{
    const char *base = base_name(path);
    const char *dot = strrchr(base, '.');
    return (int)(dot && dot != base ? (size_t)(dot - path) : strlen(path));
}

/* Whether -o names this source's own output. */
static bool output_is_own(const struct options *options)
{
    return options->output && options->source_count == 1;
}

static void add_file(struct argv *argv, const struct options *options, const char *source)
{
    const char *name = base_name(source);
    argv_add(argv, "-MF");
    if (output_is_own(options))
        argv_printf(argv, "%.*s.d", stem_length(options->output), options->output);
    else if (options->output)
        argv_printf(argv, "%s-%.*s.d", options->output, stem_length(name), name);
    else
        argv_printf(argv, "%.*s.d", stem_length(name), name);
}

static void add_target(struct argv *argv, const struct options *options, const char *source)
{
    const char *name = base_name(source);
    argv_add(argv, "-MQ");
    if (output_is_own(options))
        argv_add(argv, options->output);
    else
        argv_printf(argv, "%.*s.o", stem_length(name), name);
}

static bool is_standard_output(const char *path)
{
    return strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0;
}

/* The child's standard output may be ours to read: "-" means the caller's. */
static void add_user_file(struct argv *argv, const char *path)
{
    argv_add(argv, "-MF");
    if (is_standard_output(path))
        argv_printf(argv, "/dev/fd/%d", dup(STDOUT_FILENO));
    else
        argv_add(argv, path);
}

static bool is_deps(const struct argument *argument)
{
    return argument->id == OPTION_DEPS || argument->id == OPTION_DEPS_TARGET ||
           argument->id == OPTION_DEPS_DETAIL;
}

void deps_add(struct argv *argv, const struct options *options, const struct argument *source)
{
    for (size_t i = 0; i < options->arguments.count; i++) {
        const struct argument *argument = &options->arguments.data[i];
        if (is_deps(argument))
            options_add(argv, argument);
        else if (argument->id == OPTION_DEPS_FILE)
            add_user_file(argv, argument->value);
    }
    if (!options->seen[OPTION_DEPS])
        return;
    if (!options->seen[OPTION_DEPS_FILE])
        add_file(argv, options, source->text);
    if (!options->seen[OPTION_DEPS_TARGET])
        add_target(argv, options, source->text);
}
