/* pool.c - memory for tasks: size classes of 16 bytes, cut from slabs of 64 KiB.
 *
 * Taking and giving back is a pop and a push of the class's free list. Slabs
 * are given back when the loop closes. There is no list of tasks: who wants to
 * see them all walks the slabs and looks at the flags. Tasks above 1 KiB are blocks
 * of their own, in a list; in test mode all are.
 */
#include "mode.h"

enum { UNIT = ASYNC__POOL_UNIT, CLASSES = ASYNC__POOL_CLASSES, SLAB = 64 * 1024 };

struct async__slab {
    struct async__slab *next;
    size_t unit; /* bytes per task */
    char *bump;  /* the first byte never used */
    char *end;
};

struct big {
    async__link link;
};

__thread async_local async__local;

int async__pool_open(void)
{
    struct async__pool *pool = async__alloc(sizeof *pool);
    if (pool == NULL)
        return ASYNC__ENOMEM;
    *pool = (struct async__pool){.slabs = NULL};
    async__list_init(&pool->big);
    async__here.pool = pool;
    async__local.free = pool->free;
    async__local.classes = CLASSES;
    return 0;
}

void async__pool_close(void)
{
    struct async__pool *pool = async__here.pool;
    while (pool->slabs != NULL) {
        struct async__slab *next = pool->slabs->next;
        async__free(pool->slabs);
        pool->slabs = next;
    }
    async__free(pool);
    async__here.pool = NULL;
    async__local.free = NULL;
    async__local.classes = 0;
}

static struct async__slab *slab_create(struct async__pool *pool, size_t class)
{
    struct async__slab *slab = async__alloc(SLAB);
    if (slab == NULL)
        return NULL;
    slab->next = pool->slabs;
    slab->unit = class * UNIT;
    slab->bump = (char *)slab + (sizeof *slab + UNIT - 1) / UNIT * UNIT;
    slab->end = (char *)slab + SLAB;
    pool->slabs = pool->open[class] = slab;
    return slab;
}

/* What a task in a free list keeps from the last one, or else has at first. */
static async__task *make_fresh(char *block, size_t size, size_t class)
{
    async__task *task = (async__task *)(void *)block;
    task->base.limit = block + size;
    task->base.link = &task->base.leaf;
    task->base.error = 0;
    task->base.kind = ASYNC__NONE;
    task->base.size_class = (uint8_t) class;
    task->watcher = NULL;
    task->scope = NULL;
    return task;
}

static async__task *take_fresh(struct async__pool *pool, size_t class)
{
    struct async__slab *slab = pool->open[class];
    if (slab == NULL || (size_t)(slab->end - slab->bump) < slab->unit)
        slab = slab_create(pool, class);
    if (slab == NULL)
        return NULL;
    char *block = slab->bump;
    slab->bump += slab->unit;
    return make_fresh(block, slab->unit, class);
}

static async__task *take_big(struct async__pool *pool, size_t size)
{
    struct big *big = async__alloc(sizeof *big + size);
    if (big == NULL)
        return NULL;
    async__list_append(&pool->big, &big->link);
    return make_fresh((char *)(big + 1), size, 0);
}

async__task *async__pool_take(size_t class)
{
    struct async__pool *pool = async__here.pool;
    if (class >= CLASSES || async__mode_is_test())
        return take_big(pool, class * UNIT);
    async_task *task = pool->free[class];
    if (task == NULL)
        return take_fresh(pool, class);
    pool->free[class] = async__rest(task)->next;
    return async__task_of(task);
}

void async__pool_give_big(async__task *task)
{
    struct big *big = (struct big *)(void *)task - 1;
    async__list_remove(&big->link);
    async__free(big);
}

static void visit_slab(struct async__slab *slab, void (*visit)(async__task *, void *), void *data)
{
    char *at = (char *)slab + (sizeof *slab + UNIT - 1) / UNIT * UNIT;
    for (; at < slab->bump; at += slab->unit) {
        async__task *task = (async__task *)(void *)at;
        if (task->base.flags & ASYNC__LIVE)
            visit(task, data);
    }
}

/* Visits each task, those that have ended and wait to be joined too. `visit` may free
 * the task it is given, and no other. */
void async__pool_each(void (*visit)(async__task *task, void *data), void *data)
{
    struct async__pool *pool = async__here.pool;
    for (struct async__slab *slab = pool->slabs; slab != NULL; slab = slab->next)
        visit_slab(slab, visit, data);
    for (async__link *link = pool->big.next, *next; link != &pool->big; link = next) {
        next = link->next;
        visit((async__task *)(void *)(ASYNC__CONTAINER(link, struct big, link) + 1), data);
    }
}
