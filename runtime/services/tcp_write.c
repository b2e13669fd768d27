/* tcp_write.c - writing: at once what the socket takes, the rest through libuv's queue.
 *
 * uv_try_write refuses while older writes are queued, so writers are served in order.
 * A write that waits holds the user's memory: cancelling it closes the handle, and
 * the task goes on when libuv has let the memory go.
 */
#include "tcp.h"
#include "../sched/primitive.h"

#include <string.h>

_Static_assert(sizeof(async_buffer) == sizeof(uv_buf_t) &&
                   offsetof(async_buffer, base) == offsetof(uv_buf_t, base) &&
                   offsetof(async_buffer, length) == offsetof(uv_buf_t, len),
               "async_buffer must be a uv_buf_t");

struct write {
    uv_write_t request;
    async__operation operation;
    async__tcp *node;
    int *result;
    bool cancelled;
    uv_buf_t buffers[];
};

static void on_write(uv_write_t *request, int status)
{
    struct write *write = ASYNC__CONTAINER(request, struct write, request);
    async__task *task = write->operation.task;
    bool failed = write->cancelled && status != 0;
    *write->result = status;
    async__free(write);
    async__complete(task, failed ? async__fail_cancelled(task) : ASYNC_DONE);
}

static bool write_cancel(async__operation *operation)
{
    struct write *write = ASYNC__CONTAINER(operation, struct write, operation);
    write->cancelled = true;
    async__tcp_close(write->node);
    return false;
}

/* The buffers behind the first `done` bytes; returns how many there are. */
static unsigned copy_rest(uv_buf_t *to, const uv_buf_t *from, unsigned count, size_t done)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < count; i++) {
        size_t skip = done < from[i].len ? done : from[i].len;
        done -= skip;
        if (from[i].len > skip)
            to[kept++] = uv_buf_init(from[i].base + skip, (unsigned)(from[i].len - skip));
    }
    return kept;
}

static async_status write_rest(async__task *task, int *result, async__tcp *node,
                               const uv_buf_t *buffers, unsigned count, size_t done)
{
    struct write *write = async__alloc(sizeof *write + count * sizeof *buffers);
    if (write == NULL)
        ASYNC__RETURN(result, UV_ENOMEM);
    write->operation =
        (async__operation){.cancel = write_cancel, .name = "writing to a connection"};
    write->node = node;
    write->result = result;
    write->cancelled = false;
    count = copy_rest(write->buffers, buffers, count, done);
    int error =
        uv_write(&write->request, (uv_stream_t *)&node->handle, write->buffers, count, on_write);
    if (error != 0) {
        async__free(write);
        ASYNC__RETURN(result, error);
    }
    return async__suspend(task, &write->operation);
}

/* Not all went out, or nothing could be tried. */
static ASYNC_COLD async_status write_slow(async__task *task, int *result, async__tcp *node,
                                          const uv_buf_t *buffers, unsigned count, int tried)
{
    if (tried < 0 && tried != UV_EAGAIN)
        ASYNC__RETURN(result, tried);
    if (async__is_cancelled(task)) {
        if (tried > 0)
            async__tcp_close(node);
        return async__fail_cancelled(task);
    }
    return write_rest(task, result, node, buffers, count, tried > 0 ? (size_t)tried : 0);
}

async_status async_tcp_write__async(async_task *head, int *result, async_tcp *tcp, const void *data,
                                    size_t size)
{
    async__tcp *node = async__tcp_open_node(tcp);
    uv_buf_t buffer = {.base = (char *)(uintptr_t)data, .len = size};
    if (ASYNC_UNLIKELY(node == NULL))
        ASYNC__RETURN(result, UV_EBADF);
    if (ASYNC_UNLIKELY(size == 0))
        ASYNC__RETURN(result, 0);
    int tried = uv_try_write((uv_stream_t *)&node->handle, &buffer, 1);
    if (ASYNC_UNLIKELY(tried < 0 || (size_t)tried != size))
        return write_slow(async__task_of(head), result, node, &buffer, 1, tried);
    ASYNC__RETURN(result, 0);
}

