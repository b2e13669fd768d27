/* tcp_connect.c - from a name or an address to a connection.
 *
 * A numeric address is tried at once; a name goes to libuv's thread pool, and its
 * addresses are tried in the resolver's order. Cancelled while the name is looked up,
 * the await ends at once and the look-up is left to end by itself (libuv has copied the
 * name). Cancelled while connecting, the handle is closed and the await ends when
 * libuv has said so.
 */
#include "tcp.h"
#include "../sched/primitive.h"

#include <netdb.h>
#include <netinet/in.h>

struct connect {
    async__operation operation; /* task NULL: abandoned during the look-up */
    async_tcp *tcp;
    int *result;
    int port;
    int error; /* of the last address tried */
    async__tcp *node;
    struct addrinfo *list, *next;
    bool cancelled;
    uv_getaddrinfo_t resolve;
    uv_connect_t request;
};

static void connect_free(struct connect *connect)
{
    uv_freeaddrinfo(connect->list);
    async__free(connect);
}

/* Ends the await from a callback of the loop. */
static void finish(struct connect *connect, int result)
{
    async__task *task = connect->operation.task;
    bool cancelled = connect->cancelled;
    *connect->result = result;
    connect_free(connect);
    async__complete(task, cancelled ? async__fail_cancelled(task) : ASYNC_DONE);
}

static bool try_next(struct connect *connect);

static void on_connect(uv_connect_t *request, int status)
{
    struct connect *connect = ASYNC__CONTAINER(request, struct connect, request);
    if (connect->cancelled) { /* write-off: the node is being released already */
        finish(connect, UV_ECANCELED);
        return;
    }
    if (status == 0) {
        uv_tcp_nodelay(&connect->node->handle, 1);
        connect->tcp->node = connect->node;
        finish(connect, 0);
        return;
    }
    connect->error = status;
    async__tcp_release(connect->node);
    if (!try_next(connect))
        finish(connect, connect->error);
}

static int try_address(struct connect *connect, const struct sockaddr *address)
{
    int error;
    connect->node = async__tcp_create(&error);
    if (connect->node == NULL)
        return error;
    error = uv_tcp_connect(&connect->request, &connect->node->handle, address, on_connect);
    if (error != 0)
        async__tcp_release(connect->node);
    return error;
}

static void set_port(struct sockaddr *address, int port)
{
    if (address->sa_family == AF_INET)
        ((struct sockaddr_in *)(void *)address)->sin_port = htons((uint16_t)port);
    else
        ((struct sockaddr_in6 *)(void *)address)->sin6_port = htons((uint16_t)port);
}

/* Begins with the next address of the list that can be begun with. */
static bool try_next(struct connect *connect)
{
    while (connect->next != NULL) {
        struct sockaddr *address = connect->next->ai_addr;
        connect->next = connect->next->ai_next;
        set_port(address, connect->port);
        connect->error = try_address(connect, address);
        if (connect->error == 0)
            return true;
    }
    return false;
}

static void on_resolve(uv_getaddrinfo_t *resolve, int status, struct addrinfo *list)
{
    struct connect *connect = ASYNC__CONTAINER(resolve, struct connect, resolve);
    connect->list = connect->next = list;
    if (connect->operation.task == NULL) {
        connect_free(connect);
        return;
    }
    connect->error = status;
    if (status != 0 || !try_next(connect))
        finish(connect, connect->error);
}

static bool connect_cancel(async__operation *operation)
{
    struct connect *connect = ASYNC__CONTAINER(operation, struct connect, operation);
    if (connect->node == NULL) {
        operation->task = NULL;
        uv_cancel((uv_req_t *)&connect->resolve);
        return true;
    }
    connect->cancelled = true;
    async__tcp_release(connect->node);
    return false;
}

static int begin(struct connect *connect, const char *host)
{
    struct sockaddr_storage address;
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
    if (async__tcp_address(host, connect->port, &address) == 0)
        return try_address(connect, (struct sockaddr *)&address);
    return uv_getaddrinfo(&async__loop_here->uv, &connect->resolve, on_resolve, host, NULL, &hints);
}

async_status async_tcp_connect__async(async_task *head, int *result, async_tcp *tcp,
                                      const char *host, int port)
{
    async__task *task = async__task_of(head);
    tcp->node = NULL;
    if (async__is_cancelled(task))
        return async__fail_cancelled(task);
    if (port < 0 || port > UINT16_MAX)
        ASYNC__RETURN(result, UV_EINVAL);
    struct connect *connect = async__alloc(sizeof *connect);
    if (connect == NULL)
        ASYNC__RETURN(result, UV_ENOMEM);
    *connect = (struct connect){.tcp = tcp, .result = result, .port = port};
    connect->operation = (async__operation){.cancel = connect_cancel, .name = "connecting"};
    int error = begin(connect, host);
    if (error != 0) {
        async__free(connect);
        ASYNC__RETURN(result, error);
    }
    return async__suspend(task, &connect->operation);
}

ASYNC__PRIMITIVE(async_tcp_connect, int,
                 (async_task * task, int *result, async_tcp *tcp, const char *host, int port),
                 async_tcp *tcp;
                 const char *host; int port;, frame->tcp = tcp; frame->host = host;
                 frame->port = port;, (task, frame->result, frame->tcp, frame->host, frame->port))
