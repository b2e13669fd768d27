/* dump.c - the tree of tasks, with what each waits for and where.
 *
 * A task that waits for others tells which (a gather's children, the task it joins); these
 * stand under it. Whom nobody waits for stands at the left. Tasks that join each other in
 * a ring are all under another: what was not printed is printed in a second pass.
 */
#include "sched.h"

#include <stdio.h>

enum { DEPTH = 64 };

struct dump {
    unsigned shown, limit;
};

static bool is_alive(const async__task *task) { return !(task->base.flags & ASYNC__ENDED); }

static bool is_under_another(const async__task *task)
{
    if (task->base.flags & ASYNC__CHILD)
        return task->base.flags & ASYNC__MEMBER || async__gather_waits(task);
    return async__is_joined(task);
}

static void print_indent(unsigned depth) { fprintf(stderr, "%*s", (int)(2 * depth), ""); }

/* A task that runs is said to be ready until it waits. */
static bool is_running(const async__task *task)
{
    if (task->base.kind == ASYNC__READY || task->base.kind == ASYNC__YIELD)
        return !(task->base.flags & ASYNC__QUEUED);
    return task->base.kind == ASYNC__NONE;
}

static void print_head(const async__task *task)
{
    const char *name = async__name_of(task), *site = async__site_of(task);
    fputs(task->base.flags & ASYNC__MAIN ? "main" : "task", stderr);
    if (name != NULL)
        fprintf(stderr, " '%s'", name);
    fprintf(stderr, " %s", is_running(task) ? "running" : async__wait_name(task));
    if (task->base.flags & ASYNC__CANCELLED)
        fputs(", cancelled", stderr);
    if (site != NULL)
        fprintf(stderr, ", spawned at %s", site);
}

/* Of a task that runs the frames are not known. */
static void print_frames(const async__task *task, unsigned depth)
{
    if (is_running(task))
        return;
    for (const async_frame *frame = task->base.leaf; frame != NULL; frame = frame->caller) {
        const async_function *function = frame->function;
        if (function->name == NULL)
            continue;
        print_indent(depth);
        fprintf(stderr, "in %s", function->name);
        if (function->file != NULL)
            fprintf(stderr, " at %s:%u", function->file,
                    (unsigned)async__line_of(function, frame->state));
        fputc('\n', stderr);
    }
}

static void print_tree(struct dump *dump, async__task *task, unsigned depth);

struct children {
    struct dump *dump;
    unsigned depth;
};

static void print_member(async__task *child, void *data)
{
    const struct children *children = data;
    print_tree(children->dump, child, children->depth);
}

static void print_children(struct dump *dump, async__task *task, unsigned depth)
{
    struct children members = {dump, depth};
    async__members_each(task, print_member, &members);
    if (task->base.kind == ASYNC__JOIN)
        print_tree(dump, task->wait.join.child, depth);
    if (task->base.kind != ASYNC__GATHER && task->base.kind != ASYNC__TIMEOUT)
        return;
    async__task *child = async__gather_first(task);
    for (; child != NULL; child = async__gather_next(child))
        print_tree(dump, child, depth);
}

static void print_tree(struct dump *dump, async__task *task, unsigned depth)
{
    if (!is_alive(task) || task->base.flags & ASYNC__PRINTED || depth > DEPTH)
        return;
    task->base.flags |= ASYNC__PRINTED;
    if (dump->shown++ < dump->limit) {
        print_indent(depth);
        print_head(task);
        fputs(":\n", stderr);
        print_frames(task, depth + 1);
    }
    print_children(dump, task, depth + 1);
}

static void unmark(async__task *task, void *dump)
{
    (void)dump;
    task->base.flags &= (uint16_t) ~(ASYNC__PRINTED | ASYNC__QUEUED);
}

static void mark_queued(void)
{
    async_task **at = &async__local.head;
    for (; at != async__local.tail; at = &async__rest(*at)->next)
        (*at)->flags |= ASYNC__QUEUED;
}

static void print_top(async__task *task, void *dump)
{
    if (!is_under_another(task))
        print_tree(dump, task, 1);
}

static void print_rest(async__task *task, void *dump) { print_tree(dump, task, 1); }

void async__dump(unsigned limit)
{
    struct dump dump = {.limit = limit};
    async__pool_each(unmark, NULL);
    mark_queued();
    async__pool_each(print_top, &dump);
    async__pool_each(print_rest, &dump);
    if (dump.shown > limit)
        fprintf(stderr, "  and %u more tasks\n", dump.shown - limit);
}

void async_dump(void)
{
    if (async__here.pool == NULL) {
        fputs("asyncc: no loop runs on this thread\n", stderr);
        return;
    }
    fprintf(stderr, "asyncc: %zu task%s:\n", async__local.live, async__local.live == 1 ? "" : "s");
    async__dump(UINT32_MAX);
}
