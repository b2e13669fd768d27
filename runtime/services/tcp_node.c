/* tcp_node.c - making and closing of nodes, listening, the local port. */
#include "tcp.h"
#include "../sched/primitive.h"

#include <netinet/in.h>

static void close_resource(async__resource *resource)
{
    async__tcp_release(ASYNC__CONTAINER(resource, async__tcp, resource));
}

async__tcp *async__tcp_create(int *error)
{
    async__tcp *node = async__alloc(sizeof *node);
    *error = UV_ENOMEM;
    if (node == NULL)
        return NULL;
    *node = (async__tcp){.resource.close = close_resource};
    *error = uv_tcp_init(&async__loop_here->uv, &node->handle);
    if (*error != 0) {
        async__free(node);
        return NULL;
    }
    async__resource_add(&node->resource);
    return node;
}

static void node_free(async__tcp *node)
{
    async__list_remove(&node->resource.link);
    async__free(node);
}

static void on_closed(uv_handle_t *handle)
{
    async__tcp *node = ASYNC__CONTAINER(handle, async__tcp, handle);
    async__task *closer = node->closer.task;
    node->closed = true;
    if (node->release)
        node_free(node);
    if (closer != NULL)
        async__complete(closer, ASYNC_DONE);
}

void async__tcp_close(async__tcp *node)
{
    if (node->closing)
        return;
    node->closing = true;
    node->reading = false;
    uv_close((uv_handle_t *)&node->handle, on_closed);
    if (node->reader.task != NULL) {
        *node->read_result = UV_ECANCELED;
        async__wake(node->reader.task, ASYNC_DONE);
        node->reader.task = NULL;
    }
    if (node->accepter.task != NULL) {
        *node->accept_result = UV_ECANCELED;
        async__wake(node->accepter.task, ASYNC_DONE);
        node->accepter.task = NULL;
    }
}

void async__tcp_release(async__tcp *node)
{
    node->release = true;
    if (node->closed)
        node_free(node);
    else
        async__tcp_close(node);
}

/* Closing is no cancellation point. */
static bool close_cancel(async__operation *operation)
{
    (void)operation;
    return false;
}

async_status async_tcp_close__async(async_task *head, void *result, async_tcp *tcp)
{
    async__tcp *node = tcp->node;
    (void)result;
    tcp->node = NULL;
    if (node == NULL)
        return ASYNC_DONE;
    bool closed = node->closed;
    async__tcp_release(node);
    if (closed)
        return ASYNC_DONE;
    node->closer.cancel = close_cancel;
    node->closer.name = "closing a connection";
    return async__suspend(async__task_of(head), &node->closer);
}

ASYNC__PRIMITIVE(async_tcp_close, void, (async_task * task, void *result, async_tcp *tcp),
                 async_tcp *tcp;
                 , frame->tcp = tcp;, (task, frame->result, frame->tcp))

int async__tcp_address(const char *text, int port, struct sockaddr_storage *address)
{
    if (port < 0 || port > 65535)
        return UV_EINVAL;
    if (uv_ip4_addr(text, port, (struct sockaddr_in *)(void *)address) == 0)
        return 0;
    return uv_ip6_addr(text, port, (struct sockaddr_in6 *)(void *)address);
}

int async_tcp_port(const async_tcp *tcp)
{
    async__tcp *node = async__tcp_open_node(tcp);
    struct sockaddr_storage name;
    int length = sizeof name;
    if (node == NULL)
        return UV_EBADF;
    int error = uv_tcp_getsockname(&node->handle, (struct sockaddr *)&name, &length);
    if (error != 0)
        return error;
    /* The port is at the same place in both families. */
    return ntohs(((struct sockaddr_in *)(void *)&name)->sin_port);
}
