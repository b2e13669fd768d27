/* memcache - a cache that speaks memcached's text protocol, and a client that tries it.
 *
 *     set|add|replace KEY FLAGS SECONDS BYTES    STORED | NOT_STORED | SERVER_ERROR
 *     get KEY...                                 VALUE KEY FLAGS BYTES, the data; END
 *     incr|decr KEY NUMBER                       the new number | NOT_FOUND | CLIENT_ERROR
 *     delete KEY                                 DELETED | NOT_FOUND
 *     flush_all                                  OK
 *     quit
 *
 * A negative time to live counts in milliseconds, so that the self-test need not wait for long. What has
 * expired is taken out by a task of its own; what has not been used for longest, when there is no room.
 */
#include <async.h>
#include <async/net.h>
#include <async/sync.h>

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum { MOST_ITEMS = 4, MOST_BYTES = 1024, LINE = 256, WORDS = 8 };

struct item {
    struct item *next; /* used longer ago */
    uint64_t expires;  /* 0: never */
    unsigned flags;
    size_t size;
    char key[64];
    char data[]; /* with the end of the line, and a null character */
};

struct cache {
    struct item *latest;
    size_t count;
    unsigned long expired, evicted;
    async_condition changed;
};

struct connection {
    struct cache *cache;
    async_tcp tcp;
    size_t filled;
    char input[LINE + MOST_BYTES];
};

typedef async int verb(struct connection *connection, char **words, size_t count);

/* ---- the cache ------------------------------------------------------------- */

static void drop(struct cache *cache, struct item **slot)
{
    struct item *item = *slot;
    *slot = item->next;
    cache->count--;
    free(item);
}

/* The item, which is the latest then; or NULL. */
static struct item *look_up(struct cache *cache, const char *key)
{
    for (struct item **slot = &cache->latest; *slot != NULL; slot = &(*slot)->next) {
        struct item *item = *slot;
        if (strcmp(item->key, key) != 0)
            continue;
        *slot = item->next;
        item->next = cache->latest;
        cache->latest = item;
        return item;
    }
    return NULL;
}

static bool remove_key(struct cache *cache, const char *key)
{
    if (look_up(cache, key) == NULL)
        return false;
    drop(cache, &cache->latest);
    return true;
}

static void clear(struct cache *cache)
{
    while (cache->latest != NULL)
        drop(cache, &cache->latest);
}

static void evict_oldest(struct cache *cache)
{
    struct item **slot = &cache->latest;
    while ((*slot)->next != NULL)
        slot = &(*slot)->next;
    drop(cache, slot);
    cache->evicted++;
}

/* Takes the item over. */
static void store(struct cache *cache, struct item *item)
{
    remove_key(cache, item->key);
    if (cache->count == MOST_ITEMS)
        evict_oldest(cache);
    item->next = cache->latest;
    cache->latest = item;
    cache->count++;
    if (item->expires != 0)
        async_condition_notify_all(&cache->changed);
}

/* Drops what is due by now. The time of the next, or 0. */
static uint64_t expire(struct cache *cache, uint64_t now)
{
    uint64_t next = 0;
    for (struct item **slot = &cache->latest; *slot != NULL;) {
        uint64_t due = (*slot)->expires;
        if (due != 0 && due <= now) {
            drop(cache, slot);
            cache->expired++;
            continue;
        }
        if (due != 0 && (next == 0 || due < next))
            next = due;
        slot = &(*slot)->next;
    }
    return next;
}

async static void keep_expiring(struct cache *cache)
{
    for (;;) {
        uint64_t next = expire(cache, async_now());
        if (next == 0)
            await async_condition_wait(&cache->changed, NULL);
        else
            await async_timeout_at(next, async_condition_wait(&cache->changed, NULL));
    }
}

/* ---- the connection --------------------------------------------------------- */

/* Waits until at least `count` bytes are there. */
async static int fill(struct connection *c, size_t count)
{
    while (c->filled < count) {
        ssize_t n = await async_tcp_read(&c->tcp, c->input + c->filled, sizeof c->input - c->filled);
        if (n <= 0)
            return n < 0 ? (int)n : UV_EOF;
        c->filled += (size_t)n;
    }
    return 0;
}

