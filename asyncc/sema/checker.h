/* checker.h - shared inside sema/: the walk's state, and how its rules report. */
#ifndef ASYNCC_CHECKER_H
#define ASYNCC_CHECKER_H

#include "frontend/program.h"

struct checker {
    struct program *program;
    struct function *function; /* NULL at file scope */
    bool in_async;
    const struct node *postfix; /* the operand of a postfix operator */
};

/* ---- check.c: the walk ---- */

void check_expr(struct checker *c, struct node *node);
void check_stmt(struct checker *c, struct node *node);
void check_operands(struct checker *c, struct node *node);

/* ---- report.c ---- */

struct diag_place check_place(struct checker *c, const struct node *node);
struct diag_record *check_report(struct checker *c, enum diag_id id, const struct node *at,
                                 const char *format, ...) __attribute__((format(printf, 4, 5)));
/* "unsupported", with a note that says what to write instead. */
struct diag_record *check_unsupported(struct checker *c, const struct node *at, const char *message,
                                      const char *instead);
void check_note(struct checker *c, struct diag_record *record, const struct node *at,
                const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Fix-its; none where a macro made the text or it goes over several lines. */
void check_fix_insert(struct checker *c, struct diag_record *record, uint32_t at, const char *text);
void check_fix_wrap(struct checker *c, struct diag_record *record, uint32_t begin, uint32_t end,
                    const char *before, const char *after);
void check_fix_move_await(struct checker *c, struct diag_record *record, uint32_t await,
                          uint32_t to);
void check_fix_remove_await(struct checker *c, struct diag_record *record, uint32_t await);

/* An error of C lies in the node: what the parser left of it says little. */
bool check_has_c_error(const struct checker *c, const struct node *node);
/* The same for the statement around it. */
bool check_near_c_error(const struct checker *c, const struct node *node);
/* Such a node that the parser could make nothing of. */
bool check_is_broken(const struct checker *c, const struct node *node);

/* ---- names.c ---- */

/* The function or variable that is called, or NULL. */
const struct symbol *check_callee(const struct node *call);
bool check_is_async_call(const struct node *node); /* not of a generator */
bool check_is_generator_call(const struct node *node);
bool check_is_handle(const struct type *type);
/* async_join(t), or what it expands to. */
bool check_is_join(const struct node *node);
/* " 'name'" of the callee as the user knows it, or "". */
const char *check_call_name(struct checker *c, const struct node *call);
bool check_one_of(const char *name, const char *const *names);

/* ---- check_await.c, check_operators.c, check_calls.c ---- */

void check_await(struct checker *c, struct node *node);
void check_unawaited(struct checker *c, struct node *call);
void check_offload(struct checker *c, struct node *node, bool awaited);
void check_gather(struct checker *c, struct node *node, bool awaited);
void check_spawn(struct checker *c, struct node *node);
void check_group_spawn(struct checker *c, struct node *node);
void check_run(struct checker *c, struct node *node);
void check_dropped(struct checker *c, struct node *expr);
void check_kept_handles(struct checker *c);
void check_plain_call(struct checker *c, struct node *call);
void check_prototype(struct checker *c, struct node *call);
void check_cast(struct checker *c, struct node *node);

/* ---- check_generator.c ---- */

void check_async_for(struct checker *c, struct node *node);
void check_emit(struct checker *c, struct node *node);
void check_generator_return(struct checker *c, struct node *node);
/* A call of a generator that is no async_for's; `taker`: what it was given to, or NULL. */
void check_stray_generator(struct checker *c, struct node *call, const char *taker);

/* ---- check_defer.c ---- */

void check_defers(struct checker *c);

/* ---- check_definition.c, check_tokens.c ---- */

void check_definition(struct checker *c);
void check_declarations(struct checker *c);
void check_tokens(struct checker *c);

#endif
