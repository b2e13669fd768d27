/* net.h - TCP over libuv streams.
 *
 * A socket object is memory of the user's (often a local of a coroutine); the libuv handle
 * behind it belongs to the runtime, which closes it. Error codes are negative
 * libuv codes (http://docs.libuv.org/en/v1.x/errors.html).
 * Each operation is a cancellation point: a cancelled read leaves the connection
 * usable; a cancelled connect or write closes it.
 */
#ifndef ASYNC_NET_H
#define ASYNC_NET_H

#include <async.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A connection or a listener; zero-initialised means closed. */
typedef struct async_tcp {
    struct async_tcp_node *node;
} async_tcp;

/* One piece of a vectored write. */
typedef struct async_buffer {
    const void *base;
    size_t length;
} async_buffer;

/* Connects to `host` (a name or a numeric address; names are looked up on the
 * thread pool, addresses tried in the resolver's order) and `port`. `host` must
 * stay until the await ends. 0, or a negative code; `*tcp` is closed then. */
async__frameless __async int async_tcp_connect(async_tcp *tcp, const char *host, int port);

/* Listens on a numeric address ("127.0.0.1", "::", "0.0.0.0"); port 0 takes a free
 * one (see async_tcp_port). Never suspends. 0 or a negative code. */
int async_tcp_listen(async_tcp *tcp, const char *address, int port, int backlog);

/* The local port of a listener or a connection, or a negative code. */
int async_tcp_port(const async_tcp *tcp);

/* Waits for a connection. 0 or a negative code; one task at a time. TCP_NODELAY
 * is set on it, as on connects. */
async__frameless __async int async_tcp_accept(async_tcp *listener, async_tcp *connection);

/* Reads what is there, at most `size` bytes, waiting for the first. The count, 0 at end of
 * stream, or a negative code. `buffer` must stay until the await ends.
 * One reader at a time (UV_EBUSY). `size` 0 gives 0. */
async__frameless __async ssize_t async_tcp_read(async_tcp *tcp, void *buffer, size_t size);

/* Writes all of the bytes. 0, or a negative code: then how many went out is
 * unknown. Completes at once when the socket takes them. Concurrent writers
 * are served in order. The memory must stay until the await ends. */
async__frameless __async int async_tcp_write(async_tcp *tcp, const void *data, size_t size);
async__frameless __async int async_tcp_writev(async_tcp *tcp, const async_buffer *buffers,
                                              size_t count);

/* Ends the sending side after what was written. 0 or a negative code. */
async__frameless __async int async_tcp_shutdown(async_tcp *tcp);

/* Closes; waits until the handle has gone. Readers and accepters that wait get
 * UV_ECANCELED as a value. Harmless when closed already. Not a cancellation point. */
async__frameless __async void async_tcp_close(async_tcp *tcp);

#ifdef ASYNC_ABI_ONLY
ASYNC_DECLARE(async_tcp_connect,
              (async_task * task, int *result, async_tcp *tcp, const char *host, int port));
ASYNC_DECLARE(async_tcp_accept,
              (async_task * task, int *result, async_tcp *listener, async_tcp *connection));
ASYNC_DECLARE(async_tcp_read,
              (async_task * task, ssize_t *result, async_tcp *tcp, void *buffer, size_t size));
ASYNC_DECLARE(async_tcp_write,
              (async_task * task, int *result, async_tcp *tcp, const void *data, size_t size));
ASYNC_DECLARE(async_tcp_writev, (async_task * task, int *result, async_tcp *tcp,
                                 const async_buffer *buffers, size_t count));
ASYNC_DECLARE(async_tcp_shutdown, (async_task * task, int *result, async_tcp *tcp));
ASYNC_DECLARE(async_tcp_close, (async_task * task, void *result, async_tcp *tcp));
#endif

#ifdef __cplusplus
}
#endif
#endif
