/* nest.c - operators as operands of operators, and joins likewise: a child whose root function is
 * the operator. Offloaded calls are in services/offload_child.c. */
#include "sched.h"

/* ---- gather and its kin ------------------------------------------------- */

struct nest {
    async_frame base;
    async_gather gather;
    uint64_t ms;
    int *result;
    int ignored;
    enum async_rule rule;
};

static async_status start(async_task *task, struct nest *nest)
{
    switch (nest->rule) {
    case ASYNC_SELECT:
        return async_select_await(task, &nest->gather, nest->result);
    case ASYNC_TIMEOUT:
        return async_timeout_await(task, &nest->gather, nest->ms, nest->result);
    case ASYNC_CATCH:
        return async_catch_await(task, &nest->gather, nest->result);
    case ASYNC_SHIELD:
        return async_shield_await(task, &nest->gather);
    default:
        return async_gather_await(task, &nest->gather);
    }
}

static async_status nest_resume(async_task *task, async_frame *base);

/* Without a name: backtraces leave it out. */
static const async_function nest_fn = {.resume = nest_resume,
                                       .frame_size = ASYNC_FRAME_SIZE(struct nest),
                                       .stack = ASYNC_FRAME_SIZE(struct nest)};

static async_status nest_resume(async_task *task, async_frame *base)
{
    struct nest *nest = (struct nest *)(void *)base;
    if (base->state == 0) {
        async_status status = start(task, nest);
        if (status != ASYNC_DONE)
            return async_leave(task, base, &nest_fn, 1, status);
    }
    async_pop(task, base);
    return ASYNC_DONE;
}

bool async__is_nest(const async__task *task) { return async__root(task)->function == &nest_fn; }

async_gather *async_gather_nest(async_gather *gather, enum async_rule rule, uint64_t ms,
                                int *result, const char *site)
{
    async_task *task = async_gather_child(gather, &nest_fn, site);
    if (task == NULL)
        return NULL;
    struct nest *nest = async_push_root(task, &nest_fn, ASYNC_FRAME_SIZE(struct nest), 0);
    nest->ms = ms;
    nest->result = result ? result : &nest->ignored;
    nest->rule = rule;
    async_gather_init(&nest->gather, task);
    return &nest->gather;
}

/* ---- join --------------------------------------------------------------- */

struct join {
    async_frame base;
    async_handle handle;
    void *result;
    size_t size;
};

static async_status join_resume(async_task *task, async_frame *base);
static const async_function join_fn = {.resume = join_resume,
                                       .frame_size = ASYNC_FRAME_SIZE(struct join),
                                       .stack = ASYNC_FRAME_SIZE(struct join)};

static async_status join_resume(async_task *task, async_frame *base)
{
    struct join *join = (struct join *)(void *)base;
    if (base->state == 0) {
        async_status status = async_task_join(task, join->result, join->handle, join->size);
        if (status != ASYNC_DONE)
            return async_leave(task, base, &join_fn, 1, status);
    }
    async_pop(task, base);
    return ASYNC_DONE;
}

void async_gather_join(async_gather *gather, async_handle handle, void *result, size_t size,
                       const char *site)
{
    async_task *task = async_gather_child(gather, &join_fn, site);
    if (task == NULL) { /* nobody joins it any more */
        async__cancel((async__handle)handle);
        async__detach((async__handle)handle);
        return;
    }
    struct join *join = async_push_root(task, &join_fn, ASYNC_FRAME_SIZE(struct join), 0);
    join->handle = handle;
    join->result = result;
    join->size = size;
}
