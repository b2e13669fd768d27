#line 28 "/work/main/build/include/async.h"
#include <stddef.h>
#line 29 "/work/main/build/include/async.h"
#include <stdint.h>
#line 71 "/work/main/build/include/async.h"
struct async__gnu_line_marker;
#line 26 "/work/main/build/include/async/abi.h"
#include <stddef.h>
#line 41 "/work/main/build/include/async/abi.h"
typedef enum async_status { ASYNC_DONE, ASYNC_PENDING, ASYNC_FAILED } async_status;

typedef struct async_frame async_frame;
typedef struct async_function async_function;
typedef struct async_segment async_segment;

#line 50 "/work/main/build/include/async/abi.h"
typedef struct async_task {
    char *top;
    char *limit;
    async_frame **link;
    async_frame *leaf;
    uint16_t root;
    int16_t error;
    uint16_t flags;
    uint8_t kind;
    uint8_t size_class;
} async_task;

#line 63 "/work/main/build/include/async/abi.h"
struct async__task_rest {
    async_task *next;
    void *wait[3];
    void *watcher;
    const char *site;
    void *scope;
};

#line 73 "/work/main/build/include/async/abi.h"
typedef struct async_local {
    async_task *head;
    async_task **tail;
    async_task **free;
    size_t classes;
    size_t live;
} async_local;

extern __thread async_local async__local __attribute__((__tls_model__("initial-exec")));

enum { ASYNC__TASK_HEAD = 96, ASYNC__POOL_CLASSES = 65 };
enum { ASYNC__READY = 1, ASYNC__YIELD = 2 };
enum {
       ASYNC__LIVE = 1,
       ASYNC__ENDED = 2,
       ASYNC__FAILED_FLAG = 4,
       ASYNC__STATIC = 512,
       ASYNC__TRACED = 1024,
       ASYNC__EXTRA = 4096,
       ASYNC__NOT_PLAIN = ASYNC__FAILED_FLAG | ASYNC__STATIC | ASYNC__TRACED | ASYNC__EXTRA
};

static inline __attribute__((unused)) struct async__task_rest *async__rest(async_task *task)
{
    return (struct async__task_rest *)(void *)(task + 1);
}

static inline __attribute__((unused)) void async__push_ready(async_task *task, uint8_t kind)
{
    task->kind = kind;
    *async__local.tail = task;
    async__local.tail = &async__rest(task)->next;
}

#line 110 "/work/main/build/include/async/abi.h"
struct async_frame {
    const async_function *function;
    async_frame *caller;
    uint32_t state;
    uint32_t reserved;
};
#line 130 "/work/main/build/include/async/abi.h"
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
    _Bool generator;
    _Bool takes;
};

#line 149 "/work/main/build/include/async/abi.h"
enum { ASYNC_FRAME_ALIGN = 16 };
#line 159 "/work/main/build/include/async/abi.h"
static inline __attribute__((unused)) void *async_push(async_task *task, size_t size)
{
    char *frame = task->top;
    if (__builtin_expect(!!((size_t)(task->limit - frame) < size), 0))
        return ((void*)0);
    if (frame == ((void*)0))
        __builtin_unreachable();
    task->top = frame + size;
    return frame;
}

#line 172 "/work/main/build/include/async/abi.h"
static inline __attribute__((unused)) void *async_push_aligned(async_task *task, size_t size, size_t align)
{
    uintptr_t start = ((uintptr_t)task->top + align - 1) & ~(uintptr_t)(align - 1);
    char *frame = task->top + (start - (uintptr_t)task->top);
    if (__builtin_expect(!!((uintptr_t)task->limit < start || (uintptr_t)task->limit - start < size), 0))
        return ((void*)0);
    task->top = frame + size;
    return frame;
}

#line 184 "/work/main/build/include/async/abi.h"
static inline __attribute__((unused)) void async_pop(async_task *task, void *frame)
{
    task->top = (char *)frame;
}
#line 196 "/work/main/build/include/async/abi.h"
__attribute__((cold, noinline)) async_segment *async_grow(async_task *task, size_t size);
__attribute__((cold, noinline)) async_status async_shrink(async_task *task, async_segment *segment, async_status status);

