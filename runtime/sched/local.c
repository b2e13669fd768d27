/* local.c - what few tasks have: a name, and values that the tasks they make inherit.
 *
 * A task's header has no room for it. A record is made when one is first wanted, and takes the
 * place of the header's `site`, which it keeps (flag EXTRA). The table of values is never changed,
 * only replaced, so that a child takes its parent's by counting a reference.
 *
 * Inheriting costs those nothing who have no values: while a task that has some runs,
 * async__local.classes is 0, so that its spawns come to async__task_create_slow.
 */
#include "sched.h"

#include <string.h>

struct box {
    void *value;
    void (*release)(void *value);
    size_t references;
};

struct table {
    size_t references, count;
    struct {
        const async_local_key *key;
        struct box *box;
    } entries[];
};

struct extra {
    const char *site;
    char *name;
    struct table *table;
};

static struct extra *extra_of(const async__task *task)
{
    return task->base.flags & ASYNC__EXTRA ? (struct extra *)(uintptr_t)task->site : NULL;
}

static struct extra *make_extra(async__task *task)
{
    struct extra *extra = extra_of(task);
    if (extra != NULL)
        return extra;
    extra = async__alloc(sizeof *extra);
    if (extra == NULL)
        return NULL;
    *extra = (struct extra){.site = task->site};
    task->site = (const char *)extra;
    task->base.flags |= ASYNC__EXTRA;
    return extra;
}

/* ---- tables ---------------------------------------------------------------- */

static void drop_box(struct box *box)
{
    if (--box->references != 0)
        return;
    if (box->release != NULL)
        box->release(box->value);
    async__free(box);
}

static void drop_table(struct table *table)
{
    if (table == NULL || --table->references != 0)
        return;
    for (size_t i = 0; i < table->count; i++)
        drop_box(table->entries[i].box);
    async__free(table);
}

static struct box *find(const struct table *table, const async_local_key *key)
{
    for (size_t i = 0; table != NULL && i < table->count; i++) {
        if (table->entries[i].key == key)
            return table->entries[i].box;
    }
    return NULL;
}

/* `old` without its entry for the key, and with a new one. */
static struct table *replace(const struct table *old, const async_local_key *key, struct box *box)
{
    size_t count = old != NULL ? old->count : 0;
    struct table *table = async__alloc(sizeof *table + (count + 1) * sizeof *table->entries);
    if (table == NULL)
        return NULL;
    table->references = 1;
    table->count = 0;
    for (size_t i = 0; i < count; i++) {
        if (old->entries[i].key == key)
            continue;
        old->entries[i].box->references++;
        table->entries[table->count++] = old->entries[i];
    }
    table->entries[table->count].key = key;
    table->entries[table->count++].box = box;
    return table;
}

/* ---- for the scheduler ----------------------------------------------------- */

/* A task that is made while the running task has values; false: out of memory. */
bool async__inherit(async__task *task)
{
    const async__task *parent = async__here.current;
    const struct extra *from = parent != NULL ? extra_of(parent) : NULL;
    if (from == NULL || from->table == NULL) {
        async__local.classes = ASYNC__POOL_CLASSES; /* no reason to come here again */
        return true;
    }
    struct extra *extra = make_extra(task);
    if (extra == NULL)
        return false;
    extra->table = from->table;
    extra->table->references++;
    return true;
}

void async__extra_drop(async__task *task)
{
    struct extra *extra = extra_of(task);
    if (extra == NULL)
        return;
    task->base.flags &= (uint16_t)~ASYNC__EXTRA;
    drop_table(extra->table);
    async__free(extra->name);
    async__free(extra);
}

const char *async__site_of(const async__task *task)
{
    const struct extra *extra = extra_of(task);
    return extra != NULL ? extra->site : task->site;
}

const char *async__name_of(const async__task *task)
{
    const struct extra *extra = extra_of(task);
    return extra != NULL ? extra->name : NULL;
}

/* ---- for the program ------------------------------------------------------- */

/* The running task, or NULL in the loop's own code. */
static async__task *running(void)
{
    async__task *task = async__here.current;
    return task == NULL || task->base.flags & ASYNC__STATIC ? NULL : task;
}

int async_local_set(const async_local_key *key, void *value, void (*release)(void *value))
{
    async__task *task = running();
    if (task == NULL)
        return ASYNC__EINVAL;
    struct extra *extra = make_extra(task);
    struct box *box = extra != NULL ? async__alloc(sizeof *box) : NULL;
    if (box == NULL)
        return ASYNC__ENOMEM;
    struct table *table = replace(extra->table, key, box);
    if (table == NULL) {
        async__free(box);
        return ASYNC__ENOMEM;
    }
    *box = (struct box){value, release, 1};
    drop_table(extra->table);
    extra->table = table;
    async__local.classes = 0;
    return 0;
}

void *async_local_get(const async_local_key *key)
{
    const async__task *task = running();
    const struct extra *extra = task != NULL ? extra_of(task) : NULL;
    const struct box *box = extra != NULL ? find(extra->table, key) : NULL;
    return box != NULL ? box->value : NULL;
}

static async__task *named(async__handle handle)
{
    async__task *task = (async__task *)(uintptr_t)handle;
    if (task == NULL)
        return running();
    return task->base.flags & ASYNC__STATIC ? NULL : task;
}

int async__task_set_name(async__handle handle, const char *name)
{
    async__task *task = named(handle);
    if (task == NULL)
        return ASYNC__EINVAL;
    struct extra *extra = make_extra(task);
    size_t size = name != NULL ? strlen(name) + 1 : 0;
    char *copy = extra != NULL && size != 0 ? async__alloc(size) : NULL;
    if (extra == NULL || (size != 0 && copy == NULL))
        return ASYNC__ENOMEM;
    if (size != 0)
        memcpy(copy, name, size);
    async__free(extra->name);
    extra->name = copy;
    return 0;
}

const char *async__task_name(async__handle handle)
{
    const async__task *task = named(handle);
    return task != NULL ? async__name_of(task) : NULL;
}