ASYNC__PRIMITIVE(async_tcp_write, int,
                 (async_task * task, int *result, async_tcp *tcp, const void *data, size_t size),
                 async_tcp *tcp;
                 const void *data; size_t size;, frame->tcp = tcp; frame->data = data;
                 frame->size = size;, (task, frame->result, frame->tcp, frame->data, frame->size))

static size_t total_of(const async_buffer *buffers, size_t count)
{
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += buffers[i].length;
    return total;
}

async_status async_tcp_writev__async(async_task *head, int *result, async_tcp *tcp,
                                     const async_buffer *buffers, size_t count)
{
    async__tcp *node = async__tcp_open_node(tcp);
    const uv_buf_t *list = (const uv_buf_t *)(const void *)buffers;
    size_t size = total_of(buffers, count);
    if (node == NULL)
        ASYNC__RETURN(result, UV_EBADF);
    if (count > UINT32_MAX)
        ASYNC__RETURN(result, UV_EINVAL);
    if (size == 0)
        ASYNC__RETURN(result, 0);
    int tried = uv_try_write((uv_stream_t *)&node->handle, list, (unsigned)count);
    if (tried < 0 || (size_t)tried != size)
        return write_slow(async__task_of(head), result, node, list, (unsigned)count, tried);
    ASYNC__RETURN(result, 0);
}

ASYNC__PRIMITIVE(async_tcp_writev, int,
                 (async_task * task, int *result, async_tcp *tcp, const async_buffer *buffers,
                  size_t count),
                 async_tcp *tcp;
                 const async_buffer *buffers; size_t count;, frame->tcp = tcp;
                 frame->buffers = buffers; frame->count = count;
                 , (task, frame->result, frame->tcp, frame->buffers, frame->count))

/* ---- shutdown ---------------------------------------------------------- */

struct shutdown {
    uv_shutdown_t request;
    async__operation operation; /* task NULL: the await was cancelled */
    int *result;
};

static void on_shutdown(uv_shutdown_t *request, int status)
{
    struct shutdown *shutdown = ASYNC__CONTAINER(request, struct shutdown, request);
    async__task *task = shutdown->operation.task;
    if (task != NULL)
        *shutdown->result = status;
    async__free(shutdown);
    if (task != NULL)
        async__complete(task, ASYNC_DONE);
}

/* The shutdown goes on by itself; it holds no memory of the user's. */
static bool shutdown_cancel(async__operation *operation)
{
    operation->task = NULL;
    return true;
}

async_status async_tcp_shutdown__async(async_task *head, int *result, async_tcp *tcp)
{
    async__tcp *node = async__tcp_open_node(tcp);
    async__task *task = async__task_of(head);
    if (node == NULL)
        ASYNC__RETURN(result, UV_EBADF);
    if (async__is_cancelled(task))
        return async__fail_cancelled(task);
    struct shutdown *shutdown = async__alloc(sizeof *shutdown);
    if (shutdown == NULL)
        ASYNC__RETURN(result, UV_ENOMEM);
    shutdown->operation =
        (async__operation){.cancel = shutdown_cancel, .name = "shutting a connection down"};
    shutdown->result = result;
    int error = uv_shutdown(&shutdown->request, (uv_stream_t *)&node->handle, on_shutdown);
    if (error != 0) {
        async__free(shutdown);
        ASYNC__RETURN(result, error);
    }
    return async__suspend(task, &shutdown->operation);
}

ASYNC__PRIMITIVE(async_tcp_shutdown, int, (async_task * task, int *result, async_tcp *tcp),
                 async_tcp *tcp;
                 , frame->tcp = tcp;, (task, frame->result, frame->tcp))
