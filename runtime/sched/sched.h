/* sched.h - the scheduler's data: tasks, the one wait record, the ready queue.
 *
 * There is one scheduler per thread (a loop belongs to a thread), in thread-local
 * storage, so reaching it costs no pointer. It knows no libuv: the loop above it
 * hands in a clock and names for errors (async__driver), and calls async__run_ready
 * and async__timers_run. Tests drive it with a clock of their own.
 *
 * A task is one block: this header, its result, its stack. A task is in exactly one
 * of these states, told by `kind`: running (NONE), in the ready queue (READY),
 * waiting (everything behind), ended (flag ENDED).
 */
#ifndef ASYNC__SCHED_H
#define ASYNC__SCHED_H

#ifndef ASYNC_ABI_ONLY
#define ASYNC_ABI_ONLY
#endif
#include <async.h>
#include <stdbool.h>
#include "../base/error.h"
#include "../base/list.h"
#include "../base/memory.h"

#define ASYNC__HIDDEN __attribute__((visibility("hidden")))

typedef struct async__task async__task;
typedef struct async__operation async__operation;

/* What a task waits for. Everything that suspends says so in the wait record;
 * cancelling looks here how the wait is withdrawn (wait.c). */
enum async__kind {
    ASYNC__NONE, /* running, or not begun, or ended */
    /* ASYNC__READY: in the ready queue, or taken out of it to run */
    /* ASYNC__YIELD: the same, by async_yield: a cancellation point */
    ASYNC__TIMER = ASYNC__YIELD + 1, /* wait.timer: its place in the timer heap */
    ASYNC__LOCK,                     /* wait.list: member of a lock's list, and so on */
    ASYNC__SEMAPHORE,
    ASYNC__EVENT,
    ASYNC__BARRIER,
    ASYNC__QUEUE,
    ASYNC__QUEUE_SELECT, /* wait.select: its cases are members of queues' lists */
    ASYNC__CONDITION,    /* wait.condition: member of a condition's list */
    ASYNC__RELOCK,       /* wait.condition: back from there, member of the lock's list */
    ASYNC__JOIN,         /* wait.join: owns another task and waits for its end */
    ASYNC__WATCH,        /* wait.join: waits for the end of a task it does not own */
    ASYNC__GATHER,       /* wait.gather: its children run */
    ASYNC__TIMEOUT,      /* the same, and it is in the timer heap */
    ASYNC__GROUP,        /* wait.group: at a group's end, whose children run */
    ASYNC__OPERATION,    /* wait.operation: a service's own record */
    ASYNC__KINDS
};

union async__wait {
    async_task *next; /* in the ready queue and in the pool's free lists */
    struct {
        async__link link;
        void *item;
        int *result;
    } list;
    struct {
        async__link link; /* at the place of list.link */
        struct async_lock *lock;
        struct async_condition *notified_by; /* NULL: it was cancelled */
    } condition;
    struct {
        struct async_queue_case *cases;
        size_t count;
        int *result;
    } select;
    struct {
        async__task *next; /* other tasks that wait for the same one */
        async__task *child;
        void *result;
        size_t size;
    } join;
    struct {
        uint32_t timer; /* at the place of `timer` below */
        async_gather *record;
    } gather;
    async_group_t *group;
    async__operation *operation;
    uint32_t timer;
};

/* Those that generated code looks at are in async/abi.h. */
enum async__flags {
    ASYNC__CANCELLED = 16, /* every further await that would suspend fails */
    ASYNC__HELD = 32,      /* ... but not now: scope exits are running */
    ASYNC__DETACHED = 64,  /* frees itself */
    ASYNC__CHILD = 128,    /* of a gather or a group, which `watcher` points to */
    ASYNC__GROWN = 256,    /* the stack goes on in a segment (stack.c) */
    ASYNC__MAIN = 2048,    /* the root task of async_main or async_run */
    ASYNC__PRINTED = 8192, /* by the dump under way */
    ASYNC__QUEUED = 16384, /* seen in the ready queue by it */
    ASYNC__ASKED = 8,      /* CANCELLED is for the whole task, not for a scope in it */
    ASYNC__MEMBER = 32768  /* with CHILD: of a group */
};

