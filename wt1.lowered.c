#line 23 "/work/wt-sched/build/include/async.h"
#include <stddef.h>
#line 24 "/work/wt-sched/build/include/async.h"
#include <stdint.h>
#line 26 "/work/wt-sched/build/include/async/abi.h"
#include <stddef.h>
#line 41 "/work/wt-sched/build/include/async/abi.h"
typedef enum async_status { ASYNC_DONE, ASYNC_PENDING, ASYNC_FAILED } async_status;

typedef struct async_frame async_frame;
typedef struct async_function async_function;
typedef struct async_segment async_segment;

#line 50 "/work/wt-sched/build/include/async/abi.h"
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

#line 63 "/work/wt-sched/build/include/async/abi.h"
struct async__task_rest {
    async_task *next;
    void *wait[3];
    void *watcher;
    const char *site;
    void *scope;
};

#line 73 "/work/wt-sched/build/include/async/abi.h"
typedef struct async_local {
    async_task *head;
    async_task **tail;
    async_task **free;
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
       ASYNC__NOT_PLAIN = ASYNC__FAILED_FLAG | ASYNC__STATIC | ASYNC__TRACED
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

#line 108 "/work/wt-sched/build/include/async/abi.h"
struct async_frame {
    const async_function *function;
    async_frame *caller;
    uint32_t state;
    uint32_t reserved;
};
#line 126 "/work/wt-sched/build/include/async/abi.h"
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
};

#line 143 "/work/wt-sched/build/include/async/abi.h"
enum { ASYNC_FRAME_ALIGN = 16 };
#line 153 "/work/wt-sched/build/include/async/abi.h"
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

#line 166 "/work/wt-sched/build/include/async/abi.h"
static inline __attribute__((unused)) void *async_push_aligned(async_task *task, size_t size, size_t align)
{
    uintptr_t start = ((uintptr_t)task->top + align - 1) & ~(uintptr_t)(align - 1);
    char *frame = task->top + (start - (uintptr_t)task->top);
    if (__builtin_expect(!!((uintptr_t)task->limit < start || (uintptr_t)task->limit - start < size), 0))
        return ((void*)0);
    task->top = frame + size;
    return frame;
}

#line 178 "/work/wt-sched/build/include/async/abi.h"
static inline __attribute__((unused)) void async_pop(async_task *task, void *frame)
{
    task->top = (char *)frame;
}
#line 190 "/work/wt-sched/build/include/async/abi.h"
__attribute__((cold, noinline)) async_segment *async_grow(async_task *task, size_t size);
__attribute__((cold, noinline)) async_status async_shrink(async_task *task, async_segment *segment, async_status status);

#line 196 "/work/wt-sched/build/include/async/abi.h"
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

#line 214 "/work/wt-sched/build/include/async/abi.h"
__attribute__((cold, noinline)) async_status async__leave_failed(async_task *task, async_frame *frame,
                                            const async_function *function, uint32_t state);

#line 220 "/work/wt-sched/build/include/async/abi.h"
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

#line 235 "/work/wt-sched/build/include/async/abi.h"
__attribute__((cold, noinline)) async_status async_throw(async_task *task, async_frame *frame, int error);

#line 238 "/work/wt-sched/build/include/async/abi.h"
__attribute__((cold, noinline)) async_status async_throw_at(async_task *task, async_frame *frame,
                                       const async_function *function, uint32_t line, int error);

#line 243 "/work/wt-sched/build/include/async/abi.h"
int async_hold(async_task *task);
void async_unhold(async_task *task, int held);
#line 256 "/work/wt-sched/build/include/async/abi.h"
typedef struct async_exit {
    int32_t to;
    int16_t error;
    uint8_t active, failed, held, traced;
} async_exit;

void async_exit_begin(async_task *task, async_exit *record, int32_t to);
__attribute__((cold, noinline)) void async_exit_failed(async_task *task, async_exit *record);
int32_t async_exit_end(async_task *task, async_exit *record);

#line 268 "/work/wt-sched/build/include/async/abi.h"
__attribute__((cold, noinline)) void async_failed_at(async_task *task, const async_function *function, uint32_t line);
__attribute__((cold, noinline)) void async_raise_at(async_task *task, const async_function *function, uint32_t line,
                               int error);
