/* fan_out - fetches many pages at once over HTTP/1.1, a bounded number at a time.
 *
 *     fan_out [-j LIMIT] URL...
 *
 * A task for each page; a semaphore of LIMIT permits (10) decides how many of them are connected.
 * A page that cannot be fetched does not stop the others. Prints a line for each page, in the
 * order of the arguments; on a terminal also how far it is. Exit status 1: a page is missing.
 */
#define _GNU_SOURCE /* strcasestr */
#include <async.h>
#include <async/net.h>
#include <async/sync.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

enum { LIMIT = 10, HOST_SIZE = 256, REQUEST_SIZE = 2048, BUFFER_SIZE = 8192 };

struct page {
    const char *url;
    int error;    /* a libuv code, or 0 */
    int status;   /* of HTTP */
    size_t bytes; /* of the body */
    uint64_t ms;  /* from connecting to the last byte */
};

/* What all the tasks share. They run on one thread: no lock. */
struct run {
    async_semaphore permits;
    size_t pages, done, active;
    bool live; /* somebody watches */
};

struct url {
    char host[HOST_SIZE];
    int port;
    const char *path; /* "" for the root, else with its '/' */
};

/* http://HOST[:PORT][/PATH] */
static int parse_url(const char *text, struct url *url)
{
    static const char scheme[] = "http://";
    if (strncmp(text, scheme, sizeof scheme - 1) != 0)
        return UV_EINVAL;
    text += sizeof scheme - 1;
    size_t length = strcspn(text, ":/");
    if (length == 0 || length >= sizeof url->host)
        return UV_EINVAL;
    memcpy(url->host, text, length);
    url->host[length] = '\0';
    text += length;
    url->port = 80;
    if (*text == ':') {
        char *end;
        long port = strtol(text + 1, &end, 10);
        if (end == text + 1 || port < 1 || port > 65535)
            return UV_EINVAL;
        url->port = (int)port;
        text = end;
    }
    if (*text != '\0' && *text != '/')
        return UV_EINVAL;
    url->path = text;
    return 0;
}

async static int send_request(async_tcp *connection, const struct url *url)
{
    char request[REQUEST_SIZE];
    int length = snprintf(request, sizeof request,
                          "GET %s HTTP/1.1\r\n"
                          "Host: %s:%d\r\n"
                          "Connection: close\r\n"
                          "\r\n",
                          *url->path != '\0' ? url->path : "/", url->host, url->port);
    if (length < 0 || (size_t)length >= sizeof request)
        return UV_ENAMETOOLONG;
    return await async_tcp_write(connection, request, (size_t)length);
}

/* The number of bytes that the head announces, or -1 if it does not. */
static long long content_length(const char *head)
{
    static const char field[] = "\r\nContent-Length:";
    const char *found = strcasestr(head, field);
    return found != NULL ? strtoll(found + sizeof field - 1, NULL, 10) : -1;
}

/* Reads the head, then counts the body until the server closes. */
async static int read_response(async_tcp *connection, struct page *page)
{
    char buffer[BUFFER_SIZE];
    size_t got = 0;
    char *body = NULL;
    while (body == NULL) {
        ssize_t count = await async_tcp_read(connection, buffer + got, sizeof buffer - 1 - got);
        if (count < 0)
            return (int)count;
        got += (size_t)count;
        buffer[got] = '\0';
        body = strstr(buffer, "\r\n\r\n");
        if (body == NULL && (count == 0 || got == sizeof buffer - 1))
            return UV_EPROTO;
    }
    if (sscanf(buffer, "HTTP/1.%*1d %d", &page->status) != 1)
        return UV_EPROTO;
    body[2] = '\0';
    long long announced = content_length(buffer);

    page->bytes = got - (size_t)(body + 4 - buffer);
    ssize_t count;
    while ((count = await async_tcp_read(connection, buffer, sizeof buffer)) > 0)
        page->bytes += (size_t)count;
    if (count < 0)
        return (int)count;
    return announced >= 0 && page->bytes != (size_t)announced ? UV_EOF : 0;
}

