/* resolver - many questions at a time over one connection, answers matched by number.
 *
 * A frame is its length, a number, a kind and a text, the first two in network byte order, as in DNS over TCP. The
 * server answers in an order of its own. The client has one task that reads and a table of those who wait; who gives
 * up leaves the table, and a late answer is thrown away. When the connection breaks all who wait learn it, and the next
 * question opens a new one.
 */
#include <async.h>
#include <async/net.h>
#include <async/sync.h>

#include <arpa/inet.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum { MOST_TEXT = 64, MOST_WAITING = 16, PATIENCE_MS = 120 };

enum kind { QUESTION, ANSWER, UNKNOWN };

struct frame {
    uint16_t length, number; /* on the wire in network byte order */
    uint8_t kind;
    char text[MOST_TEXT];
} __attribute__((packed));

enum { HEAD = offsetof(struct frame, text) };

struct waiter {
    uint16_t number;
    int error; /* 0 once it is done */
    struct frame answer;
    async_event done;
};

struct client {
    int port;
    bool connected;
    async_tcp tcp;
    async_lock connecting;
    async_semaphore room;
    struct waiter *waiting[MOST_WAITING];
    uint16_t last;
    unsigned connections, late;
    async_group_t *readers;
};

struct reply {
    int error;
    char text[MOST_TEXT];
};

/* ---- frames ------------------------------------------------------------------ */

async static int read_all(async_tcp *tcp, void *to, size_t size)
{
    for (size_t done = 0; done < size;) {
        ssize_t count = await async_tcp_read(tcp, (char *)to + done, size - done);
        if (count <= 0)
            return count < 0 ? (int)count : UV_EOF;
        done += (size_t)count;
    }
    return 0;
}

async static int read_frame(async_tcp *tcp, struct frame *frame)
{
    int error = await read_all(tcp, frame, HEAD);
    if (error < 0)
        return error;
    frame->length = ntohs(frame->length);
    frame->number = ntohs(frame->number);
    if (frame->length >= MOST_TEXT)
        return UV_EMSGSIZE;
    frame->text[frame->length] = '\0';
    return await read_all(tcp, frame->text, frame->length);
}

async static int write_frame(async_tcp *tcp, uint16_t number, enum kind kind, const char *text)
{
    struct frame frame = {.number = htons(number), .kind = (uint8_t)kind};
    size_t length = strlen(text);
    if (length >= MOST_TEXT)
        return UV_EMSGSIZE;
    frame.length = htons((uint16_t)length);
    memcpy(frame.text, text, length);
    return await async_tcp_write(tcp, &frame, HEAD + length);
}

/* ---- the client ---------------------------------------------------------------- */

static struct waiter **find(struct client *client, uint16_t number)
{
    for (struct waiter **slot = client->waiting; slot < client->waiting + MOST_WAITING; slot++)
        if (*slot != NULL && (*slot)->number == number)
            return slot;
    return NULL;
}

static void leave(struct client *client, uint16_t number)
{
    struct waiter **slot = find(client, number);
    if (slot != NULL)
        *slot = NULL;
    async_semaphore_release(&client->room);
}

static void finish(struct waiter **slot, int error)
{
    struct waiter *waiter = *slot;
    *slot = NULL;
    waiter->error = error;
    async_event_set(&waiter->done);
}

async static void read_answers(struct client *client)
{
    struct frame frame;
    int error;
    while ((error = await read_frame(&client->tcp, &frame)) == 0) {
        struct waiter **slot = find(client, frame.number);
        if (slot == NULL) {
            client->late++;
            continue;
        }
        (*slot)->answer = frame;
        finish(slot, 0);
    }
    client->connected = false;
    for (size_t i = 0; i < MOST_WAITING; i++)
        if (client->waiting[i] != NULL)
            finish(&client->waiting[i], error == UV_EOF ? UV_ECONNRESET : error);
}

async static int connect_once(struct client *client)
{
    await async_lock_acquire(&client->connecting);
    defer async_lock_release(&client->connecting);
    if (client->connected)
        return 0;
    await async_tcp_close(&client->tcp);
    int error = await async_tcp_connect(&client->tcp, "127.0.0.1", client->port);
    if (error < 0)
        return error;
    client->connected = true;
    client->connections++;
    async_group_spawn(client->readers, read_answers(client));
    return 0;
}

