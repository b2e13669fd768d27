/* lower.h - from the tree of an async function to plain C.
 *
 *   frame.c     the frame: slots and their scopes; layout.c: what shares storage
 *   print.c     a node as text, with everything replaced that lowering replaced
 *   expr.c      lifts awaits out of expressions
 *   spill.c     temporaries, and the order of operands
 *   await.c     one await as a statement; gather.c: the operators with children
 *   group.c     task groups; generator.c: generators
 *   stmt.c      statements around them; loops.c, declare.c: two kinds of them
 *   mark.c      which of them change
 *   exits.c     deferred statements on every way out of a block
 *   helpers.c   small functions for spawn, run, gather and calls through pointers
 *   function.c  entry, begin, resume, descriptor, main
 *   report.c    what a frame holds, for reports
 *   blocking.c  the same for -fasync-blocking
 *   plain.c     what changes outside of async functions
 */
#ifndef ASYNCC_LOWER_H
#define ASYNCC_LOWER_H

#include "ast/ast.h"
#include "emit/writer.h"
#include "frontend/program.h"
#include "lower/frame.h"

/* ---- one function being lowered ---------------------------------------- */

struct helper {
    const char *key;
    const char *name;
};

/* `deferred`: the block at whose exits it stands, or NULL. */
struct await_site {
    uint32_t line;
    const struct node *node, *deferred;
};

struct lower {
    struct program *program;
    struct arena *arena;
    struct function *function; /* NULL outside async functions */
    struct writer *writer;
    struct attributes attributes;
    bool frameless; /* no await: parameters and variables stay plain C */
    bool blocking;  /* awaits, but on a C stack: the same, and temporaries in a local struct */

    struct strbuf *before; /* file-scope text that must precede the function */
    struct helper_table *helpers;

    struct frame_scope root, *scope;
    struct layout *layout; /* of the finished frame, or NULL */
    struct member_names members;
    VEC(struct symbol *) typedefs;                     /* of variable-length arrays, in the frame */
    VEC(struct await_site) awaits;                     /* by state - 1 */
    const char *frame, *task, *status, *result, *base; /* names that the body does not use */
    const char *resume_prefix, *unwind_prefix;         /* of labels */
    const char *temp_prefix, *exit_prefix;
    unsigned temps, continues, offloads, gathers;
    struct node *block; /* whose statements are being written */
    const struct node
        *deferred;             /* the block whose deferred statements are being written, or NULL */
    struct exit_scope *exits;  /* innermost block with deferred statements */
    struct exit_scope *unwind; /* where a failure goes: these, from this entry on */
    unsigned unwind_entry, exit_count, break_depth, continue_depth;
    VEC(uint32_t) unwinds;     /* awaits whose failure has statements to run */
    const char *value;         /* what `return` gives while deferred statements run, or NULL */
    const char *alloca_blocks; /* frame member with those that are not on the stack */
    const char *continue_to;   /* what `continue` becomes, or NULL */
    int32_t stack;             /* bytes that callees may need, as far as known */
    bool unevaluated;
};

/* Helpers that were written already, by role and type. */
struct helper_table {
    VEC(struct helper) list;
};

/* print.c */
char *print_node(struct lower *l, const struct node *node);
char *print_range(struct lower *l, uint32_t begin, uint32_t end);
/* What stands for a keyword or an operator where nothing is evaluated; NULL: it is none. */
const char *print_keyword(const struct text *text, uint32_t index);
/* A range around or in the node, with what it names unevaluated: `case sizeof a:`, `typeof(a) b`.
 */
char *print_part(struct lower *l, const struct node *node, uint32_t begin, uint32_t end);
/* The call's arguments, each with ", " before it. */
char *print_arguments(struct lower *l, const struct node *call);
/* "file.c:12" as a string literal. */
char *print_site(struct lower *l, uint32_t offset);

/* expr.c */
/* Writes what must run before the value of `node` can be had, after which
 * print_node gives a plain C expression. */
void expr_lift(struct lower *l, struct node *node);
/* The same for an expression whose value is not used: writes all of it. */
void expr_statement(struct lower *l, struct node *node);
/* Writes `target = node` where target is an lvalue in text of exactly `type`,
 * passing its address to an await where that is the whole of node. */
