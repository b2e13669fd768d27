/* loops.h - what the lints about loops ask. */
#ifndef ASYNCC_LINT_LOOPS_H
#define ASYNCC_LINT_LOOPS_H

#include "lint/lint.h"

/* A loop that runs: its blocks, and what they hold. */
struct lint_loop {
    const struct cfg *flow;
    const struct node *node;
    const struct cfg_loop *cycle; /* its blocks */
    const bool *members;          /* the same, by block of the flow */
    bool waits;                   /* an await in it may let other tasks run */
    bool calls;                   /* a plain call or an await of anything but sleep and yield */
    bool sleeps;                  /* an await of async_sleep or async_yield */
};

/* Each loop in the async functions of the user's files, once. Of loops that share their
 * blocks the first one counts. */
typedef void lint_loop_visitor(struct lint_unit *unit, const struct lint_loop *loop);
void lint_each_loop(struct lint_unit *unit, lint_loop_visitor *visit);

const struct cfg_block *lint_loop_block(const struct lint_loop *loop, uint32_t index);

/* Whether the loop writes something that the key's value depends on. */
bool lint_loop_writes(const struct lint_loop *loop, const struct cfg_key *key);

/* Calls `visit` for each way out of the loop; stops when that returns false, and returns that. */
bool lint_loop_each_exit(const struct lint_loop *loop,
                         bool (*visit)(const struct lint_loop *loop, const struct cfg_edge *edge));

#endif
