/* unit.c - one file: its command is read as asyncc itself would, up to the lints. */
#include "check/check.h"

#include "driver/message.h"
#include "driver/translate.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* A command that calls asyncc already has it as its first word, or behind ccache. */
static size_t skip_asyncc(const struct argv *words)
{
    for (size_t i = 0; i < words->count && i < 2; i++) {
        const char *slash = strrchr(words->data[i], '/');
        if (strcmp(slash ? slash + 1 : words->data[i], "asyncc") == 0)
            return i + 1;
    }
    return 0;
}

static const struct argument *find_source(const struct options *options, const char *directory,
                                          const char *file, struct arena *arena)
{
    const struct argument *last = NULL;
    for (size_t i = 0; i < options->arguments.count; i++) {
        const struct argument *argument = &options->arguments.data[i];
        if (!options_is_source(argument))
            continue;
        last = argument;
        if (strcmp(path_absolute(arena, directory, argument->text), file) == 0)
            return argument;
    }
    return last;
}

static void set_warnings(struct diag *diag, const struct argv *warnings)
{
    for (size_t i = 0; i < warnings->count; i++) {
        diag->werror |= strcmp(warnings->data[i], "-Werror") == 0;
        diag->no_warnings |= strcmp(warnings->data[i], "-w") == 0;
        diag_option(diag, warnings->data[i]);
    }
}

int check_unit(const struct check *check, const struct check_job *job, struct strbuf *out)
{
    struct arena arena = {0};
    struct facts facts = {.arena = &arena, .settings = &check->config.settings};
    struct driver driver = {.words.arena = &driver.arena, .backend.words.arena = &driver.arena};
    struct strbuf errors = {0};
    struct diag diag;
    if (chdir(job->directory) != 0) {
        message_error("cannot enter '%s': %s", job->directory, strerror(errno));
        return 1;
    }
    argv_add_all(&driver.words, &job->words);
    driver.at = skip_asyncc(&job->words);
    if (!driver_prepare(&driver))
        return 1;
    const struct argument *source = find_source(&driver.options, job->directory, job->file, &arena);
    if (source == NULL) {
        message_error("the command for '%s' compiles no C", job->file);
        return 1;
    }
    diag_init(&diag);
    translate_set_warnings(&diag, &driver.options);
    set_warnings(&diag, &check->config.levels);
    set_warnings(&diag, &check->options.warnings);
    bool failed = !translate_analyse(&driver, source, &diag, &facts, &errors);
    document_write(&diag, &facts, &errors, failed, job->directory, out);
    return 0;
}
