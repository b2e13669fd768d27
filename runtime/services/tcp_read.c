/* tcp_read.c - reading straight into the buffer of the task that waits.
 *
 * Stopping and starting a handle's input costs a system call each, so it is started once
 * and left on. libuv asks for memory when input is there: it gets the waiting
 * reader's buffer. If nobody waits it gets none, and only then is the input stopped,
 * until the next read. So no byte is ever taken that no reader asked for.
 */
#include "tcp.h"
#include "../sched/primitive.h"

static void on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer)
{
    async__tcp *node = ASYNC__CONTAINER(handle, async__tcp, handle);
    (void)suggested;
    buffer->base = node->reader.task != NULL ? node->buffer : NULL;
    buffer->len = node->reader.task != NULL ? node->size : 0;
}

static void stop(async__tcp *node)
{
    node->reading = false;
    uv_read_stop((uv_stream_t *)&node->handle);
}

/* Nothing was there after all, or the end, or an error, or nobody who reads. */
static ASYNC_COLD void on_read_slow(async__tcp *node, ssize_t count)
{
    async__task *task = node->reader.task;
    if (count == 0)
        return;
    stop(node);
    if (task == NULL)
        return;
    node->reader.task = NULL;
    *node->read_result = count == UV_EOF ? 0 : count;
    async__complete(task, ASYNC_DONE);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer)
{
    async__tcp *node = ASYNC__CONTAINER(stream, async__tcp, handle);
    async__task *task = node->reader.task;
    (void)buffer;
    if (ASYNC_UNLIKELY(count <= 0)) {
        on_read_slow(node, count);
        return;
    }
    node->reader.task = NULL;
    *node->read_result = count;
    async__complete(task, ASYNC_DONE);
}

static bool read_cancel(async__operation *operation)
{
    operation->task = NULL;
    return true;
}

static int start(async__tcp *node)
{
    node->reader.cancel = read_cancel;
    node->reader.name = "reading from a connection";
    int error = uv_read_start((uv_stream_t *)&node->handle, on_alloc, on_read);
    node->reading = error == 0;
    return error;
}

static async_status wait_for_input(async__task *task, ssize_t *result, async__tcp *node,
                                   void *buffer, size_t size)
{
    node->buffer = buffer;
    node->size = size;
    node->read_result = result;
    return async__suspend(task, &node->reader);
}

static ASYNC_COLD async_status read_slow(async__task *task, ssize_t *result, async__tcp *node,
                                         void *buffer, size_t size)
{
    if (node == NULL || node->closing)
        ASYNC__RETURN(result, UV_EBADF);
    if (node->reader.task != NULL)
        ASYNC__RETURN(result, UV_EBUSY);
    if (size == 0)
        ASYNC__RETURN(result, 0);
    if (async__is_cancelled(task))
        return async__fail_cancelled(task);
    int error = node->reading ? 0 : start(node);
    if (error != 0)
        ASYNC__RETURN(result, error);
    return wait_for_input(task, result, node, buffer, size);
}

async_status async_tcp_read__async(async_task *head, ssize_t *result, async_tcp *tcp, void *buffer,
                                   size_t size)
{
    async__tcp *node = tcp->node;
    async__task *task = async__task_of(head);
    if (ASYNC_UNLIKELY(node == NULL || !node->reading || node->reader.task != NULL || size == 0 ||
                       task->base.flags & ASYNC__CANCELLED))
        return read_slow(task, result, node, buffer, size);
    return wait_for_input(task, result, node, buffer, size);
}

ASYNC__PRIMITIVE(async_tcp_read, ssize_t,
                 (async_task * task, ssize_t *result, async_tcp *tcp, void *buffer, size_t size),
                 async_tcp *tcp;
                 void *buffer; size_t size;, frame->tcp = tcp; frame->buffer = buffer;
                 frame->size = size;, (task, frame->result, frame->tcp, frame->buffer, frame->size))