static void enter(struct client *client, struct waiter *waiter)
{
    size_t i = 0;
    do
        waiter->number = ++client->last;
    while (find(client, waiter->number) != NULL);
    while (client->waiting[i] != NULL) /* the semaphore counts them */
        i++;
    client->waiting[i] = waiter;
}

async static struct reply ask(struct client *client, const char *name)
{
    struct waiter waiter = {0};
    struct reply reply = {0};
    if ((reply.error = await connect_once(client)) < 0)
        return reply;
    await async_semaphore_acquire(&client->room);
    enter(client, &waiter);
    defer leave(client, waiter.number);
    reply.error = await write_frame(&client->tcp, waiter.number, QUESTION, name);
    if (reply.error == 0)
        reply.error = await async_timeout(PATIENCE_MS, async_event_wait(&waiter.done));
    if (reply.error == 0)
        reply.error = waiter.error;
    if (reply.error == 0 && waiter.answer.kind == UNKNOWN)
        reply.error = UV_ENOENT;
    if (reply.error == 0)
        memcpy(reply.text, waiter.answer.text, sizeof reply.text);
    return reply;
}

/* ---- the server ------------------------------------------------------------------ */

/* The text backwards, the sooner the shorter it is; "unknown", "slow" and "crash" are what they say. */
async static void answer_one(async_tcp *tcp, struct frame question)
{
    char text[MOST_TEXT] = "";
    if (strcmp(question.text, "unknown") == 0) {
        await write_frame(tcp, question.number, UNKNOWN, "");
        return;
    }
    await async_sleep(strcmp(question.text, "slow") == 0 ? PATIENCE_MS * 3 / 2 : question.length * 5u);
    for (size_t i = 0; i < question.length; i++)
        text[i] = question.text[question.length - 1 - i];
    await write_frame(tcp, question.number, ANSWER, text);
}

async static void serve(async_tcp accepted)
{
    async_tcp tcp = accepted;
    struct frame question;
    defer await async_tcp_close(&tcp);
    async_group (group) {
        while (await read_frame(&tcp, &question) == 0 && strcmp(question.text, "crash") != 0)
            async_group_spawn(group, answer_one(&tcp, question));
        async_group_cancel(group);
    }
}

async static void accept_all(async_tcp *listener)
{
    async_group (group)
        for (async_tcp tcp; await async_tcp_accept(listener, &tcp) == 0;)
            async_group_spawn(group, serve(tcp));
}

/* ---- the self-test ----------------------------------------------------------------- */

async static void ask_all(struct client *client, const char *const *names, size_t count)
{
    struct reply replies[count];
    async_group (group)
        for (size_t i = 0; i < count; i++)
            async_group_spawn(group, replies[i] = ask(client, names[i]));
    for (size_t i = 0; i < count; i++)
        printf("%s: %s\n", names[i], replies[i].error < 0 ? uv_strerror(replies[i].error) : replies[i].text);
}

async static void ask_often(struct client *client, int *right)
{
    for (int i = 0; i < 20; i++)
        *right += strcmp((await ask(client, "abc")).text, "cba") == 0;
}

async static void try_it(int port)
{
    static const char *const first[] = {"longest", "mid", "s", "unknown", "slow"};
    static const char *const second[] = {"pending", "crash"};
    struct client client = {.port = port};
    int right = 0;
    async_semaphore_init(&client.room, MOST_WAITING);
    defer await async_tcp_close(&client.tcp);
    async_group (readers) {
        client.readers = readers;
        await ask_all(&client, first, 5);
        await async_sleep(PATIENCE_MS);
        await ask_all(&client, second, 2);
        async_group (askers)
            for (int i = 0; i < 3 * MOST_WAITING / 2; i++)
                async_group_spawn(askers, ask_often(&client, &right));
        async_group_cancel(readers);
    }
    printf("%d right, %u connections, %u late answers\n", right, client.connections, client.late);
}

async int main(void)
{
    async_tcp listener;
    if (async_tcp_listen(&listener, "127.0.0.1", 0, 16) < 0)
        return EXIT_FAILURE;
    defer await async_tcp_close(&listener);
    await async_select(accept_all(&listener), try_it(async_tcp_port(&listener)));
    return 0;
}
