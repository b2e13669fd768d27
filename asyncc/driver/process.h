/* process.h - runs a program and waits for it. */
#ifndef ASYNCC_PROCESS_H
#define ASYNCC_PROCESS_H

#include "driver/argv.h"
#include "support/strbuf.h"

#include <stdbool.h>

/* What to do with the standard streams; NULL: the child has ours. */
struct process_streams {
    const struct strbuf *input;
    struct strbuf *output, *errors; /* what it wrote is added here */
};

/* Runs the command. Returns its exit status; a command that cannot be started or was killed
 * by a signal is reported, and counts as PROCESS_FAILED. */
enum { PROCESS_FAILED = 1 };
int process_run(const struct argv *command, const struct process_streams *streams);

/* Lets programs that run from now on have a stack of 256 MiB if the system allows it: clang
 * recurses for each level of nesting (gcc sees to its own stack). */
void process_raise_stack(void);

#endif
