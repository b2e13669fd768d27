/* uv_echo.c - the echo server as libuv callbacks, by hand: what bench.c's is measured against.
 *
 *     uv_echo PORT
 *
 * The shortest way that libuv has: one buffer for all connections, what was read is written
 * at once, only what the socket does not take is copied and queued.
 */
#include <uv.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uv_loop_t loop;
static char shared[65536];

struct rest {
    uv_write_t request;
    char bytes[];
};

static void on_closed(uv_handle_t *handle) { free(handle); }

static void on_written(uv_write_t *request, int status)
{
    (void)status;
    free(request);
}

static void write_rest(uv_stream_t *connection, const char *bytes, size_t size)
{
    struct rest *rest = malloc(sizeof *rest + size);
    if (rest == NULL)
        abort();
    memcpy(rest->bytes, bytes, size);
    uv_buf_t buffer = uv_buf_init(rest->bytes, (unsigned)size);
    uv_write(&rest->request, connection, &buffer, 1, on_written);
}

static void on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer)
{
    (void)handle;
    (void)suggested;
    *buffer = uv_buf_init(shared, sizeof shared);
}

static void on_read(uv_stream_t *connection, ssize_t count, const uv_buf_t *buffer)
{
    if (count < 0) {
        uv_close((uv_handle_t *)connection, on_closed);
    } else if (count > 0) {
        uv_buf_t out = uv_buf_init(buffer->base, (unsigned)count);
        int sent = uv_try_write(connection, &out, 1);
        if (sent == UV_EAGAIN)
            sent = 0;
        if (sent >= 0 && sent < count)
            write_rest(connection, buffer->base + sent, (size_t)(count - sent));
    }
}

static void on_connection(uv_stream_t *listener, int status)
{
    uv_tcp_t *connection = malloc(sizeof *connection);
    if (status < 0 || connection == NULL)
        abort();
    uv_tcp_init(&loop, connection);
    if (uv_accept(listener, (uv_stream_t *)connection) < 0) {
        uv_close((uv_handle_t *)connection, on_closed);
        return;
    }
    uv_tcp_nodelay(connection, 1);
    uv_read_start((uv_stream_t *)connection, on_alloc, on_read);
}

int main(int argc, char **argv)
{
    uv_tcp_t listener;
    struct sockaddr_in address;
    int port = argc > 1 ? atoi(argv[1]) : 0;
    uv_loop_init(&loop);
    uv_ip4_addr("127.0.0.1", port, &address);
    uv_tcp_init(&loop, &listener);
    if (uv_tcp_bind(&listener, (const struct sockaddr *)&address, 0) < 0 ||
        uv_listen((uv_stream_t *)&listener, 1024, on_connection) < 0)
        return 1;
    puts("ready 1 bool");
    fflush(stdout);
    return uv_run(&loop, UV_RUN_DEFAULT);
}