void expr_into(struct lower *l, const char *target, const struct type *type, struct node *node);
bool expr_has_effect_left(const struct node *node);
/* Whether the value is made of others, not a copy of an object or of a temporary. */
bool expr_is_computed(const struct node *node);

/* exits.c */
enum exit_kind { EXIT_RETURN, EXIT_BREAK, EXIT_CONTINUE, EXIT_GOTO };
unsigned exits_depth(const struct lower *l);
void exits_defer(struct lower *l, struct node *statement);
void exits_cleanup(struct lower *l, struct symbol *variable);
void exits_release(struct lower *l, uint32_t offset, const char *statement);
/* The end of a task group, which is awaited; `node` is the group. */
void exits_group(struct lower *l, struct node *node, const char *group);
/* A call that is awaited then, for `node`. */
void exits_await(struct lower *l, struct node *node, const char *call);
/* Writes a way out of the block that must run deferred statements first; false: it need not. */
bool exits_leave(struct lower *l, enum exit_kind kind, struct symbol *label, uint32_t offset);
/* Whether a failure here has deferred statements to run; the jump to them. */
bool exits_pending(const struct lower *l);
void exits_fail(struct lower *l, uint32_t offset);
/* The deferred statements of a block, at its end. */
void exits_close(struct lower *l, struct node *block, uint32_t offset);

/* stmt.c */
void stmt_mark(struct lower *l, struct node *node);
void stmt_lower(struct lower *l, struct node *node);
/* The jump itself, once all deferred statements have run. */
void stmt_put_jump(struct lower *l, enum exit_kind kind, const struct symbol *label,
                   uint32_t offset);
void stmt_compound(struct lower *l, struct node *block);
void stmt_put(struct lower *l, uint32_t offset, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* target = value, also for records that cannot be assigned. */
void stmt_assign(struct lower *l, uint32_t offset, const char *target, const struct type *type,
                 const char *value);

/* await.c */
/* The node's last point: an await's own. The call is made while it is still ahead; its result comes
 * with it. */
uint32_t await_point(const struct node *node);
bool await_is_alloca(const struct node *node);

/* declare.c: the size of a variable-length array, kept in the frame. */
void declare_bound(struct lower *l, struct node *bound, const char *variable);

/* helpers.c */
enum helper_role { HELPER_CALL, HELPER_SPAWN, HELPER_RUN, HELPER_GATHER, HELPER_GROUP };
const char *helper_for(struct lower *l, enum helper_role role, const struct node *call);
/* The type of the record that carries an offloaded call, written now; `extent` may be NULL. */
const char *offload_record(struct lower *l, const struct node *call, struct extent *extent);
/* Declares the three symbols, `between` after each but the last. */
void prototype_symbols(struct strbuf *out, const struct symbol *symbol, const struct type *type,
                       struct symbol **params, const char *linker, const char *task,
                       const char *result, const char *between);
/* "async_task *task, int *result, int a, char *b": named as `names` says, or a1... */
void print_entry_params(struct strbuf *out, const struct type *type, struct symbol **params,
                        const char *task, const char *result, bool unused);
const struct symbol *call_symbol(const struct node *call);
const struct type *call_type(const struct node *call);

/* function.c */
/* Whether the function's frame is one of the task's stack, which its end gives back. */
bool function_pops(const struct lower *l);
void function_place_params(struct lower *l);
void function_print_entry(struct lower *l, struct strbuf *out);

/* blocking.c: before the body is lowered; the body's head; what follows the body. */
void blocking_place_variables(struct lower *l, struct strbuf *stores);
void blocking_print_head(struct lower *l, struct strbuf *out);
void blocking_print_rest(struct lower *l, struct strbuf *out);

/* function.c: the whole definition, as it replaces the user's. */
char *function_lower(struct program *program, struct function *function,
                     struct helper_table *helpers, bool dump_frame);

/* plain.c: edits for plain functions; for initialisers, declarations and keywords. */
void plain_function(struct program *program, struct function *function,
                    struct helper_table *helpers);
void plain_rest(struct program *program, struct helper_table *helpers);

#endif
