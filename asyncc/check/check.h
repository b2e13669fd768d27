/* check.h - `asyncc check`: the findings of many files, for people and for machines.
 *
 *   arguments.c  the command line
 *   database.c   compile_commands.json
 *   jobs.c       a process for each file, several at a time
 *   unit.c       one file, in such a process
 *   document.c   what that process hands back, as JSON: findings; summary.c: facts
 *   whole.c      what follows from the facts of all files
 *   json.c, sarif.c, check.c  the report, and the exit status
 *   config.c     the project's settings, .asynccheck
 *   cache.c      documents of files that have not changed
 *   baseline.c, fingerprint.c  findings that are known already
 *   fix.c        --fix
 *   paths.c      absolute and short names of files
 */
#ifndef ASYNCC_CHECK_H
#define ASYNCC_CHECK_H

#include "diag/diag.h"
#include "driver/driver.h"
#include "lint/facts.h"
#include "lint/settings.h"
#include "support/strbuf.h"

#include <stdint.h>

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
    const char *config;   /* --config, or NULL */
    const char *cache;    /* a folder, or NULL: none */
    bool no_cache;
    const char *baseline, *write_baseline; /* files, or NULL */
    bool fix, dry_run;
};

/* The project's settings. */
struct check_config {
    const char *directory; /* of the file; NULL: there is none */
    struct strbuf text;
    struct argv levels; /* as -W options */
    struct argv exclude;
    struct lint_settings settings;
};

enum { CACHE_SLOTS = 4096 };
struct check_stamp;

/* A file with the command that compiles it. */
struct check_job {
    const char *directory, *file; /* both absolute */
    struct argv words;            /* the command, with its compiler, which may be asyncc */
    struct strbuf document;       /* what its process said */
    struct facts facts;           /* from there */
    bool failed;                  /* reported why */
};

typedef VEC(struct check_job) check_jobs;

struct check {
    struct arena *arena;
    struct driver *driver;
    const char *directory; /* where we are */
    struct check_options options;
    struct check_config config;
    check_jobs jobs;
    struct check_stamp *stamps[CACHE_SLOTS]; /* of cache.c */
    long long start;                         /* of the run, in nanoseconds since 1970 */
    struct diag diag;                        /* of all files, in the order of the jobs */
    bool failed;                             /* a file could not be checked */
};

/* The command. Returns the exit status. */
int check_command(struct driver *driver);

/* arguments.c. False: reported. */
bool check_arguments(struct check *check, const struct argv *words, size_t at);

/* database.c: the files to be checked. False: reported. */
bool check_find_jobs(struct check *check);

/* config.c. False: there are mistakes in it, reported. */
bool config_read(struct check *check);
void config_deinit(struct check_config *config);
/* Whether findings in that file are left out. */
bool config_excludes(const struct check *check, const char *path);

/* cache.c: chooses the folder; a document from there (false: it must be made); keeps one. */
void cache_init(struct check *check);
bool cache_find(struct check *check, struct check_job *job);
void cache_store(struct check *check, const struct check_job *job);

/* jobs.c: fills in the jobs' documents. */
void check_run_jobs(struct check *check);

/* unit.c: writes the job's document to `out`. Returns 0, or 1 when it could not be made. */
int check_unit(const struct check *check, const struct check_job *job, struct strbuf *out);

/* document.c */
void document_write(const struct diag *diag, const struct facts *facts, const struct strbuf *errors,
                    bool failed, const char *directory, struct strbuf *out);
/* Adds a document's findings to check->diag, its facts to the job, and prints what its compiler
 * said. False: it is not one, or says that the file could not be checked. */
bool document_read(struct check *check, struct check_job *job);

/* whole.c: what follows from the facts of all files together. */
void whole_program(struct check *check);

/* baseline.c: drops the known findings; writes those that there are. False: reported. */
bool baseline_apply(struct check *check);
bool baseline_write(struct check *check);

/* fix.c: applies the fix-its, whose findings are then no more, or shows them. */
void fix_all(struct check *check);

/* fingerprint.c */
struct fingerprints {
    struct strbuf text; /* of `file` */
    const char *file;
};
uint64_t fingerprint(struct fingerprints *f, const struct diag_record *record);
/* From the line to the end of its file; NULL: there is no such line. */
const char *fingerprint_line(struct fingerprints *f, const char *file, unsigned line);
void fingerprints_deinit(struct fingerprints *f);

/* json.c, sarif.c: the report, as text of the arena. */
void report_json(const struct check *check, FILE *to);
void report_sarif(const struct check *check, FILE *to);

/* paths.c */
const char *path_absolute(struct arena *arena, const char *directory, const char *path);
/* Below `directory`: the rest of the path; else the path itself. */
const char *path_short(const char *directory, const char *path);

#endif
