/* check.h - `asyncc check`: the findings of many files, for people and for machines.
 *
 *   arguments.c  the command line
 *   database.c   compile_commands.json
 *   jobs.c       a process for each file, several at a time
 *   unit.c       one file, in such a process
 *   document.c   what that process hands back, as JSON
 *   json.c, sarif.c, check.c  the report, and the exit status
 *   paths.c      absolute and short names of files
 */
#ifndef ASYNCC_CHECK_H
#define ASYNCC_CHECK_H

#include "diag/diag.h"
#include "driver/driver.h"
#include "support/strbuf.h"

enum check_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF };

/* Exit statuses. */
enum { CHECK_CLEAN, CHECK_FINDINGS, CHECK_FAILED };

struct check_options {
    const char *database; /* -p, or NULL */
    unsigned jobs;
    enum check_format format;
    bool color;
    struct argv files;
    struct argv flags; /* behind `--` */
    bool has_flags;
    struct argv warnings; /* -W... */
};

/* A file with the command that compiles it. */
struct check_job {
    const char *directory, *file; /* both absolute */
    struct argv words;            /* the command, with its compiler, which may be asyncc */
    struct strbuf document;       /* what its process said */
    bool failed;                  /* reported why */
};

typedef VEC(struct check_job) check_jobs;

struct check {
    struct arena *arena;
    struct driver *driver;
    const char *directory; /* where we are */
    struct check_options options;
    check_jobs jobs;
    struct diag diag; /* of all files, in the order of the jobs */
    bool failed;      /* a file could not be checked */
};

/* The command. Returns the exit status. */
int check_command(struct driver *driver);

/* arguments.c. False: reported. */
bool check_arguments(struct check *check, const struct argv *words, size_t at);

/* database.c: the files to be checked. False: reported. */
bool check_find_jobs(struct check *check);

/* jobs.c: fills in the jobs' documents. */
void check_run_jobs(struct check *check);

/* unit.c: writes the job's document to `out`. Returns 0, or 1 when it could not be made. */
int check_unit(const struct check *check, const struct check_job *job, struct strbuf *out);

/* document.c */
void document_write(const struct diag *diag, const struct strbuf *errors, bool failed,
                    const char *directory, struct strbuf *out);
/* Adds a document's findings to check->diag and prints what its compiler said. False: it is
 * not one, or says that the file could not be checked. */
bool document_read(struct check *check, const struct check_job *job);

/* json.c, sarif.c: the report, as text of the arena. */
void report_json(const struct check *check, FILE *to);
void report_sarif(const struct check *check, FILE *to);

/* paths.c */
const char *path_absolute(struct arena *arena, const char *directory, const char *path);
/* Below `directory`: the rest of the path; else the path itself. */
const char *path_short(const char *directory, const char *path);

#endif
