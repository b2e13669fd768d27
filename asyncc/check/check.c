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
            check->failed = true;
            if (!job->failed)
                message_error("cannot check '%s': it does not compile",
                              path_short(check->directory, job->file));
        }
    }
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
        !check_find_jobs(check))
        return CHECK_FAILED;
    check_run_jobs(check);
    read_documents(check);
    diag_sort(&check->diag);
    size_t findings = check->diag.records.count;
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
    }
    vec_deinit(&check.jobs);
    argv_deinit(&check.options.files);
    argv_deinit(&check.options.flags);
    argv_deinit(&check.options.warnings);
    diag_deinit(&check.diag);
    arena_deinit(&arena);
    return status;
}