static void consume(struct connection *c, char *to, size_t count)
{
    memcpy(to, c->input, count);
    c->filled -= count;
    memmove(c->input, c->input + count, c->filled);
}

async static int read_line(struct connection *c, char line[static LINE])
{
    char *end;
    while ((end = memchr(c->input, '\n', c->filled)) == NULL) {
        if (c->filled >= LINE)
            return UV_EMSGSIZE;
        int error = await fill(c, c->filled + 1);
        if (error < 0)
            return error;
    }
    size_t length = (size_t)(end - c->input) + 1;
    if (length > LINE)
        return UV_EMSGSIZE;
    consume(c, line, length);
    line[length - 1] = '\0';
    line[strcspn(line, "\r")] = '\0';
    return 0;
}

async static int say(struct connection *c, const char *text)
{
    async_buffer parts[] = {{text, strlen(text)}, {"\r\n", 2}};
    return await async_tcp_writev(&c->tcp, parts, 2);
}

/* ---- the verbs --------------------------------------------------------------- */

static uint64_t expiry(const char *word)
{
    long time = strtol(word, NULL, 10);
    if (time == 0)
        return 0;
    return async_now() + (uint64_t)(time < 0 ? -time : time * 1000);
}

async static int do_set(struct connection *c, char **words, size_t count)
{
    if (count != 5)
        return await say(c, "ERROR");
    size_t size = strtoul(words[4], NULL, 10);
    if (size > MOST_BYTES)
        return UV_EMSGSIZE;
    struct item *item = calloc(1, sizeof *item + size + 3);
    if (item == NULL)
        return UV_ENOMEM;
    defer free(item); /* unless the cache has it: NULL then */
    *item = (struct item){.flags = (unsigned)strtoul(words[2], NULL, 10), .size = size, .expires = expiry(words[3])};
    snprintf(item->key, sizeof item->key, "%s", words[1]);
    int error = await fill(c, size + 2);
    if (error < 0)
        return error;
    consume(c, item->data, size + 2);
    bool exists = look_up(c->cache, item->key) != NULL;
    if ((exists && strcmp(words[0], "add") == 0) || (!exists && strcmp(words[0], "replace") == 0))
        return await say(c, "NOT_STORED");
    store(c->cache, item);
    item = NULL;
    return await say(c, "STORED");
}

async static int do_get(struct connection *c, char **words, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct item *item = look_up(c->cache, words[i]);
        if (item == NULL)
            continue;
        /* A copy: the item may be gone before all is written. */
        char head[LINE], data[item->size + 2];
        memcpy(data, item->data, sizeof data);
        int length = snprintf(head, sizeof head, "VALUE %s %u %zu\r\n", item->key, item->flags, item->size);
        async_buffer parts[] = {{head, (size_t)length}, {data, sizeof data}};
        int error = await async_tcp_writev(&c->tcp, parts, 2);
        if (error < 0)
            return error;
    }
    return await say(c, "END");
}

async static int do_count(struct connection *c, char **words, size_t count)
{
    struct item *item = count == 3 ? look_up(c->cache, words[1]) : NULL;
    if (item == NULL)
        return await say(c, count == 3 ? "NOT_FOUND" : "ERROR");
    uint64_t old, change = strtoull(words[2], NULL, 10);
    if (item->size == 0 || sscanf(item->data, "%" SCNu64, &old) != 1)
        return await say(c, "CLIENT_ERROR not a number");
    char text[24];
    uint64_t value = strcmp(words[0], "incr") == 0 ? old + change : old < change ? 0 : old - change;
    int length = snprintf(text, sizeof text, "%" PRIu64, value);
    struct item *changed = malloc(sizeof *changed + (size_t)length + 3);
    if (changed == NULL)
        return UV_ENOMEM;
    *changed = *item;
    changed->size = (size_t)length;
    memcpy(changed->data, text, (size_t)length);
    memcpy(changed->data + length, "\r\n", 3);
    store(c->cache, changed);
    return await say(c, text);
}

async static int do_delete(struct connection *c, char **words, size_t count)
{
    return await say(c, count == 2 && remove_key(c->cache, words[1]) ? "DELETED" : "NOT_FOUND");
}

