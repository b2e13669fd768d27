/* tcp_accept.c - listening and accepting.
 *
 * libuv accepts ahead by one connection and then waits for uv_accept. If a task waits
 * the connection goes to it; otherwise the next async_tcp_accept finds it there.
 */
#include "tcp.h"
#include "../sched/primitive.h"

static int accept_now(async__tcp *listener, async_tcp *connection)
{
    int error;
    async__tcp *node = async__tcp_create(&error);
    if (node == NULL)
        return error;
    listener->pending = false;
    error = uv_accept((uv_stream_t *)&listener->handle, (uv_stream_t *)&node->handle);
    if (error != 0) {
        async__tcp_release(node);
        return error;
    }
    uv_tcp_nodelay(&node->handle, 1);
    connection->node = node;
    return 0;
}

static void on_connection(uv_stream_t *stream, int status)
{
    async__tcp *node = ASYNC__CONTAINER(stream, async__tcp, handle);
    async__task *task = node->accepter.task;
    node->pending = status == 0;
    if (task == NULL)
        return;
    node->accepter.task = NULL;
    *node->accept_result = status == 0 ? accept_now(node, node->accepted) : status;
    async__complete(task, ASYNC_DONE);
}

int async_tcp_listen(async_tcp *tcp, const char *address, int port, int backlog)
{
    struct sockaddr_storage name;
    int error = async__tcp_address(address, port, &name);
    tcp->node = NULL;
    if (error != 0 || async__loop_here == NULL)
        return UV_EINVAL;
    async__tcp *node = async__tcp_create(&error);
    if (node == NULL)
        return error;
    error = uv_tcp_bind(&node->handle, (struct sockaddr *)&name, 0);
    if (error == 0)
        error = uv_listen((uv_stream_t *)&node->handle, backlog, on_connection);
    if (error != 0) {
        async__tcp_release(node);
        return error;
    }
    tcp->node = node;
    return 0;
}

static bool accept_cancel(async__operation *operation)
{
    operation->task = NULL;
    return true;
}

async_status async_tcp_accept__async(async_task *head, int *result, async_tcp *listener,
                                     async_tcp *connection)
{
    async__tcp *node = async__tcp_open_node(listener);
    async__task *task = async__task_of(head);
    if (node == NULL)
        ASYNC__RETURN(result, UV_EBADF);
    if (node->accepter.task != NULL)
        ASYNC__RETURN(result, UV_EBUSY);
    if (node->pending)
        ASYNC__RETURN(result, accept_now(node, connection));
    if (async__is_cancelled(task))
        return async__fail_cancelled(task);
    node->accept_result = result;
    node->accepted = connection;
    node->accepter.cancel = accept_cancel;
    node->accepter.name = "accepting a connection";
    return async__suspend(task, &node->accepter);
}

ASYNC__PRIMITIVE(async_tcp_accept, int,
                 (async_task * task, int *result, async_tcp *listener, async_tcp *connection),
                 async_tcp *listener;
                 async_tcp * connection;, frame->listener = listener;
                 frame->connection = connection;
                 , (task, frame->result, frame->listener, frame->connection))
