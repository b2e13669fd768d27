/* abi.h - what generated code and hand-written async functions use.
 *
 * docs/abi.md explains it with an example written by hand. In short, for
 *
 *     async int fetch(const char *host);
 *
 * the linker sees three symbols, whose decorated names make a file that
 * believes `fetch` to be a plain function fail to link:
 *
 *     async_status fetch__async(async_task *task, int *result, const char *host);
 *     void         fetch__begin(async_task *task, int *result, const char *host);
 *     extern const async_function fetch__fn;
 *
 * `fetch__async` is an await: it takes its frame from the task's own stack,
 * runs until it ends or must wait, and says which. Nothing is linked while
 * everything completes at once. Only on the way out of a suspension does each
 * caller store where it stands (async_leave), and the scheduler later resumes
 * at the innermost frame, whatever the depth.
 *
 * `fetch__begin` only makes the root frame of a new task. An async function
 * pointer points to the descriptor `fetch__fn`.
 */
#ifndef ASYNC_ABI_H
#define ASYNC_ABI_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define ASYNC__BOOL bool
extern "C" {
#else
#define ASYNC__BOOL _Bool
#endif

/* For functions that not every file uses. */
#define ASYNC_UNUSED __attribute__((unused))

/* What a call of an async function says when it returns.
 *   ASYNC_DONE     it has ended; its frame is popped, *result is written
 *   ASYNC_PENDING  it waits; its frame stays, the caller must leave too
 *   ASYNC_FAILED   it has ended without a result (async_fail, cancellation, out
 *                  of memory); its frame is popped, the task holds the error */
typedef enum async_status { ASYNC_DONE, ASYNC_PENDING, ASYNC_FAILED } async_status;

typedef struct async_frame async_frame;
typedef struct async_function async_function;
typedef struct async_segment async_segment;

/* The head of a task, as far as generated code and the functions here reach into
 * it; only top, limit and link are part of the ABI. The runtime keeps more behind it (first
 * the next task of the ready queue), and the result behind that. */
typedef struct async_task {
    char *top;          /* next free byte of the task's stack */
    char *limit;        /* end of the stack's current segment */
    async_frame **link; /* where the next frame that leaves is linked (async_leave) */
    async_frame *leaf;  /* the innermost frame, while suspended */
    uint16_t root;      /* where the stack begins, from here, in units of 16 bytes */
    int16_t error;      /* of a failure */
    uint16_t flags;
    uint8_t kind; /* what it waits for */
    uint8_t size_class;
} async_task;

/* What lies between the head and the result: the runtime's own, but spawning fills it in here. */
struct async__task_rest {
    async_task *next; /* in the ready queue and in the free lists */
    void *wait[3];
    void *watcher;
    const char *site;
    void *scope;
};

/* What the functions here reach of this thread's scheduler: the ready queue, which ends where
 * `tail` points, and the tasks that are free, by the 16 bytes of their size. */
typedef struct async_local {
    async_task *head;
    async_task **tail;
    async_task **free;
    size_t classes; /* sizes from here on are not looked for in `free`; 0: all spawns are slow */
    size_t live;    /* tasks that have not ended */
} async_local;

extern __thread async_local async__local __attribute__((__tls_model__("initial-exec")));

enum { ASYNC__TASK_HEAD = 96, ASYNC__POOL_CLASSES = 65 };
enum { ASYNC__READY = 1, ASYNC__YIELD = 2 }; /* of kind */
enum {                                       /* of flags; the others are in sched.h */
       ASYNC__LIVE = 1,                      /* the block holds a task (the pool is scanned) */
       ASYNC__ENDED = 2,                     /* its root function has ended */
       ASYNC__FAILED_FLAG = 4,               /* woken, or ended, with a failure: see error */
       ASYNC__STATIC = 512,                  /* the sentinel of a spawn that failed */
       ASYNC__TRACED = 1024,                 /* a backtrace of its failure is kept */
       ASYNC__EXTRA = 4096,                  /* it has a name or values: see local.c */
       ASYNC__NOT_PLAIN = ASYNC__FAILED_FLAG | ASYNC__STATIC | ASYNC__TRACED | ASYNC__EXTRA
};

static inline ASYNC_UNUSED struct async__task_rest *async__rest(async_task *task)
{
    return (struct async__task_rest *)(void *)(task + 1);
}

static inline ASYNC_UNUSED void async__push_ready(async_task *task, uint8_t kind)
{
    task->kind = kind;
    *async__local.tail = task;
    async__local.tail = &async__rest(task)->next;
}

/* The head of each frame. `function` and `caller` are set when the frame first
 * suspends, or when it is the root frame of a task; `state` is the point at
 * which `function->resume` goes on (0: the beginning). */
struct async_frame {
    const async_function *function;
    async_frame *caller;
    uint32_t state;
    uint32_t reserved;
};

/* The descriptor of an async function: constant, one per function.
 *   resume   goes on at frame->state; called when what the frame waited for
 *            has ended with a result
 *   unwind   goes on at frame->state when it has failed; runs scope exits
 *            (defer, cleanup). NULL: the frame holds nothing to release and
 *            the runtime pops it without a call
 *   call     the function's NAME__async, begin: its NAME__begin; both behind
 *            the generic function type
 *   awaits   lines of the function's awaits, indexed by state - 1
 *   generator  its frame is not on the task's stack and is not popped (async_items)
 *   takes    of the runtime's own: gives its caller an item or a permit, and before it has, nothing
 *   stack    bytes of stack that a task rooted here needs, as far as the
 *            compiler knows; the runtime learns the rest in `high_water` */
struct async_function {
    async_status (*resume)(async_task *task, async_frame *frame);
    async_status (*unwind)(async_task *task, async_frame *frame);
    void (*call)(void);
    void (*begin)(void);
    const char *name;
    const char *file;
    uint32_t line;
    uint32_t await_count;
    const uint32_t *awaits;
    uint32_t frame_size;
    uint32_t stack;
    uint32_t *high_water;
    ASYNC__BOOL generator;
    ASYNC__BOOL takes;
};

/* Alignment and granularity of frames. A frame that needs more asks for it with
 * async_push_aligned. */
enum { ASYNC_FRAME_ALIGN = 16 };
#define ASYNC_FRAME_SIZE(type) \
    ((sizeof(type) + ASYNC_FRAME_ALIGN - 1) & ~(size_t)(ASYNC_FRAME_ALIGN - 1))

#define ASYNC_LIKELY(x) __builtin_expect(!!(x), 1)
#define ASYNC_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define ASYNC_COLD __attribute__((cold, noinline))

/* Takes `size` bytes (a multiple of ASYNC_FRAME_ALIGN) from the task's stack.
 * NULL: the segment is full, go on with async_grow. */
static inline ASYNC_UNUSED void *async_push(async_task *task, size_t size)
{
    char *frame = task->top;
    if (ASYNC_UNLIKELY((size_t)(task->limit - frame) < size))
        return NULL;
    if (frame == NULL)
        __builtin_unreachable(); /* saves the caller's test on the way that matters */
    task->top = frame + size;
    return frame;
}

/* The same for a frame whose alignment is larger than ASYNC_FRAME_ALIGN. The
 * gap in front of the frame is given back when the caller's frame is popped. */
static inline ASYNC_UNUSED void *async_push_aligned(async_task *task, size_t size, size_t align)
{
    uintptr_t start = ((uintptr_t)task->top + align - 1) & ~(uintptr_t)(align - 1);
    char *frame = task->top + (start - (uintptr_t)task->top);
    if (ASYNC_UNLIKELY((uintptr_t)task->limit < start || (uintptr_t)task->limit - start < size))
        return NULL;
    task->top = frame + size;
    return frame;
}

/* Gives the frame back: the last thing that a function does before it returns
 * ASYNC_DONE. */
static inline ASYNC_UNUSED void async_pop(async_task *task, void *frame)
{
    task->top = (char *)frame;
}

/* Continues the task's stack on a new segment with room for `size` more bytes,
 * so that the same call can be made again (for a frame of larger alignment, `size`
 * plus that alignment); NULL when out of memory (the task's
 * error is UV_ENOMEM then, return ASYNC_FAILED). async_shrink goes back to the old
 * segment when that call has ended, at once or later, and returns its status.
 * Keep the call of both in a cold function of its own: in NAME__async it would
 * cost saved registers on the way that matters. */
ASYNC_COLD async_segment *async_grow(async_task *task, size_t size);
ASYNC_COLD async_status async_shrink(async_task *task, async_segment *segment, async_status status);

/* Makes the root frame of a new task: `size` as in async_push, `align` 0 or as
 * in async_push_aligned. Never fails: the task was created with room for it.
 * Sets the frame's head; the caller fills in result and arguments. */
static inline ASYNC_UNUSED void *async_push_root(async_task *task, const async_function *function,
                                                 size_t size, size_t align)
{
    char *start = task->top;
    if (align > ASYNC_FRAME_ALIGN) {
        start += (size_t) - (uintptr_t)start & (align - 1);
        task->root = (uint16_t)((size_t)(start - (char *)task) / ASYNC_FRAME_ALIGN);
    }
    async_frame *frame = (async_frame *)(void *)start;
    task->top = start + size;
    frame->function = function;
    frame->caller = (async_frame *)0;
    frame->state = 0;
    task->leaf = frame;
    return frame;
}

/* The part of async_leave for failures: pops the frame. */
ASYNC_COLD async_status async__leave_failed(async_task *task, async_frame *frame,
                                            const async_function *function, uint32_t state);

/* What a function does when an await did not end with ASYNC_DONE: stores where
 * to go on (`state`, from 1) and links the frame under its callee (pending), or
 * pops it (failed). Returns `status`, to be returned on. */
static inline ASYNC_UNUSED async_status async_leave(async_task *task, async_frame *frame,
                                                    const async_function *function, uint32_t state,
                                                    async_status status)
{
    if (ASYNC_UNLIKELY(status == ASYNC_FAILED))
        return async__leave_failed(task, frame, function, state);
    frame->function = function;
    frame->state = state;
    *task->link = frame;
    task->link = &frame->caller;
    return ASYNC_PENDING;
}

/* Ends the coroutine abnormally (see async_fail in async.h): records the error
 * in the task, pops the frame and returns ASYNC_FAILED. */
ASYNC_COLD async_status async_throw(async_task *task, async_frame *frame, int error);

/* The same, and tells the backtrace where: `line` of the async_fail in `function`. */
ASYNC_COLD async_status async_throw_at(async_task *task, async_frame *frame,
                                       const async_function *function, uint32_t line, int error);

/* Memory for a variable-length array: on the task's stack above the frame of its function if
 * there is room, else from the heap. Released by async_array_end, in reverse order, while that
 * function's frame is the innermost. NULL: out of memory (the task's error is UV_ENOMEM then).
 * async_alloca is the same until async_alloca_end of *blocks, NULL at first, and for memory
 * on the stack until an array that is older is released (as with gcc) or the frame is popped. */
void *async_array(async_task *task, size_t size, size_t align);
void async_array_end(async_task *task, void *array);
void *async_alloca(async_task *task, void **blocks, size_t size);
void async_alloca_end(void *blocks);

/* The same for generators: from the heap, for the stack is the consumer's between two items. */
void *async_array_apart(async_task *task, size_t size, size_t align);
void async_array_end_apart(async_task *task, void *array);
void *async_alloca_apart(async_task *task, void **blocks, size_t size);

/* Holds cancellation back while scope exits (defer) run: awaits in between are no
 * cancellation points. Returns what async_unhold must be given afterwards. */
int async_hold(async_task *task);
void async_unhold(async_task *task, int held);

/* Leaving a block with deferred statements (defer, cleanup). The record lives in the
 * frame, zeroed when the block's first such statement is reached.
 *   async_exit_begin   the block is left in the ordinary way; `to` says, for the generated
 *                      code alone, where to go on afterwards
 *   async_exit_failed  it is left because an await failed; also called when
 *                      an await of a deferred statement fails: then the first
 *                      failure stays and the new one is reported
 *   async_exit_end     all have run; gives `to`, or -1 if the block was left by a failure: then
 *                      the task's error is that of the failure, which goes on
 * In between cancellation is held back. */
typedef struct async_exit {
    int32_t to;
    int16_t error;
    uint8_t active, failed, held, traced; /* frames in the first failure's backtrace */
} async_exit;

void async_exit_begin(async_task *task, async_exit *record, int32_t to);
ASYNC_COLD void async_exit_failed(async_task *task, async_exit *record);
int32_t async_exit_end(async_task *task, async_exit *record);

/* For functions with deferred statements: async_throw_at without leaving the frame, and what
 * an await that failed at once adds to the backtrace. */
ASYNC_COLD void async_failed_at(async_task *task, const async_function *function, uint32_t line);
ASYNC_COLD void async_raise_at(async_task *task, const async_function *function, uint32_t line,
                               int error);

/* Declares the three symbols of an async function for code written by hand:
 *     ASYNC_DECLARE(fetch, (async_task *task, int *result, const char *host));
 * A function that returns void takes `void *result`, which it ignores. */
#define ASYNC_DECLARE(name, parameters)    \
    async_status name##__async parameters; \
    void name##__begin parameters;         \
    extern const async_function name##__fn

/* The descriptor that an async function pointer points to. */
static inline ASYNC_UNUSED const async_function *async_function_of(void (*pointer)(void))
{
    union {
        void (*pointer)(void);
        const async_function *function;
    } u;
    u.pointer = pointer;
    return u.function;
}

/* The async function pointer to a function declared in this file. */
#define ASYNC_POINTER(name) (__extension__(__typeof__(&name)) & name##__fn)

/* ---- tasks ------------------------------------------------------------- */

/* A task handle of any type; async_task(T) values are converted to and from it. */
typedef void (*async_handle)(void);

/* Bytes of stack for a task of `function`: what the compiler knows, or what was learnt. */
static inline ASYNC_UNUSED size_t async__stack_of(const async_function *function)
{
    size_t stack = function->stack > function->frame_size ? function->stack : function->frame_size;
    if (function->high_water != NULL) {
        uint32_t learnt = __atomic_load_n(function->high_water, __ATOMIC_RELAXED);
        stack = learnt > stack ? learnt : stack;
    }
    return (stack + ASYNC_FRAME_ALIGN - 1) & ~(size_t)(ASYNC_FRAME_ALIGN - 1);
}

/* Of a free task everything else is as a new one needs it. */
static inline ASYNC_UNUSED void async__task_init(async_task *task, size_t head, const char *site)
{
    task->top = (char *)task + head;
    task->root = (uint16_t)(head / ASYNC_FRAME_ALIGN);
    task->flags = ASYNC__LIVE;
    async__rest(task)->site = site;
    async__local.live++;
}

/* The part of async_task_create that is not a pop of a free list; `head` bytes lie before
 * the stack, `units` of 16 bytes are needed in all. */
ASYNC_COLD async_task *async__task_create_slow(size_t units, size_t head, const char *site);

/* A new task of the calling thread's loop, with room for a result of
 * `result_size` bytes. `site` ("file.c:12", not copied) says where it was spawned.
 * The caller must call begin of `function` with async_task_result as result,
 * then async_task_start. NULL: out of memory, or no loop runs on this thread. */
static inline ASYNC_UNUSED async_task *async_task_create(const async_function *function,
                                                         size_t result_size, const char *site)
{
    size_t head =
        (ASYNC__TASK_HEAD + result_size + ASYNC_FRAME_ALIGN - 1) & ~(size_t)(ASYNC_FRAME_ALIGN - 1);
    size_t units = (head + async__stack_of(function)) / 16;
    async_task *task = units < async__local.classes ? async__local.free[units] : NULL;
    if (ASYNC_UNLIKELY(task == NULL))
        return async__task_create_slow(units, head, site);
    async__local.free[units] = async__rest(task)->next;
    async__task_init(task, head, site);
    return task;
}

static inline ASYNC_UNUSED void *async_task_result(async_task *task)
{
    return (char *)task + ASYNC__TASK_HEAD;
}

/* The handle of a task that has failed with UV_ENOMEM. */
async_handle async__task_none(void);

/* Makes the task ready: it runs from the next turn. Of NULL it makes a handle
 * whose task has failed with UV_ENOMEM. */
static inline ASYNC_UNUSED async_handle async_task_start(async_task *task)
{
    if (ASYNC_UNLIKELY(task == NULL))
        return async__task_none();
    async__push_ready(task, ASYNC__READY);
    return (async_handle)(uintptr_t)task;
}

/* The part of async_task_join for tasks that have not ended, or not with a value. */
async_status async__task_join_slow(async_task *task, void *result, async_handle handle,
                                   size_t size);

/* Awaits the end of a task and consumes the handle: `size` bytes of result are
 * copied to `result`. The await behind async_join(t). */
static inline ASYNC_UNUSED async_status async_task_join(async_task *task, void *result,
                                                        async_handle handle, size_t size)
{
    async_task *child = (async_task *)(uintptr_t)handle;
    if (ASYNC_UNLIKELY((child->flags & (ASYNC__ENDED | ASYNC__NOT_PLAIN)) != ASYNC__ENDED ||
                       child->size_class == 0))
        return async__task_join_slow(task, result, handle, size);
    if (size != 0)
        __builtin_memcpy(result, async_task_result(child), size);
    child->error = 0;
    child->flags = 0;
    async__rest(child)->next = async__local.free[child->size_class];
    async__local.free[child->size_class] = child;
    return ASYNC_DONE;
}

/* ---- gather ------------------------------------------------------------ */

/* The children of one async_gather; lives in the caller's frame, never moves. */
typedef struct async_gather {
    void *private_[6];
} async_gather;

void async_gather_init(async_gather *gather, async_task *task);

/* A new child for which the caller calls begin, or NULL when out of memory
 * (async_gather_await fails then). Nothing runs before async_gather_await, which
 * starts the children in order and is the await itself. */
async_task *async_gather_child(async_gather *gather, const async_function *function,
                               const char *site);
async_status async_gather_await(async_task *task, async_gather *gather);

/* The same children under the other operators (see async.h); each is the await itself and
 * frees the children. `index` and `result` are written before ASYNC_DONE.
 *   select   *index: the lowest child that ended with a value; -1 without children
 *   timeout  one child; *result: 0 or UV_ETIMEDOUT
 *   catch    one child; *result: 0 or the error that it failed with
 *   shield   one child, which a cancellation of `task` does not reach */
async_status async_select_await(async_task *task, async_gather *gather, int *index);
async_status async_timeout_await(async_task *task, async_gather *gather, uint64_t ms, int *result);
async_status async_catch_await(async_task *task, async_gather *gather, int *result);
async_status async_shield_await(async_task *task, async_gather *gather);

/* ---- groups ------------------------------------------------------------- */

/* A group and its block in the parent's code, which is a cancel scope of the parent; lives in its
 * frame.
 *   begin   the block is entered
 *   child   a new child for which the caller calls begin, then start; NULL when out of memory
 *           (the group has failed then). `size` bytes of room for a result that nobody wants
 *           are at async_group_result
 *   end     awaited when the block has been left and `exit` says how: waits for the
 *           children, and writes into `exit` how it goes on. Never fails itself */
typedef struct async_group_t {
    void *private_[7];
} async_group_t;

void async_group_begin(async_task *task, async_group_t *group);
async_task *async_group_child(async_group_t *group, const async_function *function, size_t size,
                              const char *site);
static inline ASYNC_UNUSED void *async_group_result(async_task *child)
{
    return (char *)async_task_result(child) + 2 * sizeof(void *); /* behind the group's link */
}
void async_group_start(async_task *child);
async_status async_group_end(async_task *task, async_group_t *group, async_exit *exit);

/* ---- generators ---------------------------------------------------------- */

/* The consumer's record of a generator (async_for); lives in its frame. A generator's NAME__async
 * takes it in the place of a result, makes the frame and runs to the first item; there is no
 * NAME__begin. After it, and after async_items_next, `emitted` says whether there is an item.
 *   frame  memory for the generator's frame, kept until `end`; NULL: out of memory
 *   emit   of the generator: the item is in place; go on at `state` for the next one, or unwind
 *          there to be closed. What it returns is to be returned on
 *   block  the same on a C stack; returns ASYNC_FAILED when the generator is to be closed
 *   next   an await: to the next item, or to the end
 *   close  an await: runs the deferred statements of a generator that has more to come
 *   end    gives the memory back; the loop has been left */
typedef struct async_items {
    void *item; /* where the generator puts it */
    async_frame *emitted;
    void *memory;
} async_items;

static inline ASYNC_UNUSED void async_items_init(async_items *items, void *item)
{
    items->item = item;
    items->emitted = (async_frame *)0;
    items->memory = (void *)0;
}

void *async_items_frame(async_task *task, async_items *items, size_t size, size_t align);

static inline ASYNC_UNUSED async_status async_items_emit(async_items *items, async_frame *frame,
                                                         const async_function *function,
                                                         uint32_t state)
{
    frame->function = function;
    frame->state = state;
    items->emitted = frame;
    return ASYNC_DONE;
}

async_status async_items_block(async_items *items);

/* The stack is full, or test mode wants a suspension here. */
ASYNC_COLD async_status async__items_next_slow(async_task *task, async_items *items);

static inline ASYNC_UNUSED async_status async_items_next(async_task *task, async_items *items)
{
    async_frame *frame = items->emitted;
    if (ASYNC_UNLIKELY(task->top == task->limit))
        return async__items_next_slow(task, items);
    items->emitted = (async_frame *)0;
    return frame->function->resume(task, frame);
}

async_status async_items_close(async_task *task, async_items *items);
void async_items_end(async_items *items);

/* ---- operators in operators ---------------------------------------------- */

/* Operators as operands: a child of `gather` that is an operator itself, of which the caller adds
 * the children to what this returns; NULL when out of memory, which the functions here take
 * (`gather` fails then). `ms` is for a timeout; `result`, or NULL, is where the operator's value
 * goes. */
enum async_rule { ASYNC_GATHER, ASYNC_SELECT, ASYNC_TIMEOUT, ASYNC_CATCH, ASYNC_SHIELD };
async_gather *async_gather_nest(async_gather *gather, enum async_rule rule, uint64_t ms,
                                int *result, const char *site);

/* A child that joins a task: consumes the handle, copies `size` bytes to `result`. */
void async_gather_join(async_gather *gather, async_handle handle, void *result, size_t size,
                       const char *site);

/* A child that makes an offloaded call: gives its record of `record` bytes, to be filled in. When
 * the call has ended `size` bytes at `offset` of it are copied to `result` (or NULL). */
void *async_gather_offload(async_gather *gather, size_t record, void *result, size_t offset,
                           size_t size, const char *site);

/* ---- offload ----------------------------------------------------------- */

/* The head of the record that holds an offloaded call's function, arguments and
 * result; lives in the caller's frame. `run` makes the call, on a thread of the
 * pool; errno is carried back to the loop's thread. */
typedef struct async_offload_call {
    void (*run)(struct async_offload_call *call);
    void *private_[2];
    int error;
    int saved_errno;
} async_offload_call;

async_status async_offload_await(async_task *task, async_offload_call *call);

/* ---- on C stacks (-fasync-blocking) ------------------------------------- */

/* Functions compiled with -fasync-blocking run on a C stack of their own. Their frame holds the
 * arguments and `place`.
 *   async_context_runs    this task is on such a stack now: the body may be called as it is
 *   async_context_resume  resume (or, with ASYNC_FAILED, unwind) of such a frame: enters its
 *                         stack, where `run` calls the body, till that waits or ends
 *   async_block           what stands around each call: waits until the callee has ended */
typedef struct async_context async_context;
ASYNC__BOOL async_context_runs(const async_task *task);
async_status async_context_resume(async_task *task, async_frame *frame,
                                  const async_function *function,
                                  async_status (*run)(async_task *task, async_frame *frame),
                                  async_context **place, async_status status);
async_status async__block(void);
static inline ASYNC_UNUSED async_status async_block(async_status status)
{
    return status == ASYNC_PENDING ? async__block() : status;
}

/* ---- entries from plain C ---------------------------------------------- */

/* What asyncc writes as the real main: the task of `async int main`, for which
 * begin is called with async_task_result, then the loop until it ends. begin
 * never returns NULL (a failure is printed and exits); end returns the exit
 * status, or does not return when main was ended by a signal. */
async_task *async_main_begin(const async_function *function);
int async_main_end(async_task *task);

/* async_run(f()): the same with a loop of its own for any function. NULL when
 * out of memory; async_run_end(NULL) reports that. The result is
 * written to `result` of the begin call, which the caller owns. */
async_task *async_run_begin(const async_function *function, const char *site);
void async_run_end(async_task *task);

#ifdef __cplusplus
}
#endif
#endif
