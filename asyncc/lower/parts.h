/* parts.h - shared by the files of lower/ that take a body apart. */
#ifndef ASYNCC_LOWER_PARTS_H
#define ASYNCC_LOWER_PARTS_H

#include "lower/lower.h"

/* ---- spill.c: temporaries ---- */

/* What a value of this type is stored as. */
const struct type *spill_type(const struct lower *l, const struct type *type);
const char *spill_name(struct lower *l);

/* Declares (or, with an await ahead, takes a slot for) a temporary; how it is named. */
const char *spill_temp(struct lower *l, const struct node *node, bool ahead);

/* Evaluates the node now, into a temporary that replaces it; of a place only its parts. */
void spill_value(struct lower *l, struct node *node, bool ahead);
void spill_place(struct lower *l, struct node *node, bool ahead);

/* Lifts the node's operands, in the order of docs/language.md. */
void spill_lift_operands(struct lower *l, struct node *node, bool ahead);
bool spill_awaits_after(const struct node *node, uint32_t index);
bool spill_effects_after(const struct node *node, uint32_t index);

/* ---- expr.c, await.c, gather.c ---- */

/* expr_lift, with more awaits of an expression around the node to come. */
void expr_lift_ahead(struct lower *l, struct node *node, bool ahead);

/* `call` as an await: its suspension, its failure, its resume point. */
void await_put(struct lower *l, const struct node *node, const char *call);
/* The number of a resume point, at the node's line. */
unsigned await_state(struct lower *l, const struct node *node);
/* f__async(task, target, arguments...) of the call. */
const char *await_call_text(struct lower *l, const struct node *call, const char *target);
void await_lift(struct lower *l, struct node *node);

/* Waits with the result at the pointer `target`; false: the node is no such await. */
bool await_to(struct lower *l, struct node *node, const char *target);
bool await_same_type(const struct type *a, const struct type *b);

/* An await of a call that is always ready (async_now). */
bool await_is_ready(const struct node *node);

/* async_fail(e): leaves the function for good. */
bool await_is_fail(const struct node *node);
void await_lift_fail(struct lower *l, struct node *node);
void await_lift_alloca(struct lower *l, struct node *node);
void await_put_failure(struct lower *l, uint32_t offset);
/* An offloaded call's record, of the type that offload_record made. */
void offload_fill(struct lower *l, const struct node *call, const char *record, const char *type);
/* The operands of one operator, evaluated before it starts, in order; of places only what they
 * are made of. */
struct part_list {
    VEC(struct node *) list;
    VEC(bool) is_place;
};
void gather_add_part(struct part_list *parts, struct node *node, bool is_place);
void gather_lift_parts(struct lower *l, struct part_list *parts);
void gather_await(struct lower *l, struct node *node);

/* ---- declare.c ---- */

void declare_lower(struct lower *l, struct node *node);
struct node *declare_initialiser(const struct node *variable);

const char *declare_apart(const struct lower *l);

/* How a frame variable is named where it gets its first value, const or not. */
const char *declare_mutable(struct lower *l, const struct symbol *symbol);

/* ---- group.c ---- */

void group_lower(struct lower *l, struct node *node);
void group_lift_spawn(struct lower *l, struct node *node);

/* ---- generator.c ---- */

void generator_lower_for(struct lower *l, struct node *node);
/* async_emit(v), an await. */
void generator_emit(struct lower *l, struct node *node);

/* ---- loops.c, stmt.c ---- */

void loops_while(struct lower *l, struct node *node);
void loops_do(struct lower *l, struct node *node);
void loops_for(struct lower *l, struct node *node);

/* The statements of a loop's body, for which `continue` leads to a label if the
 * loop goes on with something that had to move into the body. */
void loops_body(struct lower *l, struct node *body, bool moved);

/* Whether a `continue` of the loop around the node is in it. */
bool loops_continues(const struct node *node);

/* What is written in it lives no longer than `node`. */
void stmt_open_block(struct lower *l, uint32_t offset, const char *head, const struct node *node);
void stmt_close_block(struct lower *l, uint32_t offset);

/* A statement where a block stands already. */
void stmt_body(struct lower *l, struct node *node);
uint32_t stmt_last_byte(const struct node *node);

#endif
