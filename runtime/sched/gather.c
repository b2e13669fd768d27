/* gather.c - operators that run children and wait for all of them to end.
 *
 * The children are tasks in a list, in operand order; awaiting runs each up to its
 * first suspension. The operators differ in what the end of a child means:
 *
 *   gather   the first failure cancels the others and goes on
 *   select   the first end cancels the others
 *   timeout  a gather of one child, whose parent waits in the timer heap too: the clock
 *            cancels the child
 *   catch    a failure becomes the result
 *   shield   a gather that the parent's cancellation does not reach
 *
 * When the last has ended they are freed and the parent goes on. Cancelling the parent
 * cancels the children; it then goes on with what came of that.
 */
#include "sched.h"

struct gather {
    async__task *first, *last;
    async__task *parent;
    int *result; /* of the operators that have one */
    uint32_t running;
    int32_t winner; /* index of the child that ended first with a value, or -1 */
    uint32_t turn;  /* ... and when that was */
    int16_t error;  /* of the failure that goes on */
    uint8_t rule;
    bool failed : 1, waiting : 1, cancelled : 1, parent_cancelled : 1;
    bool chosen : 1; /* the winner has something that must not be lost */
};
_Static_assert(sizeof(struct gather) <= sizeof(async_gather), "async_gather is too small");

/* The link to the next child lies in the child's result slot, which the child of
 * a gather does not need: it writes to the parent's variable. */
static async__task **next_of(async__task *child) { return (async__task **)async__result_of(child); }

static struct gather *gather_of(async_gather *gather) { return (struct gather *)(void *)gather; }

void async_gather_init(async_gather *public, async_task *parent)
{
    *gather_of(public) = (struct gather){.parent = async__task_of(parent), .winner = -1};
}

static void fail_with(struct gather *gather, int error)
{
    gather->failed = true;
    gather->error = (int16_t)error;
}

/* `stack`: bytes that the child needs at least. The operator around one that could not be made
 * fails already. */
async_task *async__gather_child(async_gather *public, const async_function *function, size_t stack,
                                const char *site)
{
    struct gather *gather = gather_of(public);
    if (gather == NULL)
        return NULL;
    async__task *child = async__task_new(function, sizeof(async__task *), stack, site);
    if (child == NULL) {
        fail_with(gather, ASYNC__ENOMEM);
        return NULL;
    }
    child->base.flags |= ASYNC__CHILD;
    child->base.kind = ASYNC__NONE;
    child->watcher = gather;
    *next_of(child) = NULL;
    if (gather->first == NULL)
        gather->first = child;
    else
        *next_of(gather->last) = child;
    gather->last = child;
    gather->running++;
    return &child->base;
}

async_task *async_gather_child(async_gather *gather, const async_function *function,
                               const char *site)
{
    return async__gather_child(gather, function, 0, site);
}

/* ---- the end of a child ------------------------------------------------ */

/* The clock has nothing more to say. */
static void stop_clock(struct gather *gather)
{
    if (gather->parent->base.kind != ASYNC__TIMEOUT)
        return;
    async__timer_cancel(gather->parent);
    gather->parent->base.kind = ASYNC__GATHER;
}

static void cancel_children(struct gather *gather)
{
    if (gather->cancelled)
        return;
    gather->cancelled = true;
    for (async__task *child = gather->first; child != NULL; child = *next_of(child))
        async__cancel_task(child);
}

static bool has_failed(const async__task *child)
{
    return (child->base.flags & ASYNC__FAILED_FLAG) != 0;
}

/* A child that ended because we asked it to has not failed. */
static bool was_cancelled(const struct gather *gather, const async__task *child)
{
    return has_failed(child) && gather->cancelled && child->base.error == ASYNC__ECANCELED;
}

static void child_failed(struct gather *gather, async__task *child)
{
    if (gather->failed || gather->rule == ASYNC_CATCH || was_cancelled(gather, child))
        return;
    if (gather->rule == ASYNC_SELECT && gather->winner >= 0)
        return;
    fail_with(gather, child->base.error);
    async__trace_move(child, gather->parent);
    cancel_children(gather);
}

static int32_t index_of(const struct gather *gather, const async__task *child)
{
    int32_t index = 0;
    for (async__task *at = gather->first; at != child; at = *next_of(at))
        index++;
    return index;
}

/* Of several values in one turn, that of the lowest index wins. */
static void child_succeeded(struct gather *gather, const async__task *child)
{
    if (gather->winner >= 0 && (gather->chosen || gather->turn != async__here.turn))
        return;
    int32_t index = index_of(gather, child);
    if (gather->winner >= 0 && gather->winner < index)
        return;
    gather->winner = index;
    gather->turn = async__here.turn;
    cancel_children(gather);
}

static bool takes(const async__task *child) { return async__root(child)->function->takes; }

/* The select of which the task is an operand (*child), alone or in operators with one operand. */
static struct gather *select_around(const async__task *task, const async__task **child)
{
    while ((task->base.flags & (ASYNC__CHILD | ASYNC__MEMBER)) == ASYNC__CHILD) {
        struct gather *gather = task->watcher;
        *child = task;
        task = gather->parent;
        if (gather->rule == ASYNC_SELECT)
            return gather;
        if (gather->rule < ASYNC_TIMEOUT || !async__is_nest(task))
            return NULL;
    }
    return NULL;
}

/* The task has been handed an item or a permit: that decides a select around it, before another
 * operand is handed one too. */
void async__gather_chosen(async__task *task)
{
    const async__task *child;
    if (!(task->base.flags & ASYNC__CHILD) || !takes(task))
        return;
    struct gather *gather = select_around(task, &child);
    if (gather == NULL || gather->cancelled)
        return;
    gather->winner = index_of(gather, child);
    gather->chosen = true;
    cancel_children(gather);
}

