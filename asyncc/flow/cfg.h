/* cfg.h - control flow of one function body: blocks of points, and edges that know what
 * their condition says.
 *
 * A point is something that a lint may care about, in the order in which the program does it
 * (docs/language.md, clause 5: plain reads come after the awaits beside them). Deferred
 * statements and cleanup functions stand at every exit that runs them, `deferred` set.
 * A failure or a cancellation at an await has no edge: what it means is up to the lint that looks
 * at the await.
 */
#ifndef ASYNCC_CFG_H
#define ASYNCC_CFG_H

#include "ast/ast.h"
#include "frontend/program.h"

enum cfg_kind {
    CFG_CALL,      /* node: CALL, SPAWN, GROUP_SPAWN, RUN, OPAQUE, ASM; arguments are evaluated */
    CFG_AWAIT,     /* node: AWAIT */
    CFG_ASSIGN,    /* node: ASSIGN, COMPOUND_ASSIGN, UNARY (a step), or VAR with its initialiser */
    CFG_READ,      /* node: NAME of a variable, or an errno */
    CFG_DECLARE,   /* node: VAR without initialiser */
    CFG_DEFER,     /* node: DEFER, reached; or VAR with a cleanup function, declared */
    CFG_CLEANUP,   /* node: VAR whose cleanup function runs */
    CFG_RETURN,    /* node: RETURN */
    CFG_LEAVE,     /* node: COMPOUND whose variables end here */
    CFG_GROUP_END, /* node: GROUP that is left, when its children have ended */
    CFG_KINDS
};

/* Sets of signs that a value may have. */
enum { SIGN_NEGATIVE = 1, SIGN_ZERO = 2, SIGN_POSITIVE = 4, SIGN_NONZERO = 5, SIGN_ANY = 7 };

enum { CFG_NO_KEY = -1 };

struct cfg_point {
    enum cfg_kind kind;
    bool deferred;
    struct node *node;

    /* Of an ASSIGN: what the new value is known to be, the keys of both sides, and the text of
     * the left one when it is no plain variable. */
    uint8_t signs;
    int from, to;
    const char *object;
};

/* A way to another block. With a value: taken when its sign is one of `signs`. */
struct cfg_edge {
    uint32_t to;
    uint8_t signs;
    bool flipped; /* the key is true when the value is false */
    int key;      /* of the value among cfg->keys, or CFG_NO_KEY */
    struct node *value;
};

struct cfg_block {
    VEC(struct cfg_point) points;
    VEC(struct cfg_edge) edges;
};

/* An expression that conditions test and that means the same until one of its parts is
 * written: its text, and the variable that it is, if it is one. */
struct cfg_key {
    const char *text;
    uint64_t hash;         /* of the text */
    struct symbol *symbol; /* or NULL */
    bool shared;           /* others may write it while the function waits */
    VEC(struct symbol *) parts;
};

/* A loop statement, or a label, which a goto may make one. */
struct cfg_loop {
    struct node *node;
    uint32_t head;    /* a block that every round passes */
    uint32_t depth;   /* loop statements around it */
    bool is_copy;     /* of one before: a deferred statement is there once for each way out */
    uint32_t *blocks; /* those of a round; none: there is no second round, or no first */
    uint32_t block_count;
};

struct cfg {
    struct program *program;
    struct function *function;
    VEC(struct cfg_block) blocks; /* 0: entry; 1: the end of the function */
    VEC(struct cfg_key) keys;
    VEC(struct cfg_loop) loops;
};

enum { CFG_ENTRY = 0, CFG_END = 1 };

/* Needs escape_compute. */
struct cfg *cfg_create(struct program *program, struct function *function);
void cfg_destroy(struct cfg *cfg);

/* cycles.c: the loops' blocks; cfg_create calls it. */
void cfg_find_cycles(struct cfg *cfg);

/* The two sides of what an ASSIGN point's node writes. */
struct symbol *cfg_target_symbol(const struct node *node); /* NULL: no plain variable */
struct node *cfg_assigned(const struct node *node);        /* NULL: no plain `=` */

/* cfg_dump.c: -fdump-cfg; stops the compiler when the graph is not as described here. */
void cfg_dump(FILE *to, const struct cfg *cfg);
void cfg_verify(const struct cfg *cfg);

/* value.c: what an expression is known to be. */
/* The integer constant that the node is. */
bool value_constant(const struct program *program, const struct node *node, long long *value);
uint8_t value_signs(const struct program *program, const struct node *node);
/* The node's value, through parentheses, casts and __builtin_expect. */
struct node *value_strip(struct node *node);
bool value_is_errno(const struct node *node);
/* Something in it is volatile or atomic. */
bool value_is_volatile(const struct node *node);
/* The operator of a binary, or the one in front of a unary, as text. */
const char *value_operator(const struct program *program, const struct node *node);
/* The node's tokens with no more between them than must be. */
const char *value_text(const struct program *program, const struct node *node);

#endif
