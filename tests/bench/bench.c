/* bench.c - the micro benchmarks and the echo server, written as a user would write them.
 *
 *     bench list          the names, one a line
 *     bench NAME N        runs one of them, prints lines of `metric value unit`
 *     bench echo PORT     echoes on 127.0.0.1:PORT until it is killed
 *
 * N is the number of operations (the depth, for `await`). `cpu_ns` and `wall_ns` are per
 * operation. A result that is wrong ends the program with status 3. Instructions are counted
 * from outside, at two sizes: start-up drops out of the difference (run.py).
 */
#include <async.h>
#include <async/net.h>
#include <async/queue.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The callee of a call that is measured stays a call. */
#define NOINLINE __attribute__((noinline))

enum { BATCH = 1000, CAPACITY = 64, DEPTH = 100, WRONG_RESULT = 3 };

/* ---- clocks and reports ------------------------------------------------- */

static uint64_t read_clock(clockid_t id)
{
    struct timespec t;
    clock_gettime(id, &t);
    return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static uint64_t wall_ns(void) { return read_clock(CLOCK_MONOTONIC); }
static uint64_t cpu_ns(void) { return read_clock(CLOCK_PROCESS_CPUTIME_ID); }

static uint64_t cpu_start, wall_start;

static void start_clocks(void)
{
    wall_start = wall_ns();
    cpu_start = cpu_ns();
}

static int report(uint64_t ops)
{
    double cpu = (double)(cpu_ns() - cpu_start), wall = (double)(wall_ns() - wall_start);
    double n = ops > 0 ? (double)ops : 1;
    printf("ops %llu count\ncpu_ns %.4f ns\nwall_ns %.4f ns\n", (unsigned long long)ops, cpu / n,
           wall / n);
    return 0;
}

/* ---- await: calls that never suspend ------------------------------------ */

async NOINLINE static long fib(int n)
{
    if (n < 2)
        return n;
    long a = await fib(n - 1);
    long b = await fib(n - 2);
    return a + b;
}

/* The number of calls that fib(n) makes; fib itself is half of it. */
static uint64_t fib_calls(int n)
{
    uint64_t before = 1, calls = 1;
    for (int i = 2; i <= n; i++) {
        uint64_t next = before + calls + 1;
        before = calls;
        calls = next;
    }
    return calls;
}

async static int bench_await(uint64_t n)
{
    uint64_t calls = fib_calls((int)n);
    start_clocks();
    long result = await fib((int)n);
    if (n > 0 && (uint64_t)result != (fib_calls((int)n + 1) - calls) / 2)
        return WRONG_RESULT;
    return report(calls);
}

async NOINLINE static uint64_t leaf(uint64_t x) { return x * 6364136223846793005u + 1; }

async static int bench_leaf(uint64_t n)
{
    uint64_t x = 1, expected = 1;
    start_clocks();
    for (uint64_t i = 0; i < n; i++)
        x = await leaf(x);
    int status = report(n);
    for (uint64_t i = 0; i < n; i++)
        expected = expected * 6364136223846793005u + 1;
    return x == expected ? status : WRONG_RESULT;
}

/* ---- yield --------------------------------------------------------------- */

async static void yields(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        await async_yield();
}

async static int bench_yield1(uint64_t n)
{
    start_clocks();
    await yields(n);
    return report(n);
}

async static int bench_yield1k(uint64_t n)
{
    static async_task(void) tasks[BATCH];
    start_clocks();
    for (int i = 0; i < BATCH; i++)
        tasks[i] = async_spawn(yields(n / BATCH));
    for (int i = 0; i < BATCH; i++)
        await async_join(tasks[i]);
    return report(n / BATCH * BATCH);
}

async static uint64_t deep(int depth, uint64_t n)
{
    if (depth == 0) {
        await yields(n);
        return 1;
    }
    return 1 + await deep(depth - 1, n);
}

async static int bench_deep(uint64_t n)
{
    start_clocks();
    uint64_t depth = await deep(DEPTH, n);
    return depth == DEPTH + 1 ? report(n) : WRONG_RESULT;
}

/* ---- tasks and queues ----------------------------------------------------- */

async static uint64_t number(uint64_t value) { return value; }

async static int bench_spawn(uint64_t n)
{
    static async_task(uint64_t) tasks[BATCH];
    uint64_t sum = 0, batches = n / BATCH;
    start_clocks();
    for (uint64_t batch = 0; batch < batches; batch++) {
        for (uint64_t i = 0; i < BATCH; i++)
            tasks[i] = async_spawn(number(i));
        for (int i = 0; i < BATCH; i++)
            sum += await async_join(tasks[i]);
    }
    if (sum != batches * (BATCH * (BATCH - 1) / 2))
        return WRONG_RESULT;
    return report(batches * BATCH);
}

typedef async_queue(uint64_t) numbers;

async static void produce(numbers *queue, uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        if (await async_queue_put(queue, i) < 0)
            return;
    async_queue_close(queue);
}

async static uint64_t consume(numbers *queue)
{
    uint64_t item, sum = 0;
    while (await async_queue_get(queue, &item) == 0)
        sum += item;
    return sum;
}

async static int bench_queue(uint64_t n)
{
    numbers queue;
    uint64_t sum;
    if (async_queue_init(&queue, CAPACITY) < 0)
        return 1;
    start_clocks();
    await async_gather(produce(&queue, n), sum = consume(&queue));
    async_queue_deinit(&queue);
    return sum == n * (n - 1) / 2 ? report(n) : WRONG_RESULT;
}

static async_generator(uint64_t) count(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        async_emit(i);
}

async static int bench_generator(uint64_t n)
{
    uint64_t sum = 0;
    start_clocks();
    async_for(uint64_t item, count(n)) sum += item;
    return sum == n * (n - 1) / 2 ? report(n) : WRONG_RESULT;
}

/* ---- timers and memory ---------------------------------------------------- */

async static void measured_sleep(uint64_t ms, int64_t *late)
{
    uint64_t due = wall_ns() + ms * 1000000;
    await async_sleep(ms);
    *late = (int64_t)(wall_ns() - due);
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int report_timers(int64_t *late, uint64_t n)
{
    double cpu_ms = (double)(cpu_ns() - cpu_start) / 1e6;
    qsort(late, n, sizeof *late, by_value);
    printf("ops %llu count\n", (unsigned long long)n);
    printf("late_p50 %.1f us\nlate_p99 %.1f us\n", (double)late[n / 2] / 1e3,
           (double)late[n * 99 / 100] / 1e3);
    printf("late_max %.1f us\nlate_min %.1f us\n", (double)late[n - 1] / 1e3,
           (double)late[0] / 1e3);
    printf("cpu_ms %.2f ms\n", cpu_ms);
    return 0;
}

async static int bench_timers(uint64_t n)
{
    int64_t *late = malloc(n * sizeof *late);
    async_task(void) *tasks = malloc(n * sizeof *tasks);
    int status = 1;
    defer free(late);
    defer free(tasks);
    if (n > 0 && late != NULL && tasks != NULL) {
        uint32_t random = 42;
        start_clocks();
        for (uint64_t i = 0; i < n; i++) {
            random = random * 1664525 + 1013904223;
            tasks[i] = async_spawn(measured_sleep(1 + (random >> 8) % 1000, &late[i]));
        }
        for (uint64_t i = 0; i < n; i++)
            await async_join(tasks[i]);
        status = report_timers(late, n);
    }
    return status;
}

async static void nap(uint64_t ms, uint64_t *left)
{
    await async_sleep(ms);
    --*left;
}

async static int bench_mem(uint64_t n)
{
    uint64_t left = n;
    start_clocks();
    for (uint64_t i = 0; i < n; i++)
        // asyncc-ignore(stack-escape): the loop below waits for all of them
        async_detach(async_spawn(nap(10000, &left)));
    while (left > 0) // asyncc-ignore(busy-wait): handles would count as memory of the tasks
        await async_sleep(100);
    return report(n);
}

/* ---- echo ----------------------------------------------------------------- */

async static void echo(async_tcp connection)
{
    char buffer[4096];
    ssize_t count;
    while ((count = await async_tcp_read(&connection, buffer, sizeof buffer)) > 0)
        if (await async_tcp_write(&connection, buffer, (size_t)count) < 0)
            break;
    await async_tcp_close(&connection);
}

async static int serve(int port)
{
    async_tcp listener = {0}, connection;
    int error = async_tcp_listen(&listener, "127.0.0.1", port, 1024);
    if (error < 0)
        return 1;
    puts("ready 1 bool");
    fflush(stdout);
    while ((error = await async_tcp_accept(&listener, &connection)) == 0)
        async_detach(async_spawn(echo(connection)));
    await async_tcp_close(&listener);
    return 1;
}

/* ---- main ------------------------------------------------------------------ */

static const struct bench {
    const char *name;
    async int (*run)(uint64_t n);
} benches[] = {
    {"await", bench_await},         {"leaf", bench_leaf},     {"yield1", bench_yield1},
    {"yield1k", bench_yield1k},     {"spawn", bench_spawn},   {"queue", bench_queue},
    {"deep", bench_deep},           {"timers", bench_timers}, {"mem", bench_mem},
    {"generator", bench_generator},
};

enum { BENCHES = sizeof benches / sizeof *benches };

static int list(void)
{
    for (int i = 0; i < BENCHES; i++)
        puts(benches[i].name);
    puts("echo");
    return 0;
}

async int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "list";
    uint64_t n = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
    if (strcmp(name, "list") == 0)
        return list();
    if (strcmp(name, "echo") == 0)
        return await serve((int)n);
    for (int i = 0; i < BENCHES; i++)
        if (strcmp(name, benches[i].name) == 0)
            return await benches[i].run(n);
    fprintf(stderr, "usage: bench list | NAME N | echo PORT\n");
    return 2;
}