#line 202 "/work/main/build/include/async/abi.h"
static inline __attribute__((unused)) void *async_push_root(async_task *task, const async_function *function,
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

#line 220 "/work/main/build/include/async/abi.h"
__attribute__((cold, noinline)) async_status async__leave_failed(async_task *task, async_frame *frame,
                                            const async_function *function, uint32_t state);

#line 226 "/work/main/build/include/async/abi.h"
static inline __attribute__((unused)) async_status async_leave(async_task *task, async_frame *frame,
                                                    const async_function *function, uint32_t state,
                                                    async_status status)
{
    if (__builtin_expect(!!(status == ASYNC_FAILED), 0))
        return async__leave_failed(task, frame, function, state);
    frame->function = function;
    frame->state = state;
    *task->link = frame;
    task->link = &frame->caller;
    return ASYNC_PENDING;
}

#line 241 "/work/main/build/include/async/abi.h"
__attribute__((cold, noinline)) async_status async_throw(async_task *task, async_frame *frame, int error);

#line 244 "/work/main/build/include/async/abi.h"
__attribute__((cold, noinline)) async_status async_throw_at(async_task *task, async_frame *frame,
                                       const async_function *function, uint32_t line, int error);

#line 252 "/work/main/build/include/async/abi.h"
void *async_array(async_task *task, size_t size, size_t align);
void async_array_end(async_task *task, void *array);
void *async_alloca(async_task *task, void **blocks, size_t size);
void async_alloca_end(void *blocks);

#line 258 "/work/main/build/include/async/abi.h"
void *async_array_apart(async_task *task, size_t size, size_t align);
void async_array_end_apart(async_task *task, void *array);
void *async_alloca_apart(async_task *task, void **blocks, size_t size);

#line 264 "/work/main/build/include/async/abi.h"
int async_hold(async_task *task);
void async_unhold(async_task *task, int held);
#line 277 "/work/main/build/include/async/abi.h"
typedef struct async_exit {
    int32_t to;
    int16_t error;
    uint8_t active, failed, held, traced;
} async_exit;

void async_exit_begin(async_task *task, async_exit *record, int32_t to);
__attribute__((cold, noinline)) void async_exit_failed(async_task *task, async_exit *record);
int32_t async_exit_end(async_task *task, async_exit *record);

#line 289 "/work/main/build/include/async/abi.h"
__attribute__((cold, noinline)) void async_failed_at(async_task *task, const async_function *function, uint32_t line);
__attribute__((cold, noinline)) void async_raise_at(async_task *task, const async_function *function, uint32_t line,
                               int error);
#line 302 "/work/main/build/include/async/abi.h"
static inline __attribute__((unused)) const async_function *async_function_of(void (*pointer)(void))
{
    union {
        void (*pointer)(void);
        const async_function *function;
    } u;
    u.pointer = pointer;
    return u.function;
}

#line 318 "/work/main/build/include/async/abi.h"
typedef void (*async_handle)(void);

#line 321 "/work/main/build/include/async/abi.h"
static inline __attribute__((unused)) size_t async__stack_of(const async_function *function)
{
    size_t stack = function->stack > function->frame_size ? function->stack : function->frame_size;
    if (function->high_water != ((void*)0)) {
        uint32_t learnt = __atomic_load_n(function->high_water, 0);
        stack = learnt > stack ? learnt : stack;
    }
    return (stack + ASYNC_FRAME_ALIGN - 1) & ~(size_t)(ASYNC_FRAME_ALIGN - 1);
}

#line 332 "/work/main/build/include/async/abi.h"
static inline __attribute__((unused)) void async__task_init(async_task *task, size_t head, const char *site)
{
    task->top = (char *)task + head;
    task->root = (uint16_t)(head / ASYNC_FRAME_ALIGN);
    task->flags = ASYNC__LIVE;
    async__rest(task)->site = site;
    async__local.live++;
}

#line 343 "/work/main/build/include/async/abi.h"
__attribute__((cold, noinline)) async_task *async__task_create_slow(size_t units, size_t head, const char *site);

#line 349 "/work/main/build/include/async/abi.h"
static inline __attribute__((unused)) async_task *async_task_create(const async_function *function,
                                                         size_t result_size, const char *site)
{
    size_t head =
        (ASYNC__TASK_HEAD + result_size + ASYNC_FRAME_ALIGN - 1) & ~(size_t)(ASYNC_FRAME_ALIGN - 1);
    size_t units = (head + async__stack_of(function)) / 16;
    async_task *task = units < async__local.classes ? async__local.free[units] : ((void*)0);
    if (__builtin_expect(!!(task == ((void*)0)), 0))
        return async__task_create_slow(units, head, site);
    async__local.free[units] = async__rest(task)->next;
    async__task_init(task, head, site);
    return task;
}

static inline __attribute__((unused)) void *async_task_result(async_task *task)
{
    return (char *)task + ASYNC__TASK_HEAD;
}

#line 369 "/work/main/build/include/async/abi.h"
async_handle async__task_none(void);

#line 373 "/work/main/build/include/async/abi.h"
static inline __attribute__((unused)) async_handle async_task_start(async_task *task)
{
    if (__builtin_expect(!!(task == ((void*)0)), 0))
        return async__task_none();
    async__push_ready(task, ASYNC__READY);
    return (async_handle)(uintptr_t)task;
}

#line 382 "/work/main/build/include/async/abi.h"
async_status async__task_join_slow(async_task *task, void *result, async_handle handle,
                                   size_t size);

#line 387 "/work/main/build/include/async/abi.h"
static inline __attribute__((unused)) async_status async_task_join(async_task *task, void *result,
                                                        async_handle handle, size_t size)
{
    async_task *child = (async_task *)(uintptr_t)handle;
    if (__builtin_expect(!!((child->flags & (ASYNC__ENDED | ASYNC__NOT_PLAIN)) != ASYNC__ENDED || child->size_class == 0), 0))

        return async__task_join_slow(task, result, handle, size);
    if (size != 0)
        __builtin_memcpy(result, async_task_result(child), size);
    child->error = 0;
    child->flags = 0;
    async__rest(child)->next = async__local.free[child->size_class];
    async__local.free[child->size_class] = child;
    return ASYNC_DONE;
}

#line 406 "/work/main/build/include/async/abi.h"
typedef struct async_gather {
    void *private_[6];
} async_gather;

void async_gather_init(async_gather *gather, async_task *task);

#line 415 "/work/main/build/include/async/abi.h"
async_task *async_gather_child(async_gather *gather, const async_function *function,
                               const char *site);
async_status async_gather_await(async_task *task, async_gather *gather);

#line 425 "/work/main/build/include/async/abi.h"
async_status async_select_await(async_task *task, async_gather *gather, int *index);
async_status async_timeout_await(async_task *task, async_gather *gather, uint64_t ms, int *result);
async_status async_catch_await(async_task *task, async_gather *gather, int *result);
async_status async_shield_await(async_task *task, async_gather *gather);
#line 440 "/work/main/build/include/async/abi.h"
typedef struct async_group_t {
    void *private_[7];
} async_group_t;

void async_group_begin(async_task *task, async_group_t *group);
async_task *async_group_child(async_group_t *group, const async_function *function, size_t size,
                              const char *site);
static inline __attribute__((unused)) void *async_group_result(async_task *child)
{
    return (char *)async_task_result(child) + 2 * sizeof(void *);
}
void async_group_start(async_task *child);
async_status async_group_end(async_task *task, async_group_t *group, async_exit *exit);
#line 466 "/work/main/build/include/async/abi.h"
typedef struct async_items {
    void *item;
    async_frame *emitted;
    void *memory;
} async_items;

static inline __attribute__((unused)) void async_items_init(async_items *items, void *item)
{
    items->item = item;
    items->emitted = (async_frame *)0;
    items->memory = (void *)0;
}

void *async_items_frame(async_task *task, async_items *items, size_t size, size_t align);

static inline __attribute__((unused)) async_status async_items_emit(async_items *items, async_frame *frame,
                                                         const async_function *function,
                                                         uint32_t state)
{
    frame->function = function;
    frame->state = state;
    items->emitted = frame;
    return ASYNC_DONE;
}

async_status async_items_block(async_items *items);

#line 494 "/work/main/build/include/async/abi.h"
__attribute__((cold, noinline)) async_status async__items_next_slow(async_task *task, async_items *items);

static inline __attribute__((unused)) async_status async_items_next(async_task *task, async_items *items)
{
    async_frame *frame = items->emitted;
    if (__builtin_expect(!!(task->top == task->limit), 0))
        return async__items_next_slow(task, items);
    items->emitted = (async_frame *)0;
    return frame->function->resume(task, frame);
}

async_status async_items_close(async_task *task, async_items *items);
void async_items_end(async_items *items);

#line 514 "/work/main/build/include/async/abi.h"
enum async_rule { ASYNC_GATHER, ASYNC_SELECT, ASYNC_TIMEOUT, ASYNC_CATCH, ASYNC_SHIELD };
async_gather *async_gather_nest(async_gather *gather, enum async_rule rule, uint64_t ms,
                                int *result, const char *site);

#line 519 "/work/main/build/include/async/abi.h"
void async_gather_join(async_gather *gather, async_handle handle, void *result, size_t size,
                       const char *site);

#line 524 "/work/main/build/include/async/abi.h"
void *async_gather_offload(async_gather *gather, size_t record, void *result, size_t offset,
                           size_t size, const char *site);

#line 532 "/work/main/build/include/async/abi.h"
typedef struct async_offload_call {
    void (*run)(struct async_offload_call *call);
    void *private_[2];
    int error;
    int saved_errno;
} async_offload_call;

async_status async_offload_await(async_task *task, async_offload_call *call);
#line 549 "/work/main/build/include/async/abi.h"
typedef struct async_context async_context;
_Bool async_context_runs(const async_task *task);
async_status async_context_resume(async_task *task, async_frame *frame,
                                  const async_function *function,
                                  async_status (*run)(async_task *task, async_frame *frame),
                                  async_context **place, async_status status);
async_status async__block(void);
static inline __attribute__((unused)) async_status async_block(async_status status)
{
    return status == ASYNC_PENDING ? async__block() : status;
}

#line 567 "/work/main/build/include/async/abi.h"
async_task *async_main_begin(const async_function *function);
int async_main_end(async_task *task);

#line 573 "/work/main/build/include/async/abi.h"
async_task *async_run_begin(const async_function *function, const char *site);
void async_run_end(async_task *task);
#line 146 "/work/main/build/include/async.h"
int async_run_error(void);
#line 164 "/work/main/build/include/async.h"
void async_group_cancel(async_group_t *group);
#line 184 "/work/main/build/include/async.h"
struct async_joinable;
#line 207 "/work/main/build/include/async.h"
typedef void  (*async__handle)(void);
  void async__wait(async__handle task);
void async__cancel(async__handle task);
void async__detach(async__handle task);
#line 219 "/work/main/build/include/async.h"
int async__task_set_name(async__handle task, const char *name);
const char *async__task_name(async__handle task);

#line 226 "/work/main/build/include/async.h"
typedef struct async_local_key {
    const char *name;
} async_local_key;

#line 234 "/work/main/build/include/async.h"
int async_local_set(const async_local_key *key, void *value, void (*release)(void *value));

#line 237 "/work/main/build/include/async.h"
void *async_local_get(const async_local_key *key);

#line 242 "/work/main/build/include/async.h"
void async_dump(void);

#line 247 "/work/main/build/include/async.h"
void async_fail(int error) __attribute__((__noreturn__));

#line 254 "/work/main/build/include/async.h"
  void async_sleep(uint64_t ms);

#line 258 "/work/main/build/include/async.h"
  void async_sleep_until(uint64_t deadline);

#line 263 "/work/main/build/include/async.h"
typedef struct async_interval {
    uint64_t next, period;
} async_interval;

void async_interval_init(async_interval *interval, uint64_t period);
uint64_t async_interval_next(async_interval *interval);

#line 275 "/work/main/build/include/async.h"
uint64_t async__ms_until(uint64_t deadline);

#line 278 "/work/main/build/include/async.h"
void async_yield__begin(async_task *task, void *result);
extern const async_function async_yield__fn;
static inline __attribute__((unused)) async_status async_yield__async(async_task *task, void *result)
{
    (void)result;
    async__push_ready(task, ASYNC__YIELD);
    return ASYNC_PENDING;
}

#line 288 "/work/main/build/include/async.h"
  void async_yield(void); async_status async_yield__async(async_task *task, void *result); void async_yield__begin(async_task *task, void *result); extern const async_function async_yield__fn;

#line 292 "/work/main/build/include/async.h"
 uint64_t async_now(void);
#line 9 "tests/e2e/Inputs/warned.c"
#include <stdio.h>
#line 11 "tests/e2e/Inputs/warned.c"
 int give(int x); async_status give__async(async_task *task, int *result, int a1); void give__begin(async_task *task, int *result, int a1); extern const async_function give__fn;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Walloca"
#pragma GCC diagnostic ignored "-Warray-bounds"
#pragma GCC diagnostic ignored "-Wconditional-uninitialized"
#pragma GCC diagnostic ignored "-Wcast-align"
#pragma GCC diagnostic ignored "-Wdangling-else"
#pragma GCC diagnostic ignored "-Wdeclaration-after-statement"
#pragma GCC diagnostic ignored "-Wextra-semi-stmt"
#pragma GCC diagnostic ignored "-Wreturn-stack-address"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wsometimes-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wunreachable-code"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#pragma GCC diagnostic ignored "-Wunused-comparison"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wunused-value"
#pragma GCC diagnostic ignored "-Wused-but-marked-unused"
#pragma GCC diagnostic ignored "-Wvla"
#line 500 "lowered.c"
int give(int);
async_status give__async(async_task *task, int *result, int x);
void give__begin(async_task *task, int *result, int x);
extern const async_function give__fn;

struct give__frame {
    _Alignas(16) async_frame base;
    int *result;
    int x;
};

static async_status give__resume(async_task *task, async_frame *base)
{
    struct give__frame *frame = (void *)base;
    async_status status;
    switch (__builtin_expect(frame->base.state, 0)) {
    case 0: break;
    case 1: goto resume_1;
    default: __builtin_unreachable();
    }
#line 14 "tests/e2e/Inputs/warned.c"
    if ((status = async_yield__async(task, (void *)0)) != ASYNC_DONE) return async_leave(task, &frame->base, &give__fn, 1, status); resume_1:;
    *frame->result = frame->x; async_pop(task, frame); return ASYNC_DONE;
}
#line 525 "lowered.c"
static __attribute__((cold, noinline))
async_status give__grow(async_task *task, int *result, int x)
{
    async_segment *segment = async_grow(task, sizeof(struct give__frame));
    return segment ? async_shrink(task, segment, give__async(task, result, x)) : ASYNC_FAILED;
}

async_status give__async(async_task *task, int *result, int x)
{
    struct give__frame *frame = async_push(task, sizeof *frame);
    if (!frame)
        return give__grow(task, result, x);
    frame->base.state = 0;
    frame->result = result;
    frame->x = x;
    return give__resume(task, &frame->base);
}

void give__begin(async_task *task, int *result, int x)
{
    struct give__frame *frame = async_push_root(task, &give__fn, sizeof *frame, 0);
    frame->result = result;
    frame->x = x;
}
#line 550 "lowered.c"
static const uint32_t give__awaits[] = {14};
static uint32_t give__high_water;

const async_function give__fn = {
    .resume = give__resume,
    .call = (void (*)(void))give__async,
    .begin = (void (*)(void))give__begin,
    .name = "give", .file = "tests/e2e/Inputs/warned.c", .line = 11,
    .await_count = 1, .awaits = give__awaits,
    .frame_size = sizeof(struct give__frame), .stack = 48,
    .high_water = &give__high_water,
};
#pragma GCC diagnostic pop
#line 18 "tests/e2e/Inputs/warned.c"
 int parameters(int a, int unused); async_status parameters__async(async_task *task, int *result, int a1, int a2); void parameters__begin(async_task *task, int *result, int a1, int a2); extern const async_function parameters__fn;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Walloca"
#pragma GCC diagnostic ignored "-Warray-bounds"
#pragma GCC diagnostic ignored "-Wconditional-uninitialized"
#pragma GCC diagnostic ignored "-Wcast-align"
#pragma GCC diagnostic ignored "-Wdangling-else"
#pragma GCC diagnostic ignored "-Wdeclaration-after-statement"
#pragma GCC diagnostic ignored "-Wextra-semi-stmt"
#pragma GCC diagnostic ignored "-Wreturn-stack-address"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wsometimes-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wunreachable-code"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#pragma GCC diagnostic ignored "-Wunused-comparison"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wunused-value"
#pragma GCC diagnostic ignored "-Wused-but-marked-unused"
#pragma GCC diagnostic ignored "-Wvla"
#line 586 "lowered.c"
int parameters(int, int);
async_status parameters__async(async_task *task, int *result, int a, int unused);
void parameters__begin(async_task *task, int *result, int a, int unused);
extern const async_function parameters__fn;

struct parameters__frame {
    _Alignas(16) async_frame base;
    int *result;
    int a;
};

static async_status parameters__resume(async_task *task, async_frame *base)
{
    struct parameters__frame *frame = (void *)base;
    async_status status;
    switch (__builtin_expect(frame->base.state, 0)) {
    case 0: break;
    case 1: goto resume_1;
    default: __builtin_unreachable();
    }
#line 21 "tests/e2e/Inputs/warned.c"
    if ((status = give__async(task, frame->result, frame->a)) != ASYNC_DONE) return async_leave(task, &frame->base, &parameters__fn, 1, status); resume_1:;
#line 21 "tests/e2e/Inputs/warned.c"
    async_pop(task, frame); return ASYNC_DONE;
}
#line 612 "lowered.c"
static __attribute__((cold, noinline))
async_status parameters__grow(async_task *task, int *result, int a, int unused)
{
    async_segment *segment = async_grow(task, sizeof(struct parameters__frame));
    return segment ? async_shrink(task, segment, parameters__async(task, result, a, unused)) : ASYNC_FAILED;
}

async_status parameters__async(async_task *task, int *result, int a, int unused)
{
    struct parameters__frame *frame = async_push(task, sizeof *frame);
    if (!frame)
        return parameters__grow(task, result, a, unused);
    frame->base.state = 0;
    frame->result = result;
    frame->a = a;
    (void)unused;
    return parameters__resume(task, &frame->base);
}

void parameters__begin(async_task *task, int *result, int a, int unused)
{
    struct parameters__frame *frame = async_push_root(task, &parameters__fn, sizeof *frame, 0);
    frame->result = result;
    frame->a = a;
    (void)unused;
}
#line 639 "lowered.c"
static const uint32_t parameters__awaits[] = {21};
static uint32_t parameters__high_water;

const async_function parameters__fn = {
    .resume = parameters__resume,
    .call = (void (*)(void))parameters__async,
    .begin = (void (*)(void))parameters__begin,
    .name = "parameters", .file = "tests/e2e/Inputs/warned.c", .line = 18,
    .await_count = 1, .awaits = parameters__awaits,
    .frame_size = sizeof(struct parameters__frame), .stack = 96,
    .high_water = &parameters__high_water,
};
#pragma GCC diagnostic pop
#line 24 "tests/e2e/Inputs/warned.c"
 int variables(int a); async_status variables__async(async_task *task, int *result, int a1); void variables__begin(async_task *task, int *result, int a1); extern const async_function variables__fn;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Walloca"
#pragma GCC diagnostic ignored "-Warray-bounds"
#pragma GCC diagnostic ignored "-Wconditional-uninitialized"
#pragma GCC diagnostic ignored "-Wcast-align"
#pragma GCC diagnostic ignored "-Wdangling-else"
#pragma GCC diagnostic ignored "-Wdeclaration-after-statement"
#pragma GCC diagnostic ignored "-Wextra-semi-stmt"
#pragma GCC diagnostic ignored "-Wreturn-stack-address"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wsometimes-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wunreachable-code"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#pragma GCC diagnostic ignored "-Wunused-comparison"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wunused-value"
#pragma GCC diagnostic ignored "-Wused-but-marked-unused"
#pragma GCC diagnostic ignored "-Wvla"
#line 675 "lowered.c"
int variables(int);
async_status variables__async(async_task *task, int *result, int a);
void variables__begin(async_task *task, int *result, int a);
extern const async_function variables__fn;

struct variables__frame {
    _Alignas(16) async_frame base;
    int *result;
    int a;
    int tmp_1;
};

static async_status variables__resume(async_task *task, async_frame *base)
{
    struct variables__frame *frame = (void *)base;
    async_status status;
    switch (__builtin_expect(frame->base.state, 0)) {
    case 0: break;
    case 1: goto resume_1;
    case 2: goto resume_2;
    default: __builtin_unreachable();
    }
#line 27 "tests/e2e/Inputs/warned.c"
    int never;
    int only_set;
    if ((status = give__async(task, &frame->tmp_1, frame->a)) != ASYNC_DONE) return async_leave(task, &frame->base, &variables__fn, 1, status); resume_1:;
#line 29 "tests/e2e/Inputs/warned.c"
    only_set = frame->tmp_1;
    if ((status = async_yield__async(task, (void *)0)) != ASYNC_DONE) return async_leave(task, &frame->base, &variables__fn, 2, status); resume_2:;
    *frame->result = frame->a; async_pop(task, frame); return ASYNC_DONE;
}
#line 707 "lowered.c"
static __attribute__((cold, noinline))
async_status variables__grow(async_task *task, int *result, int a)
{
    async_segment *segment = async_grow(task, sizeof(struct variables__frame));
    return segment ? async_shrink(task, segment, variables__async(task, result, a)) : ASYNC_FAILED;
}

async_status variables__async(async_task *task, int *result, int a)
{
    struct variables__frame *frame = async_push(task, sizeof *frame);
    if (!frame)
        return variables__grow(task, result, a);
    frame->base.state = 0;
    frame->result = result;
    frame->a = a;
    return variables__resume(task, &frame->base);
}

void variables__begin(async_task *task, int *result, int a)
{
    struct variables__frame *frame = async_push_root(task, &variables__fn, sizeof *frame, 0);
    frame->result = result;
    frame->a = a;
}
#line 732 "lowered.c"
static const uint32_t variables__awaits[] = {29, 30};
static uint32_t variables__high_water;

const async_function variables__fn = {
    .resume = variables__resume,
    .call = (void (*)(void))variables__async,
    .begin = (void (*)(void))variables__begin,
    .name = "variables", .file = "tests/e2e/Inputs/warned.c", .line = 24,
    .await_count = 2, .awaits = variables__awaits,
    .frame_size = sizeof(struct variables__frame), .stack = 96,
    .high_water = &variables__high_water,
};
#pragma GCC diagnostic pop
#line 34 "tests/e2e/Inputs/warned.c"
 int uninitialized(void); async_status uninitialized__async(async_task *task, int *result); void uninitialized__begin(async_task *task, int *result); extern const async_function uninitialized__fn;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Walloca"
#pragma GCC diagnostic ignored "-Warray-bounds"
#pragma GCC diagnostic ignored "-Wconditional-uninitialized"
#pragma GCC diagnostic ignored "-Wcast-align"
#pragma GCC diagnostic ignored "-Wdangling-else"
#pragma GCC diagnostic ignored "-Wdeclaration-after-statement"
#pragma GCC diagnostic ignored "-Wextra-semi-stmt"
#pragma GCC diagnostic ignored "-Wreturn-stack-address"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wsometimes-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wunreachable-code"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#pragma GCC diagnostic ignored "-Wunused-comparison"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wunused-value"
#pragma GCC diagnostic ignored "-Wused-but-marked-unused"
#pragma GCC diagnostic ignored "-Wvla"
#line 768 "lowered.c"
int uninitialized(void);
async_status uninitialized__async(async_task *task, int *result);
void uninitialized__begin(async_task *task, int *result);
extern const async_function uninitialized__fn;

struct uninitialized__frame {
    _Alignas(16) async_frame base;
    int *result;
    int x;
};

static async_status uninitialized__resume(async_task *task, async_frame *base)
{
    struct uninitialized__frame *frame = (void *)base;
    async_status status;
    switch (__builtin_expect(frame->base.state, 0)) {
    case 0: break;
    case 1: goto resume_1;
    default: __builtin_unreachable();
    }
#line 38 "tests/e2e/Inputs/warned.c"
    if ((status = async_yield__async(task, (void *)0)) != ASYNC_DONE) return async_leave(task, &frame->base, &uninitialized__fn, 1, status); resume_1:;
    *frame->result = frame->x; async_pop(task, frame); return ASYNC_DONE;
}
#line 793 "lowered.c"
static __attribute__((cold, noinline))
async_status uninitialized__grow(async_task *task, int *result)
{
    async_segment *segment = async_grow(task, sizeof(struct uninitialized__frame));
    return segment ? async_shrink(task, segment, uninitialized__async(task, result)) : ASYNC_FAILED;
}

async_status uninitialized__async(async_task *task, int *result)
{
    struct uninitialized__frame *frame = async_push(task, sizeof *frame);
    if (!frame)
        return uninitialized__grow(task, result);
    frame->base.state = 0;
    frame->result = result;
    return uninitialized__resume(task, &frame->base);
}

void uninitialized__begin(async_task *task, int *result)
{
    struct uninitialized__frame *frame = async_push_root(task, &uninitialized__fn, sizeof *frame, 0);
    frame->result = result;
}
#line 816 "lowered.c"
static const uint32_t uninitialized__awaits[] = {38};
static uint32_t uninitialized__high_water;

const async_function uninitialized__fn = {
    .resume = uninitialized__resume,
    .call = (void (*)(void))uninitialized__async,
    .begin = (void (*)(void))uninitialized__begin,
    .name = "uninitialized", .file = "tests/e2e/Inputs/warned.c", .line = 34,
    .await_count = 1, .awaits = uninitialized__awaits,
    .frame_size = sizeof(struct uninitialized__frame), .stack = 48,
    .high_water = &uninitialized__high_water,
};
#pragma GCC diagnostic pop
#line 42 "tests/e2e/Inputs/warned.c"
 int conversions(unsigned u, int i); async_status conversions__async(async_task *task, int *result, unsigned int a1, int a2); void conversions__begin(async_task *task, int *result, unsigned int a1, int a2); extern const async_function conversions__fn;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Walloca"
#pragma GCC diagnostic ignored "-Warray-bounds"
#pragma GCC diagnostic ignored "-Wconditional-uninitialized"
#pragma GCC diagnostic ignored "-Wcast-align"
#pragma GCC diagnostic ignored "-Wdangling-else"
#pragma GCC diagnostic ignored "-Wdeclaration-after-statement"
#pragma GCC diagnostic ignored "-Wextra-semi-stmt"
#pragma GCC diagnostic ignored "-Wreturn-stack-address"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wsometimes-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wunreachable-code"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#pragma GCC diagnostic ignored "-Wunused-comparison"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wunused-value"
#pragma GCC diagnostic ignored "-Wused-but-marked-unused"
#pragma GCC diagnostic ignored "-Wvla"
#line 852 "lowered.c"
int conversions(unsigned int, int);
async_status conversions__async(async_task *task, int *result, unsigned int u, int i);
void conversions__begin(async_task *task, int *result, unsigned int u, int i);
extern const async_function conversions__fn;

struct conversions__frame {
    _Alignas(16) async_frame base;
    int *result;
    unsigned int u;
    int i;
    unsigned char c;
    union {
        int tmp_1;
        int tmp_2;
        int tmp_3;
    };
};

static async_status conversions__resume(async_task *task, async_frame *base)
{
    struct conversions__frame *frame = (void *)base;
    async_status status;
    switch (__builtin_expect(frame->base.state, 0)) {
    case 0: break;
    case 1: goto resume_1;
    case 2: goto resume_2;
    case 3: goto resume_3;
    default: __builtin_unreachable();
    }
#line 45 "tests/e2e/Inputs/warned.c"
    if ((status = give__async(task, &frame->tmp_1, 3)) != ASYNC_DONE) return async_leave(task, &frame->base, &conversions__fn, 1, status); resume_1:;
#line 45 "tests/e2e/Inputs/warned.c"
    frame->c = (unsigned char)frame->tmp_1;
    if ((status = give__async(task, &frame->tmp_2, frame->i)) != ASYNC_DONE) return async_leave(task, &frame->base, &conversions__fn, 2, status); resume_2:;
#line 46 "tests/e2e/Inputs/warned.c"
    printf("%s\n", frame->tmp_2);
    if ((status = give__async(task, &frame->tmp_3, frame->i)) != ASYNC_DONE) return async_leave(task, &frame->base, &conversions__fn, 3, status); resume_3:;
#line 47 "tests/e2e/Inputs/warned.c"
    if (frame->tmp_3 < frame->u) {
        *frame->result = frame->i / 0; async_pop(task, frame); return ASYNC_DONE; }
    *frame->result = frame->c + (1 << 40); async_pop(task, frame); return ASYNC_DONE;
}
#line 895 "lowered.c"
static __attribute__((cold, noinline))
async_status conversions__grow(async_task *task, int *result, unsigned int u, int i)
{
    async_segment *segment = async_grow(task, sizeof(struct conversions__frame));
    return segment ? async_shrink(task, segment, conversions__async(task, result, u, i)) : ASYNC_FAILED;
}

async_status conversions__async(async_task *task, int *result, unsigned int u, int i)
{
    struct conversions__frame *frame = async_push(task, sizeof *frame);
    if (!frame)
        return conversions__grow(task, result, u, i);
    frame->base.state = 0;
    frame->result = result;
    frame->u = u;
    frame->i = i;
    return conversions__resume(task, &frame->base);
}

void conversions__begin(async_task *task, int *result, unsigned int u, int i)
{
    struct conversions__frame *frame = async_push_root(task, &conversions__fn, sizeof *frame, 0);
    frame->result = result;
    frame->u = u;
    frame->i = i;
}
#line 922 "lowered.c"
static const uint32_t conversions__awaits[] = {45, 46, 47};
static uint32_t conversions__high_water;

const async_function conversions__fn = {
    .resume = conversions__resume,
    .call = (void (*)(void))conversions__async,
    .begin = (void (*)(void))conversions__begin,
    .name = "conversions", .file = "tests/e2e/Inputs/warned.c", .line = 42,
    .await_count = 3, .awaits = conversions__awaits,
    .frame_size = sizeof(struct conversions__frame), .stack = 96,
    .high_water = &conversions__high_water,
};
#pragma GCC diagnostic pop
#line 52 "tests/e2e/Inputs/warned.c"
 int no_value(int i); async_status no_value__async(async_task *task, int *result, int a1); void no_value__begin(async_task *task, int *result, int a1); extern const async_function no_value__fn;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Walloca"
#pragma GCC diagnostic ignored "-Warray-bounds"
#pragma GCC diagnostic ignored "-Wconditional-uninitialized"
#pragma GCC diagnostic ignored "-Wcast-align"
#pragma GCC diagnostic ignored "-Wdangling-else"
#pragma GCC diagnostic ignored "-Wdeclaration-after-statement"
#pragma GCC diagnostic ignored "-Wextra-semi-stmt"
#pragma GCC diagnostic ignored "-Wreturn-stack-address"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wsometimes-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wunreachable-code"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#pragma GCC diagnostic ignored "-Wunused-comparison"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wunused-value"
#pragma GCC diagnostic ignored "-Wused-but-marked-unused"
#pragma GCC diagnostic ignored "-Wvla"
#line 958 "lowered.c"
int no_value(int);
async_status no_value__async(async_task *task, int *result, int i);
void no_value__begin(async_task *task, int *result, int i);
extern const async_function no_value__fn;

struct no_value__frame {
    _Alignas(16) async_frame base;
    int *result;
    int i;
    int tmp_1;
};

static async_status no_value__resume(async_task *task, async_frame *base)
{
    struct no_value__frame *frame = (void *)base;
    async_status status;
    switch (__builtin_expect(frame->base.state, 0)) {
    case 0: break;
    case 1: goto resume_1;
    default: __builtin_unreachable();
    }
#line 55 "tests/e2e/Inputs/warned.c"
    if ((status = give__async(task, &frame->tmp_1, frame->i)) != ASYNC_DONE) return async_leave(task, &frame->base, &no_value__fn, 1, status); resume_1:;
#line 55 "tests/e2e/Inputs/warned.c"
    if (frame->tmp_1) {
        *frame->result = 1; async_pop(task, frame); return ASYNC_DONE; }
    async_pop(task, frame); return ASYNC_DONE;
#line 57 "tests/e2e/Inputs/warned.c"
}
#line 988 "lowered.c"
static __attribute__((cold, noinline))
async_status no_value__grow(async_task *task, int *result, int i)
{
    async_segment *segment = async_grow(task, sizeof(struct no_value__frame));
    return segment ? async_shrink(task, segment, no_value__async(task, result, i)) : ASYNC_FAILED;
}

async_status no_value__async(async_task *task, int *result, int i)
{
    struct no_value__frame *frame = async_push(task, sizeof *frame);
    if (!frame)
        return no_value__grow(task, result, i);
    frame->base.state = 0;
    frame->result = result;
    frame->i = i;
    return no_value__resume(task, &frame->base);
}

void no_value__begin(async_task *task, int *result, int i)
{
    struct no_value__frame *frame = async_push_root(task, &no_value__fn, sizeof *frame, 0);
    frame->result = result;
    frame->i = i;
}
#line 1013 "lowered.c"
static const uint32_t no_value__awaits[] = {55};
static uint32_t no_value__high_water;

const async_function no_value__fn = {
    .resume = no_value__resume,
    .call = (void (*)(void))no_value__async,
    .begin = (void (*)(void))no_value__begin,
    .name = "no_value", .file = "tests/e2e/Inputs/warned.c", .line = 52,
    .await_count = 1, .awaits = no_value__awaits,
    .frame_size = sizeof(struct no_value__frame), .stack = 96,
    .high_water = &no_value__high_water,
};
#pragma GCC diagnostic pop
#line 59 "tests/e2e/Inputs/warned.c"
 int parentheses(int i); async_status parentheses__async(async_task *task, int *result, int a1); void parentheses__begin(async_task *task, int *result, int a1); extern const async_function parentheses__fn;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Walloca"
#pragma GCC diagnostic ignored "-Warray-bounds"
#pragma GCC diagnostic ignored "-Wconditional-uninitialized"
#pragma GCC diagnostic ignored "-Wcast-align"
#pragma GCC diagnostic ignored "-Wdangling-else"
#pragma GCC diagnostic ignored "-Wdeclaration-after-statement"
#pragma GCC diagnostic ignored "-Wextra-semi-stmt"
#pragma GCC diagnostic ignored "-Wreturn-stack-address"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wsometimes-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wunreachable-code"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#pragma GCC diagnostic ignored "-Wunused-comparison"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wunused-value"
#pragma GCC diagnostic ignored "-Wused-but-marked-unused"
#pragma GCC diagnostic ignored "-Wvla"
#line 1049 "lowered.c"
int parentheses(int);
async_status parentheses__async(async_task *task, int *result, int i);
void parentheses__begin(async_task *task, int *result, int i);
extern const async_function parentheses__fn;

struct parentheses__frame {
    _Alignas(16) async_frame base;
    int *result;
    int i;
    union {
        int tmp_1;
        int tmp_2;
    };
};

static async_status parentheses__resume(async_task *task, async_frame *base)
{
    struct parentheses__frame *frame = (void *)base;
    async_status status;
    switch (__builtin_expect(frame->base.state, 0)) {
    case 0: break;
    case 1: goto resume_1;
    case 2: goto resume_2;
    default: __builtin_unreachable();
    }
#line 62 "tests/e2e/Inputs/warned.c"
    int r = 0;
    if ((status = give__async(task, &frame->tmp_1, frame->i)) != ASYNC_DONE) return async_leave(task, &frame->base, &parentheses__fn, 1, status); resume_1:;
#line 63 "tests/e2e/Inputs/warned.c"
    if (r = frame->tmp_1) {
        *frame->result = frame->i & r == 3; async_pop(task, frame); return ASYNC_DONE; }
    if (r) { if ((status = give__async(task, &frame->tmp_2, frame->i)) != ASYNC_DONE) return async_leave(task, &frame->base, &parentheses__fn, 2, status);
#line 65 "tests/e2e/Inputs/warned.c"
        resume_2:; if (frame->tmp_2) { *frame->result = 1; async_pop(task, frame); return ASYNC_DONE; } else { *frame->result = 2; async_pop(task, frame);
#line 65 "tests/e2e/Inputs/warned.c"
            return ASYNC_DONE; } }
    *frame->result = r; async_pop(task, frame); return ASYNC_DONE;
}
#line 1088 "lowered.c"
static __attribute__((cold, noinline))
async_status parentheses__grow(async_task *task, int *result, int i)
{
    async_segment *segment = async_grow(task, sizeof(struct parentheses__frame));
    return segment ? async_shrink(task, segment, parentheses__async(task, result, i)) : ASYNC_FAILED;
}

async_status parentheses__async(async_task *task, int *result, int i)
{
    struct parentheses__frame *frame = async_push(task, sizeof *frame);
    if (!frame)
        return parentheses__grow(task, result, i);
    frame->base.state = 0;
    frame->result = result;
    frame->i = i;
    return parentheses__resume(task, &frame->base);
}

void parentheses__begin(async_task *task, int *result, int i)
{
    struct parentheses__frame *frame = async_push_root(task, &parentheses__fn, sizeof *frame, 0);
    frame->result = result;
    frame->i = i;
}
#line 1113 "lowered.c"
static const uint32_t parentheses__awaits[] = {63, 65};
static uint32_t parentheses__high_water;

const async_function parentheses__fn = {
    .resume = parentheses__resume,
    .call = (void (*)(void))parentheses__async,
    .begin = (void (*)(void))parentheses__begin,
    .name = "parentheses", .file = "tests/e2e/Inputs/warned.c", .line = 59,
    .await_count = 2, .awaits = parentheses__awaits,
    .frame_size = sizeof(struct parentheses__frame), .stack = 96,
    .high_water = &parentheses__high_water,
};
#pragma GCC diagnostic pop
#line 69 "tests/e2e/Inputs/warned.c"
 int values(int i); async_status values__async(async_task *task, int *result, int a1); void values__begin(async_task *task, int *result, int a1); extern const async_function values__fn;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Walloca"
#pragma GCC diagnostic ignored "-Warray-bounds"
#pragma GCC diagnostic ignored "-Wconditional-uninitialized"
#pragma GCC diagnostic ignored "-Wcast-align"
#pragma GCC diagnostic ignored "-Wdangling-else"
#pragma GCC diagnostic ignored "-Wdeclaration-after-statement"
#pragma GCC diagnostic ignored "-Wextra-semi-stmt"
#pragma GCC diagnostic ignored "-Wreturn-stack-address"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wsometimes-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wunreachable-code"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#pragma GCC diagnostic ignored "-Wunused-comparison"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wunused-value"
#pragma GCC diagnostic ignored "-Wused-but-marked-unused"
#pragma GCC diagnostic ignored "-Wvla"
#line 1149 "lowered.c"
int values(int);
async_status values__async(async_task *task, int *result, int i);
void values__begin(async_task *task, int *result, int i);
extern const async_function values__fn;

struct values__frame {
    _Alignas(16) async_frame base;
    int *result;
    int i;
    int tmp_1;
};

static async_status values__resume(async_task *task, async_frame *base)
{
    struct values__frame *frame = (void *)base;
    async_status status;
    switch (__builtin_expect(frame->base.state, 0)) {
    case 0: break;
    case 1: goto resume_1;
    default: __builtin_unreachable();
    }
#line 72 "tests/e2e/Inputs/warned.c"
    if ((status = give__async(task, &frame->tmp_1, frame->i)) != ASYNC_DONE) return async_leave(task, &frame->base, &values__fn, 1, status); resume_1:;
    frame->i;
lost:;
    *frame->result = frame->i; async_pop(task, frame); return ASYNC_DONE;
    async_pop(task, frame); return ASYNC_DONE;
#line 76 "tests/e2e/Inputs/warned.c"
}
#line 1179 "lowered.c"
static __attribute__((cold, noinline))
async_status values__grow(async_task *task, int *result, int i)
{
    async_segment *segment = async_grow(task, sizeof(struct values__frame));
    return segment ? async_shrink(task, segment, values__async(task, result, i)) : ASYNC_FAILED;
}

async_status values__async(async_task *task, int *result, int i)
{
    struct values__frame *frame = async_push(task, sizeof *frame);
    if (!frame)
        return values__grow(task, result, i);
    frame->base.state = 0;
    frame->result = result;
    frame->i = i;
    return values__resume(task, &frame->base);
}

void values__begin(async_task *task, int *result, int i)
{
    struct values__frame *frame = async_push_root(task, &values__fn, sizeof *frame, 0);
    frame->result = result;
    frame->i = i;
}
#line 1204 "lowered.c"
static const uint32_t values__awaits[] = {72};
static uint32_t values__high_water;

const async_function values__fn = {
    .resume = values__resume,
    .call = (void (*)(void))values__async,
    .begin = (void (*)(void))values__begin,
    .name = "values", .file = "tests/e2e/Inputs/warned.c", .line = 69,
    .await_count = 1, .awaits = values__awaits,
    .frame_size = sizeof(struct values__frame), .stack = 96,
    .high_water = &values__high_water,
};
#pragma GCC diagnostic pop
#line 79 "tests/e2e/Inputs/warned.c"
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Walloca"
#pragma GCC diagnostic ignored "-Warray-bounds"
#pragma GCC diagnostic ignored "-Wconditional-uninitialized"
#pragma GCC diagnostic ignored "-Wcast-align"
#pragma GCC diagnostic ignored "-Wdangling-else"
#pragma GCC diagnostic ignored "-Wdeclaration-after-statement"
#pragma GCC diagnostic ignored "-Wextra-semi-stmt"
#pragma GCC diagnostic ignored "-Wreturn-stack-address"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wsometimes-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wunreachable-code"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#pragma GCC diagnostic ignored "-Wunused-comparison"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wunused-value"
#pragma GCC diagnostic ignored "-Wused-but-marked-unused"
#pragma GCC diagnostic ignored "-Wvla"
#line 1238 "lowered.c"
int nobody(int);
static async_status nobody__async(async_task *task, int *result, int i);
static void nobody__begin(async_task *task, int *result, int i);
static const async_function nobody__fn __attribute__((unused));

struct nobody__frame {
    _Alignas(16) async_frame base;
    int *result;
    int i;
};

static async_status nobody__resume(async_task *task, async_frame *base)
{
    struct nobody__frame *frame = (void *)base;
    async_status status;
    switch (__builtin_expect(frame->base.state, 0)) {
    case 0: break;
    case 1: goto resume_1;
    default: __builtin_unreachable();
    }
#line 80 "tests/e2e/Inputs/warned.c"
    if ((status = give__async(task, frame->result, frame->i)) != ASYNC_DONE) return async_leave(task, &frame->base, &nobody__fn, 1, status); resume_1:;
#line 80 "tests/e2e/Inputs/warned.c"
    async_pop(task, frame); return ASYNC_DONE;
}
#line 1264 "lowered.c"
static __attribute__((cold, noinline))
async_status nobody__grow(async_task *task, int *result, int i)
{
    async_segment *segment = async_grow(task, sizeof(struct nobody__frame));
    return segment ? async_shrink(task, segment, nobody__async(task, result, i)) : ASYNC_FAILED;
}

static async_status nobody__async(async_task *task, int *result, int i)
{
    struct nobody__frame *frame = async_push(task, sizeof *frame);
    if (!frame)
        return nobody__grow(task, result, i);
    frame->base.state = 0;
    frame->result = result;
    frame->i = i;
    return nobody__resume(task, &frame->base);
}

static void nobody__begin(async_task *task, int *result, int i)
{
    struct nobody__frame *frame = async_push_root(task, &nobody__fn, sizeof *frame, 0);
    frame->result = result;
    frame->i = i;
}
#line 1289 "lowered.c"
static const uint32_t nobody__awaits[] = {80};
static uint32_t nobody__high_water;

static const async_function nobody__fn = {
    .resume = nobody__resume,
    .call = (void (*)(void))nobody__async,
    .begin = (void (*)(void))nobody__begin,
    .name = "nobody", .file = "tests/e2e/Inputs/warned.c", .line = 78,
    .await_count = 1, .awaits = nobody__awaits,
    .frame_size = sizeof(struct nobody__frame), .stack = 96,
    .high_water = &nobody__high_water,
};
#pragma GCC diagnostic pop
#line 83 "tests/e2e/Inputs/warned.c"
 int cases(int i); async_status cases__async(async_task *task, int *result, int a1); void cases__begin(async_task *task, int *result, int a1); extern const async_function cases__fn;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Walloca"
#pragma GCC diagnostic ignored "-Warray-bounds"
#pragma GCC diagnostic ignored "-Wconditional-uninitialized"
#pragma GCC diagnostic ignored "-Wcast-align"
#pragma GCC diagnostic ignored "-Wdangling-else"
#pragma GCC diagnostic ignored "-Wdeclaration-after-statement"
#pragma GCC diagnostic ignored "-Wextra-semi-stmt"
#pragma GCC diagnostic ignored "-Wreturn-stack-address"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wsometimes-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wunreachable-code"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#pragma GCC diagnostic ignored "-Wunused-comparison"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wunused-value"
#pragma GCC diagnostic ignored "-Wused-but-marked-unused"
#pragma GCC diagnostic ignored "-Wvla"
#line 1325 "lowered.c"
int cases(int);
async_status cases__async(async_task *task, int *result, int i);
void cases__begin(async_task *task, int *result, int i);
extern const async_function cases__fn;

struct cases__frame {
    _Alignas(16) async_frame base;
    int *result;
    int i;
    int tmp_1;
};

static async_status cases__resume(async_task *task, async_frame *base)
{
    struct cases__frame *frame = (void *)base;
    async_status status;
    switch (__builtin_expect(frame->base.state, 0)) {
    case 0: break;
    case 1: goto resume_1;
    case 2: goto resume_2;
    default: __builtin_unreachable();
    }
#line 86 "tests/e2e/Inputs/warned.c"
    enum async_unnamed_1 { A, B, C }; if ((status = give__async(task, &frame->tmp_1, frame->i)) != ASYNC_DONE)
#line 86 "tests/e2e/Inputs/warned.c"
        return async_leave(task, &frame->base, &cases__fn, 1, status); resume_1:; enum async_unnamed_1 e = frame->tmp_1;
    switch (e) {
        case A:
        frame->i++;
        if ((status = async_yield__async(task, (void *)0)) != ASYNC_DONE) return async_leave(task, &frame->base, &cases__fn, 2, status); resume_2:;
        frame->i++;
        case B:
        frame->i++;
    }
    *frame->result = frame->i; async_pop(task, frame); return ASYNC_DONE;
}
#line 1362 "lowered.c"
static __attribute__((cold, noinline))
async_status cases__grow(async_task *task, int *result, int i)
{
    async_segment *segment = async_grow(task, sizeof(struct cases__frame));
    return segment ? async_shrink(task, segment, cases__async(task, result, i)) : ASYNC_FAILED;
}

async_status cases__async(async_task *task, int *result, int i)
{
    struct cases__frame *frame = async_push(task, sizeof *frame);
    if (!frame)
        return cases__grow(task, result, i);
    frame->base.state = 0;
    frame->result = result;
    frame->i = i;
    return cases__resume(task, &frame->base);
}

void cases__begin(async_task *task, int *result, int i)
{
    struct cases__frame *frame = async_push_root(task, &cases__fn, sizeof *frame, 0);
    frame->result = result;
    frame->i = i;
}
#line 1387 "lowered.c"
static const uint32_t cases__awaits[] = {86, 90};
static uint32_t cases__high_water;

const async_function cases__fn = {
    .resume = cases__resume,
    .call = (void (*)(void))cases__async,
    .begin = (void (*)(void))cases__begin,
    .name = "cases", .file = "tests/e2e/Inputs/warned.c", .line = 83,
    .await_count = 2, .awaits = cases__awaits,
    .frame_size = sizeof(struct cases__frame), .stack = 96,
    .high_water = &cases__high_water,
};
#pragma GCC diagnostic pop
#line 98 "tests/e2e/Inputs/warned.c"
 int *address(void); async_status address__async(async_task *task, int **result); void address__begin(async_task *task, int **result); extern const async_function address__fn;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Walloca"
#pragma GCC diagnostic ignored "-Warray-bounds"
#pragma GCC diagnostic ignored "-Wconditional-uninitialized"
#pragma GCC diagnostic ignored "-Wcast-align"
#pragma GCC diagnostic ignored "-Wdangling-else"
#pragma GCC diagnostic ignored "-Wdeclaration-after-statement"
#pragma GCC diagnostic ignored "-Wextra-semi-stmt"
#pragma GCC diagnostic ignored "-Wreturn-stack-address"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wsometimes-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wunreachable-code"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#pragma GCC diagnostic ignored "-Wunused-comparison"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wunused-value"
#pragma GCC diagnostic ignored "-Wused-but-marked-unused"
#pragma GCC diagnostic ignored "-Wvla"
#line 1423 "lowered.c"
int *address(void);
async_status address__async(async_task *task, int **result);
void address__begin(async_task *task, int **result);
extern const async_function address__fn;

struct address__frame {
    _Alignas(16) async_frame base;
    int **result;
    int here;
};

static async_status address__resume(async_task *task, async_frame *base)
{
    struct address__frame *frame = (void *)base;
    async_status status;
    switch (__builtin_expect(frame->base.state, 0)) {
    case 0: break;
    case 1: goto resume_1;
    default: __builtin_unreachable();
    }
#line 101 "tests/e2e/Inputs/warned.c"
    if ((status = give__async(task, &frame->here, 1)) != ASYNC_DONE) return async_leave(task, &frame->base, &address__fn, 1, status); resume_1:;
    *frame->result = &frame->here; async_pop(task, frame); return ASYNC_DONE;
}
#line 1448 "lowered.c"
static __attribute__((cold, noinline))
async_status address__grow(async_task *task, int **result)
{
    async_segment *segment = async_grow(task, sizeof(struct address__frame));
    return segment ? async_shrink(task, segment, address__async(task, result)) : ASYNC_FAILED;
}

async_status address__async(async_task *task, int **result)
{
    struct address__frame *frame = async_push(task, sizeof *frame);
    if (!frame)
        return address__grow(task, result);
    frame->base.state = 0;
    frame->result = result;
    return address__resume(task, &frame->base);
}

void address__begin(async_task *task, int **result)
{
    struct address__frame *frame = async_push_root(task, &address__fn, sizeof *frame, 0);
    frame->result = result;
}
#line 1471 "lowered.c"
static const uint32_t address__awaits[] = {101};
static uint32_t address__high_water;

const async_function address__fn = {
    .resume = address__resume,
    .call = (void (*)(void))address__async,
    .begin = (void (*)(void))address__begin,
    .name = "address", .file = "tests/e2e/Inputs/warned.c", .line = 98,
    .await_count = 1, .awaits = address__awaits,
    .frame_size = sizeof(struct address__frame), .stack = 96,
    .high_water = &address__high_water,
};
#pragma GCC diagnostic pop
#line 106 "tests/e2e/Inputs/warned.c"
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Walloca"
#pragma GCC diagnostic ignored "-Warray-bounds"
#pragma GCC diagnostic ignored "-Wconditional-uninitialized"
#pragma GCC diagnostic ignored "-Wcast-align"
#pragma GCC diagnostic ignored "-Wdangling-else"
#pragma GCC diagnostic ignored "-Wdeclaration-after-statement"
#pragma GCC diagnostic ignored "-Wextra-semi-stmt"
#pragma GCC diagnostic ignored "-Wreturn-stack-address"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wsometimes-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wunreachable-code"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#pragma GCC diagnostic ignored "-Wunused-comparison"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wunused-value"
#pragma GCC diagnostic ignored "-Wused-but-marked-unused"
#pragma GCC diagnostic ignored "-Wvla"
#line 1505 "lowered.c"
int unchecked(int);
async_status unchecked__async(async_task *task, int *result, int i);
void unchecked__begin(async_task *task, int *result, int i);
extern const async_function unchecked__fn;

struct unchecked__frame {
    _Alignas(16) async_frame base;
    int *result;
    int i;
    int r;
    union {
        int tmp_1;
        int tmp_2;
    };
};

static async_status unchecked__resume(async_task *task, async_frame *base)
{
    struct unchecked__frame *frame = (void *)base;
    async_status status;
    switch (__builtin_expect(frame->base.state, 0)) {
    case 0: break;
    case 1: goto resume_1;
    case 2: goto resume_2;
    case 3: goto resume_3;
    default: __builtin_unreachable();
    }
#line 107 "tests/e2e/Inputs/warned.c"
    if ((status = give__async(task, &frame->r, frame->i)) != ASYNC_DONE) return async_leave(task, &frame->base, &unchecked__fn, 1, status); resume_1:;
    {
        if ((status = give__async(task, &frame->tmp_1, 2)) != ASYNC_DONE) return async_leave(task, &frame->base, &unchecked__fn, 2, status); resume_2:;
#line 109 "tests/e2e/Inputs/warned.c"
        int r = frame->tmp_1;
        frame->i += r;
    }
    frame->i++;
    if ((status = give__async(task, &frame->tmp_2, frame->i)) != ASYNC_DONE) return async_leave(task, &frame->base, &unchecked__fn, 3, status); resume_3:;
#line 113 "tests/e2e/Inputs/warned.c"
    int later = frame->tmp_2;
    *frame->result = later + frame->r; async_pop(task, frame); return ASYNC_DONE;
}
#line 1547 "lowered.c"
static __attribute__((cold, noinline))
async_status unchecked__grow(async_task *task, int *result, int i)
{
    async_segment *segment = async_grow(task, sizeof(struct unchecked__frame));
    return segment ? async_shrink(task, segment, unchecked__async(task, result, i)) : ASYNC_FAILED;
}

async_status unchecked__async(async_task *task, int *result, int i)
{
    struct unchecked__frame *frame = async_push(task, sizeof *frame);
    if (!frame)
        return unchecked__grow(task, result, i);
    frame->base.state = 0;
    frame->result = result;
    frame->i = i;
    return unchecked__resume(task, &frame->base);
}

void unchecked__begin(async_task *task, int *result, int i)
{
    struct unchecked__frame *frame = async_push_root(task, &unchecked__fn, sizeof *frame, 0);
    frame->result = result;
    frame->i = i;
}
#line 1572 "lowered.c"
static const uint32_t unchecked__awaits[] = {107, 109, 113};
static uint32_t unchecked__high_water;

const async_function unchecked__fn = {
    .resume = unchecked__resume,
    .call = (void (*)(void))unchecked__async,
    .begin = (void (*)(void))unchecked__begin,
    .name = "unchecked", .file = "tests/e2e/Inputs/warned.c", .line = 105,
    .await_count = 3, .awaits = unchecked__awaits,
    .frame_size = sizeof(struct unchecked__frame), .stack = 96,
    .high_water = &unchecked__high_water,
};
#pragma GCC diagnostic pop
