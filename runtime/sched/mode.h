/* mode.h - test mode and debug mode, as the loop and the scheduler see them.
 *
 * In an ordinary run async__here.mode is NULL, which is looked at once a batch, where a gather
 * starts a child, where a stack grows and where a task is cancelled or detached. In either mode
 * tasks are stepped one by one in step.c; between the steps too `current` is set, so that what
 * the loop completes goes through the ready queue.
 */
#ifndef ASYNC__MODE_H
#define ASYNC__MODE_H

#include "sched.h"
#include <async/test.h>

struct async__mode {
    async_test_options test;
    bool testing;
    bool quiet;                  /* chosen by async_test_use: faults are counted, not told */
    bool cancelled;              /* by cancel_at */
    const async__driver *driver; /* the real clock */
    uint64_t stall;              /* debug mode: a step of as many nanoseconds is reported; 0: off */
    uint64_t random;
    uint64_t now; /* of the virtual clock */
    long suspensions;
    async__task *root; /* whom cancel_at cancels */
};

/* Reads ASYNC_TEST and ASYNC_DEBUG; behind async__sched_open. */
void async__mode_open(void);
void async__mode_close(void);

bool async__mode_is_test(void);
bool async__mode_is_debug(void);

/* Whether time is virtual, and its jump to the next timer. */
bool async__mode_is_virtual(void);
void async__mode_jump(void);

/* step.c: `current` from now on, between the steps. */
void async__step_begin(void);

/* cancel_at was met. */
void async__mode_cancelled(void);

void async__mode_root(const async__task *root);

/* `who` was called for a task that is not one of this thread's: tells so and aborts. Looks only in
 * debug mode. */
void async__mode_check_thread(const async__task *task, const char *who);

/* How to repeat the run, if it is a test. */
void async__mode_report(void);

/* Whether a failure is the doing of fail_at or cancel_at. */
bool async__mode_expects(int error);

/* The loop closes, and `count` things are open that the program should have closed. */
void async__mode_left_open(size_t count);

/* Whether that was so on this thread since it was last asked. */
bool async__mode_has_left_open(void);

/* Whether cancel_at or fail_at was met on this thread since it was last asked. */
bool async__mode_was_met(void);

#endif
