/* group.c - task groups: children whose lifetime is a block of their parent.
 *
 * A group is a cancel scope of its parent task too. The first failure, of a child or of the
 * body, cancels the other children, and the body if it is still running; it goes on at the end of
 * the block, when all children have ended. The cancellation itself is the group's own affair and
 * ends with it: a task is cancelled while one of its scopes is, or it was asked to end.
 */
#include "sched.h"

struct group {
    async__link members; /* children that run */
    async__task *parent;
    struct group *outer;       /* the next scope of the same task */
    async__task *failed_child; /* of the failure that goes on: kept for its backtrace */
    async_exit *exit;          /* how the body was left, once it was */
    int16_t error;
    bool failed : 1;           /* `error` goes on */
    bool cancelled : 1;        /* the children were asked to end */
    bool body_cancelled : 1;   /* and so was the body */
    bool parent_cancelled : 1; /* from outside, while it waits for the children */
    bool cut_short : 1;        /* a child ended because it was asked to */
};
_Static_assert(sizeof(struct group) <= sizeof(async_group_t), "async_group_t is too small");

static struct group *group_of(async_group_t *group) { return (struct group *)(void *)group; }

/* A child writes to its parent's variables: its result slot holds its link. */
static async__link *link_of(async__task *child) { return async__result_of(child); }

static async__task *member_at(async__link *link)
{
    return (async__task *)(void *)((char *)link - ASYNC__TASK_HEAD);
}

/* ---- the scope ---------------------------------------------------------- */

/* Whether a scope around the place where the task is has been cancelled. */
static bool scope_cancelled(const async__task *task)
{
    for (const struct group *group = task->scope; group != NULL; group = group->outer)
        if (group->exit == NULL && group->body_cancelled)
            return true;
    return false;
}

static void update_cancelled(async__task *task)
{
    if (!(task->base.flags & ASYNC__ASKED) && !scope_cancelled(task))
        task->base.flags &= (uint16_t)~ASYNC__CANCELLED;
}

static void cancel(struct group *group)
{
    if (group->cancelled)
        return;
    group->cancelled = true;
    async__link *link = group->members.next, *next;
    for (; link != &group->members; link = next) {
        next = link->next;
        async__cancel_task(member_at(link));
    }
    if (group->exit == NULL) {
        group->body_cancelled = true;
        async__interrupt(group->parent);
    }
}

void async_group_begin(async_task *head, async_group_t *public)
{
    struct group *group = group_of(public);
    async__task *task = async__task_of(head);
    *group = (struct group){.parent = task, .outer = task->scope};
    async__list_init(&group->members);
    task->scope = group;
}

void async_group_cancel(async_group_t *group) { cancel(group_of(group)); }

/* ---- children ------------------------------------------------------------ */

async_task *async_group_child(async_group_t *public, const async_function *function, size_t size,
                              const char *site)
{
    struct group *group = group_of(public);
    async__task *child = async__task_new(function, sizeof(async__link) + size, 0, site);
    if (child == NULL) {
        if (!group->failed) {
            group->failed = true;
            group->error = ASYNC__ENOMEM;
        }
        cancel(group);
        return NULL;
    }
    child->base.flags |= ASYNC__CHILD | ASYNC__MEMBER;
    child->watcher = group;
    async__list_append(&group->members, link_of(child));
    return &child->base;
}

/* Like any task it runs from the next turn, and runs even if the group has been cancelled. */
void async_group_start(async_task *child)
{
    if (child == NULL)
        return;
    struct group *group = async__task_of(child)->watcher;
    async__push_ready(child, ASYNC__READY);
    if (group->cancelled)
        async__cancel_task(async__task_of(child));
}

/* ---- the end --------------------------------------------------------------- */

static void leave(struct group *group)
{
    async__task *parent = group->parent;
    async_exit *exit = group->exit;
    parent->scope = group->outer;
    if (group->failed) {
        exit->failed = 1;
        exit->error = group->error;
        if (group->failed_child != NULL) {
            async__trace_drop(parent);
            async__trace_move(group->failed_child, parent);
            async__task_free(group->failed_child);
        }
        exit->traced = (uint8_t)async__trace_length(parent);
    } else if (group->parent_cancelled && group->cut_short) {
        exit->failed = 1;
        exit->error = ASYNC__ECANCELED;
    }
}

void async__member_ended(async__task *child)
{
    struct group *group = child->watcher;
    bool failed = (child->base.flags & ASYNC__FAILED_FLAG) != 0;
    bool asked = failed && group->cancelled && child->base.error == ASYNC__ECANCELED;
    async__list_remove(link_of(child));
    group->cut_short |= asked;
    if (failed && !asked && !group->failed) {
        group->failed = true;
        group->error = child->base.error;
        group->failed_child = child;
        cancel(group);
    } else {
        async__task_free(child);
    }
    if (group->exit != NULL && async__list_empty(&group->members)) {
        async__task *parent = group->parent;
        leave(group);
        async__wake(parent, ASYNC_DONE);
    }
}

/* The body has failed: by itself, or because it was cancelled, from outside or by us. */
static void body_failed(struct group *group)
{
    async_exit *exit = group->exit;
    bool cancelled = exit->error == ASYNC__ECANCELED;
    if (cancelled && async__is_cancelled(group->parent)) {
        group->parent_cancelled = group->cut_short = true;
    } else if (cancelled && group->body_cancelled) {
        exit->to = 0; /* goes on behind the block */
    } else if (!group->failed) {
        group->failed = true;
        group->error = exit->error;
    }
    exit->failed = 0;
    cancel(group);
}

async_status async_group_end(async_task *head, async_group_t *public, async_exit *exit)
{
    struct group *group = group_of(public);
    async__task *task = async__task_of(head);
    group->exit = exit;
    async_unhold(head, exit->held);
    update_cancelled(task);
    if (exit->failed)
        body_failed(group);
    if (async__list_empty(&group->members)) {
        leave(group);
        return ASYNC_DONE;
    }
    task->base.kind = ASYNC__GROUP;
    task->wait.group = public;
    if (async__is_cancelled(task))
        async__group_cancel(task);
    return ASYNC_PENDING;
}

bool async__group_cancel(async__task *task)
{
    struct group *group = group_of(task->wait.group);
    group->parent_cancelled = true;
    cancel(group);
    return false;
}

/* ---- for dumps -------------------------------------------------------------- */

void async__members_each(async__task *task, void (*visit)(async__task *child, void *data),
                         void *data)
{
    for (struct group *group = task->scope; group != NULL; group = group->outer) {
        async__link *link = group->members.next;
        for (; link != &group->members; link = link->next)
            visit(member_at(link), data);
    }
}
