/* converter.h - shared by the files that turn cursors into nodes.
 *
 *   cursors.c           tokens; children in textual order
 *   symbols.c           declared things
 *   convert.c           the unit and its definitions
 *   convert_decl.c      declarations
 *   convert_stmt.c      statements
 *   convert_expr.c      expressions
 *   convert_operator.c  await and the operators
 *   convert_node.c      what all nodes share
 */
#ifndef ASYNCC_CONVERTER_H
#define ASYNCC_CONVERTER_H

#include "frontend/frontend.h"

typedef VEC(CXCursor) cursor_list;
typedef VEC(struct node *) node_list;

struct known_symbol {
    CXCursor cursor;
    struct symbol *symbol;
};

struct converter {
    struct program *program;
    struct arena *arena;
    const struct text *text;
    struct type_table *types;
    struct function *function; /* whose body is being built, or NULL */
    uint32_t scope_begin, scope_end;
    VEC(struct symbol *) labels;  /* of the function */
    struct known_symbol *symbols; /* hash table by cursor */
    size_t symbol_count, symbol_capacity;
};

/* ---- cursors.c ---- */

/* Index of the token at `offset`, and whether it is spelt so, or begins so. */
uint32_t cursor_token(const struct converter *c, uint32_t offset);
bool cursor_token_is(const struct converter *c, uint32_t offset, const char *spelling);
bool cursor_token_starts(const struct converter *c, uint32_t offset, const char *prefix);

bool cursor_is_expr(enum CXCursorKind kind);

/* A visitor that adds every child to a cursor_list. */
enum CXChildVisitResult cursor_collect(CXCursor cursor, CXCursor parent, CXClientData data);

/* In textual order, each range once. */
void cursor_sort(cursor_list *list);

/* The expressions and statements below a cursor, in textual order. */
void cursor_operands(CXCursor cursor, cursor_list *out);

/* ---- symbols.c ---- */

struct symbol *symbols_get(struct converter *c, CXCursor cursor);
struct symbol *symbols_label(struct converter *c, CXCursor cursor);

/* ---- convert_node.c ---- */

struct node *convert_new(struct converter *c, enum node_kind kind, CXCursor cursor, uint32_t count);
/* The same where the range is known already. */
struct node *convert_new_at(struct converter *c, enum node_kind kind, CXCursor cursor,
                            struct range range, uint32_t count);

/* Flags from the node's own kind and its children; called once they are in place. */
struct node *convert_finish(struct node *node);

/* A node whose children are the expressions of `list`, or all operands of the cursor, or
 * one that exists already. `typed`: all but the last belong to a type and are not evaluated. */
struct node *convert_with(struct converter *c, enum node_kind kind, CXCursor cursor,
                          const cursor_list *list);
struct node *convert_by_operands(struct converter *c, enum node_kind kind, CXCursor cursor);
struct node *convert_typed(struct converter *c, enum node_kind kind, CXCursor cursor,
                           const cursor_list *list);
struct node *convert_by_typed_operands(struct converter *c, enum node_kind kind, CXCursor cursor);
struct node *convert_one(struct converter *c, enum node_kind kind, CXCursor cursor,
                         struct node *operand);

/* Nothing inside is evaluated; names must still be renamed. */
struct node *convert_unevaluated(struct converter *c, CXCursor cursor);
/* Whether the expression is the size of an array: int a[HERE], int a[static const HERE]. */
bool convert_is_size(const struct converter *c, CXCursor cursor);

/* The await tokens in the range are accounted for. */
void convert_claim(struct converter *c, uint32_t begin, uint32_t end);

/* ---- convert_operator.c ---- */

struct node *convert_await(struct converter *c, CXCursor cursor, CXCursor operand);
enum gather_op convert_gather_op(const struct converter *c, uint32_t begin);
struct node *convert_gather(struct converter *c, CXCursor cast, enum gather_op op);
struct node *convert_group_spawn(struct converter *c, CXCursor cast);
CXCursor convert_spawn_call(struct converter *c, CXCursor cast, bool *is_spawn);
struct node *convert_offload(struct converter *c, struct node *node);

/* ---- convert_expr.c, convert_stmt.c, convert_decl.c ---- */

struct node *convert_expr(struct converter *c, CXCursor cursor);
struct node *convert_stmt(struct converter *c, CXCursor cursor);
struct node *convert_decl(struct converter *c, CXCursor cursor);
struct node *convert_variable(struct converter *c, CXCursor cursor);
void convert_type_parts(struct converter *c, const struct type *type, const cursor_list *parts,
                        uint32_t name, node_list *out);
/* The sizes in the types of a function's parameters. */
void convert_param_bounds(struct converter *c, CXCursor parameter, struct symbol *symbol);
void convert_note_declaration(struct converter *c, CXCursor cursor, uint32_t begin, uint32_t end,
                              bool system);
void convert_note_redeclaration(struct converter *c, CXCursor cursor);
bool convert_has_atomic(const struct converter *c, uint32_t begin, uint32_t end);
void convert_unsupported(struct converter *c, uint32_t begin, uint32_t end, const char *message,
                         const char *note);

#endif
