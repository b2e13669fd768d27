/* co.h - coroutines by hand for the tests, and a scheduler on a virtual clock.
 *
 * Each coroutine of a test has the same frame, struct co, and is written as a resume
 * function between CO_BEGIN and CO_END. AWAIT(k, call) is what asyncc would make of the
 * k-th await: case k is where it goes on. In backtraces await k of a function
 * stands at line 100 + k of "test.c".
 *
 * All of it runs under ASYNC_TEST as well (async/test.h), and CMakeLists.txt does so. Tests that
 * are about what a word of it changes say IN_ORDER or IN_ONE_GO and are skipped there.
 */
#ifndef TEST_CO_H
#define TEST_CO_H

#define ASYNC_ABI_ONLY
#include <async.h>
#include <async/net.h>
#include <async/queue.h>
#include <async/sync.h>

#include "../../../runtime/sched/sched.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

struct co {
    async_frame base;
    void *arg;
    long *result;
    long n, i, value, other;
    int err;
    char tag;
    async_handle handle;
    async_gather gather;
};

extern const uint32_t co_lines[8];

#define CO_FUNCTION(NAME, UNWIND)                                  \
    static async_status NAME(async_task *task, async_frame *base); \
    static const async_function NAME##_fn = {                      \
        .resume = NAME,                                            \
        .unwind = UNWIND,                                          \
        .name = #NAME,                                             \
        .file = "test.c",                                          \
        .line = 100,                                               \
        .awaits = co_lines,                                        \
        .await_count = 8,                                          \
        .frame_size = ASYNC_FRAME_SIZE(struct co),                 \
        .stack = ASYNC_FRAME_SIZE(struct co),                      \
    };
#define CO(NAME)            \
    CO_FUNCTION(NAME, NULL) \
    static async_status NAME(async_task *task, async_frame *base)

#define CO_BEGIN(NAME)                             \
    const async_function *const self = &NAME##_fn; \
    struct co *co = (struct co *)(void *)base;     \
    async_status status = ASYNC_DONE;              \
    (void)status, (void)self, (void)co;            \
    switch (base->state) {                         \
    case 0:;
#define AWAIT(K, CALL)                                     \
    status = (CALL);                                       \
    if (status != ASYNC_DONE)                              \
        return async_leave(task, base, self, (K), status); \
    __attribute__((fallthrough));                          \
    case (K):;
#define CO_END             \
    }                      \
    async_pop(task, base); \
    return ASYNC_DONE;

/* A task of `function`; its frame, zeroed, is still to be filled in. */
struct co *co_root(async_task *task, const async_function *function);
struct co *co_spawn(const async_function *function, async_handle *handle);
struct co *co_child(async_gather *gather, const async_function *function);

/* Calls `function` in the same task: what is awaited. `n` and `other` go into its frame. */
async_status co_call(async_task *task, const async_function *function, long n, long other);

/* Whether the task waits for something other than its turn. */
bool co_waits(async_handle handle);

/* What happened, one character each. */
extern char co_log[256];
void co_note(char c);

/* ASYNC_TEST draws the order of ready tasks; suspends at calls. */
bool co_is_shuffled(void);
bool co_yields(void);

/* The test is about tasks that run first in, first out. */
#define IN_ORDER          \
    if (co_is_shuffled()) \
    cr_skip_test("not with an order drawn from a seed")

/* The test is about what happens within one turn. */
#define IN_ONE_GO    \
    if (co_yields()) \
    cr_skip_test("not with a suspension at each call")

/* A scheduler on a virtual clock, which begins at one second. */
void sched_begin(void);
void sched_turn(void);   /* one batch of ready tasks */
void sched_settle(void); /* until nothing is ready */
void sched_finish(void); /* jumps from timer to timer until nothing is left to do */
void sched_end(void);    /* nothing may be alive or allocated any more */
uint64_t sched_ms(void); /* virtual time since the beginning */
void sched_advance(uint64_t ms);
size_t sched_live(void);

static inline async__task *task_of(async_handle handle) { return (async__task *)(uintptr_t)handle; }

#endif
