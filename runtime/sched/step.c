/* step.c - the scheduler step by step, for test mode and debug mode.
 *
 * Each call of a function with a frame must go through async_grow (stack.c), where it can be
 * made to suspend: so a task's limit is drawn in to its top before each step, and
 * segments are as long as the one frame they are for.
 */
#include "mode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHOICE = 64 };
#define MS UINT64_C(1000000)

/* ---- the order ------------------------------------------------------------- */

/* splitmix64, by Sebastiano Vigna: https://prng.di.unimi.it/splitmix64.c */
static uint64_t next_random(struct async__mode *mode)
{
    uint64_t z = mode->random += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static bool is_last(async_task *task) { return async__local.tail == &async__rest(task)->next; }

/* How many are ready, CHOICE at most. */
static unsigned count_ready(void)
{
    unsigned count = 1;
    for (async_task *task = async__local.head; !is_last(task) && count < CHOICE; count++)
        task = async__rest(task)->next;
    return count;
}

static async__task *pop(struct async__mode *mode)
{
    async_task **at = &async__local.head;
    unsigned skip = mode->test.shuffle ? (unsigned)(next_random(mode) % count_ready()) : 0;
    for (; skip > 0; skip--)
        at = &async__rest(*at)->next;
    async_task *task = *at;
    if (is_last(task))
        async__local.tail = at;
    else
        *at = async__rest(task)->next;
    return async__task_of(task);
}

void async__mode_tighten(async__task *task)
{
    if (async__here.mode->test.yield && !(task->base.flags & ASYNC__GROWN))
        task->base.limit = task->base.top;
}

static void tell_cancelled(const struct async__mode *mode)
{
    const async__task *root = mode->root;
    fprintf(stderr, "asyncc: test: cancelled at suspension %ld (%s", mode->suspensions,
            async__wait_name(root));
    async__print_place(root, ", ");
    fputs(")\n", stderr);
}

static void count_suspension(struct async__mode *mode)
{
    async__task *root = mode->root;
    if (root == NULL || root->base.flags & ASYNC__ENDED ||
        ++mode->suspensions != mode->test.cancel_at)
        return;
    if (!mode->quiet)
        tell_cancelled(mode);
    async__mode_cancelled();
    async__cancel_task(root);
}

/* ---- debug mode ---------------------------------------------------------- */

struct search {
    const async__task *task;
    bool found;
};

static void compare(async__task *task, void *data)
{
    struct search *search = data;
    search->found |= task == search->task;
}

static bool is_ours(const async__task *task)
{
    struct search search = {.task = task};
    if (async__here.pool != NULL)
        async__pool_each(compare, &search);
    return search.found;
}

void async__mode_check_thread(const async__task *task, const char *who)
{
    const char *debug = getenv("ASYNC_DEBUG");
    if (debug == NULL || strcmp(debug, "0") == 0 || task->base.flags & ASYNC__STATIC ||
        is_ours(task))
        return;
    fprintf(stderr, "asyncc: debug: %s on a thread whose loop the task does not belong to\n", who);
    abort();
}

/* The task's code ran too long: from where it was resumed, to where it is now if it still lives. */
static void report_stall(const async__task *task, const async_function *from, uint32_t line,
                         uint64_t time)
{
    fprintf(stderr, "asyncc: debug: the loop was held for %llu ms by %s",
            (unsigned long long)(time / MS), from->name != NULL ? from->name : "a task");
    if (from->file != NULL)
        fprintf(stderr, ", resumed at %s:%u", from->file, (unsigned)line);
    if (is_ours(task) && !(task->base.flags & ASYNC__ENDED))
        async__print_place(task, ", up to its await ");
    fputc('\n', stderr);
}

static void step_timed(const struct async__mode *mode, async__task *task)
{
    const async_frame *leaf = task->base.leaf;
    while (leaf->function->name == NULL && leaf->caller != NULL)
        leaf = leaf->caller;
    const async_function *from = leaf->function;
    uint32_t line = async__line_of(from, leaf->state);
    uint64_t start = mode->driver->now();
    async__step_ready(task);
    uint64_t time = mode->driver->now() - start;
    if (time >= mode->stall)
        report_stall(task, from, line, time);
}

/* ---- steps --------------------------------------------------------------- */

/* Is `current` between steps. */
static _Thread_local async__task nobody = {.base = {.flags = ASYNC__STATIC | ASYNC__ENDED}};

void async__step_begin(void) { async__here.current = &nobody; }

static void step(struct async__mode *mode, async__task *task)
{
    async__mode_tighten(task);
    if (mode->stall != 0)
        step_timed(mode, task);
    else
        async__step_ready(task);
    async__here.current = &nobody;
    count_suspension(mode);
}

void async__mode_run(unsigned budget)
{
    struct async__mode *mode = async__here.mode;
    for (; budget != 0 && async__is_ready(); budget--)
        step(mode, pop(mode));
}