async static int fetch(struct page *page)
{
    struct url url;
    async_tcp connection;
    int error = parse_url(page->url, &url);
    if (error < 0)
        return error;
    error = await async_tcp_connect(&connection, url.host, url.port);
    if (error < 0)
        return error;
    defer await async_tcp_close(&connection);
    error = await send_request(&connection, &url);
    if (error == 0)
        error = await read_response(&connection, page);
    return error;
}

static void show_progress(const struct run *run)
{
    if (!run->live)
        return;
    fprintf(stderr, "\r\033[K%zu of %zu pages, %zu on their way", run->done, run->pages,
            run->active);
    if (run->done == run->pages)
        fputs("\r\033[K", stderr);
}

async static void fetch_in_turn(struct run *run, struct page *page)
{
    await async_semaphore_acquire(&run->permits);
    defer async_semaphore_release(&run->permits);
    run->active++;
    show_progress(run);
    uint64_t start = async_now();
    page->error = await fetch(page);
    page->ms = async_now() - start;
    run->active--;
    run->done++;
    show_progress(run);
}

/* Fetches them all; false: out of memory. Cancelled, it ends when all that it began has. */
async static bool fetch_all(struct page *pages, size_t count, size_t limit)
{
    struct run run = {.pages = count, .live = isatty(STDERR_FILENO)};
    async_task(void) *tasks = calloc(count, sizeof *tasks);
    if (tasks == NULL)
        return false;
    async_semaphore_init(&run.permits, limit);
    for (size_t i = 0; i < count; i++)
        tasks[i] = async_spawn(fetch_in_turn(&run, &pages[i]));
    defer
    {
        for (size_t i = 0; i < count; i++)
            async_cancel(tasks[i]); /* no effect on those that have ended */
        for (size_t i = 0; i < count; i++) {
            await async_wait(tasks[i]);
            async_detach(tasks[i]);
        }
        free(tasks);
    }
    for (size_t i = 0; i < count; i++)
        await async_wait(tasks[i]);
    return true;
}

static bool is_missing(const struct page *page) { return page->error != 0 || page->status != 200; }

static void print_page(const struct page *page)
{
    if (page->error != 0)
        printf("%3s %8s bytes %5llu ms  %s: %s\n", "-", "-", (unsigned long long)page->ms,
               page->url, uv_strerror(page->error));
    else
        printf("%3d %8zu bytes %5llu ms  %s\n", page->status, page->bytes,
               (unsigned long long)page->ms, page->url);
}

/* Prints all; returns how many are missing. */
static size_t print_pages(const struct page *pages, size_t count, uint64_t ms, size_t limit)
{
    size_t missing = 0, bytes = 0;
    for (size_t i = 0; i < count; i++) {
        print_page(&pages[i]);
        missing += is_missing(&pages[i]);
        bytes += pages[i].bytes;
    }
    printf("%zu pages, %zu missing, %zu bytes in %llu ms, %zu at a time\n", count, missing, bytes,
           (unsigned long long)ms, limit);
    return missing;
}

static int usage(void)
{
    fputs("usage: fan_out [-j LIMIT] URL...\n", stderr);
    return 2;
}

async int main(int argc, char **argv)
{
    long limit = LIMIT;
    int option;
    while ((option = getopt(argc, argv, "j:")) != -1) {
        if (option != 'j' || (limit = strtol(optarg, NULL, 10)) < 1)
            return usage();
    }
    size_t count = (size_t)(argc - optind);
    if (count == 0)
        return usage();

    struct page *pages = calloc(count, sizeof *pages);
    defer free(pages);
    bool fetched = false;
    size_t missing = 0;
    uint64_t start = async_now();
    for (size_t i = 0; pages != NULL && i < count; i++)
        pages[i].url = argv[optind + (int)i];
    if (pages != NULL)
        fetched = await fetch_all(pages, count, (size_t)limit);
    if (fetched)
        missing = print_pages(pages, count, async_now() - start, (size_t)limit);
    else
        fputs("fan_out: out of memory\n", stderr);
    return fetched && missing == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
