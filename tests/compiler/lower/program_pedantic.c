// clauses 2.2, 4.2, 11.1: a program of several parts, and pedantic compilers have nothing to say.
// RUN: %cc_gcc -std=gnu11 -O2 -Wall -Wextra -Wpedantic -Werror %s -o %t && %t | %filecheck %s
// RUN: %cc_clang -std=gnu11 -O2 -Wall -Wextra -Wpedantic -Werror %s -o %t && %t | %filecheck %s
// UNSUPPORTED: sanitizer

#include <async.h>
#include <async/net.h>
#include <async/queue.h>
#include <async/sync.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ctype.h>
#include <uv.h>

struct job { int id; char text[32]; };
typedef async_queue(struct job) job_queue;

typedef async int command(struct job *job, char *out, size_t size);

static async int upper(struct job *job, char *out, size_t size)
{
    await async_sleep(1);
    size_t i;
    for (i = 0; job->text[i] && i + 1 < size; i++)
        out[i] = (char)toupper((unsigned char)job->text[i]);
    out[i] = 0;
    return (int)i;
}

static async int reverse(struct job *job, char *out, size_t size)
{
    size_t n = strlen(job->text);
    if (n >= size)
        async_fail(UV_ENOBUFS);
    for (size_t i = 0; i < n; i++)
        out[i] = job->text[n - 1 - i];
    out[n] = 0;
    return (int)n;
}

static const struct { const char *name; command *run; } table[] = {
    {"upper", upper}, {"reverse", reverse},
};

static async void worker(job_queue *jobs, int *done)
{
    struct job job;
    while (await async_queue_get(jobs, &job) == 0) {
        char out[64];
        int length = 0;
        int err = await async_timeout(500, length = table[job.id % 2].run(&job, out, sizeof out));
        printf("%s %d: %s (%d%s)\n", table[job.id % 2].name, job.id, out, length, err ? " timeout" : "");
        ++*done;
    }
}

static async int echo(async_tcp *listener)
{
    async_tcp c;
    int err = await async_tcp_accept(listener, &c);
    if (err < 0)
        return err;
    defer await async_tcp_close(&c);
    char buffer[128];
    ssize_t n;
    while ((n = await async_tcp_read(&c, buffer, sizeof buffer)) > 0)
        if ((err = await async_tcp_write(&c, buffer, (size_t)n)) < 0)
            return err;
    return (int)n;
}

static async int client(int port)
{
    async_tcp c;
    int err = await async_tcp_connect(&c, "127.0.0.1", port);
    if (err < 0)
        return err;
    defer await async_tcp_close(&c);
    char buffer[16];
    if ((err = await async_tcp_write(&c, "ping", 4)) < 0)
        return err;
    ssize_t n = await async_tcp_read(&c, buffer, sizeof buffer);
    printf("client got %.*s\n", (int)n, buffer);
    return (int)n;
}

async int main(int argc, char **argv)
{
    (void)argv;
    job_queue jobs;
    if (async_queue_init(&jobs, 2) < 0)
        return 1;
    defer async_queue_deinit(&jobs);
    int done = 0;
    async_task(void) w = async_spawn(worker(&jobs, &done));
    for (int i = 0; i < 4 + argc - 1; i++) {
        struct job job = {.id = i};
        snprintf(job.text, sizeof job.text, "job number %d", i);
        int err = await async_queue_put(&jobs, job);
        if (err < 0)
            return 1;
    }
    async_queue_close(&jobs);
    await async_join(w);
    printf("%d done\n", done);

    async_tcp listener;
    int err = async_tcp_listen(&listener, "127.0.0.1", 0, 8);
    if (err < 0)
        return 1;
    int a, b;
    await async_gather(a = echo(&listener), b = client(async_tcp_port(&listener)));
    printf("%d %d\n", a, b);
    await async_tcp_close(&listener);
    return 0;
}

// CHECK: upper 0: JOB NUMBER 0 (12)
// CHECK-NEXT: reverse 1: 1 rebmun boj (12)
// CHECK-NEXT: upper 2
// CHECK-NEXT: reverse 3
// CHECK-NEXT: 4 done
// CHECK-NEXT: client got ping
// CHECK-NEXT: 0 4
