/* kv_server - a key-value store over TCP, in lines of text.
 *
 *     SET key value [milliseconds]    OK
 *     GET key                         VALUE value | NONE
 *     DEL key                         OK | NONE
 *     COUNT                           COUNT n
 *     QUIT
 *
 * Keys expire by the clock: a task sleeps until the next one is due. Connections that are silent for
 * a minute are closed. SIGINT ends it.
 */
#include <async.h>
#include <async/net.h>
#include <async/sync.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum { BUCKETS = 1024, LINE_SIZE = 1024, IDLE_MS = 60000, WORDS = 4, MOST_CLIENTS = 256 };

struct entry {
    struct entry *next;
    uint64_t expires; /* 0: never */
    char *value;
    char key[];
};

struct store {
    struct entry *buckets[BUCKETS];
    size_t count;
    uint64_t next_expiry; /* 0: none */
    async_event changed;  /* next_expiry has come nearer */
};

struct client {
    async_tcp tcp;
    char line[LINE_SIZE];
    size_t filled;
};

/* ---- the store ----------------------------------------------------------- */

static size_t hash(const char *key)
{
    size_t value = 5381;
    for (; *key != '\0'; key++)
        value = value * 33 ^ (unsigned char)*key;
    return value % BUCKETS;
}

static struct entry **find(struct store *store, const char *key)
{
    struct entry **slot = &store->buckets[hash(key)];
    while (*slot != NULL && strcmp((*slot)->key, key) != 0)
        slot = &(*slot)->next;
    return slot;
}

static void drop(struct store *store, struct entry **slot)
{
    struct entry *entry = *slot;
    *slot = entry->next;
    free(entry->value);
    free(entry);
    store->count--;
}

static bool set(struct store *store, const char *key, const char *value, uint64_t expires)
{
    struct entry **slot = find(store, key);
    char *copy = strdup(value);
    struct entry *entry = malloc(sizeof *entry + strlen(key) + 1);
    if (copy == NULL || entry == NULL) {
        free(copy);
        free(entry);
        return false;
    }
    if (*slot != NULL)
        drop(store, slot);
    *entry = (struct entry){.next = *slot, .expires = expires, .value = copy};
    strcpy(entry->key, key);
    *slot = entry;
    store->count++;
    if (expires != 0 && (store->next_expiry == 0 || expires < store->next_expiry)) {
        store->next_expiry = expires;
        async_event_set(&store->changed);
    }
    return true;
}

/* Drops what is due, and finds out what is next. */
static void expire(struct store *store, uint64_t now)
{
    store->next_expiry = 0;
    for (size_t i = 0; i < BUCKETS; i++) {
        struct entry **slot = &store->buckets[i];
        while (*slot != NULL) {
            uint64_t due = (*slot)->expires;
            if (due != 0 && due <= now) {
                drop(store, slot);
                continue;
            }
            if (due != 0 && (store->next_expiry == 0 || due < store->next_expiry))
                store->next_expiry = due;
            slot = &(*slot)->next;
        }
    }
}

async static void keep_expiring(struct store *store)
{
    for (;;) {
        async_event_clear(&store->changed);
        if (store->next_expiry == 0)
            await async_event_wait(&store->changed);
        else
            await async_timeout_at(store->next_expiry, async_event_wait(&store->changed));
        expire(store, async_now());
    }
}

static void clear(struct store *store)
{
    for (size_t i = 0; i < BUCKETS; i++)
        while (store->buckets[i] != NULL)
            drop(store, &store->buckets[i]);
}

/* ---- the protocol --------------------------------------------------------- */

static size_t split(char *line, char **words)
{
    size_t count = 0;
    char *place;
    for (char *word = strtok_r(line, " ", &place); word != NULL && count < WORDS;
         word = strtok_r(NULL, " ", &place))
        words[count++] = word;
    return count;
}

async static int answer(struct client *client, const char *format, const char *text)
{
    char reply[LINE_SIZE + 16];
    int length = snprintf(reply, sizeof reply, format, text);
    return await async_tcp_write(&client->tcp, reply, (size_t)length);
}

