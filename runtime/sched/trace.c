/* trace.c - the async backtrace of a failure, collected while it unwinds.
 *
 * Each frame that a failure leaves adds its function and the line of its await.
 * The record goes with the failure: a joiner or a gather's parent takes it over from the
 * child. Without memory there is no trace, only the failure. Cancellations
 * leave none.
 */
#include "sched.h"

#include <stdio.h>
#include <string.h>

enum { DEPTH = 32 };

struct async__trace {
    struct async__trace *next;
    const async__task *task;
    unsigned count; /* frames left; the first DEPTH of them are kept */
    struct {
        const async_function *function;
        uint32_t line;
    } frames[DEPTH];
};

static struct async__trace **find(const async__task *task)
{
    struct async__trace **at = &async__here.traces;
    while (*at != NULL && (*at)->task != task)
        at = &(*at)->next;
    return at;
}

static struct async__trace *create(async__task *task)
{
    struct async__trace *trace = async__alloc(sizeof *trace);
    if (trace == NULL)
        return NULL;
    trace->next = async__here.traces;
    trace->task = task;
    trace->count = 0;
    async__here.traces = trace;
    task->base.flags |= ASYNC__TRACED;
    return trace;
}

uint32_t async__line_of(const async_function *function, uint32_t state)
{
    return state > 0 && state <= function->await_count ? function->awaits[state - 1]
                                                       : function->line;
}

void async__trace_add(async__task *task, const async_function *function, uint32_t line)
{
    if (function->name == NULL)
        return;
    struct async__trace *trace = task->base.flags & ASYNC__TRACED ? *find(task) : create(task);
    if (trace == NULL)
        return;
    if (trace->count < DEPTH) {
        trace->frames[trace->count].function = function;
        trace->frames[trace->count].line = line;
    }
    trace->count++;
}

unsigned async__trace_length(const async__task *task)
{
    const struct async__trace *trace = *find(task);
    if (trace == NULL)
        return 0;
    return trace->count < DEPTH ? trace->count : DEPTH;
}

void async__trace_cut(async__task *task, unsigned length)
{
    struct async__trace *trace = *find(task);
    if (trace != NULL && trace->count > length)
        trace->count = length;
}

void async__trace_drop(async__task *task)
{
    if (!(task->base.flags & ASYNC__TRACED))
        return;
    struct async__trace **at = find(task), *trace = *at;
    *at = trace->next;
    async__free(trace);
    task->base.flags &= (uint16_t)~ASYNC__TRACED;
}

static void append(async__task *from, async__task *to)
{
    const struct async__trace *trace = *find(from);
    for (unsigned i = 0; i < async__trace_length(from); i++)
        async__trace_add(to, trace->frames[i].function, trace->frames[i].line);
    async__trace_drop(from);
}

/* A task that has a trace already is in a deferred statement, on the way out of another
 * failure: what fails there comes behind, where async_exit_failed cuts it off. */
void async__trace_move(async__task *from, async__task *to)
{
    if (!(from->base.flags & ASYNC__TRACED))
        return;
    if (to->base.flags & ASYNC__TRACED) {
        append(from, to);
        return;
    }
    (*find(from))->task = to;
    from->base.flags &= (uint16_t)~ASYNC__TRACED;
    to->base.flags |= ASYNC__TRACED;
}

void async__trace_print(const async__task *task)
{
    const struct async__trace *trace = *find(task);
    for (unsigned i = 0; trace != NULL && i < trace->count && i < DEPTH; i++) {
        const async_function *function = trace->frames[i].function;
        fprintf(stderr, "  in %s", function->name);
        if (function->file != NULL)
            fprintf(stderr, " at %s:%u", function->file, (unsigned)trace->frames[i].line);
        fputc('\n', stderr);
    }
    if (trace != NULL && trace->count > DEPTH)
        fprintf(stderr, "  and %u more\n", trace->count - DEPTH);
}
