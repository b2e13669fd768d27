/* flow.h - which variables of an async function must live in its frame. */
#ifndef ASYNCC_FLOW_H
#define ASYNCC_FLOW_H

#include "ast/ast.h"
#include "frontend/program.h"

/* Gives variable-length arrays their place, and blocks their final shape. Comes first. */
void scopes_prepare(struct program *program, struct function *function);

/* Sets symbol->escapes: the variable's address is taken, so that it can be used
 * by others while the function waits. Needs the tree; leaves nothing stale. */
void escape_compute(struct function *function);

/* Sets symbol->in_frame for variables that live across an await. Needs escape_compute. */
void liveness_compute(struct program *program, struct function *function);

/* Reports each va_list that lives across an await. Needs trees without errors. */
void va_list_check(struct program *program);

#endif