struct async__task {
    async_task base;        /* what generated code sees: must be first. base.link points to leaf, */
                            /* and further up on the way out of a suspension */
    union async__wait wait; /* right behind it: generated code reaches `next` */
    void *watcher;          /* first task that waits for its end, or its gather or group */
    const char *site;       /* where it was spawned, or NULL; with EXTRA see local.c */
    void *scope;            /* the innermost group that it is in (group.c), or NULL */
};
_Static_assert(sizeof(struct async__task) == ASYNC__TASK_HEAD, "a task's header");
#define SAME_PLACE(A, B)                                                          \
    _Static_assert(offsetof(struct async__task, A) ==                             \
                       sizeof(async_task) + offsetof(struct async__task_rest, B), \
                   "async/abi.h and this must agree")
SAME_PLACE(wait, next);
SAME_PLACE(watcher, watcher);
SAME_PLACE(site, site);
SAME_PLACE(scope, scope);
#undef SAME_PLACE

/* A record of a service (a socket's read, an offloaded call) that a task waits
 * for. cancel withdraws it: true, it will never complete and the task may go on
 * at once; false, it must still end, and async__complete follows. */
struct async__operation {
    bool (*cancel)(async__operation *operation);
    const char *name;
    async__task *task;
};

/* What the loop above the scheduler provides. */
typedef struct async__driver {
    uint64_t (*now)(void); /* nanoseconds, monotonic */
    const char *(*error_name)(int error);
    const char *(*error_text)(int error);
} async__driver;

struct async__pool;
struct async__trace;
struct async__mode;

struct async__timer {
    uint64_t deadline;
    async__task *task;
};

typedef struct async__sched {
    async__task *current;     /* the task whose code runs; NULL: the loop's runs */
    struct async__pool *pool; /* NULL: no loop on this thread */
    const async__driver *driver;
    struct async__timer *timers; /* heap: see timer.c */
    uint32_t timer_count, timer_capacity;
    uint64_t last_now, last_tick;
    uint32_t turn; /* counts batches: a turn is what the loop completes, and the batch behind it */
    async_segment *spare; /* a segment kept for the next growth */
    struct async__trace *traces;
    struct async__mode *mode; /* NULL: an ordinary run; see mode.h */
} async__sched;

extern _Thread_local async__sched async__here ASYNC__HIDDEN;

/* sched.c */
int async__sched_open(const async__driver *driver);
void async__sched_close(void);
void async__run_ready(unsigned budget);
void async__step(async__task *task, async_status status);
void async__step_ready(async__task *task);

/* step.c: the same, step by step; how a frame is made to go through async_grow. */
void async__mode_run(unsigned budget);
void async__mode_tighten(async__task *task);
bool async__mode_yields(void);

static inline async__task *async__task_of(async_task *task) { return (async__task *)(void *)task; }

static inline bool async__is_ready(void) { return async__local.tail != &async__local.head; }

static inline void async__make_ready(async__task *task)
{
    async__push_ready(&task->base, ASYNC__READY);
}

/* wait.c: ends a wait. wake puts the task into the ready queue; complete, for
 * callbacks of the loop, runs it at once unless other code of a task is running. */
void async__wake(async__task *task, async_status status);
void async__complete(async__task *task, async_status status);
void async__interrupt(async__task *task);
void async__cancel_task(async__task *task);
const char *async__wait_name(const async__task *task);

/* Whether an await that would suspend must fail instead. */
static inline bool async__is_cancelled(const async__task *task)
{
    return (task->base.flags & (ASYNC__CANCELLED | ASYNC__HELD)) == ASYNC__CANCELLED;
}

/* ASYNC_FAILED with `error` kept in the task. */
ASYNC_COLD
async_status async__fail(async__task *task, int error);

/* Errors that end a function as they should, and so leave no backtrace. CLOSED is that of a
 * generator that is closed (generator.c), and never reaches code of the user's. */
enum { ASYNC__CLOSED = INT16_MIN };

static inline bool async__is_silent(int error)
{
    return error == ASYNC__ECANCELED || error == ASYNC__CLOSED;
}

/* A failed function's frame. */
static inline void async__pop(async_task *task, async_frame *frame, const async_function *function)
{
    if (!function->generator)
        async_pop(task, frame);
}
ASYNC_COLD
async_status async__fail_cancelled(async__task *task);

/* The result lies behind the header, aligned to 16. */
static inline void *async__result_of(async__task *task) { return task + 1; }

/* pool.c: size classes of 16 bytes. */
enum { ASYNC__POOL_UNIT = 16 };

