/* check.c - the command: files, processes, one report, an exit status. */
#include "check/check.h"

#include "driver/message.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

static bool enter(struct check *check)
{
    char path[PATH_MAX];
    if (getcwd(path, sizeof path) == NULL) {
        message_error("cannot tell the current folder: %s", strerror(errno));
        return false;
    }
    check->directory = arena_copy(check->arena, path, strlen(path));
    return true;
}

/* In the order of the jobs: what was found in each. */
static void read_documents(struct check *check)
{
    for (size_t i = 0; i < check->jobs.count; i++) {
        struct check_job *job = &check->jobs.data[i];
        if (job->failed || !document_read(check, job)) {
            bool left_out = config_excludes(check, job->file);
            check->failed |= !left_out;
            if (!job->failed && !left_out)
                message_error("cannot check '%s': it does not compile",
                              path_short(check->directory, job->file));
        }
    }
}

/* Findings in files that the settings exclude. */
static void leave_out(struct check *check)
{
    struct diag *diag = &check->diag;
    size_t kept = 0;
    for (size_t i = 0; i < diag->records.count; i++)
        if (!config_excludes(check, diag->records.data[i]->place.file))
            diag->records.data[kept++] = diag->records.data[i];
    diag->records.count = kept;
}

static void report(struct check *check)
{
    switch (check->options.format) {
    case FORMAT_TEXT:
        check->diag.color = check->options.color;
        diag_flush(&check->diag, stdout);
        diag_summary(&check->diag, stderr);
        break;
    case FORMAT_JSON:
        report_json(check, stdout);
        break;
    case FORMAT_SARIF:
        report_sarif(check, stdout);
        break;
    }
    fflush(stdout);
}

static int run(struct check *check)
{
    if (!enter(check) || !check_arguments(check, &check->driver->words, check->driver->at) ||
        !config_read(check) || !check_find_jobs(check))
        return CHECK_FAILED;
    cache_init(check);
    check_run_jobs(check);
    read_documents(check);
    whole_program(check);
    leave_out(check);
    diag_sort(&check->diag);
    if (!baseline_write(check) || !baseline_apply(check))
        return CHECK_FAILED;
    if (check->options.fix || check->options.dry_run)
        fix_all(check);
    size_t findings = check->options.write_baseline ? 0 : check->diag.records.count;
    if (!check->options.dry_run && check->options.write_baseline == NULL)
        report(check);
    if (check->failed || ferror(stdout))
        return CHECK_FAILED;
    return findings > 0 ? CHECK_FINDINGS : CHECK_CLEAN;
}

int check_command(struct driver *driver)
{
    struct arena arena = {0};
    struct check check = {.arena = &arena, .driver = driver};
    diag_init(&check.diag);
    int status = run(&check);
    for (size_t i = 0; i < check.jobs.count; i++) {
        argv_deinit(&check.jobs.data[i].words);
        strbuf_deinit(&check.jobs.data[i].document);
        facts_deinit(&check.jobs.data[i].facts);
    }
    vec_deinit(&check.jobs);
    config_deinit(&check.config);
    argv_deinit(&check.options.files);
    argv_deinit(&check.options.flags);
    argv_deinit(&check.options.warnings);
    diag_deinit(&check.diag);
    arena_deinit(&arena);
    return status;
}