/* In a select that is decided it must not take what nobody would get. */
static bool is_late(const async__task *child)
{
    const async__task *operand;
    const struct gather *gather = takes(child) ? select_around(child, &operand) : NULL;
    return gather != NULL && gather->cancelled;
}

/* ---- who a child is ---------------------------------------------------- */

async__task *async__gather_parent(const async__task *child)
{
    return ((const struct gather *)child->watcher)->parent;
}

bool async__gather_has_one_operand(const async__task *child)
{
    return ((const struct gather *)child->watcher)->rule >= ASYNC_TIMEOUT;
}

/* ---- results ----------------------------------------------------------- */

static int result_of(const struct gather *gather)
{
    if (gather->failed)
        return gather->error; /* catch: there was no memory for the child */
    switch (gather->rule) {
    case ASYNC_SELECT:
        return gather->winner;
    case ASYNC_TIMEOUT:
        return has_failed(gather->first) ? ASYNC__ETIMEDOUT : 0;
    default:
        return has_failed(gather->first) ? gather->first->base.error : 0;
    }
}

/* Whether the parent's own cancellation is all that came of it. */
static bool is_cancelled_parent(const struct gather *gather)
{
    if (!gather->parent_cancelled || gather->winner >= 0)
        return false;
    for (async__task *child = gather->first; child != NULL; child = *next_of(child)) {
        if (has_failed(child))
            return true;
    }
    return false;
}

/* All have ended: what the await ends with. */
static async_status finish(struct gather *gather)
{
    bool cancelled = is_cancelled_parent(gather);
    bool failed = gather->failed && gather->rule != ASYNC_CATCH;
    if (!cancelled && !failed && gather->result != NULL)
        *gather->result = result_of(gather);
    for (async__task *child = gather->first, *next; child != NULL; child = next) {
        next = *next_of(child);
        async__task_free(child);
    }
    gather->first = NULL;
    if (failed)
        return async__fail(gather->parent, gather->error);
    return cancelled ? async__fail_cancelled(gather->parent) : ASYNC_DONE;
}

void async__gather_ended(async__task *child)
{
    struct gather *gather = child->watcher;
    gather->running--;
    if (has_failed(child))
        child_failed(gather, child);
    else if (gather->rule == ASYNC_SELECT)
        child_succeeded(gather, child);
    if (gather->running == 0 && gather->waiting) {
        stop_clock(gather);
        async__wake(gather->parent, finish(gather));
    }
}

/* ---- awaits ------------------------------------------------------------ */

static void parent_cancelled(struct gather *gather)
{
    if (gather->rule == ASYNC_SHIELD)
        return;
    gather->parent_cancelled = true;
    stop_clock(gather);
    cancel_children(gather);
}

/* Runs the children up to their first suspension. One of them may cancel the parent. */
static void run_children(struct gather *gather)
{
    if (gather->failed)
        cancel_children(gather);
    for (async__task *child = gather->first; child != NULL; child = *next_of(child)) {
        if (async__is_cancelled(gather->parent))
            parent_cancelled(gather);
        async__step(child, is_late(child) ? async__fail_cancelled(child) : ASYNC_DONE);
    }
    if (async__is_cancelled(gather->parent))
        parent_cancelled(gather);
}

static async_status start(async_gather *public, enum async_rule rule, int *result)
{
    struct gather *gather = gather_of(public);
    async__task *task = gather->parent;
    gather->rule = (uint8_t)rule;
    gather->result = result;
    run_children(gather);
    if (gather->running == 0)
        return finish(gather);
    gather->waiting = true;
    task->base.kind = ASYNC__GATHER;
    task->wait.gather.record = public;
    return ASYNC_PENDING;
}

async_status async_gather_await(async_task *task, async_gather *gather)
{
    (void)task;
    return start(gather, ASYNC_GATHER, NULL);
}

async_status async_select_await(async_task *task, async_gather *gather, int *index)
{
    (void)task;
    return start(gather, ASYNC_SELECT, index);
}

/* The clock starts behind the child: of two deadlines at one time the child's is first. */
async_status async_timeout_await(async_task *task, async_gather *public, uint64_t ms, int *result)
{
    struct gather *gather = gather_of(public);
    async_status status = start(public, ASYNC_TIMEOUT, result);
    if (status != ASYNC_PENDING || gather->cancelled)
        return status;
    if (!async__timer_start(async__task_of(task), ASYNC__TIMEOUT, ms)) {
        fail_with(gather, ASYNC__ENOMEM);
        cancel_children(gather);
    }
    return ASYNC_PENDING;
}

void async__gather_timed_out(async__task *task)
{
    task->base.kind = ASYNC__GATHER;
    cancel_children(gather_of(task->wait.gather.record));
}

async_status async_catch_await(async_task *task, async_gather *gather, int *result)
{
    (void)task;
    return start(gather, ASYNC_CATCH, result);
}

async_status async_shield_await(async_task *task, async_gather *gather)
{
    (void)task;
    return start(gather, ASYNC_SHIELD, NULL);
}

bool async__gather_cancel(async__task *task)
{
    parent_cancelled(gather_of(task->wait.gather.record));
    return false;
}

/* ---- for those who print them ---------------------------------------------- */

bool async__gather_waits(const async__task *child)
{
    return ((const struct gather *)child->watcher)->waiting;
}

async__task *async__gather_first(const async__task *parent)
{
    return gather_of(parent->wait.gather.record)->first;
}

async__task *async__gather_next(const async__task *child)
{
    return *next_of((async__task *)(uintptr_t)child);
}
