/* chat - what one says all others hear.
 *
 * Each client has a task that reads and one that writes what lies in its queue. A client whose
 * queue is full is too slow and is thrown out. Names are given with /nick; /quit leaves; /who lists.
 */
#include <async.h>
#include <async/net.h>
#include <async/queue.h>

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <uv.h>

enum { LINE = 512, NAME = 24, BACKLOG = 32 };

struct message {
    unsigned readers;
    size_t length;
    char text[];
};

struct client {
    struct client *next;
    async_tcp tcp;
    async_queue(struct message *) outbox;
    char name[NAME];
    char line[LINE];
    size_t filled;
};

struct room {
    struct client *clients;
    unsigned long arrivals;
};

/* ---- messages: freed with the last reader -------------------------------------- */

static void message_release(struct message *message)
{
    if (--message->readers == 0)
        free(message);
}

static struct message *message_create(const char *format, ...)
{
    va_list arguments;
    char text[LINE + NAME + 32];
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0)
        return NULL;
    size_t size = (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
    struct message *message = malloc(sizeof *message + size);
    if (message != NULL) {
        *message = (struct message){.readers = 1, .length = size};
        memcpy(message->text, text, size);
    }
    return message;
}

static void send_to(struct client *client, struct message *message)
{
    message->readers++;
    if (async_queue_try_put(&client->outbox, message) == 0)
        return;
    message_release(message);
    async_queue_close(&client->outbox); /* too slow, or on its way out */
}

/* Takes the message over. */
static void send_to_all(struct room *room, const struct client *except, struct message *message)
{
    if (message == NULL)
        return;
    for (struct client *client = room->clients; client != NULL; client = client->next)
        if (client != except)
            send_to(client, message);
    message_release(message);
}

/* ---- one client ------------------------------------------------------------------ */

async static int write_outbox(struct client *client)
{
    struct message *message;
    int error = 0;
    while (error == 0 && await async_queue_get(&client->outbox, &message) == 0) {
        defer message_release(message);
        error = await async_tcp_write(&client->tcp, message->text, message->length);
    }
    return error;
}

static void empty_outbox(struct client *client)
{
    struct message *message;
    while (async_queue_try_get(&client->outbox, &message) == 0)
        message_release(message);
    async_queue_deinit(&client->outbox);
}

static void list_names(const struct room *room, struct client *to)
{
    for (const struct client *client = room->clients; client != NULL; client = client->next) {
        struct message *message = message_create("* %s\n", client->name);
        if (message == NULL)
            return;
        send_to(to, message);
        message_release(message);
    }
}

/* False: the client leaves. */
static bool take_line(struct room *room, struct client *client, char *line)
{
    char date[16];
    time_t now = time(NULL);
    line[strcspn(line, "\r")] = '\0';
    if (strcmp(line, "/quit") == 0)
        return false;
    if (strncmp(line, "/nick ", 6) == 0 && line[6] != '\0') {
        send_to_all(room, NULL, message_create("* %s is now %.20s\n", client->name, line + 6));
        snprintf(client->name, sizeof client->name, "%.20s", line + 6);
    } else if (strcmp(line, "/who") == 0) {
        list_names(room, client);
    } else if (*line != '\0') {
        strftime(date, sizeof date, "%H:%M", localtime(&now));
        send_to_all(room, client, message_create("%s %s: %s\n", date, client->name, line));
    }
    return true;
}

async static int read_lines(struct room *room, struct client *client)
{
    for (;;) {
        ssize_t count = await async_tcp_read(&client->tcp, client->line + client->filled,
                                             sizeof client->line - 1 - client->filled);
        if (count <= 0)
            return (int)count;
        client->filled += (size_t)count;
        client->line[client->filled] = '\0';
        char *start = client->line, *end;
        while ((end = strchr(start, '\n')) != NULL) {
            *end = '\0';
            if (!take_line(room, client, start))
                return 0;
            start = end + 1;
        }
        client->filled -= (size_t)(start - client->line);
        memmove(client->line, start, client->filled);
        if (client->filled == sizeof client->line - 1)
            return UV_EMSGSIZE;
    }
}

static void leave(struct room *room, struct client *client)
{
    struct client **slot = &room->clients;
    while (*slot != client)
        slot = &(*slot)->next;
    *slot = client->next;
    send_to_all(room, NULL, message_create("* %s has left\n", client->name));
}

async static void serve(struct room *room, async_tcp tcp)
{
    struct client *client = calloc(1, sizeof *client);
    int read_error = 0, write_error = 0;
    if (client == NULL || async_queue_init(&client->outbox, BACKLOG) < 0) {
        free(client);
        await async_tcp_close(&tcp);
        return;
    }
    defer free(client);
    defer empty_outbox(client);
    client->tcp = tcp;
    defer await async_tcp_close(&client->tcp);
    snprintf(client->name, sizeof client->name, "guest%lu", ++room->arrivals);
    client->next = room->clients;
    room->clients = client;
    defer leave(room, client);
    send_to_all(room, client, message_create("* %s has come\n", client->name));
    switch (await async_select(read_error = read_lines(room, client),
                               write_error = write_outbox(client))) {
    case 0:
        printf("%s: %s\n", client->name, read_error ? uv_strerror(read_error) : "bye");
        break;
    default:
        printf("%s: %s\n", client->name, write_error ? uv_strerror(write_error) : "too slow");
        break;
    }
}

async int main(int argc, char **argv)
{
    struct room room = {0};
    async_tcp listener;
    int error = async_tcp_listen(&listener, "127.0.0.1", argc > 1 ? atoi(argv[1]) : 6667, 32);
    if (error < 0)
        return EXIT_FAILURE;
    defer await async_tcp_close(&listener);
    async_group (group) {
        for (;;) {
            async_tcp tcp;
            error = await async_tcp_accept(&listener, &tcp);
            if (error < 0) {
                async_group_cancel(group);
                break;
            }
            async_group_spawn(group, serve(&room, tcp));
        }
    }
    fprintf(stderr, "chat: %s\n", uv_strerror(error));
    return EXIT_FAILURE;
}
