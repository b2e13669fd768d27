/* facts.h - what one file says about the functions of the whole program, for `asyncc check`.
 *
 * Findings that depend on other files (a helper there that blocks, takes a lock, calls the loop
 * from a thread) are made from the facts of all files (check/whole.c). Everything that the source
 * around a place decides (its column, pragmas and comments, the fix-it) is decided here, where the
 * source is.
 */
#ifndef ASYNCC_LINT_FACTS_H
#define ASYNCC_LINT_FACTS_H

#include "diag/diag.h"

/* A function, as other files see it: by its name; a static one only within its own file. */
struct fact_name {
    const char *name;
    bool internal;
};

/* A call of something that blocks, or of a function of the loop. */
struct fact_act {
    const char *name;
    enum diag_id id; /* BLOCKING_CALL, BLOCKING_FILE or WRONG_THREAD */
    enum diag_level level;
    struct diag_place place;
};

/* A call of a function of the user's. */
struct fact_call {
    struct fact_name callee;
    struct diag_place place;
    enum diag_level call_level, file_level; /* of the two diagnostics about blocking */
    struct diag_fixit *fixit;               /* for them, or NULL */
};

struct fact_function {
    struct fact_name name;
    struct diag_place place;
    bool is_async, is_main, awaits;
    bool own_loop; /* runs a loop itself */
    bool takes_lock, releases_lock;
    enum diag_level unused_level; /* of unused-async */
    VEC(struct fact_act) acts;
    VEC(struct fact_call) calls;
};

struct fact_declaration {
    const char *name;
    bool is_async, is_definition;
    struct diag_place place;
};

/* A function that is given to another thread. */
struct fact_start {
    struct fact_name function;
    struct diag_place place;
};

/* An await that holds a lock, if a function of another file takes one. */
struct fact_lock {
    const char *taker, *unless; /* names of functions that may release it before, or "" */
    struct diag_place call, await;
    enum diag_level level;
};

/* Messages that are also made of facts. */
#define LOCK_STEP "locked here"
#define LOCK_ADVICE                                                                 \
    "another task that wants the lock stops the whole thread, and then nobody can " \
    "release it: unlock before the await, or use a lock of <async/sync.h>"

#define THREAD_ADVICE                                                                           \
    "do it where the result arrives on the loop; of a loop's functions other threads may call " \
    "uv_async_send alone"
#define UNUSED_ADVICE \
    "a plain function does the same and is called without 'await'; async is for what waits"

struct lint_settings;

struct facts {
    struct arena *arena;
    const struct lint_settings *settings; /* of the project, or NULL */
    VEC(struct fact_function) functions;
    VEC(struct fact_declaration) declarations; /* of functions that other files see */
    VEC(struct fact_start) starts;
    VEC(struct fact_lock) locks;
    VEC(const char *) needed; /* async functions that must be: operands, pointers */
    VEC(const char *) files;  /* all that the text came from */
};

void facts_deinit(struct facts *facts);

#endif
