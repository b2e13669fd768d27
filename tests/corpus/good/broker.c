/* broker - publish and subscribe over TCP; who cannot keep up with what is published is dropped.
 *
 *     SUB PATTERN      OK           a pattern is a topic, or ends in * for all that begin so
 *     UNSUB PATTERN    OK | NONE
 *     PUB TOPIC TEXT   OK count     how many it was handed to
 *     THROTTLE MS      OK           no more than one message in so many milliseconds
 *
 * Each connection has a task that reads and one that writes; between them and all others lies a queue of what is to be
 * written. A message is shared by those queues and counted. Publishing never waits: a queue that is full ends its
 * connection. What the server must say to a client itself comes before the messages of others.
 */
#include <async.h>
#include <async/net.h>
#include <async/queue.h>
#include <async/sync.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum { LINE = 256, DEPTH = 8, MOST_PATTERNS = 4, WORD = 32 };

struct message {
    unsigned users;
    size_t length;
    char text[];
};

typedef async_queue(struct message *) messages;

struct client {
    struct client *next;
    async_tcp tcp;
    size_t filled;
    char input[LINE];
    char patterns[MOST_PATTERNS][WORD];
    unsigned pause;
    bool slow;
    async_event too_slow;
    messages own, others;
};

struct broker {
    struct client *clients;
    unsigned live, messages, dropped;
};

static struct broker broker;

/* ---- messages ------------------------------------------------------------------ */

static struct message *new_message(const char *text, const char *more)
{
    size_t length = strlen(text) + strlen(more) + 2;
    struct message *message = malloc(sizeof *message + length + 1);
    if (message == NULL)
        return NULL;
    *message = (struct message){.users = 1, .length = length};
    snprintf(message->text, length + 1, "%s %s\n", text, more);
    broker.messages++;
    return message;
}

static void forget(struct message **message)
{
    if (*message == NULL || --(*message)->users > 0)
        return;
    broker.messages--;
    free(*message);
}

#define auto_message __attribute__((cleanup(forget))) struct message *

/* ---- the server ------------------------------------------------------------------- */

static bool matches(const char *pattern, const char *topic)
{
    size_t length = strlen(pattern);
    if (length > 0 && pattern[length - 1] == '*')
        return strncmp(pattern, topic, length - 1) == 0;
    return length > 0 && strcmp(pattern, topic) == 0;
}

static bool is_subscribed(const struct client *client, const char *topic)
{
    for (int i = 0; i < MOST_PATTERNS; i++)
        if (matches(client->patterns[i], topic))
            return true;
    return false;
}

/* The place of the pattern, or of "" a free one; or NULL. */
static char *find_pattern(struct client *client, const char *pattern)
{
    for (int i = 0; i < MOST_PATTERNS; i++)
        if (strcmp(client->patterns[i], pattern) == 0)
            return client->patterns[i];
    return NULL;
}

static void hand_over(struct client *client, struct message *message)
{
    if (async_queue_try_put(&client->others, message) == 0) {
        message->users++;
    } else if (!client->slow) {
        client->slow = true;
        broker.dropped++;
        async_event_set(&client->too_slow);
    }
}

static unsigned publish(const char *topic, struct message *message)
{
    unsigned count = 0;
    for (struct client *client = broker.clients; client != NULL; client = client->next)
        if (!client->slow && is_subscribed(client, topic)) {
            hand_over(client, message);
            count += !client->slow;
        }
    return count;
}

/* Writes what is in the queues. */
async static void write_all(struct client *client)
{
    int error = 0;
    while (error == 0) {
        auto_message message = NULL;
        async_queue_case cases[] = {
            async_queue_case_get(&client->own, &message),
            async_queue_case_get(&client->others, &message),
        };
        int which = await async_queue_select(cases, 2);
        error = await async_tcp_write(&client->tcp, message->text, message->length);
        if (which == 1 && client->pause > 0)
            await async_sleep(client->pause);
    }
}

async static int read_line(struct client *client, char line[static LINE])
{
    char *end;
    while ((end = memchr(client->input, '\n', client->filled)) == NULL) {
        if (client->filled == LINE)
            return UV_EMSGSIZE;
        ssize_t count = await async_tcp_read(&client->tcp, client->input + client->filled, LINE - client->filled);
        if (count <= 0)
            return count < 0 ? (int)count : UV_EOF;
        client->filled += (size_t)count;
    }
    size_t length = (size_t)(end - client->input);
    memcpy(line, client->input, length);
    line[length] = '\0';
    client->filled -= length + 1;
    memmove(client->input, end + 1, client->filled);
    return 0;
}

async static int say(struct client *client, const char *text, const char *more)
{
    struct message *message = new_message(text, more);
    if (message == NULL)
        return UV_ENOMEM;
    int error = UV_ECANCELED;
    defer if (error < 0) forget(&message);
    error = await async_queue_put(&client->own, message);
    return error;
}

async static int command(struct client *client, const char *line)
{
    char verb[16] = "", topic[WORD] = "", text[LINE] = "";
    int words = sscanf(line, "%15s %31s %255[^\n]", verb, topic, text);
    if (strcmp(verb, "THROTTLE") == 0) {
        client->pause = (unsigned)atoi(topic);
        return await say(client, "OK", topic);
    }
    if (strcmp(verb, "SUB") == 0 && words == 2) {
        char *place = find_pattern(client, "");
        if (place == NULL)
            return await say(client, "ERROR", "too many patterns");
        memcpy(place, topic, sizeof topic);
        return await say(client, "OK", topic);
    }
    if (strcmp(verb, "UNSUB") == 0 && words == 2) {
        char *place = find_pattern(client, topic);
        if (place != NULL)
            *place = '\0';
        return await say(client, place == NULL ? "NONE" : "OK", topic);
    }
    if (strcmp(verb, "PUB") == 0 && words == 3) {
        char count[16];
        auto_message message = new_message(topic, text);
        if (message == NULL)
            return UV_ENOMEM;
        snprintf(count, sizeof count, "%u", publish(topic, message));
        return await say(client, "OK", count);
    }
    return await say(client, "ERROR", "unknown");
}

