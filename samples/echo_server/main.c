/* echo_server - answers every connection with what it says, all of them on one thread.
 *
 *     echo_server [PORT]
 *
 * A task for each connection, detached: nobody waits for its end. SIGINT or SIGTERM cancels main,
 * then every task that is left; their sockets are closed, and the process ends by that signal.
 */
#include <async.h>
#include <async/net.h>

#include <stdio.h>
#include <stdlib.h>
#include <uv.h>

enum { BACKLOG = 1024, BUFFER_SIZE = 4096, PAUSE_MS = 100 };

async static void serve(async_tcp connection)
{
    char buffer[BUFFER_SIZE];
    ssize_t count;
    defer await async_tcp_close(&connection);
    while ((count = await async_tcp_read(&connection, buffer, sizeof buffer)) > 0)
        if (await async_tcp_write(&connection, buffer, (size_t)count) < 0)
            break;
}

/* Errors that go away by themselves: the peer gave up, or other connections must end first. */
static int is_passing(int error)
{
    return error == UV_ECONNABORTED || error == UV_EMFILE || error == UV_ENFILE ||
           error == UV_ENOBUFS || error == UV_ENOMEM;
}

async static int accept_all(async_tcp *listener)
{
    for (;;) {
        async_tcp connection;
        int error = await async_tcp_accept(listener, &connection);
        if (error == 0) {
            async_detach(async_spawn(serve(connection)));
        } else if (is_passing(error)) {
            fprintf(stderr, "echo_server: %s\n", uv_strerror(error));
            await async_sleep(PAUSE_MS);
        } else {
            return error;
        }
    }
}

async int main(int argc, char **argv)
{
    async_tcp listener;
    int port = argc > 1 ? atoi(argv[1]) : 0;
    int error = async_tcp_listen(&listener, "127.0.0.1", port, BACKLOG);
    if (error == 0) {
        defer await async_tcp_close(&listener);
        printf("listening on 127.0.0.1:%d\n", async_tcp_port(&listener));
        fflush(stdout);
        error = await accept_all(&listener);
    }
    fprintf(stderr, "echo_server: %s\n", uv_strerror(error));
    return EXIT_FAILURE;
}
