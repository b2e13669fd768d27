/* The command line of `asyncc check`. */
#include "check/check.h"

#include "driver/message.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
    "usage: asyncc check [options] [-p DIR] [FILE...] [-- compiler options]\n"
    "\n"
    "Reports misuse of async code in the C files of a compilation database, in the\n"
    "given ones of them, or in files with the compiler options behind '--'.\n"
    "\n"
    "  -p DIR             the folder of compile_commands.json (default: this one or build/)\n"
    "  -j N               files at a time (default: the number of processors)\n"
    "  --format=FORMAT    text, json or sarif\n"
    "  -Wasync-NAME, -Wno-async-NAME, -Werror=async-NAME\n"
    "                     switch a diagnostic, a group of them or all\n"
    "  -Werror            warnings are errors\n"
    "  --fix              apply the fix-its; what they settle is not reported\n"
    "  --fix-dry-run      show them as a patch instead\n"
    "  --baseline=FILE    report only what is not in FILE\n"
    "  --write-baseline=FILE\n"
    "                     write what there is to FILE\n"
    "  --config=FILE      the project's settings (default: the nearest .asynccheck)\n"
    "  --cache=DIR, --no-cache\n"
    "                     where results are kept (default: ~/.cache/asyncc)\n"
    "\n"
    "Exit status: 0 nothing found, 1 findings, 2 a file could not be checked.\n";

static unsigned processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? (unsigned)count : 1;
}

/* The argument of `-p DIR`, `-pDIR` and their like. NULL: it is another word, or the argument is
 * missing (*failed). */
static const char *argument_of(const struct argv *words, size_t *at, const char *option,
                               bool *failed)
{
    const char *word = words->data[*at];
    size_t length = strlen(option);
    if (strncmp(word, option, length) != 0)
        return NULL;
    if (word[length] != '\0')
        return word + length;
    if (*at + 1 < words->count)
        return words->data[++*at];
    message_error("argument to '%s' is missing", option);
    *failed = true;
    return NULL;
}

static bool set_format(struct check_options *options, const char *name)
{
    static const char *const names[] = {"text", "json", "sarif"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) {
            options->format = (enum check_format)i;
            return true;
        }
    message_error("unknown format '%s': text, json or sarif", name);
    return false;
}

static bool set_jobs(struct check_options *options, const char *number)
{
    char *end;
    long jobs = strtol(number, &end, 10);
    if (*number == '\0' || *end != '\0' || jobs < 1 || jobs > 1024) {
        message_error("'-j %s' is no number of files", number);
        return false;
    }
    options->jobs = (unsigned)jobs;
    return true;
}

static bool is_warning(const char *word)
{
    return strcmp(word, "-Werror") == 0 || strcmp(word, "-w") == 0 ||
           strncmp(word, "-Wasync-", 8) == 0 || strncmp(word, "-Wno-async-", 11) == 0 ||
           strncmp(word, "-Werror=async-", 14) == 0 || strncmp(word, "-Wno-error=async-", 17) == 0;
}

static bool add_warning(struct check_options *options, const char *word)
{
    struct diag diag;
    diag_init(&diag);
    bool known =
        strcmp(word, "-Werror") == 0 || strcmp(word, "-w") == 0 || diag_option(&diag, word);
    diag_deinit(&diag);
    if (!known)
        message_error("unknown warning option '%s'; 'asyncc explain' lists the names", word);
    argv_add(&options->warnings, word);
    return known;
}

/* --name=value and flags. */
static bool read_long(struct check_options *options, const char *word)
{
    const struct {
        const char *name;
        const char **value;
    } values[] = {
        {"--baseline=", &options->baseline},
        {"--write-baseline=", &options->write_baseline},
        {"--config=", &options->config},
        {"--cache=", &options->cache},
    };
    const struct {
        const char *name;
        bool *flag;
    } flags[] = {
        {"--fix", &options->fix},
        {"--fix-dry-run", &options->dry_run},
        {"--no-cache", &options->no_cache},
    };
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (strcmp(word, flags[i].name) == 0)
            return *flags[i].flag = true;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        size_t length = strlen(values[i].name);
        if (strncmp(word, values[i].name, length) == 0 && word[length] != '\0') {
            *values[i].value = word + length;
            return true;
        }
    }
    return false;
}

/* One word, or two. False: reported. */
static bool read_word(struct check_options *options, const struct argv *words, size_t *at)
{
    bool failed = false;
    const char *word = words->data[*at], *value;
    if ((value = argument_of(words, at, "-p", &failed)) != NULL)
        options->database = value;
    else if (!failed && (value = argument_of(words, at, "-j", &failed)) != NULL)
        return set_jobs(options, value);
    else if (strncmp(word, "--format=", 9) == 0)
        return set_format(options, word + 9);
    else if (is_warning(word))
        return add_warning(options, word);
    else if (read_long(options, word))
        return true;
    else if (!failed && *word == '-') {
        message_error("'asyncc check' knows no option '%s'; compiler options stand behind '--'",
                      word);
        return false;
    } else if (!failed)
        argv_add(&options->files, word);
    return !failed;
}

static void init(struct check *check)
{
    struct check_options *options = &check->options;
    const char *terminal = getenv("TERM"), *refused = getenv("NO_COLOR");
    options->jobs = processors();
    options->files.arena = options->flags.arena = options->warnings.arena = check->arena;
    options->color = isatty(STDOUT_FILENO) && terminal && strcmp(terminal, "dumb") != 0 &&
                     (refused == NULL || *refused == '\0');
}

bool check_arguments(struct check *check, const struct argv *words, size_t at)
{
    bool success = true;
    init(check);
    for (; at < words->count && !check->options.has_flags; at++) {
        if (strcmp(words->data[at], "--help") == 0) {
            fputs(help, stdout);
            exit(CHECK_CLEAN);
        }
        check->options.has_flags = strcmp(words->data[at], "--") == 0;
        if (!check->options.has_flags)
            success &= read_word(&check->options, words, &at);
    }
    for (; at < words->count; at++)
        argv_add(&check->options.flags, words->data[at]);
    return success;
}