struct async__pool {
    async_task *free[ASYNC__POOL_CLASSES];
    struct async__slab *open[ASYNC__POOL_CLASSES];
    struct async__slab *slabs;
    async__link big;
};

int async__pool_open(void);
void async__pool_close(void);
/* A task of `class` units of memory, with its limit and its size class set. */
async__task *async__pool_take(size_t class);
ASYNC_COLD
void async__pool_give_big(async__task *task);

static inline void async__pool_give(async__task *task)
{
    size_t class = task->base.size_class;
    if (ASYNC_UNLIKELY(class == 0)) {
        async__pool_give_big(task);
        return;
    }
    task->base.error = 0;
    task->base.flags = 0;
    task->wait.next = async__local.free[class];
    async__local.free[class] = &task->base;
}
void async__pool_each(void (*visit)(async__task *task, void *data), void *data);

/* stack.c */
static inline char *async__stack_start(const async__task *task)
{
    return (char *)(uintptr_t)task + (size_t)task->base.root * ASYNC_FRAME_ALIGN;
}
static inline const async_frame *async__root(const async__task *task)
{
    return (const async_frame *)(const void *)async__stack_start(task);
}
void async__stack_close(void);

/* task.c */
async__task *async__task_new(const async_function *function, size_t result_size, size_t stack,
                             const char *site);
void async__task_ended(async__task *task);

static inline void async__task_end(async__task *task, async_status status)
{
    async__local.live--;
    task->base.flags |= status == ASYNC_DONE ? ASYNC__ENDED : ASYNC__ENDED | ASYNC__FAILED_FLAG;
    if (task->watcher != NULL || task->base.flags & ASYNC__DETACHED)
        async__task_ended(task);
}

void async__task_free(async__task *task);
void async__cancel_all(void);

/* join.c: the end of a task for those who wait for it. */
void async__notify(async__task *task);
bool async__is_joined(const async__task *task);
bool async__join_cancel(async__task *task);
bool async__watch_cancel(async__task *task);

/* group.c */
void async__member_ended(async__task *child);
bool async__group_cancel(async__task *task);
void async__members_each(async__task *task, void (*visit)(async__task *child, void *data),
                         void *data);

/* barrier.c, condition.c, queue_select.c: withdraw a wait. */
bool async__barrier_cancel(async__task *task);
bool async__condition_cancel(async__task *task);
bool async__relock_cancel(async__task *task);
bool async__select_cancel(async__task *task);

/* context.c */
void async__contexts_close(void);

/* nest.c: the root of an operator that is an operand. */
bool async__is_nest(const async__task *task);

/* gather.c */
async_task *async__gather_child(async_gather *gather, const async_function *function, size_t stack,
                                const char *site);
async__task *async__gather_parent(const async__task *child);
bool async__gather_has_one_operand(const async__task *child); /* timeout, catch, shield */
void async__gather_ended(async__task *child);
void async__gather_chosen(async__task *task);
bool async__gather_cancel(async__task *task);
void async__gather_timed_out(async__task *task);
bool async__gather_waits(const async__task *child); /* its parent is suspended in the await */
async__task *async__gather_first(const async__task *parent);
async__task *async__gather_next(const async__task *child);

/* local.c: names, and values that children inherit. */
bool async__inherit(async__task *task);
void async__extra_drop(async__task *task);
const char *async__site_of(const async__task *task);
const char *async__name_of(const async__task *task);

/* timer.c */
bool async__timer_start(async__task *task, enum async__kind kind, uint64_t ms);
bool async__timer_cancel(async__task *task);
uint64_t async__timers_next(void); /* UINT64_MAX: none */
void async__timers_run(void);

/* trace.c, report.c */
void async__trace_add(async__task *task, const async_function *function, uint32_t line);
unsigned async__trace_length(const async__task *task); /* not above what is kept */
void async__trace_cut(async__task *task, unsigned length);
void async__trace_drop(async__task *task);
void async__trace_move(async__task *from, async__task *to);
void async__trace_print(const async__task *task);
uint32_t async__line_of(const async_function *function, uint32_t state);
void async__print_place(const async__task *task, const char *before);
void async__report_failure(async__task *task, const char *who);
void async__report_unjoined(const async__task *task);
void async__report_deadlock(void);
/* A call of `function` that cannot be right: prints what is wrong, and aborts. */
ASYNC_COLD _Noreturn void async__misuse(const char *function, const char *text);

/* dump.c: the tree of tasks, at most `limit` of them. */
void async__dump(unsigned limit);

#endif
