/* pool - a pool of connections to one server, with retries; and a program that uses it.
 *
 * At most LIMIT connections; who finds none waits on a condition. One that has been idle for long
 * is closed by a task that sweeps. A request that fails is tried again on another connection, after
 * a pause that doubles.
 */
#include <async.h>
#include <async/net.h>
#include <async/sync.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum { LIMIT = 4, TRIES = 5, FIRST_PAUSE_MS = 50, IDLE_MS = 10000, SWEEP_MS = 1000 };

struct link {
    struct link *next;
    async_tcp tcp;
    uint64_t since; /* idle */
};

struct pool {
    const char *host;
    int port;
    async_lock lock;
    async_condition given_back;
    struct link *idle;
    unsigned open;
    bool closing;
};

static void pool_init(struct pool *pool, const char *host, int port)
{
    *pool = (struct pool){.host = host, .port = port};
    async_lock_init(&pool->lock);
    async_condition_init(&pool->given_back);
}

async static void close_link(struct pool *pool, struct link *link)
{
    await async_tcp_close(&link->tcp);
    free(link);
    await async_lock_acquire(&pool->lock);
    pool->open--;
    async_condition_notify(&pool->given_back, 1);
    async_lock_release(&pool->lock);
}

async static int open_link(struct pool *pool, struct link **to)
{
    struct link *link = calloc(1, sizeof *link);
    bool done = false;
    if (link == NULL)
        return UV_ENOMEM;
    defer if (!done) free(link);
    int error = await async_tcp_connect(&link->tcp, pool->host, pool->port);
    if (error < 0)
        return error;
    done = true;
    *to = link;
    return 0;
}

/* An idle one, or the right to open one; waits for either. */
async static int acquire(struct pool *pool, struct link **to)
{
    struct link *link = NULL;
    {
        await async_lock_acquire(&pool->lock);
        defer async_lock_release(&pool->lock);
        while (pool->idle == NULL && pool->open == LIMIT && !pool->closing)
            await async_condition_wait(&pool->given_back, &pool->lock);
        if (pool->closing)
            return UV_ECANCELED;
        link = pool->idle;
        if (link != NULL)
            pool->idle = link->next;
        else
            pool->open++;
    }
    if (link == NULL) {
        bool opened = false;
        defer if (!opened)
        {
            pool->open--;
            async_condition_notify(&pool->given_back, 1);
        }
        int error = await open_link(pool, &link);
        if (error < 0)
            return error;
        opened = true;
    }
    *to = link;
    return 0;
}

async static void release(struct pool *pool, struct link *link, bool usable)
{
    if (!usable) {
        await close_link(pool, link);
        return;
    }
    await async_lock_acquire(&pool->lock);
    defer async_lock_release(&pool->lock);
    link->since = async_now();
    link->next = pool->idle;
    pool->idle = link;
    async_condition_notify(&pool->given_back, 1);
}

async static void sweep(struct pool *pool)
{
    while (!pool->closing) {
        struct link *old = NULL;
        await async_sleep(SWEEP_MS);
        await async_lock_acquire(&pool->lock);
        uint64_t now = async_now();
        for (struct link **slot = &pool->idle; *slot != NULL;) {
            struct link *link = *slot;
            if (now - link->since < IDLE_MS) {
                slot = &link->next;
                continue;
            }
            *slot = link->next;
            link->next = old;
            old = link;
        }
        async_lock_release(&pool->lock);
        while (old != NULL) {
            struct link *link = old;
            old = link->next;
            await close_link(pool, link);
        }
    }
}

async static int ask_once(struct link *link, const char *text, char *reply, size_t size)
{
    int error = await async_tcp_write(&link->tcp, text, strlen(text));
    if (error < 0)
        return error;
    ssize_t count = await async_tcp_read(&link->tcp, reply, size - 1);
    if (count <= 0)
        return count < 0 ? (int)count : UV_EOF;
    reply[count] = '\0';
    return 0;
}

async static int ask(struct pool *pool, const char *text, char *reply, size_t size)
{
    uint64_t pause = FIRST_PAUSE_MS;
    int error = 0;
    for (int tries = 0; tries < TRIES; tries++, pause *= 2) {
        struct link *link = NULL;
        error = await acquire(pool, &link);
        if (error == 0) {
            bool usable = false;
            defer await release(pool, link, usable);
            int late = await async_timeout(1000, error = ask_once(link, text, reply, size));
            error = late ? late : error;
            usable = error == 0;
        }
        if (error == 0)
            return 0;
        await async_sleep(pause);
    }
    return error;
}

async static void pool_close(struct pool *pool)
{
    await async_lock_acquire(&pool->lock);
    pool->closing = true;
    struct link *idle = pool->idle;
    pool->idle = NULL;
    async_condition_notify_all(&pool->given_back);
    async_lock_release(&pool->lock);
    while (idle != NULL) {
        struct link *link = idle;
        idle = link->next;
        await close_link(pool, link);
    }
}

async static void ask_and_print(struct pool *pool, const char *text, int *failed)
{
    char reply[256];
    int error = await ask(pool, text, reply, sizeof reply);
    if (error < 0)
        ++*failed;
    printf("%s: %s\n", text, error < 0 ? uv_strerror(error) : reply);
}

async int main(int argc, char **argv)
{
    struct pool pool;
    int failed = 0;
    if (argc < 4) {
        fputs("usage: pool HOST PORT TEXT...\n", stderr);
        return 2;
    }
    pool_init(&pool, argv[1], atoi(argv[2]));
    defer await pool_close(&pool);
    async_task(void) sweeping = async_spawn(sweep(&pool));
    defer
    {
        async_cancel(sweeping);
        async_detach(sweeping);
    }
    async_group (group) {
        for (int i = 3; i < argc; i++)
            async_group_spawn(group, ask_and_print(&pool, argv[i], &failed));
    }
    return failed > 0;
}
