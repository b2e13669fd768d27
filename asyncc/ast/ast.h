/* ast.h - the compiler's own tree, built for the bodies of async functions.
 *
 * A node covers a range of the preprocessed text; everything that no pass
 * changes is printed from there byte for byte. Children stand in fixed places
 * (comments below); an absent one is NULL. What libclang hides or reports in
 * several ways is normalised when the tree is built (frontend/convert.c).
 */
#ifndef ASYNCC_AST_H
#define ASYNCC_AST_H

#include "ast/type.h"
#include "support/arena.h"
#include "support/vec.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum node_kind {
#define NODE(kind, name) NODE_##kind,
#include "ast/nodes.def"
    NODE_KIND_COUNT
};

/* What a NODE_UNARY does; all others need no distinction. */
enum unary_op { UNARY_VALUE, UNARY_ADDRESS, UNARY_DEREF, UNARY_STEP /* ++ and -- */ };

/* A NODE_UNEVALUATED in which arrays are sized: reads the variables that say how long. */
enum { UNEVALUATED_SIZES = 1 };

/* What a NODE_GATHER is: operators that run children and wait for them. */
enum gather_op {
    GATHER_ALL,
    GATHER_SELECT,
    GATHER_TIMEOUT,
    GATHER_CATCH,
    GATHER_SHIELD,
    GATHER_OPS
};

/* The operator's name, as "gather", "timeout". */
extern const char *const gather_names[GATHER_OPS];

enum symbol_kind {
    SYMBOL_LOCAL,
    SYMBOL_PARAM,
    SYMBOL_STATIC,
    SYMBOL_GLOBAL,
    SYMBOL_FUNCTION,
    SYMBOL_LABEL,
    SYMBOL_ENUMERATOR, /* of a LEAF */
    SYMBOL_OTHER
};

/* Points of a function's flow graph (flow/graph.h), [begin, end). */
struct span {
    uint32_t begin, end;
};

/* Ascending, apart from each other. */
struct spans {
    struct span *data;
    uint32_t count;
};

/* A declared thing. Local variables get their place from the flow passes. */
struct symbol {
    enum symbol_kind kind;
    const char *name;
    const struct type *type;
    uint32_t begin; /* offset of its name at its first declaration */
    uint32_t scope_begin, scope_end;
    const char *spelled_before, *spelled_after; /* its declaration around the name, when the type
                                                 * does not say all of it; or NULL */
    const char *cleanup;                        /* the function of its cleanup attribute, or NULL */
    const char *align; /* the declaration's own _Alignas, as text, or NULL */
    bool is_async;     /* an async function (main too) or a generator */
    bool ready;        /* plain, but may be awaited: annotated async_ready */
    bool internal;     /* static function */
    bool noreturn;
    int32_t stack;                   /* async function: bytes of stack it needs, -1 unknown */
    const struct type *defined_type; /* function type of its definition in this unit, or NULL */
    const struct type *passed_type;  /* of an old-style parameter: what callers pass, or NULL */
    struct function *function;       /* of a function: its definition in this unit, or NULL */
    long long value;                 /* of an enumerator */
    bool blocking;                   /* annotated async_blocking */
    bool used;                       /* async function: the output names its symbols */
    bool mentioned;                  /* parameter: named in the body (set by lowering) */

    /* flow */
    uint32_t index;        /* of a local variable among those of its function */
    struct span scope;     /* of a local variable: from its declaration on */
    struct spans live;     /* of a local variable: where it holds what is still needed */
    struct spans occupied; /* the same and where that is being stored */
    bool escapes;          /* its address is taken, or a deferred statement names it */
    bool addressed;        /* its address is taken in an expression */
    bool in_frame;
    bool is_released;   /* a variable-length array on the task's stack */
    const char *member; /* frame member */
    const char *access; /* how generated code names it */
};

struct node {
    enum node_kind kind;
    uint8_t op;
    bool has_await;  /* an await, or another thing that lowering must lift out, in here */
    bool has_effect; /* evaluating this does more than read plain variables */
    bool nested;     /* COMPOUND that flow/scopes.c made: no braces of its own in the text */
    bool rewrite;    /* statement that cannot be printed as it stands (set by lowering) */
    uint32_t begin, end;
    uint32_t
        mark; /* VAR: end of the declarator; CASE/LABEL: after the ':'; DESIGNATED: the value */
    struct node **child;
    uint32_t count;
    const struct type *type; /* of an expression or a declared variable */
    struct symbol *symbol;   /* NAME, VAR, PARAM, LABEL, GOTO, FUNCTION */
    const char *text;        /* replaces the range when printed (set by lowering) */
    struct node *instead;    /* printed in parentheses in its place (set by lowering) */
    struct bound *bound;     /* BOUND: of the array type */
    struct span points;      /* what of the flow graph belongs to it; an await's own is the last */
    const char *slot;        /* COMPOUND_LITERAL: frame member that holds it (set by lowering) */
};

/* One async function definition. */
struct function {
    struct symbol *symbol;
    const struct type *type; /* its function type */
    struct node *body;
    uint32_t begin, end; /* of the whole definition */
    uint32_t name;       /* offset of its name there */
    VEC(struct symbol *) params;
    VEC(struct symbol *) locals;    /* automatic variables, parameters first */
    VEC(struct node *) bounds;      /* BOUND: of parameters that point to variable-length arrays */
    bool names_itself;              /* __func__ */
    bool suspends;                  /* may wait (lint) */
    bool takes_lock, releases_lock; /* or what it calls does (lint) */
    bool has_exits;                 /* something runs or is released when a block is left */
    bool has_alloca;
    bool is_main, is_inline, is_extern_inline, computed_goto;
};

static inline bool node_is_expr(const struct node *node) { return node->kind < NODE_COMPOUND; }

/* Leaves what is around it; a computed goto has no place that is known. */
static inline bool node_is_jump(const struct node *node)
{
    return node->kind == NODE_RETURN || node->kind == NODE_GOTO || node->kind == NODE_BREAK ||
           node->kind == NODE_CONTINUE;
}

/* The statement behind a label. */
static inline struct node *node_labelled(const struct node *node)
{
    return node->child[node->count - 1];
}

/* Whether the part's text lies in the node's. */
static inline bool node_contains(const struct node *node, const struct node *part)
{
    return node->begin <= part->begin && part->end <= node->end;
}

const char *node_kind_name(enum node_kind kind);

/* Whether the node, or one in it that is evaluated, is of that kind. */
bool node_has_kind(const struct node *node, enum node_kind kind);

/* Whether the symbol's name stands anywhere in the node, evaluated or not. */
bool node_mentions(const struct node *node, const struct symbol *symbol);

/* NAME, through parentheses; NULL otherwise. */
struct node *node_skip_parens(struct node *node);

/* ast/dump.c */
void ast_dump(FILE *to, const struct function *function, const char *bytes);
/* ast/verify.c: stops the compiler when the tree is not as described here. */
void ast_verify(const struct function *function);

#endif
