/* http_files - serves the files of a folder over HTTP/1.1, with connections that stay open.
 *
 * Everything that touches the disk runs on the thread pool. A request must arrive within ten
 * seconds; a connection that waits for its next one is closed after thirty.
 */
#define _GNU_SOURCE
#include <async.h>
#include <async/net.h>
#include <async/sync.h>

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

enum { HEAD_SIZE = 8192, CHUNK = 8192, REQUEST_MS = 10000, IDLE_MS = 30000 };

struct request {
    char method[16], path[512];
    bool keep_alive;
};

struct connection {
    async_tcp tcp;
    char head[HEAD_SIZE];
    size_t filled, used;
};

static const char *root = ".";

/* ---- files: on the thread pool -------------------------------------------- */

struct file {
    int fd, error;
    long long size;
    time_t changed;
};

static struct file open_file(const char *path)
{
    char full[1024];
    struct stat status;
    struct file file = {.fd = -1};
    if ((size_t)snprintf(full, sizeof full, "%s%s", root, path) >= sizeof full) {
        file.error = ENAMETOOLONG;
        return file;
    }
    file.fd = open(full, O_RDONLY | O_CLOEXEC);
    if (file.fd < 0 || fstat(file.fd, &status) < 0) {
        file.error = errno;
    } else if (!S_ISREG(status.st_mode)) {
        file.error = EISDIR;
    } else {
        file.size = (long long)status.st_size;
        file.changed = status.st_mtime;
    }
    return file;
}

static ssize_t read_piece(int fd, char *to, size_t size, long long at)
{
    ssize_t count;
    do
        count = pread(fd, to, size, (off_t)at);
    while (count < 0 && errno == EINTR);
    return count < 0 ? -errno : count;
}

/* ---- requests --------------------------------------------------------------- */

static bool parse(char *head, struct request *request)
{
    char version[16];
    if (sscanf(head, "%15s %511s %15s", request->method, request->path, version) != 3)
        return false;
    const char *connection = strcasestr(head, "\r\nConnection:");
    request->keep_alive = strcmp(version, "HTTP/1.1") == 0;
    if (connection != NULL) {
        connection += sizeof "\r\nConnection:" - 1;
        connection += strspn(connection, " ");
        request->keep_alive = strncasecmp(connection, "close", 5) != 0;
    }
    return request->path[0] == '/' && strstr(request->path, "..") == NULL;
}

/* Until the empty line: its end in `head`, 0 at the end of the stream, or an error. */
async static int read_head(struct connection *c)
{
    memmove(c->head, c->head + c->used, c->filled - c->used);
    c->filled -= c->used;
    c->used = 0;
    for (;;) {
        c->head[c->filled] = '\0';
        char *end = strstr(c->head, "\r\n\r\n");
        if (end != NULL) {
            c->used = (size_t)(end + 4 - c->head);
            end[2] = '\0';
            return 1;
        }
        if (c->filled == sizeof c->head - 1)
            return UV_EMSGSIZE;
        ssize_t count =
            await async_tcp_read(&c->tcp, c->head + c->filled, sizeof c->head - 1 - c->filled);
        if (count <= 0)
            return (int)count;
        c->filled += (size_t)count;
    }
}

/* ---- answers ------------------------------------------------------------------ */

static const char *type_of(const char *path)
{
    static const char *const types[][2] = {
        {".html", "text/html"}, {".txt", "text/plain"}, {".png", "image/png"}};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot != NULL && i < sizeof types / sizeof *types; i++)
        if (strcmp(dot, types[i][0]) == 0)
            return types[i][1];
    return "application/octet-stream";
}

async static int send_status(async_tcp *tcp, int status, const char *text)
{
    char reply[256];
    int length = snprintf(reply, sizeof reply,
                          "HTTP/1.1 %d %s\r\nContent-Length: %zu\r\n\r\n%s\n", status, text,
                          strlen(text) + 1, text);
    return await async_tcp_write(tcp, reply, (size_t)length);
}

async static int send_body(async_tcp *tcp, const struct file *file)
{
    char piece[CHUNK];
    long long at = 0;
    while (at < file->size) {
        ssize_t count = await async_offload(read_piece(file->fd, piece, sizeof piece, at));
        if (count <= 0)
            return count < 0 ? (int)count : UV_EIO;
        int error = await async_tcp_write(tcp, piece, (size_t)count);
        if (error < 0)
            return error;
        at += count;
    }
    return 0;
}

async static int send_file(async_tcp *tcp, const struct request *request)
{
    char head[512], date[64];
    struct tm tm;
    struct file file = await async_offload(open_file(request->path));
    defer if (file.fd >= 0) await async_offload(close(file.fd));
    if (file.error != 0)
        return await send_status(tcp, file.error == ENOENT ? 404 : 403, strerror(file.error));
    gmtime_r(&file.changed, &tm);
    strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", &tm);
    int length = snprintf(head, sizeof head,
                          "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %lld\r\n"
                          "Last-Modified: %s\r\n\r\n",
                          type_of(request->path), file.size, date);
    int error = await async_tcp_write(tcp, head, (size_t)length);
    if (error < 0 || strcmp(request->method, "HEAD") == 0)
        return error;
    return await send_body(tcp, &file);
}

static void log_request(const struct request *request, int error, uint64_t ms)
{
    char date[32];
    time_t now = time(NULL);
    const struct tm *tm = localtime(&now);
    strftime(date, sizeof date, "%F %T", tm);
    printf("%s %s %s %d %llu ms\n", date, request->method, request->path, error,
           (unsigned long long)ms);
}

async static int answer(struct connection *c, bool *keep_alive)
{
    struct request request;
    uint64_t start = async_now();
    *keep_alive = false;
    if (!parse(c->head, &request))
        return await send_status(&c->tcp, 400, "Bad Request");
    if (strcmp(request.method, "GET") != 0 && strcmp(request.method, "HEAD") != 0)
        return await send_status(&c->tcp, 405, "Method Not Allowed");
    int error = await send_file(&c->tcp, &request);
    log_request(&request, error, async_now() - start);
    *keep_alive = error == 0 && request.keep_alive;
    return error;
}

async static void serve(async_tcp tcp)
{
    struct connection c = {.tcp = tcp};
    bool keep_alive = true;
    uint64_t patience = REQUEST_MS;
    defer await async_tcp_close(&c.tcp);
    while (keep_alive) {
        int got = 0, late = await async_timeout(patience, got = read_head(&c));
        if (late == UV_ETIMEDOUT && patience == REQUEST_MS)
            await send_status(&c.tcp, 408, "Request Timeout");
        if (late != 0 || got <= 0)
            break;
        if (await answer(&c, &keep_alive) < 0)
            break;
        patience = IDLE_MS;
    }
}

async int main(int argc, char **argv)
{
    async_tcp listener;
    if (argc > 1)
        root = argv[1];
    int error = async_tcp_listen(&listener, "127.0.0.1", argc > 2 ? atoi(argv[2]) : 8080, 128);
    if (error < 0) {
        fprintf(stderr, "http_files: %s\n", uv_strerror(error));
        return EXIT_FAILURE;
    }
    defer await async_tcp_close(&listener);
    for (;;) {
        async_tcp tcp;
        error = await async_tcp_accept(&listener, &tcp);
        switch (error) {
        case 0:
            async_detach(async_spawn(serve(tcp)));
            break;
        case UV_EMFILE:
        case UV_ENFILE:
            await async_sleep(100);
            break;
        default:
            fprintf(stderr, "http_files: %s\n", uv_strerror(error));
            return EXIT_FAILURE;
        }
    }
}
