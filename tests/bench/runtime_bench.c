/* runtime_bench.c - the micro benchmarks of the runtime, as asyncc would generate them.
 *
 * runtime_bench NAME N, with the protocol of the peer benchmarks: prints `ops`,
 * `cpu_ns`, `wall_ns`. Count instructions at two sizes and divide the difference.
 */
#define ASYNC_ABI_ONLY
#include <async.h>
#include <async/queue.h>
#include <async/net.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static uint64_t clock_of(clockid_t id)
{
    struct timespec t;
    clock_gettime(id, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static uint64_t cpu0, wall0;

static void begin_clock(void)
{
    cpu0 = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    wall0 = clock_of(CLOCK_MONOTONIC);
}

static void report(uint64_t ops)
{
    printf("ops %llu count\ncpu_ns %.4f ns\nwall_ns %.4f ns\n", (unsigned long long)ops,
           (double)(clock_of(CLOCK_PROCESS_CPUTIME_ID) - cpu0) / (double)ops,
           (double)(clock_of(CLOCK_MONOTONIC) - wall0) / (double)ops);
}

/* ---- await: fib -------------------------------------------------------- */

struct fib_frame {
    async_frame base;
    long *result;
    long a, b;
    int n;
};
ASYNC_DECLARE(fib, (async_task * task, long *result, int n));
static async_status fib_resume(async_task *task, async_frame *base);
static uint32_t fib_high;
const async_function fib__fn = {.resume = fib_resume,
                                .name = "fib",
                                .file = __FILE__,
                                .frame_size = ASYNC_FRAME_SIZE(struct fib_frame),
                                .stack = ASYNC_FRAME_SIZE(struct fib_frame),
                                .high_water = &fib_high};

void fib__begin(async_task *task, long *result, int n)
{
    struct fib_frame *frame =
        async_push_root(task, &fib__fn, ASYNC_FRAME_SIZE(struct fib_frame), 0);
    frame->result = result;
    frame->n = n;
}

static ASYNC_COLD async_status fib_grow(async_task *task, long *result, int n)
{
    async_segment *segment = async_grow(task, ASYNC_FRAME_SIZE(struct fib_frame));
    return segment ? async_shrink(task, segment, fib__async(task, result, n)) : ASYNC_FAILED;
}

async_status fib__async(async_task *task, long *result, int n)
{
    struct fib_frame *frame = async_push(task, ASYNC_FRAME_SIZE(struct fib_frame));
    if (frame == NULL)
        return fib_grow(task, result, n);
    frame->base.state = 0;
    frame->result = result;
    frame->n = n;
    return fib_resume(task, &frame->base);
}

static async_status fib_resume(async_task *task, async_frame *base)
{
    struct fib_frame *frame = (struct fib_frame *)base;
    async_status status;
    switch (base->state) {
    case 1:
        goto resume_1;
    case 2:
        goto resume_2;
    }
    if (frame->n < 2) {
        *frame->result = frame->n;
        async_pop(task, frame);
        return ASYNC_DONE;
    }
    status = fib__async(task, &frame->a, frame->n - 1);
    if (status != ASYNC_DONE)
        return async_leave(task, base, &fib__fn, 1, status);
resume_1:
    status = fib__async(task, &frame->b, frame->n - 2);
    if (status != ASYNC_DONE)
        return async_leave(task, base, &fib__fn, 2, status);
resume_2:
    *frame->result = frame->a + frame->b;
    async_pop(task, frame);
    return ASYNC_DONE;
}

/* ---- yield, at any depth ------------------------------------------------ */

struct yields_frame {
    async_frame base;
    uint64_t n;
};
ASYNC_DECLARE(yields, (async_task * task, void *result, uint64_t n));
static async_status yields_resume(async_task *task, async_frame *base);
const async_function yields__fn = {
    .resume = yields_resume, .name = "yields", .frame_size = ASYNC_FRAME_SIZE(struct yields_frame)};

void yields__begin(async_task *task, void *result, uint64_t n)
{
    struct yields_frame *frame =
        async_push_root(task, &yields__fn, ASYNC_FRAME_SIZE(struct yields_frame), 0);
    (void)result;
    frame->n = n;
}

static ASYNC_COLD async_status yields_grow(async_task *task, void *result, uint64_t n)
{
    async_segment *segment = async_grow(task, ASYNC_FRAME_SIZE(struct yields_frame));
    return segment ? async_shrink(task, segment, yields__async(task, result, n)) : ASYNC_FAILED;
}

async_status yields__async(async_task *task, void *result, uint64_t n)
{
    struct yields_frame *frame = async_push(task, ASYNC_FRAME_SIZE(struct yields_frame));
    if (frame == NULL)
        return yields_grow(task, result, n);
    frame->base.state = 0;
    frame->n = n;
    return yields_resume(task, &frame->base);
}

static async_status yields_resume(async_task *task, async_frame *base)
{
    struct yields_frame *frame = (struct yields_frame *)base;
    async_status status;
    if (base->state == 1)
        goto resume_1;
    while (frame->n-- > 0) {
        status = async_yield__async(task, NULL);
        if (status != ASYNC_DONE)
            return async_leave(task, base, &yields__fn, 1, status);
    resume_1:;
    }
    async_pop(task, frame);
    return ASYNC_DONE;
}

struct deep_frame {
    async_frame base;
    int depth;
    uint64_t n;
};
ASYNC_DECLARE(deep, (async_task * task, void *result, int depth, uint64_t n));
static async_status deep_resume(async_task *task, async_frame *base);
const async_function deep__fn = {
    .resume = deep_resume, .name = "deep", .frame_size = ASYNC_FRAME_SIZE(struct deep_frame)};

void deep__begin(async_task *task, void *result, int depth, uint64_t n)
{
    struct deep_frame *frame =
        async_push_root(task, &deep__fn, ASYNC_FRAME_SIZE(struct deep_frame), 0);
    (void)result;
    frame->depth = depth;
    frame->n = n;
}

static ASYNC_COLD async_status deep_grow(async_task *task, void *result, int depth, uint64_t n)
{
    async_segment *segment = async_grow(task, ASYNC_FRAME_SIZE(struct deep_frame));
    return segment ? async_shrink(task, segment, deep__async(task, result, depth, n))
                   : ASYNC_FAILED;
}

async_status deep__async(async_task *task, void *result, int depth, uint64_t n)
{
    struct deep_frame *frame = async_push(task, ASYNC_FRAME_SIZE(struct deep_frame));
    if (frame == NULL)
        return deep_grow(task, result, depth, n);
    frame->base.state = 0;
    frame->depth = depth;
    frame->n = n;
    return deep_resume(task, &frame->base);
}

static async_status deep_resume(async_task *task, async_frame *base)
{
    struct deep_frame *frame = (struct deep_frame *)base;
    async_status status;
    if (base->state == 1)
        goto resume_1;
    status = frame->depth > 0 ? deep__async(task, NULL, frame->depth - 1, frame->n)
                              : yields__async(task, NULL, frame->n);
    if (status != ASYNC_DONE)
        return async_leave(task, base, &deep__fn, 1, status);
resume_1:
    async_pop(task, frame);
    return ASYNC_DONE;
}

/* ---- spawn + join ------------------------------------------------------- */

struct value_frame {
    async_frame base;
    uint64_t *result;
    uint64_t value;
};
ASYNC_DECLARE(value, (async_task * task, uint64_t *result, uint64_t value));
static async_status value_resume(async_task *task, async_frame *base)
{
    struct value_frame *frame = (struct value_frame *)base;
    *frame->result = frame->value;
    async_pop(task, frame);
    return ASYNC_DONE;
}
const async_function value__fn = {.resume = value_resume,
                                  .name = "value",
                                  .frame_size = ASYNC_FRAME_SIZE(struct value_frame),
                                  .stack = ASYNC_FRAME_SIZE(struct value_frame)};
void value__begin(async_task *task, uint64_t *result, uint64_t value)
{
    struct value_frame *frame =
        async_push_root(task, &value__fn, ASYNC_FRAME_SIZE(struct value_frame), 0);
    frame->result = result;
    frame->value = value;
}

static inline async_handle value__spawn(uint64_t value)
{
    async_task *task = async_task_create(&value__fn, sizeof(uint64_t), "bench.c:1");
    if (task)
        value__begin(task, async_task_result(task), value);
    return async_task_start(task);
}

struct batches_frame {
    async_frame base;
    uint64_t n, sum, got;
    int i;
    async_handle handles[1000];
};
static async_status batches_resume(async_task *task, async_frame *base);
const async_function batches__fn = {.resume = batches_resume,
                                    .name = "batches",
                                    .frame_size = ASYNC_FRAME_SIZE(struct batches_frame)};
static async_status batches_resume(async_task *task, async_frame *base)
{
    struct batches_frame *frame = (struct batches_frame *)base;
    async_status status;
    if (base->state == 1)
        goto resume_1;
    for (; frame->n > 0; frame->n -= 1000) {
        for (int i = 0; i < 1000; i++)
            frame->handles[i] = value__spawn((uint64_t)i);
        for (frame->i = 0; frame->i < 1000; frame->i++) {
            status =
                async_task_join(task, &frame->got, frame->handles[frame->i], sizeof frame->got);
            if (status != ASYNC_DONE)
                return async_leave(task, base, &batches__fn, 1, status);
        resume_1:
            frame->sum += frame->got;
        }
    }
    async_pop(task, frame);
    return ASYNC_DONE;
}

/* ---- queue --------------------------------------------------------------- */

typedef async_queue(uint64_t) numbers;
struct items_frame {
    async_frame base;
    numbers *queue;
    uint64_t n, i, item, sum;
    int err;
};
static async_status put_resume(async_task *task, async_frame *base);
static async_status get_resume(async_task *task, async_frame *base);
const async_function put__fn = {
    .resume = put_resume, .name = "put", .frame_size = ASYNC_FRAME_SIZE(struct items_frame)};
const async_function get__fn = {
    .resume = get_resume, .name = "get", .frame_size = ASYNC_FRAME_SIZE(struct items_frame)};
static uint64_t queue_sum;
static async_status put_resume(async_task *task, async_frame *base)
{
    struct items_frame *frame = (struct items_frame *)base;
    async_status status;
    if (base->state == 1)
        goto resume_1;
    for (frame->i = 0; frame->i < frame->n; frame->i++) {
        frame->item = frame->i;
        status = async__queue_put__async(task, &frame->err, &frame->queue->base, &frame->item);
        if (status != ASYNC_DONE)
            return async_leave(task, base, &put__fn, 1, status);
    resume_1:
        if (frame->err)
            abort();
    }
    async_pop(task, frame);
    return ASYNC_DONE;
}
static async_status get_resume(async_task *task, async_frame *base)
{
    struct items_frame *frame = (struct items_frame *)base;
    async_status status;
    if (base->state == 1)
        goto resume_1;
    for (frame->i = 0; frame->i < frame->n; frame->i++) {
        status = async__queue_get__async(task, &frame->err, &frame->queue->base, &frame->item);
        if (status != ASYNC_DONE)
            return async_leave(task, base, &get__fn, 1, status);
    resume_1:
        if (frame->err)
            abort();
        frame->sum += frame->item;
    }
    queue_sum = frame->sum;
    async_pop(task, frame);
    return ASYNC_DONE;
}

/* ---- timers --------------------------------------------------------------- */

struct nap_frame {
    async_frame base;
    uint32_t ms, index;
    uint64_t due;
};
static int64_t *late;
static async_status nap_resume(async_task *task, async_frame *base);
const async_function nap__fn = {
    .resume = nap_resume, .name = "nap", .frame_size = ASYNC_FRAME_SIZE(struct nap_frame)};
static async_status nap_resume(async_task *task, async_frame *base)
{
    struct nap_frame *frame = (struct nap_frame *)base;
    async_status status;
    if (base->state == 1)
        goto resume_1;
    frame->due = clock_of(CLOCK_MONOTONIC) + frame->ms * 1000000ull;
    status = async_sleep__async(task, NULL, frame->ms);
    if (status != ASYNC_DONE)
        return async_leave(task, base, &nap__fn, 1, status);
resume_1:
    late[frame->index] = (int64_t)(clock_of(CLOCK_MONOTONIC) - frame->due);
    async_pop(task, frame);
    return ASYNC_DONE;
}

struct doze_frame {
    async_frame base;
    uint64_t ms;
};
static async_status doze_resume(async_task *task, async_frame *base);
const async_function doze__fn = {
    .resume = doze_resume, .name = "doze", .frame_size = ASYNC_FRAME_SIZE(struct doze_frame)};
static async_status doze_resume(async_task *task, async_frame *base)
{
    struct doze_frame *frame = (struct doze_frame *)base;
    async_status status;
    if (base->state == 1)
        goto resume_1;
    status = async_sleep__async(task, NULL, frame->ms);
    if (status != ASYNC_DONE)
        return async_leave(task, base, &doze__fn, 1, status);
resume_1:
    async_pop(task, frame);
    return ASYNC_DONE;
}

/* ---- echo ------------------------------------------------------------------ */

struct echo_frame {
    async_frame base;
    async_tcp conn;
    ssize_t got;
    int err;
    char buffer[65536];
};
static async_status echo_resume(async_task *task, async_frame *base);
const async_function echo__fn = {
    .resume = echo_resume, .name = "echo", .frame_size = ASYNC_FRAME_SIZE(struct echo_frame)};
static async_status echo_resume(async_task *task, async_frame *base)
{
    struct echo_frame *frame = (struct echo_frame *)base;
    async_status status;
    switch (base->state) {
    case 1:
        goto resume_1;
    case 2:
        goto resume_2;
    case 3:
        goto resume_3;
    }
    for (;;) {
        status = async_tcp_read__async(task, &frame->got, &frame->conn, frame->buffer,
                                       sizeof frame->buffer);
        if (status != ASYNC_DONE)
            return async_leave(task, base, &echo__fn, 1, status);
    resume_1:
        if (frame->got <= 0)
            break;
        status = async_tcp_write__async(task, &frame->err, &frame->conn, frame->buffer,
                                        (size_t)frame->got);
        if (status != ASYNC_DONE)
            return async_leave(task, base, &echo__fn, 2, status);
    resume_2:
        if (frame->err < 0)
            break;
    }
    status = async_tcp_close__async(task, NULL, &frame->conn);
    if (status != ASYNC_DONE)
        return async_leave(task, base, &echo__fn, 3, status);
resume_3:
    async_pop(task, frame);
    return ASYNC_DONE;
}

struct serve_frame {
    async_frame base;
    async_tcp listener, conn;
    int err, port;
};
static async_status serve_resume(async_task *task, async_frame *base);
const async_function serve__fn = {
    .resume = serve_resume, .name = "serve", .frame_size = ASYNC_FRAME_SIZE(struct serve_frame)};
static async_status serve_resume(async_task *task, async_frame *base)
{
    struct serve_frame *frame = (struct serve_frame *)base;
    async_status status;
    if (base->state == 1)
        goto resume_1;
    if (async_tcp_listen(&frame->listener, "127.0.0.1", frame->port, 1024) != 0)
        abort();
    puts("ready 1 bool");
    fflush(stdout);
    for (;;) {
        status = async_tcp_accept__async(task, &frame->err, &frame->listener, &frame->conn);
        if (status != ASYNC_DONE)
            return async_leave(task, base, &serve__fn, 1, status);
    resume_1:
        if (frame->err < 0)
            continue;
        async_task *child = async_task_create(&echo__fn, 0, "echo");
        struct echo_frame *echo = async_push_root(child, &echo__fn, echo__fn.frame_size, 0);
        echo->conn = frame->conn;
        async__detach((async__handle)async_task_start(child));
    }
}

/* ---- driver ----------------------------------------------------------------- */

static void *spawn_frame(const async_function *function)
{
    async_task *task = async_task_create(function, 0, NULL);
    void *frame = async_push_root(task, function, function->frame_size, 0);
    async__detach((async__handle)async_task_start(task));
    return frame;
}

static async_status nothing_resume(async_task *task, async_frame *frame)
{
    async_pop(task, frame);
    return ASYNC_DONE;
}
const async_function nothing__fn = {.resume = nothing_resume, .name = "nothing", .frame_size = 32};

static async_task *run_frame(const async_function *function, void **frame)
{
    async_task *task = async_run_begin(function, NULL);
    *frame = async_push_root(task, function, function->frame_size, 0);
    return task;
}

static uint32_t lcg(uint32_t *x)
{
    *x = *x * 1664525u + 1013904223u;
    return 1 + (*x >> 8) % 1000;
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void bench_timers(uint64_t n)
{
    void *frame;
    uint32_t x = 42;
    late = malloc(n * sizeof *late);
    begin_clock();
    async_task *task = run_frame(&nothing__fn, &frame);
    for (uint64_t i = 0; i < n; i++) {
        struct nap_frame *nap = spawn_frame(&nap__fn);
        nap->ms = lcg(&x);
        nap->index = (uint32_t)i;
    }
    async_run_end(task);
    double cpu = (double)(clock_of(CLOCK_PROCESS_CPUTIME_ID) - cpu0) / 1e6;
    qsort(late, n, sizeof *late, by_value);
    printf("ops %llu count\nlate_p50 %.1f us\nlate_p99 %.1f us\nlate_max %.1f us\n"
           "late_min %.1f us\ncpu_ms %.2f ms\n",
           (unsigned long long)n, (double)late[n / 2] / 1e3, (double)late[n * 99 / 100] / 1e3,
           (double)late[n - 1] / 1e3, (double)late[0] / 1e3, cpu);
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "list";
    uint64_t n = argc > 2 ? strtoull(argv[2], NULL, 10) : 0, ops = n;
    void *frame;
    if (!strcmp(name, "list"))
        return puts("await\nyield1\nyield1k\nspawn\nqueue\ndeep\ntimers\nmem\necho"), 0;
    if (!strcmp(name, "timers"))
        return bench_timers(n), 0;
    begin_clock();
    async_task *task;
    if (!strcmp(name, "await")) {
        long result = 0;
        task = async_run_begin(&fib__fn, NULL);
        fib__begin(task, &result, (int)n);
        async_run_end(task);
        ops = 1;
        for (uint64_t a = 1, b = 1, i = 2; i <= n; i++, a = b, b = ops)
            ops = a + b + 1;
    } else if (!strcmp(name, "yield1")) {
        task = async_run_begin(&yields__fn, NULL);
        yields__begin(task, NULL, n);
        async_run_end(task);
    } else if (!strcmp(name, "yield1k")) {
        task = run_frame(&nothing__fn, &frame);
        for (int i = 0; i < 1000; i++)
            ((struct yields_frame *)spawn_frame(&yields__fn))->n = n / 1000;
        async_run_end(task);
    } else if (!strcmp(name, "deep")) {
        task = async_run_begin(&deep__fn, NULL);
        deep__begin(task, NULL, 100, n);
        async_run_end(task);
    } else if (!strcmp(name, "spawn")) {
        task = run_frame(&batches__fn, &frame);
        ((struct batches_frame *)frame)->n = n / 1000 * 1000;
        async_run_end(task);
    } else if (!strcmp(name, "queue")) {
        static numbers queue;
        async_queue_init(&queue, 64);
        task = run_frame(&put__fn, &frame);
        struct items_frame *get = spawn_frame(&get__fn), *put = frame;
        get->queue = put->queue = &queue;
        get->n = put->n = n;
        get->sum = 0;
        async_run_end(task);
        async_queue_deinit(&queue);
        if (queue_sum != n * (n - 1) / 2)
            return 3;
    } else if (!strcmp(name, "mem")) {
        task = run_frame(&nothing__fn, &frame);
        for (uint64_t i = 0; i < n; i++)
            ((struct doze_frame *)spawn_frame(&doze__fn))->ms = 10000;
        async_run_end(task);
    } else if (!strcmp(name, "echo")) {
        task = run_frame(&serve__fn, &frame);
        ((struct serve_frame *)frame)->port = (int)n;
        async_run_end(task);
    } else {
        return 2;
    }
    report(ops);
    return 0;
}