async static int do_flush(struct connection *c, char **words, size_t count)
{
    (void)words, (void)count;
    clear(c->cache);
    return await say(c, "OK");
}

async static int do_quit(struct connection *c, char **words, size_t count)
{
    (void)c, (void)words, (void)count;
    return UV_EOF;
}

static const struct {
    const char *name;
    verb *run;
} verbs[] = {
    {"set", do_set},       {"add", do_set},         {"replace", do_set},    {"get", do_get},   {"incr", do_count},
    {"decr", do_count},    {"delete", do_delete},   {"flush_all", do_flush}, {"quit", do_quit},
};

async static int command(struct connection *c, char *line)
{
    char *words[WORDS], *place;
    size_t count = 0;
    for (char *word = strtok_r(line, " ", &place); word != NULL && count < WORDS; word = strtok_r(NULL, " ", &place))
        words[count++] = word;
    for (size_t i = 0; count > 0 && i < sizeof verbs / sizeof verbs[0]; i++)
        if (strcmp(verbs[i].name, words[0]) == 0)
            return await verbs[i].run(c, words, count);
    return await say(c, "ERROR");
}

async static void serve(struct cache *cache, async_tcp tcp)
{
    struct connection c = {.cache = cache, .tcp = tcp};
    char line[LINE];
    int error;
    defer await async_tcp_close(&c.tcp);
    while ((error = await read_line(&c, line)) == 0 && (error = await command(&c, line)) == 0)
        continue;
    if (error == UV_EMSGSIZE)
        await say(&c, "SERVER_ERROR too large");
}

async static void accept_all(struct cache *cache, async_tcp *listener)
{
    async_group (group) {
        async_group_spawn(group, keep_expiring(cache));
        for (async_tcp tcp; await async_tcp_accept(listener, &tcp) == 0;)
            async_group_spawn(group, serve(cache, tcp));
        async_group_cancel(group);
    }
}

/* ---- the self-test ------------------------------------------------------------- */

/* Sends the text and prints `lines` lines of what comes back. */
async static void ask(struct connection *c, const char *text, int lines)
{
    char line[LINE];
    int error = await async_tcp_write(&c->tcp, text, strlen(text));
    for (int i = 0; i < lines && error == 0; i++)
        if ((error = await read_line(c, line)) == 0)
            printf("%s%s", i > 0 ? " | " : "", line);
    puts(error < 0 ? uv_strerror(error) : "");
}

async static void try_it(int port)
{
    struct connection c = {0};
    if (await async_tcp_connect(&c.tcp, "127.0.0.1", port) < 0)
        return;
    defer await async_tcp_close(&c.tcp);
    await ask(&c, "set a 7 0 5\r\nhello\r\nadd a 0 0 1\r\nx\r\nget a none\r\n", 5);
    await ask(&c, "set n 0 0 2\r\n41\r\nincr n 959\r\ndecr n 2000\r\nincr a 1\r\nincr no 1\r\n", 5);
    await ask(&c, "set short 0 -20 1\r\ns\r\nget short\r\n", 4);
    await async_sleep(60);
    await ask(&c, "get short\r\ndelete n\r\ndelete n\r\n", 3);
    for (int i = 0; i < MOST_ITEMS; i++) {
        char text[64];
        snprintf(text, sizeof text, "set k%d 0 0 1\r\n%d\r\n", i, i);
        await ask(&c, text, 1);
    }
    await ask(&c, "get a k0 k3\r\nflush_all\r\nget k3\r\nbad\r\n", 8);
    await ask(&c, "quit\r\n", 1);
}

async int main(void)
{
    struct cache cache = {0};
    async_tcp listener;
    if (async_tcp_listen(&listener, "127.0.0.1", 0, 16) < 0)
        return EXIT_FAILURE;
    defer await async_tcp_close(&listener);
    defer clear(&cache);
    async_condition_init(&cache.changed);
    await async_select(accept_all(&cache, &listener), try_it(async_tcp_port(&listener)));
    printf("expired %lu, evicted %lu\n", cache.expired, cache.evicted);
    return 0;
}
