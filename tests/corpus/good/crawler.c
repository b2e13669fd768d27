/* crawler - follows the links of a site, at a limited rate, with retries; and the site.
 *
 * Some workers take pages from a queue, the ones nearest to the start first. A bucket of tokens holds them to so many
 * requests a second, bursts aside. A request that fails for a while is made again after a pause that doubles, with some
 * chance in it; what is missing is not. The crawl has ended when no page is in the queue or under way.
 */
#include <async.h>
#include <async/net.h>
#include <async/queue.h>
#include <async/several.h>
#include <async/sync.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum { PAGES = 40, WORKERS = 4, TRIES = 4, PAUSE_MS = 10, PATIENCE_MS = 60, RATE = 400, BURST = 10, PAGE_SIZE = 4096 };

#define cleanup(f) __attribute__((cleanup(f)))

struct bucket {
    unsigned tokens;
    async_semaphore ready;
};

struct page {
    int number, depth;
};

struct crawl {
    int port;
    struct bucket bucket;
    async_queue(struct page) queue;
    size_t open; /* queued or under way */
    bool seen[PAGES];
    int depth[PAGES], status[PAGES];
    unsigned requests, retries;
};

struct response {
    int status; /* or a negative code */
    char *body;
};

static void free_text(char **text)
{
    free(*text);
}

/* ---- the rate ------------------------------------------------------------------- */

/* Adds a token at each tick, unless the bucket is full. */
async static void fill_bucket(struct bucket *bucket)
{
    async_interval ticks;
    async_interval_init(&ticks, 1000 / RATE);
    for (;;) {
        await async_sleep_until(async_interval_next(&ticks));
        if (bucket->tokens == BURST)
            continue;
        bucket->tokens++;
        async_semaphore_release(&bucket->ready);
    }
}

async static void take_token(struct bucket *bucket)
{
    await async_semaphore_acquire(&bucket->ready);
    bucket->tokens--;
}

/* ---- requests --------------------------------------------------------------------- */

/* The lines of a connection, each good until the next. */
async_generator(char *) lines(async_tcp *tcp)
{
    size_t filled = 0;
    cleanup(free_text) char *text = malloc(PAGE_SIZE);
    if (text == NULL)
        async_fail(UV_ENOMEM);
    for (;;) {
        char *end;
        while ((end = memchr(text, '\n', filled)) != NULL) {
            size_t used = (size_t)(end - text) + 1;
            *end = '\0';
            async_emit(text);
            filled -= used;
            memmove(text, text + used, filled);
        }
        ssize_t count = await async_tcp_read(tcp, text + filled, PAGE_SIZE - filled);
        if (count < 0)
            async_fail((int)count);
        if (count == 0)
            return;
        filled += (size_t)count;
    }
}

static char *append(char *text, const char *more)
{
    size_t length = text == NULL ? 0 : strlen(text);
    char *longer = realloc(text, length + strlen(more) + 2);
    if (longer == NULL)
        return text;
    sprintf(longer + length, "%s\n", more);
    return longer;
}

async static struct response fetch_once(int port, int number)
{
    async_tcp tcp = {0};
    char request[32];
    char *body = NULL;
    struct response response = {.status = await async_tcp_connect(&tcp, "127.0.0.1", port)};
    defer await async_tcp_close(&tcp);
    defer if (response.body != body) free(body); /* a failure was under way */
    if (response.status < 0)
        return response;
    int length = snprintf(request, sizeof request, "GET /%d\n", number);
    if ((response.status = await async_tcp_write(&tcp, request, (size_t)length)) < 0)
        return response;
    async_for (char *line, lines(&tcp)) {
        if (response.status == 0)
            response.status = atoi(line);
        else
            body = append(body, line);
    }
    if (response.status == 0)
        response.status = UV_EOF;
    response.body = body;
    return response;
}

static bool is_passing(int status)
{
    return status < 0 || status == 503;
}

async static struct response fetch(struct crawl *crawl, int number)
{
    struct response response = {0};
    uint64_t pause = PAUSE_MS;
    for (int tries = 0; tries < TRIES; tries++, pause *= 2) {
        int late = 0;
        if (tries > 0) {
            crawl->retries++;
            await async_sleep(pause + (unsigned)rand() % PAUSE_MS);
        }
        await take_token(&crawl->bucket);
        crawl->requests++;
        int error = await async_catch(
            late = async_timeout(PATIENCE_MS, response = fetch_once(crawl->port, number)));
        if (error < 0 || late < 0)
            response = (struct response){.status = error < 0 ? error : late};
        if (!is_passing(response.status))
            break;
        free(response.body);
        response.body = NULL;
    }
    return response;
}

/* ---- the crawl --------------------------------------------------------------------- */