#line 281 "/work/wt-sched/build/include/async/abi.h"
static inline __attribute__((unused)) const async_function *async_function_of(void (*pointer)(void))
{
    union {
        void (*pointer)(void);
        const async_function *function;
    } u;
    u.pointer = pointer;
    return u.function;
}

#line 297 "/work/wt-sched/build/include/async/abi.h"
typedef void (*async_handle)(void);

#line 300 "/work/wt-sched/build/include/async/abi.h"
static inline __attribute__((unused)) size_t async__stack_of(const async_function *function)
{
    size_t stack = function->stack > function->frame_size ? function->stack : function->frame_size;
    if (function->high_water != ((void*)0)) {
        uint32_t learnt = __atomic_load_n(function->high_water, 0);
        stack = learnt > stack ? learnt : stack;
    }
    return (stack + ASYNC_FRAME_ALIGN - 1) & ~(size_t)(ASYNC_FRAME_ALIGN - 1);
}

#line 311 "/work/wt-sched/build/include/async/abi.h"
static inline __attribute__((unused)) void async__task_init(async_task *task, size_t head, const char *site)
{
    task->top = (char *)task + head;
    task->root = (uint16_t)(head / ASYNC_FRAME_ALIGN);
    task->flags = ASYNC__LIVE;
    async__rest(task)->site = site;
    async__local.live++;
}

#line 322 "/work/wt-sched/build/include/async/abi.h"
__attribute__((cold, noinline)) async_task *async__task_create_slow(size_t units, size_t head, const char *site);