async static void read_all(struct client *client)
{
    char line[LINE];
    while (await read_line(client, line) == 0 && await command(client, line) == 0)
        continue;
}

static void unlink_client(struct client *client)
{
    struct client **slot = &broker.clients;
    while (*slot != client)
        slot = &(*slot)->next;
    *slot = client->next;
    broker.live--;
}

static void drain(messages *queue)
{
    struct message *message;
    while (async_queue_try_get(queue, &message) == 0)
        forget(&message);
    async_queue_deinit(queue);
}

async static void serve(async_tcp tcp)
{
    struct client client = {.next = broker.clients, .tcp = tcp};
    defer await async_tcp_close(&client.tcp);
    if (async_queue_init(&client.own, DEPTH) < 0)
        return;
    defer drain(&client.own);
    if (async_queue_init(&client.others, DEPTH) < 0)
        return;
    defer drain(&client.others);
    broker.clients = &client;
    broker.live++;
    defer unlink_client(&client);
    await async_select(read_all(&client), write_all(&client), async_event_wait(&client.too_slow));
}

async static void accept_all(async_tcp *listener)
{
    async_group (group)
        for (async_tcp tcp; await async_tcp_accept(listener, &tcp) == 0;)
            async_group_spawn(group, serve(tcp));
}

/* ---- the self-test --------------------------------------------------------------------- */

/* Sends a line, and waits for the answer; what comes before it is thrown away. */
async static int ask(struct client *client, const char *text, char answer[static LINE])
{
    async_buffer parts[] = {{text, strlen(text)}, {"\n", 1}};
    int error = await async_tcp_writev(&client->tcp, parts, 2);
    while (error == 0 && (error = await read_line(client, answer)) == 0)
        if (strncmp(answer, "OK", 2) == 0 || strncmp(answer, "NONE", 4) == 0 || strncmp(answer, "ERROR", 5) == 0)
            return 0;
    return error;
}

async static int subscribe(struct client *client, int port, const char *pattern)
{
    char text[LINE], answer[LINE];
    int error = await async_tcp_connect(&client->tcp, "127.0.0.1", port);
    snprintf(text, sizeof text, "SUB %s", pattern);
    return error < 0 ? error : await ask(client, text, answer);
}

/* Counts messages until one says "end". */
async static int listen_to(int port, const char *pattern, async_barrier *ready)
{
    struct client client = {0};
    char line[LINE];
    int count = 0;
    defer await async_tcp_close(&client.tcp);
    int error = await subscribe(&client, port, pattern);
    await async_barrier_wait(ready);
    if (error < 0)
        return error;
    for (; (error = await read_line(&client, line)) == 0; count++)
        if (strstr(line, " end") != NULL)
            return count;
    return error;
}

/* Subscribes to everything, and takes it too slowly. */
async static const char *be_slow(int port, async_barrier *ready)
{
    struct client client = {0};
    char line[LINE];
    defer await async_tcp_close(&client.tcp);
    int error = await subscribe(&client, port, "*");
    if (error == 0)
        error = await ask(&client, "THROTTLE 100", line);
    await async_barrier_wait(ready);
    while (error == 0)
        error = await read_line(&client, line);
    return error == UV_EOF || error == UV_ECONNRESET ? "dropped" : uv_strerror(error);
}

async static int publish_all(int port, async_barrier *ready)
{
    struct client client = {0};
    char text[LINE], answer[LINE];
    defer await async_tcp_close(&client.tcp);
    int error = await subscribe(&client, port, "none");
    await async_barrier_wait(ready);
    for (int i = 0; i < 20 && error == 0; i++) {
        snprintf(text, sizeof text, "PUB news.%s message %d", i % 2 == 0 ? "sport" : "art", i);
        error = await ask(&client, text, answer);
        if (i == 0)
            printf("first: %s\n", answer);
    }
    static const char *const lines[] = {"PUB news.sport the end", "UNSUB none", "UNSUB none", "SUB", "PUB none text"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0] && error == 0; i++) {
        error = await ask(&client, lines[i], answer);
        printf("%s: %s\n", lines[i], answer);
    }
    return error;
}

async static void try_it(int port)
{
    async_barrier ready;
    int all = 0, sport = 0, error = 0, late = 0;
    const char *slow = "";
    async_barrier_init(&ready, 4);
    late = await async_timeout(
        1500, async_gather(all = listen_to(port, "news.*", &ready), sport = listen_to(port, "news.sport", &ready),
                           slow = be_slow(port, &ready), error = publish_all(port, &ready)));
    printf("all %d, sport %d, the slow one was %s%s\n", all, sport, slow, late < 0 || error < 0 ? ", failed" : "");
}

async int main(void)
{
    async_tcp listener;
    if (async_tcp_listen(&listener, "127.0.0.1", 0, 16) < 0)
        return EXIT_FAILURE;
    defer await async_tcp_close(&listener);
    await async_select(accept_all(&listener), try_it(async_tcp_port(&listener)));
    printf("%u dropped, %u clients and %u messages left\n", broker.dropped, broker.live, broker.messages);
    return 0;
}
