/* diag.h - diagnostics as records; text is one sink of them.
 *
 * A record has a place in the user's file, a message in clang's manner (short,
 * lower case, no full stop), the id of diag.def that a -W option controls, and
 * notes and fix-its. Records are printed in the order of their place when
 * diag_flush is called, each once.
 */
#ifndef ASYNCC_DIAG_H
#define ASYNCC_DIAG_H

#include "support/arena.h"
#include "support/vec.h"

#include <stdbool.h>
#include <stdio.h>

enum diag_id {
#define DIAG(id, name, group, level, summary) DIAG_##id,
#include "diag/diag.def"
    DIAG_COUNT
};

enum diag_level { DIAG_OFF, DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

/* What a note tells: something about its place; a step on the way to the finding (a lock, a call,
 * an await), or on from it; what to do about the finding, for which the source line is not shown
 * again. */
enum diag_role { DIAG_REMARK, DIAG_STEP, DIAG_NEXT, DIAG_ADVICE };

/* What diag.def says. */
struct diag_kind {
    const char *name, *group, *summary;
    enum diag_level level; /* by default */
};
extern const struct diag_kind diag_kinds[DIAG_COUNT];

/* A place in the user's file. Lines and columns count from 1; column 0: unknown.
 * `end_column` (exclusive) underlines more than the caret when larger than column. */
struct diag_place {
    const char *file;
    unsigned line, column, end_column;
};

struct diag_fixit {
    struct diag_place at; /* replaces [column, end_column); end_column == column inserts */
    const char *text;
};

struct diag_record {
    enum diag_id id;
    enum diag_level level;
    struct diag_place place;
    const char *message;
    struct diag_record *notes; /* in order */
    struct diag_record *next;  /* among notes */
    struct diag_fixit *fixit;  /* or NULL */
    bool promoted;             /* an error only because of -Werror */
    enum diag_role role;       /* of a note */
    const char *option;        /* of C's own warnings: "-Wunused-parameter"; or NULL */
    const char *unless;        /* names of functions; it is none if one of them releases a lock */
    unsigned order;
};

struct diag {
    struct arena arena;
    enum diag_level levels[DIAG_COUNT];
    bool werror, color;
    bool no_warnings; /* -w */
    VEC(struct diag_record *) records;
    unsigned errors, warnings;
};

void diag_init(struct diag *diag);
void diag_deinit(struct diag *diag);

/* The id of a name, or -1. */
int diag_find(const char *name);

/* Handles "-Wasync-NAME", "-Wno-async-NAME", "-Werror=async-NAME",
 * "-Wno-error=async-NAME", where NAME may be a group or "all". False: not such an option, or no
 * such name. */
bool diag_option(struct diag *diag, const char *option);
bool diag_option_in(enum diag_level levels[DIAG_COUNT], const char *option);

/* Records a diagnostic at the level set for it; NULL when that is off. The
 * strings of `place` must live as long as `diag`. */
struct diag_record *diag_report(struct diag *diag, enum diag_id id, struct diag_place place,
                                const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The same at the level that is set at that place (-Werror and -w still count). */
struct diag_record *diag_report_at(struct diag *diag, enum diag_id id, enum diag_level level,
                                   struct diag_place place, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Adds a note or a fix-it to a record, which may be NULL. */
void diag_note(struct diag *diag, struct diag_record *record, struct diag_place place,
               const char *format, ...) __attribute__((format(printf, 4, 5)));
void diag_note_as(struct diag *diag, struct diag_record *record, enum diag_role role,
                  struct diag_place place, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
void diag_fix(struct diag *diag, struct diag_record *record, struct diag_place at,
              const char *text);

/* Sorts the records that were not printed yet by their place and drops repeated ones. */
void diag_sort(struct diag *diag);

/* Prints all records that were not printed yet, with source lines and carets. */
void diag_flush(struct diag *diag, FILE *to);

/* "1 error generated." in clang's way; nothing when there was none. */
void diag_summary(const struct diag *diag, FILE *to);

#endif