static int by_depth(const void *a, const void *b)
{
    return ((const struct page *)a)->depth - ((const struct page *)b)->depth;
}

static void enter(struct crawl *crawl, int number, int depth)
{
    struct page page = {number, depth};
    if (number < 0 || number >= PAGES || crawl->seen[number])
        return;
    crawl->seen[number] = true;
    if (async_queue_try_put(&crawl->queue, page) == 0)
        crawl->open++;
}

async static void visit(struct crawl *crawl, struct page page)
{
    struct response response = await fetch(crawl, page.number);
    cleanup(free_text) char *body = response.body;
    char *place;
    int link;
    crawl->depth[page.number] = page.depth;
    crawl->status[page.number] = response.status;
    for (char *line = body == NULL ? NULL : strtok_r(body, "\n", &place); line != NULL;
         line = strtok_r(NULL, "\n", &place))
        if (sscanf(line, "link /%d", &link) == 1)
            enter(crawl, link, page.depth + 1);
}

async static unsigned work(struct crawl *crawl)
{
    struct page page;
    unsigned count = 0;
    for (; await async_queue_get(&crawl->queue, &page) == 0; count++) {
        await visit(crawl, page);
        if (--crawl->open == 0)
            async_queue_close(&crawl->queue);
    }
    return count;
}

async static unsigned crawl_all(struct crawl *crawl)
{
    async_task(unsigned) workers[WORKERS];
    unsigned counts[WORKERS], sum = 0;
    enter(crawl, 0, 0);
    for (int i = 0; i < WORKERS; i++)
        workers[i] = async_spawn(work(crawl));
    await async_gather_n(workers, WORKERS, counts);
    for (int i = 0; i < WORKERS; i++)
        sum += counts[i];
    return sum;
}

/* ---- the site ------------------------------------------------------------------------ */

/* Page n has links to 2n + 1 and 2n + 2. Every 7th is missing at first, every 11th hangs once, 13 is not there. */
static void write_page(char *text, size_t size, int number, bool first)
{
    if (number == 13)
        snprintf(text, size, "404\n");
    else if (number == 17 || (first && number % 7 == 6))
        snprintf(text, size, "503\n");
    else
        snprintf(text, size, "200\npage %d\nlink /%d\nlink /%d\n", number, 2 * number + 1, 2 * number + 2);
}

async static void serve(async_tcp accepted, unsigned *asked)
{
    async_tcp tcp = accepted;
    char text[256];
    int number = -1;
    defer await async_tcp_close(&tcp);
    async_for (char *line, lines(&tcp)) {
        sscanf(line, "GET /%d", &number);
        break;
    }
    if (number < 0 || number >= PAGES)
        return;
    bool first = asked[number]++ == 0;
    if (first && number % 11 == 10)
        await async_sleep(2 * PATIENCE_MS);
    write_page(text, sizeof text, number, first);
    await async_tcp_write(&tcp, text, strlen(text));
}

async static void run_site(async_tcp *listener)
{
    unsigned asked[PAGES] = {0};
    async_group (group)
        for (async_tcp tcp; await async_tcp_accept(listener, &tcp) == 0;)
            async_group_spawn(group, serve(tcp, asked));
}

static void report(const struct crawl *crawl, unsigned visited)
{
    unsigned good = 0, deepest = 0;
    for (int i = 0; i < PAGES; i++) {
        good += crawl->status[i] == 200;
        if (crawl->status[i] == 200 && (unsigned)crawl->depth[i] > deepest)
            deepest = (unsigned)crawl->depth[i];
        if (crawl->seen[i] && crawl->status[i] != 200)
            printf("page %d: %d\n", i, crawl->status[i]);
    }
    printf("%u visited, %u good, deepest %u\n", visited, good, deepest);
    printf("%s\n", crawl->requests == visited + crawl->retries && crawl->retries >= 8 ? "retried" : "not retried");
}

async int main(void)
{
    struct crawl crawl = {.bucket.tokens = BURST};
    async_tcp listener;
    unsigned visited = 0;
    if (async_queue_init_priority(&crawl.queue, PAGES, by_depth) < 0)
        return EXIT_FAILURE;
    defer async_queue_deinit(&crawl.queue);
    if (async_tcp_listen(&listener, "127.0.0.1", 0, 16) < 0)
        return EXIT_FAILURE;
    defer await async_tcp_close(&listener);
    async_semaphore_init(&crawl.bucket.ready, BURST);
    crawl.port = async_tcp_port(&listener);
    int late = await async_timeout(
        5000, async_select(visited = crawl_all(&crawl), run_site(&listener), fill_bucket(&crawl.bucket)));
    if (late == 0)
        report(&crawl, visited);
    return late == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
