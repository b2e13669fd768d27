/* tcp.h - the node behind an async_tcp: the libuv handle and who waits on it.
 *
 * uv_close is asynchronous, so the handle cannot lie in the user's memory. The node
 * lives from listen, connect or accept until the user has closed the async_tcp and libuv
 * has let the handle go. A cancelled write closes the handle but leaves
 * the node: every operation on it then says UV_EBADF, and async_tcp_close frees it.
 */
#ifndef ASYNC__TCP_H
#define ASYNC__TCP_H

#include "../loop/loop.h"
#include <async/net.h>

struct async_tcp_node {
    uv_tcp_t handle;
    async__resource resource;
    async__operation reader; /* task NULL: nobody reads */
    char *buffer;
    size_t size;
    ssize_t *read_result;
    async__operation accepter;
    async_tcp *accepted;
    int *accept_result;
    async__operation closer;
    bool reading; /* libuv watches for input */
    bool pending; /* a connection waits for uv_accept */
    bool closing; /* uv_close was called */
    bool closed;  /* ... and libuv is done */
    bool release; /* the user has let it go: free it when closed */
};

typedef struct async_tcp_node async__tcp;

/* A new node with an open handle, or NULL with the code in *error. */
async__tcp *async__tcp_create(int *error);

/* Closes the handle; who waits to read or accept gets UV_ECANCELED as a value. */
void async__tcp_close(async__tcp *node);

/* The same, and the node is freed when libuv is done. */
void async__tcp_release(async__tcp *node);

/* Parses a numeric address of either family. */
int async__tcp_address(const char *text, int port, struct sockaddr_storage *address);

static inline async__tcp *async__tcp_open_node(const async_tcp *tcp)
{
    async__tcp *node = tcp->node;
    return node != NULL && !node->closing ? node : NULL;
}

static inline async_status async__suspend(async__task *task, async__operation *operation)
{
    operation->task = task;
    task->base.kind = ASYNC__OPERATION;
    task->wait.operation = operation;
    return ASYNC_PENDING;
}

/* A value is the result: the await has not failed. */
#define ASYNC__RETURN(result, value) return *(result) = (value), ASYNC_DONE

#endif
