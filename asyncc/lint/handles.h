/* handles.h - what becomes of the handle that async_spawn gives. */
#ifndef ASYNCC_LINT_HANDLES_H
#define ASYNCC_LINT_HANDLES_H

#include "lint/lint.h"

/* What a point does with a handle in a variable. */
enum handle_use {
    HANDLE_NO_USE,
    HANDLE_LOOK,    /* async_cancel, async_wait, a comparison */
    HANDLE_CONSUME, /* async_join, async_detach */
    HANDLE_KEEP     /* stored, passed on, returned */
};

/* Whether the type is that of a task's handle. */
bool handle_type(const struct type *type);
/* The handle that an await joins, itself or in an operator, or NULL. With a variable only if it is
 * that one's. */
const struct node *handle_joined(const struct node *node, const struct symbol *variable);
/* The argument of async_detach, or of async_cancel, or NULL. */
const struct node *handle_detached(const struct node *call);
enum handle_use handle_use(const struct cfg_point *point, const struct symbol *variable);

#endif
