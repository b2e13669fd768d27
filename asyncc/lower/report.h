/* report.h - what the frames of a program hold, once they are laid out: for `asyncc frames`. */
#ifndef ASYNCC_LOWER_REPORT_H
#define ASYNCC_LOWER_REPORT_H

#include "support/vec.h"

#include <stdbool.h>
#include <stdint.h>

/* A slot, at `offset` bytes from the frame's beginning; others may lie in the same place. */
struct frame_member {
    const char *name;
    const char *what; /* "parameter", "variable", "temporary", ... */
    unsigned line;
    int64_t offset, size;
};

struct frame_await {
    unsigned line;
    const char *what;   /* what is awaited, for people */
    const char *callee; /* the async function whose frame lies above this one meanwhile, or NULL */
    bool on_stack;      /* something unknown lies there: a call through a pointer */
    int64_t stack;      /* what the callee's declaration says of its bytes, or -1 */
    VEC(uint32_t) live; /* members needed afterwards */
    int64_t live_bytes;
};

struct frame_facts {
    const char *file, *function;
    unsigned line;
    bool is_static, frameless;
    bool is_guess;      /* of the sizes: only the C compiler knows an alignment */
    int64_t size, head; /* bytes; of the head before the members */
    VEC(struct frame_member) members;
    VEC(struct frame_await) awaits;
};

struct frame_report {
    struct arena *arena; /* of all strings */
    VEC(struct frame_facts) functions;
};

struct lower;

/* Adds those of the function that has just been lowered. */
void frame_report_add(struct frame_report *report, struct lower *l);

#endif