#line 328 "/work/wt-sched/build/include/async/abi.h"
static inline __attribute__((unused)) async_task *async_task_create(const async_function *function,
                                                         size_t result_size, const char *site)
{
    size_t head =
        (ASYNC__TASK_HEAD + result_size + ASYNC_FRAME_ALIGN - 1) & ~(size_t)(ASYNC_FRAME_ALIGN - 1);
    size_t units = (head + async__stack_of(function)) / 16;
    async_task *task = units < ASYNC__POOL_CLASSES ? async__local.free[units] : ((void*)0);
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

#line 348 "/work/wt-sched/build/include/async/abi.h"
async_handle async__task_none(void);

#line 352 "/work/wt-sched/build/include/async/abi.h"
static inline __attribute__((unused)) async_handle async_task_start(async_task *task)
{
    if (__builtin_expect(!!(task == ((void*)0)), 0))
        return async__task_none();
    async__push_ready(task, ASYNC__READY);
    return (async_handle)(uintptr_t)task;
}

#line 361 "/work/wt-sched/build/include/async/abi.h"
async_status async__task_join_slow(async_task *task, void *result, async_handle handle,
                                   size_t size);

#line 366 "/work/wt-sched/build/include/async/abi.h"
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

#line 385 "/work/wt-sched/build/include/async/abi.h"
typedef struct async_gather {
    void *private_[6];
} async_gather;

void async_gather_init(async_gather *gather, async_task *task);

#line 394 "/work/wt-sched/build/include/async/abi.h"
async_task *async_gather_child(async_gather *gather, const async_function *function,
                               const char *site);
async_status async_gather_await(async_task *task, async_gather *gather);

#line 404 "/work/wt-sched/build/include/async/abi.h"
async_status async_select_await(async_task *task, async_gather *gather, int *index);
async_status async_timeout_await(async_task *task, async_gather *gather, uint64_t ms, int *result);
async_status async_catch_await(async_task *task, async_gather *gather, int *result);
async_status async_shield_await(async_task *task, async_gather *gather);

#line 414 "/work/wt-sched/build/include/async/abi.h"
typedef struct async_offload_call {
    void (*run)(struct async_offload_call *call);
    void *private_[2];
    int error;
    int saved_errno;
} async_offload_call;

async_status async_offload_await(async_task *task, async_offload_call *call);

#line 429 "/work/wt-sched/build/include/async/abi.h"
async_task *async_main_begin(const async_function *function);
int async_main_end(async_task *task);

#line 435 "/work/wt-sched/build/include/async/abi.h"
async_task *async_run_begin(const async_function *function, const char *site);
void async_run_end(async_task *task);
#line 126 "/work/wt-sched/build/include/async.h"
int async_run_error(void);

#line 130 "/work/wt-sched/build/include/async.h"
struct async_joinable;
#line 153 "/work/wt-sched/build/include/async.h"
typedef void  (*async__handle)(void);
  void async__wait(async__handle task);
void async__cancel(async__handle task);
void async__detach(async__handle task);

#line 161 "/work/wt-sched/build/include/async.h"
void async_fail(int error) __attribute__((__noreturn__));

#line 168 "/work/wt-sched/build/include/async.h"
  void async_sleep(uint64_t ms); async_status async_sleep__async(async_task *task, void *result, uint64_t a1); void async_sleep__begin(async_task *task, void *result, uint64_t a1); extern const async_function async_sleep__fn;

#line 171 "/work/wt-sched/build/include/async.h"
void async_yield__begin(async_task *task, void *result);
extern const async_function async_yield__fn;
static inline __attribute__((unused)) async_status async_yield__async(async_task *task, void *result)
{
    (void)result;
    async__push_ready(task, ASYNC__YIELD);
    return ASYNC_PENDING;
}

#line 181 "/work/wt-sched/build/include/async.h"
  void async_yield(void);

#line 185 "/work/wt-sched/build/include/async.h"
 uint64_t async_now(void);
#line 346 "lowered.c"
int leafless(int);
async_status leafless__async(async_task *task, int *result, int a);
void leafless__begin(async_task *task, int *result, int a);
extern const async_function leafless__fn;

async_status leafless__async(async_task *task __attribute__((unused)), int *result, int a)
{
#line 2 "/tmp/wt1.c"
    *result = a+1; return ASYNC_DONE;
#line 2 "/tmp/wt1.c"
}
#line 358 "lowered.c"
struct leafless__frame {
    _Alignas(16) async_frame base;
    int *result;
    int a;
};

static async_status leafless__resume(async_task *task, async_frame *base)
{
    struct leafless__frame *frame = (struct leafless__frame *)base;
    async_pop(task, frame);
    return leafless__async(task, frame->result, frame->a);
}

void leafless__begin(async_task *task, int *result, int a)
{
    struct leafless__frame *frame = async_push_root(task, &leafless__fn, sizeof *frame, 0);
    frame->result = result;
    frame->a = a;
}
static uint32_t leafless__high_water;

const async_function leafless__fn = {
    .resume = leafless__resume,
    .call = (void (*)(void))leafless__async,
    .begin = (void (*)(void))leafless__begin,
    .name = "leafless", .file = "/tmp/wt1.c", .line = 2,
    .frame_size = sizeof(struct leafless__frame), .stack = 48,
    .high_water = &leafless__high_water,
};
#line 388 "lowered.c"
int g(int);
async_status g__async(async_task *task, int *result, int n);
void g__begin(async_task *task, int *result, int n);
extern const async_function g__fn;

struct g__frame {
    _Alignas(16) async_frame base;
    int *result;
    int n;
    int tmp_1;
};

static async_status g__resume(async_task *task, async_frame *base)
{
    struct g__frame *frame = (struct g__frame *)base;
    async_status status;
    switch (__builtin_expect(frame->base.state, 0)) {
    case 0: break;
    case 1: goto resume_1;
    case 2: goto resume_2;
    default: __builtin_unreachable();
    }
#line 3 "/tmp/wt1.c"
    if (frame->n == 0) { if ((status = async_sleep__async(task, (void *)0, 5)) != ASYNC_DONE) return async_leave(task, &frame->base, &g__fn, 1, status);
#line 3 "/tmp/wt1.c"
        resume_1:; *frame->result = 0; async_pop(task, frame); return ASYNC_DONE; } if ((status = g__async(task, &frame->tmp_1, frame->n-1)) != ASYNC_DONE)
#line 3 "/tmp/wt1.c"
        return async_leave(task, &frame->base, &g__fn, 2, status); resume_2:; *frame->result = frame->n + frame->tmp_1; async_pop(task, frame);
#line 3 "/tmp/wt1.c"
    return ASYNC_DONE;
#line 3 "/tmp/wt1.c"
}
#line 421 "lowered.c"
static __attribute__((cold, noinline))
async_status g__grow(async_task *task, int *result, int n)
{
    async_segment *segment = async_grow(task, sizeof(struct g__frame));
    return segment ? async_shrink(task, segment, g__async(task, result, n)) : ASYNC_FAILED;
}

async_status g__async(async_task *task, int *result, int n)
{
    struct g__frame *frame = async_push(task, sizeof *frame);
    if (!frame)
        return g__grow(task, result, n);
    frame->base.state = 0;
    frame->result = result;
    frame->n = n;
    return g__resume(task, &frame->base);
}

void g__begin(async_task *task, int *result, int n)
{
    struct g__frame *frame = async_push_root(task, &g__fn, sizeof *frame, 0);
    frame->result = result;
    frame->n = n;
}
#line 446 "lowered.c"
static const uint32_t g__awaits[] = {3, 3};
static uint32_t g__high_water;

const async_function g__fn = {
    .resume = g__resume,
    .call = (void (*)(void))g__async,
    .begin = (void (*)(void))g__begin,
    .name = "g", .file = "/tmp/wt1.c", .line = 3,
    .await_count = 2, .awaits = g__awaits,
    .frame_size = sizeof(struct g__frame), .stack = 304,
    .high_water = &g__high_water,
};
#line 459 "lowered.c"
int twice(int);
async_status twice__async(async_task *task, int *result, int n);
void twice__begin(async_task *task, int *result, int n);
extern const async_function twice__fn;

static inline __attribute__((unused)) void g__gather(async_gather *gather, const char *site, int *result, int a1)
{
    async_task *task = async_gather_child(gather, &g__fn, site);
    if (task)
        g__begin(task, result, a1);
}

struct twice__frame {
    _Alignas(16) async_frame base;
    int *result;
    int n;
    int x;
    int y;
    async_gather gather_1;
};

static async_status twice__resume(async_task *task, async_frame *base)
{
    struct twice__frame *frame = (struct twice__frame *)base;
    async_status status;
    switch (__builtin_expect(frame->base.state, 0)) {
    case 0: break;
    case 1: goto resume_1;
    default: __builtin_unreachable();
    }
#line 4 "/tmp/wt1.c"
    async_gather_init(&frame->gather_1, task); g__gather(&frame->gather_1, "/tmp/wt1.c:4", &frame->x, frame->n);
#line 4 "/tmp/wt1.c"
    g__gather(&frame->gather_1, "/tmp/wt1.c:4", &frame->y, frame->n+1); if ((status = async_gather_await(task, &frame->gather_1)) != ASYNC_DONE)
#line 4 "/tmp/wt1.c"
        return async_leave(task, &frame->base, &twice__fn, 1, status); resume_1:; *frame->result = frame->x+frame->y; async_pop(task, frame);
#line 4 "/tmp/wt1.c"
    return ASYNC_DONE;
#line 4 "/tmp/wt1.c"
}
#line 500 "lowered.c"
static __attribute__((cold, noinline))
async_status twice__grow(async_task *task, int *result, int n)
{
    async_segment *segment = async_grow(task, sizeof(struct twice__frame));
    return segment ? async_shrink(task, segment, twice__async(task, result, n)) : ASYNC_FAILED;
}

async_status twice__async(async_task *task, int *result, int n)
{
    struct twice__frame *frame = async_push(task, sizeof *frame);
    if (!frame)
        return twice__grow(task, result, n);
    frame->base.state = 0;
    frame->result = result;
    frame->n = n;
    return twice__resume(task, &frame->base);
}

void twice__begin(async_task *task, int *result, int n)
{
    struct twice__frame *frame = async_push_root(task, &twice__fn, sizeof *frame, 0);
    frame->result = result;
    frame->n = n;
}
#line 525 "lowered.c"
static const uint32_t twice__awaits[] = {4};
static uint32_t twice__high_water;

const async_function twice__fn = {
    .resume = twice__resume,
    .call = (void (*)(void))twice__async,
    .begin = (void (*)(void))twice__begin,
    .name = "twice", .file = "/tmp/wt1.c", .line = 4,
    .await_count = 1, .awaits = twice__awaits,
    .frame_size = sizeof(struct twice__frame), .stack = 112,
    .high_water = &twice__high_water,
};
#line 538 "lowered.c"
async_status main__async(async_task *task, int *result);
void main__begin(async_task *task, int *result);
extern const async_function main__fn;

static inline __attribute__((unused)) void twice__gather(async_gather *gather, const char *site, int *result, int a1)
{
    async_task *task = async_gather_child(gather, &twice__fn, site);
    if (task)
        twice__begin(task, result, a1);
}

static inline __attribute__((unused)) async_handle g__spawn(const char *site, int a1)
{
    async_task *task = async_task_create(&g__fn, sizeof(int), site);
    if (task)
        g__begin(task, async_task_result(task), a1);
    return async_task_start(task);
}

struct main__frame {
    _Alignas(16) async_frame base;
    int *result;
    int x;
    int r;
    int e;
    union {
        struct {
            async_gather timeout_1;
            int tmp_1;
        };
        int tmp_2;
    };
};

static async_status main__resume(async_task *task, async_frame *base)
{
    struct main__frame *frame = (struct main__frame *)base;
    async_status status;
    switch (__builtin_expect(frame->base.state, 0)) {
    case 0: break;
    case 1: goto resume_1;
    case 2: goto resume_2;
    case 3: goto resume_3;
    default: __builtin_unreachable();
    }
#line 5 "/tmp/wt1.c"
    if ((status = leafless__async(task, &frame->x, 1)) != ASYNC_DONE) return async_leave(task, &frame->base, &main__fn, 1, status); resume_1:;
#line 5 "/tmp/wt1.c"
    async_gather_init(&frame->timeout_1, task); twice__gather(&frame->timeout_1, "/tmp/wt1.c:5", &frame->r, 3);
#line 5 "/tmp/wt1.c"
    if ((status = async_timeout_await(task, &frame->timeout_1, 50, &frame->tmp_1)) != ASYNC_DONE)
#line 5 "/tmp/wt1.c"
        return async_leave(task, &frame->base, &main__fn, 2, status); resume_2:; frame->e = frame->tmp_1;
#line 5 "/tmp/wt1.c"
    __typeof__(__typeof__(int) (*)(struct async_joinable *)) t = ((int (*)(struct async_joinable *))g__spawn("/tmp/wt1.c:5", 3));
#line 5 "/tmp/wt1.c"
    if ((status = async_task_join(task, &frame->tmp_2, (async_handle)(t), sizeof frame->tmp_2)) != ASYNC_DONE)
#line 5 "/tmp/wt1.c"
        return async_leave(task, &frame->base, &main__fn, 3, status); resume_3:; *frame->result = frame->e + frame->tmp_2 + frame->r + frame->x;
#line 5 "/tmp/wt1.c"
    async_pop(task, frame); return ASYNC_DONE;
#line 5 "/tmp/wt1.c"
}
#line 602 "lowered.c"
static __attribute__((cold, noinline))
async_status main__grow(async_task *task, int *result)
{
    async_segment *segment = async_grow(task, sizeof(struct main__frame));
    return segment ? async_shrink(task, segment, main__async(task, result)) : ASYNC_FAILED;
}

async_status main__async(async_task *task, int *result)
{
    struct main__frame *frame = async_push(task, sizeof *frame);
    if (!frame)
        return main__grow(task, result);
    frame->base.state = 0;
    frame->result = result;
    return main__resume(task, &frame->base);
}

void main__begin(async_task *task, int *result)
{
    struct main__frame *frame = async_push_root(task, &main__fn, sizeof *frame, 0);
    frame->result = result;
}
#line 625 "lowered.c"
static const uint32_t main__awaits[] = {5, 5, 5};
static uint32_t main__high_water;

const async_function main__fn = {
    .resume = main__resume,
    .call = (void (*)(void))main__async,
    .begin = (void (*)(void))main__begin,
    .name = "main", .file = "/tmp/wt1.c", .line = 5,
    .await_count = 3, .awaits = main__awaits,
    .frame_size = sizeof(struct main__frame), .stack = 128,
    .high_water = &main__high_water,
};

int main(void)
{
    async_task *task = async_main_begin(&main__fn);
    main__begin(task, async_task_result(task));
    return async_main_end(task);
}
