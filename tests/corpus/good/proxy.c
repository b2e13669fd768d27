/* proxy - forwards TCP connections to one of several back ends.
 *
 * The back end with the fewest connections gets the next one; one that fails is left alone for a
 * while, and asked again in the background. Both directions of a connection run at the same time;
 * the end of one is passed on, and the connection ends with the second.
 */
#include <async.h>
#include <async/net.h>
#include <async/sync.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum { BACKENDS = 8, PIECE = 4096, CONNECT_MS = 2000, PROBE_MS = 5000, TRIES = 3 };

struct backend {
    char host[64];
    int port;
    unsigned active, failures;
    bool down;
};

struct proxy {
    struct backend backends[BACKENDS];
    size_t count;
    unsigned long long bytes;
};

static struct backend *choose(struct proxy *proxy)
{
    struct backend *best = NULL;
    for (size_t i = 0; i < proxy->count; i++) {
        struct backend *backend = &proxy->backends[i];
        if (!backend->down && (best == NULL || backend->active < best->active))
            best = backend;
    }
    return best;
}

/* ---- health ---------------------------------------------------------------- */

async static int try_connect(const struct backend *backend, async_tcp *tcp)
{
    int error = 0;
    int late = await async_timeout(CONNECT_MS,
                                   error = async_tcp_connect(tcp, backend->host, backend->port));
    return late ? late : error;
}

async static void probe(struct backend *backend)
{
    while (backend->down) {
        async_tcp tcp = {0};
        await async_sleep(PROBE_MS);
        if (await try_connect(backend, &tcp) == 0) {
            backend->down = false;
            backend->failures = 0;
        }
        await async_tcp_close(&tcp);
    }
    fprintf(stderr, "proxy: %s:%d is back\n", backend->host, backend->port);
}

static void note_failure(struct backend *backend, int error)
{
    fprintf(stderr, "proxy: %s:%d: %s\n", backend->host, backend->port, uv_strerror(error));
    if (++backend->failures >= 3 && !backend->down) {
        backend->down = true;
        async_detach(async_spawn(probe(backend)));
    }
}

/* A connection to any of them; NULL: there is none. */
async static struct backend *connect_any(struct proxy *proxy, async_tcp *tcp)
{
    for (int tries = 0; tries < TRIES; tries++) {
        struct backend *backend = choose(proxy);
        if (backend == NULL)
            return NULL;
        backend->active++;
        int error = await try_connect(backend, tcp);
        if (error == 0)
            return backend;
        backend->active--;
        note_failure(backend, error);
    }
    return NULL;
}

/* ---- forwarding -------------------------------------------------------------- */

async static int forward(struct proxy *proxy, async_tcp *from, async_tcp *to)
{
    char piece[PIECE];
    ssize_t count;
    while ((count = await async_tcp_read(from, piece, sizeof piece)) > 0) {
        int error = await async_tcp_write(to, piece, (size_t)count);
        if (error < 0)
            return error;
        proxy->bytes += (unsigned long long)count;
    }
    await async_tcp_shutdown(to);
    return (int)count;
}

async static void serve(struct proxy *proxy, async_tcp client)
{
    async_tcp server = {0};
    struct backend *backend = NULL;
    int up = 0, down = 0;
    defer await async_tcp_close(&client);
    defer await async_tcp_close(&server);
    defer if (backend != NULL) backend->active--;
    backend = await connect_any(proxy, &server);
    if (backend == NULL)
        return;
    await async_gather(up = forward(proxy, &client, &server),
                       down = forward(proxy, &server, &client));
    if (up < 0 || down < 0)
        fprintf(stderr, "proxy: %s\n", uv_strerror(up < 0 ? up : down));
}

/* ---- statistics --------------------------------------------------------------- */

async static void report(const struct proxy *proxy, uint64_t period)
{
    async_interval interval;
    unsigned long long before = 0;
    async_interval_init(&interval, period);
    for (;;) {
        await async_sleep_until(async_interval_next(&interval));
        if (proxy->bytes == before)
            continue;
        fprintf(stderr, "proxy: %llu bytes\n", proxy->bytes - before);
        before = proxy->bytes;
        for (size_t i = 0; i < proxy->count; i++)
            fprintf(stderr, "  %s:%d %u%s\n", proxy->backends[i].host, proxy->backends[i].port,
                    proxy->backends[i].active, proxy->backends[i].down ? " down" : "");
    }
}

static bool add_backend(struct proxy *proxy, const char *text)
{
    const char *colon = strrchr(text, ':');
    struct backend *backend = &proxy->backends[proxy->count];
    if (colon == NULL || proxy->count == BACKENDS ||
        (size_t)(colon - text) >= sizeof backend->host)
        return false;
    memcpy(backend->host, text, (size_t)(colon - text));
    backend->port = atoi(colon + 1);
    proxy->count++;
    return backend->port > 0;
}

async static int accept_all(struct proxy *proxy, async_tcp *listener)
{
    for (;;) {
        async_tcp client;
        int error = await async_tcp_accept(listener, &client);
        if (error < 0)
            return error;
        async_detach(async_spawn(serve(proxy, client)));
    }
}

async int main(int argc, char **argv)
{
    static struct proxy proxy;
    async_tcp listener;
    for (int i = 2; i < argc; i++)
        if (!add_backend(&proxy, argv[i])) {
            fprintf(stderr, "proxy: '%s' is no HOST:PORT\n", argv[i]);
            return 2;
        }
    if (proxy.count == 0) {
        fputs("usage: proxy PORT HOST:PORT...\n", stderr);
        return 2;
    }
    int error = async_tcp_listen(&listener, "0.0.0.0", atoi(argv[1]), 128);
    if (error == 0) {
        defer await async_tcp_close(&listener);
        async_group (group) {
            async_group_spawn(group, report(&proxy, 10000));
            error = await accept_all(&proxy, &listener);
            async_group_cancel(group);
        }
    }
    fprintf(stderr, "proxy: %s\n", uv_strerror(error));
    return EXIT_FAILURE;
}
