/* blocking.h - calls that block the thread, by the table blocking.def. */
#ifndef ASYNCC_LINT_BLOCKING_H
#define ASYNCC_LINT_BLOCKING_H

#include "lint/lint.h"

struct blocking {
    enum diag_id id;     /* BLOCKING_CALL or BLOCKING_FILE; DIAG_COUNT: it does not block */
    const char *instead; /* what waits without blocking, or "" */
};

/* Whether the call, which stands in `function`, blocks by itself. */
struct blocking blocking_call(const struct program *program, const struct function *function,
                              const struct node *call);

#endif
