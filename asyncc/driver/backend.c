/* backend.c - finds the compiler behind asyncc.
 *
 * The first word of the command line is a compiler if it is no option, is not named
 * like a source or an object file, and can be executed. In front of it
 * may stand programs like ccache.
 */
#include "driver/backend.h"

#include "driver/message.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_executable(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) && access(path, X_OK) == 0;
}

static bool is_program(const char *name)
{
    if (strchr(name, '/'))
        return is_executable(name);
    const char *folder = getenv("PATH");
    while (folder && *folder) {
        char path[PATH_MAX];
        size_t length = strcspn(folder, ":");
        snprintf(path, sizeof path, "%.*s/%s", (int)length, folder, name);
        if (is_executable(path))
            return true;
        folder += length + (folder[length] == ':');
    }
    return false;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool named_like_a_file(const char *word)
{
    static const char *const endings[] = {".c",  ".i", ".h",  ".s",   ".S",   ".o",
                                          ".so", ".a", ".cc", ".cpp", ".cxx", ".m"};
    const char *dot = strrchr(base_name(word), '.');
    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
        if (strcmp(dot, endings[i]) == 0)
            return true;
    return false;
}

static bool is_compiler(const char *word)
{
    return *word && *word != '-' && !named_like_a_file(word) && is_program(word);
}

static bool runs_another(const char *word)
{
    static const char *const names[] = {"ccache", "distcc", "icecc", "sccache", "pump"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(base_name(word), names[i]) == 0)
            return true;
    return false;
}

static void take_from_words(struct argv *command, const struct argv *words, size_t *at)
{
    while (*at < words->count && is_compiler(words->data[*at])) {
        const char *word = words->data[(*at)++];
        argv_add(command, word);
        if (!runs_another(word))
            break;
    }
}

/* How many of the words are the command: up to the last one that is a program. */
static size_t command_length(const struct argv *words)
{
    size_t length = words->count;
    while (length > 1 && !is_compiler(words->data[length - 1]))
        length--;
    return length;
}

static bool take_from_environment(struct backend *backend)
{
    const char *text = getenv("ASYNCC_CC");
    struct argv words = {.arena = backend->words.arena};
    argv_split(&words, text ? text : "");
    size_t length = command_length(&words);
    for (size_t i = 0; i < words.count; i++)
        argv_add(i < length ? &backend->words : &backend->options, words.data[i]);
    argv_deinit(&words);
    if (length && !is_program(backend->words.data[0]))
        message_error("the compiler '%s' named by ASYNCC_CC was not found", backend->words.data[0]);
    return length > 0;
}

static void take_installed(struct argv *command)
{
    static const char *const names[] = {"clang-19", "clang", "gcc", "cc"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (is_program(names[i])) {
            argv_add(command, names[i]);
            return;
        }
    }
    message_error("no C compiler found: install clang or gcc, or name one in ASYNCC_CC");
}

bool backend_find(struct backend *backend, const struct argv *words, size_t *at)
{
    *backend = (struct backend){.words.arena = words->arena, .options.arena = words->arena};
    take_from_words(&backend->words, words, at);
    backend->launched = backend->words.count > 0;
    if (!backend->launched && !take_from_environment(backend))
        take_installed(&backend->words);
    if (backend->words.count == 0 || !is_program(backend->words.data[0]))
        return false;
    const char *name = backend_name(backend);
    backend->plain = strstr(name, "++") != NULL;
    return true;
}

void backend_deinit(struct backend *backend)
{
    argv_deinit(&backend->options);
    argv_deinit(&backend->words);
}

const char *backend_name(const struct backend *backend)
{
    const struct argv *words = &backend->words;
    size_t at = 0;
    while (at + 1 < words->count && runs_another(words->data[at]))
        at++;
    return base_name(words->data[at]);
}
