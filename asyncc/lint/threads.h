/* threads.h - which functions run on other threads, and what belongs to the loop's. */
#ifndef ASYNCC_LINT_THREADS_H
#define ASYNCC_LINT_THREADS_H

#include "lint/lint.h"

/* Calls `visit` for each plain function that the body gives to another thread, and where. */
typedef void thread_visitor(const struct symbol *function, const struct node *why, void *data);
void threads_find_starts(struct lint_unit *unit, const struct node *body, thread_visitor *visit,
                         void *data);

/* The name of what the node calls of the loop, or NULL. */
const char *threads_loop_call(const struct lint_unit *unit, const struct node *node);

/* The body runs a loop itself. */
bool threads_own_loop(const struct lint_unit *unit, const struct node *body);

#endif