async static int command(struct store *store, struct client *client, char *line)
{
    char *words[WORDS], number[32];
    size_t count = split(line, words);
    if (count == 0)
        return 0;
    if (strcmp(words[0], "SET") == 0 && count >= 3) {
        uint64_t expires = count > 3 ? async_now() + strtoull(words[3], NULL, 10) : 0;
        bool done = set(store, words[1], words[2], expires);
        return await answer(client, "%s\n", done ? "OK" : "ERROR out of memory");
    }
    if (strcmp(words[0], "GET") == 0 && count == 2) {
        struct entry *entry = *find(store, words[1]);
        if (entry == NULL)
            return await answer(client, "%s\n", "NONE");
        return await answer(client, "VALUE %s\n", entry->value);
    }
    if (strcmp(words[0], "DEL") == 0 && count == 2) {
        struct entry **slot = find(store, words[1]);
        bool there = *slot != NULL;
        if (there)
            drop(store, slot);
        return await answer(client, "%s\n", there ? "OK" : "NONE");
    }
    if (strcmp(words[0], "COUNT") == 0) {
        snprintf(number, sizeof number, "%zu", store->count);
        return await answer(client, "COUNT %s\n", number);
    }
    if (strcmp(words[0], "QUIT") == 0)
        return UV_EOF;
    return await answer(client, "ERROR unknown command '%s'\n", words[0]);
}

/* The next line without its end, or an error. What follows it moves to the front with the next call. */
async static int read_line(struct client *client, char *to)
{
    for (;;) {
        char *end = memchr(client->line, '\n', client->filled);
        if (end != NULL) {
            size_t length = (size_t)(end - client->line);
            memcpy(to, client->line, length);
            to[length] = '\0';
            client->filled -= length + 1;
            memmove(client->line, end + 1, client->filled);
            return 0;
        }
        if (client->filled == sizeof client->line)
            return UV_EMSGSIZE;
        ssize_t count = 0;
        int late = await async_timeout(
            IDLE_MS, count = async_tcp_read(&client->tcp, client->line + client->filled,
                                            sizeof client->line - client->filled));
        if (late != 0)
            return late;
        if (count <= 0)
            return count < 0 ? (int)count : UV_EOF;
        client->filled += (size_t)count;
    }
}

async static void serve(struct store *store, async_semaphore *clients, async_tcp tcp)
{
    struct client client = {.tcp = tcp};
    char line[LINE_SIZE];
    defer async_semaphore_release(clients);
    defer await async_tcp_close(&client.tcp);
    int error = 0;
    while (error == 0) {
        error = await read_line(&client, line);
        if (error == 0)
            error = await command(store, &client, line);
    }
    if (error == UV_EMSGSIZE)
        await answer(&client, "ERROR %s\n", "line too long");
}

async static int accept_all(struct store *store, async_tcp *listener)
{
    async_semaphore clients;
    async_semaphore_init(&clients, MOST_CLIENTS);
    int error = 0;
    async_group (group) {
        while (error == 0) {
            async_tcp tcp;
            await async_semaphore_acquire(&clients);
            error = await async_tcp_accept(listener, &tcp);
            if (error == 0)
                async_group_spawn(group, serve(store, &clients, tcp));
        }
        async_group_cancel(group);
    }
    return error;
}

async int main(int argc, char **argv)
{
    struct store store = {0};
    async_tcp listener;
    int port = argc > 1 ? atoi(argv[1]) : 7070;
    int error = async_tcp_listen(&listener, "127.0.0.1", port, 64);
    if (error < 0) {
        fprintf(stderr, "kv_server: %s\n", uv_strerror(error));
        return EXIT_FAILURE;
    }
    defer await async_tcp_close(&listener);
    defer clear(&store);
    async_event_init(&store.changed);
    async_task(void) expiring = async_spawn(keep_expiring(&store));
    error = await accept_all(&store, &listener);
    async_cancel(expiring);
    async_detach(expiring);
    fprintf(stderr, "kv_server: %s\n", uv_strerror(error));
    return EXIT_FAILURE;
}
