/* lint.h - what C and async do to each other: one lint a file, a visitor and a message.
 *
 * A lint reads trees and flow graphs and reports; it changes no node. To add one: a line in
 * lints.def and one in diag.def, a file here, docs/lints/NAME.md, tests in
 * tests/compiler/lint/. A program that is right must get no message.
 */
#ifndef ASYNCC_LINT_H
#define ASYNCC_LINT_H

#include "flow/track.h"
#include "frontend/program.h"

/* The unit that is looked at. */
struct facts;

struct lint_unit {
    struct program *program;
    struct facts *facts; /* for the whole program; NULL: nobody wants to know */
    struct cfg **flows;  /* of each of program->functions; NULL: one of a system header */
};

struct lint {
    enum diag_id id; /* the name, group and level are diag.def's */
    void (*run)(struct lint_unit *unit);
};

/* lint.c: needs trees without errors. */
void lint_program(struct program *program, struct facts *facts, bool dump_flow);
/* Of a unit without async code: only facts. */
void lint_plain(struct program *program, struct facts *facts);

/* facts.c: of a unit without errors; the names of the files that any text came from. */
void facts_collect(struct lint_unit *unit);
void facts_files(const struct program *program, struct facts *facts);
/* lock_across_await.c: what a body does to locks of its caller. */
void lock_effects(struct program *program, const struct node *body, bool *takes, bool *releases);
/* unused_async.c: whether an operator or a pointer in the unit needs it to be async; whether it
 * awaits. */
bool unused_is_needed(const struct program *program, const struct symbol *symbol);
bool unused_awaits(const struct function *function);

/* Each point in the async functions of the user's files; what stands at several exits, once. */
typedef void lint_visitor(struct lint_unit *unit, const struct cfg *flow,
                          const struct cfg_point *point);
void lint_each_point(struct lint_unit *unit, lint_visitor *visit);

#define LINT(id, function) void function(struct lint_unit *unit);
#include "lint/lints.def"

/* ---- report.c -------------------------------------------------------- */

/* Reports at the level that holds there; NULL: it is off. */
struct diag_record *lint_report(struct lint_unit *unit, enum diag_id id, const struct node *at,
                                const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The same at the name that begins at that offset. */
struct diag_record *lint_report_name(struct lint_unit *unit, enum diag_id id, uint32_t name,
                                     const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Whether a pragma or a comment at that place allows it. */
bool lint_allows(struct lint_unit *unit, enum diag_id id, const struct node *at);
/* How it came to it: the lock, the call, the await. */
void lint_step(struct lint_unit *unit, struct diag_record *record, const struct node *at,
               const char *format, ...) __attribute__((format(printf, 4, 5)));
/* How it goes on from there. */
void lint_next(struct lint_unit *unit, struct diag_record *record, const struct node *at,
               const char *format, ...) __attribute__((format(printf, 4, 5)));
/* What to write instead. */
void lint_advice(struct lint_unit *unit, struct diag_record *record, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A fix-it, where the source is that of no macro and in one line. */
void lint_fix_wrap(struct lint_unit *unit, struct diag_record *record, const struct node *at,
                   const char *before, const char *after);

/* ---- names.c --------------------------------------------------------- */

/* The function that is called by its name, or NULL. */
const struct symbol *lint_callee(const struct node *call);
/* Its name as people know it: without what headers put around it; "" if there is none. */
const char *lint_callee_name(const struct node *call);
/* Declared by a system header, so that its name says what it does. */
bool lint_is_systems(const struct lint_unit *unit, const struct symbol *symbol);
/* A call of a function that the user has not defined, by that name. */
bool lint_calls(const struct lint_unit *unit, const struct node *call, const char *name);
/* Whether the list, which ends with NULL, has the name. */
bool lint_one_of(const char *name, const char *const *names);
/* The n-th argument, counted from 0, or NULL. */
struct node *lint_argument(const struct node *call, uint32_t n);
/* The variable that an expression is (through casts and assignments), or NULL. */
struct symbol *lint_variable(const struct node *node);
/* The call that an expression is the value of, awaited or offloaded or not, or NULL. */
struct node *lint_call(const struct node *node);
/* The variable that a call's result is assigned to, or NULL. */
struct symbol *lint_result_variable(const struct cfg *flow, const struct node *call);
/* A variable that only this function can reach by its name. */
bool lint_is_local(const struct symbol *symbol);

/* ---- calls.c ------------------------------------------------------------ */

typedef VEC(struct node *) lint_nodes;

/* Adds the calls that a body makes on its own thread. */
void lint_collect_calls(const struct program *program, struct node *body, lint_nodes *calls);

/* ---- suspend.c ------------------------------------------------------- */

/* Finds out which async functions of the unit may wait. */
void lint_find_suspending(struct program *program);
/* Whether the await may let other tasks run. */
bool lint_may_suspend(const struct node *await);
/* The point is such an await, or the end of a group. */
bool lint_waits(const struct cfg_point *point);
/* Whether it may end the function: not when cancellation is held back there. */
bool lint_is_cancellation_point(const struct cfg_point *point);

#endif
