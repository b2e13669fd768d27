/* pipeline.h - from preprocessed text to lowered C, the passes named in order. */
#ifndef ASYNCC_PIPELINE_H
#define ASYNCC_PIPELINE_H

#include "support/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag;
struct facts;
struct frame_report;
struct times;

/* One translation unit, as the driver hands it over. */
struct unit {
    const char *name; /* the user's file, as messages name it */
    const char *text; /* preprocessed, NUL-terminated */
    size_t length;
    const char *const *parse_flags; /* -std=, --target=, -m..., the -f... that matter to parsing */
    size_t parse_flag_count;
    const char *const *warning_flags; /* -W..., but for asyncc's own */
    size_t warning_flag_count;
    bool tell_warnings;          /* C's own about async functions (frontend/warnings.h) */
    bool from_gcc;               /* text made by gcc's preprocessor */
    bool for_people;             /* asyncc lower: system headers become #include again */
    bool share_storage;          /* in frames, of what is never needed at the same time */
    struct frame_report *frames; /* asyncc frames: filled in, or NULL */
    struct times *times;         /* where the passes note their time, or NULL */
    bool blocking;               /* -fasync-blocking: coroutines on C stacks */
    bool dump_ast, dump_flow, dump_frame, dump_lowered; /* -fdump-...: to standard error */
    const char *output_name; /* for_people: what #line calls the output itself */
    bool no_line_markers;    /* asyncc lower -P */
    struct arena *arena;     /* asyncc check: up to the lints, and all strings go here; or NULL */
    struct facts *facts;     /* asyncc check: to be filled in; or NULL */
    bool plain;              /* asyncc check: there is no async code, so errors are not ours */
};

/* Whether the text holds an async keyword or operator at all. If not it can be
 * compiled as it is. */
bool pipeline_has_async(const char *text, size_t length);

/* Lowers the unit into `out`, or only looks for findings. False: errors were reported, `out` is of
 * no use.
 * Must run on a big stack (pipeline_run sees to that itself). */
bool pipeline_run(const struct unit *unit, struct strbuf *out, struct diag *diag);

#endif
