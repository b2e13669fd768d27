/* jobs - a queue of jobs over TCP: workers take them on lease, and what they do not finish in time goes to another one.
 *
 *     put PRIORITY DELAY LEASE TEXT    INSERTED id
 *     reserve MILLISECONDS             RESERVED id text | TIMED_OUT
 *     delete ID | touch ID             OK | NOT_FOUND
 *     release ID DELAY | bury ID       OK | NOT_FOUND
 *     kick                             KICKED count
 *     stats                            STATS ready delayed reserved buried leases-that-ran-out
 *
 * The times are milliseconds. One task waits for the earliest of all delays and leases. The jobs of a connection that
 * ends are free again.
 */
#include <async.h>
#include <async/net.h>
#include <async/sync.h>

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum { LINE = 128, TEXT = 64 };

enum state { READY, DELAYED, RESERVED, BURIED, STATES };

struct job {
    struct job *next; /* in the order of numbers */
    unsigned long number;
    enum state state;
    unsigned priority, lease;
    uint64_t due; /* of a delay or a lease */
    const struct client *holder;
    char text[TEXT];
};

struct queue {
    struct job *jobs;
    unsigned long last, ran_out;
    async_condition ready, due_changed;
};

struct client {
    struct queue *queue;
    async_tcp tcp;
    size_t filled;
    char input[LINE];
};

/* ---- the queue ------------------------------------------------------------------ */

static void make_ready(struct queue *queue, struct job *job)
{
    job->state = READY;
    job->holder = NULL;
    async_condition_notify(&queue->ready, 1);
}

static void set_due(struct queue *queue, struct job *job, enum state state, uint64_t ms)
{
    job->state = state;
    job->due = async_now() + ms;
    async_condition_notify_all(&queue->due_changed);
}

static void delay(struct queue *queue, struct job *job, uint64_t ms)
{
    job->holder = NULL;
    if (ms == 0)
        make_ready(queue, job);
    else
        set_due(queue, job, DELAYED, ms);
}

static struct job *most_urgent(struct queue *queue)
{
    struct job *best = NULL;
    for (struct job *job = queue->jobs; job != NULL; job = job->next)
        if (job->state == READY && (best == NULL || job->priority < best->priority))
            best = job;
    return best;
}

static struct job **held_by(struct queue *queue, const struct client *client, unsigned long number)
{
    struct job **slot = &queue->jobs;
    while (*slot != NULL && ((*slot)->number != number || (*slot)->holder != client))
        slot = &(*slot)->next;
    return *slot == NULL ? NULL : slot;
}

static void give_back(struct queue *queue, const struct client *client)
{
    for (struct job *job = queue->jobs; job != NULL; job = job->next)
        if (job->holder == client)
            make_ready(queue, job);
}

/* Frees what is due. The time of the next, or 0. */
static uint64_t free_due(struct queue *queue, uint64_t now)
{
    uint64_t next = 0;
    for (struct job *job = queue->jobs; job != NULL; job = job->next) {
        if (job->state != DELAYED && job->state != RESERVED)
            continue;
        if (job->due <= now) {
            queue->ran_out += job->state == RESERVED;
            make_ready(queue, job);
        } else if (next == 0 || job->due < next) {
            next = job->due;
        }
    }
    return next;
}

async static void watch_clock(struct queue *queue)
{
    for (;;) {
        uint64_t next = free_due(queue, async_now());
        if (next == 0)
            await async_condition_wait(&queue->due_changed, NULL);
        else
            await async_timeout_at(next, async_condition_wait(&queue->due_changed, NULL));
    }
}

static int put(struct queue *queue, const char *text, unsigned priority, unsigned delay_ms, unsigned lease)
{
    struct job *job = calloc(1, sizeof *job), **end = &queue->jobs;
    if (job == NULL)
        return UV_ENOMEM;
    while (*end != NULL)
        end = &(*end)->next;
    *end = job;
    job->number = ++queue->last;
    job->priority = priority;
    job->lease = lease;
    snprintf(job->text, sizeof job->text, "%s", text);
    delay(queue, job, delay_ms);
    return 0;
}

async static struct job *reserve(struct client *client)
{
    struct job *job;
    while ((job = most_urgent(client->queue)) == NULL)
        await async_condition_wait(&client->queue->ready, NULL);
    job->holder = client;
    set_due(client->queue, job, RESERVED, job->lease);
    return job;
}

static void clear(struct queue *queue)
{
    while (queue->jobs != NULL) {
        struct job *job = queue->jobs;
        queue->jobs = job->next;
        free(job);
    }
}

/* ---- the protocol ------------------------------------------------------------------ */

async static int read_line(struct client *client, char line[static LINE])
{
    for (;;) {
        char *end = memchr(client->input, '\n', client->filled);
        if (end != NULL) {
            size_t length = (size_t)(end - client->input);
            memcpy(line, client->input, length);
            line[length] = '\0';
            client->filled -= length + 1;
            memmove(client->input, end + 1, client->filled);
            return 0;
        }
        if (client->filled == LINE)
            return UV_EMSGSIZE;
        ssize_t count = await async_tcp_read(&client->tcp, client->input + client->filled, LINE - client->filled);
        if (count <= 0)
            return count < 0 ? (int)count : UV_EOF;
        client->filled += (size_t)count;
    }
}

struct text {
    char of[LINE];
};

__attribute__((format(printf, 1, 2))) static struct text format(const char *format, ...)
{
    struct text text;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text.of, sizeof text.of, format, arguments);
    va_end(arguments);
    return text;
}

async static int say(struct client *client, struct text text)
{
    return await async_tcp_write(&client->tcp, text.of, strlen(text.of));
}

async static int do_reserve(struct client *client, unsigned patience)
{
    struct job *job = NULL;
    if (await async_timeout(patience, job = reserve(client)) != 0)
        return await say(client, format("TIMED_OUT\n"));
    return await say(client, format("RESERVED %lu %s\n", job->number, job->text));
}

static bool change(struct client *client, const char *verb, unsigned long number, unsigned ms)
{
    struct job **slot = held_by(client->queue, client, number), *job = slot == NULL ? NULL : *slot;
    if (job == NULL)
        return false;
    if (strcmp(verb, "delete") == 0) {
        *slot = job->next;
        free(job);
    } else if (strcmp(verb, "touch") == 0) {
        set_due(client->queue, job, RESERVED, job->lease);
    } else if (strcmp(verb, "release") == 0) {
        delay(client->queue, job, ms);
    } else {
        job->state = BURIED;
        job->holder = NULL;
    }
    return true;
}

static unsigned kick(struct queue *queue)
{
    unsigned count = 0;
    for (struct job *job = queue->jobs; job != NULL; job = job->next)
        if (job->state == BURIED) {
            make_ready(queue, job);
            count++;
        }
    return count;
}

static struct text stats(const struct queue *queue)
{
    unsigned counts[STATES] = {0};
    for (const struct job *job = queue->jobs; job != NULL; job = job->next)
        counts[job->state]++;
    return format("STATS %u %u %u %u %lu\n", counts[READY], counts[DELAYED], counts[RESERVED], counts[BURIED],
                  queue->ran_out);
}

async static int command(struct client *client, const char *line)
{
    char verb[LINE] = "", text[TEXT] = "";
    unsigned numbers[3] = {0};
    int count = sscanf(line, "%127s %u %u %u %63[^\n]", verb, &numbers[0], &numbers[1], &numbers[2], text);
    if (strcmp(verb, "put") == 0 && count == 5) {
        int error = put(client->queue, text, numbers[0], numbers[1], numbers[2]);
        return error < 0 ? error : await say(client, format("INSERTED %lu\n", client->queue->last));
    }
    if (strcmp(verb, "reserve") == 0)
        return await do_reserve(client, numbers[0]);
    if (strcmp(verb, "kick") == 0)
        return await say(client, format("KICKED %u\n", kick(client->queue)));
    if (strcmp(verb, "stats") == 0)
        return await say(client, stats(client->queue));
    static const char *const changes[] = {"delete", "touch", "release", "bury"};
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++)
        if (strcmp(verb, changes[i]) == 0)
            return await say(client, format(change(client, verb, numbers[0], numbers[1]) ? "OK\n" : "NOT_FOUND\n"));
    return await say(client, format("UNKNOWN\n"));
}

async static void serve(struct queue *queue, async_tcp tcp)
{
    struct client client = {.queue = queue, .tcp = tcp};
    char line[LINE];
    defer await async_tcp_close(&client.tcp);
    defer give_back(queue, &client);
    while (await read_line(&client, line) == 0 && await command(&client, line) == 0)
        continue;
}

async static void accept_all(struct queue *queue, async_tcp *listener)
{
    async_group (group) {
        async_group_spawn(group, watch_clock(queue));
        for (async_tcp tcp; await async_tcp_accept(listener, &tcp) == 0;)
            async_group_spawn(group, serve(queue, tcp));
        async_group_cancel(group);
    }
}

/* ---- the self-test -------------------------------------------------------------------- */

async static struct text ask(struct client *client, struct text text)
{
    struct text answer = {0};
    if (await say(client, text) < 0 || await read_line(client, answer.of) < 0)
        return format("lost");
    return answer;
}

/* A worker that deletes what it gets, until nothing comes any more. */
async static unsigned work(int port)
{
    struct client client = {0};
    unsigned long number;
    unsigned done = 0;
    if (await async_tcp_connect(&client.tcp, "127.0.0.1", port) < 0)
        return 0;
    defer await async_tcp_close(&client.tcp);
    while (sscanf((await ask(&client, format("reserve 150\n"))).of, "RESERVED %lu", &number) == 1)
        done += strcmp((await ask(&client, format("delete %lu\n", number))).of, "OK") == 0;
    return done;
}

/* One that takes a job and goes away, and one that sleeps over its lease. */
async static void be_lazy(int port, bool stay)
{
    struct client client = {0};
    if (await async_tcp_connect(&client.tcp, "127.0.0.1", port) < 0)
        return;
    defer await async_tcp_close(&client.tcp);
    struct text first = await ask(&client, format("reserve 100\n"));
    if (stay)
        await async_sleep(90);
    printf("%s: %s, %s\n", stay ? "asleep" : "away", first.of,
           stay ? (await ask(&client, format("touch 1\n"))).of : "closed");
}

async static void try_it(int port)
{
    static const char *const lines[] = {
        "put 5 0 40 later",  "put 1 0 1000 sooner", "put 9 120 1000 delayed", "stats",  "reserve 0", "bury 2",
        "touch 2",           "stats",              "kick",                  "reserve 0", "release 2 0", "nonsense",
    };
    struct client client = {0};
    if (await async_tcp_connect(&client.tcp, "127.0.0.1", port) < 0)
        return;
    defer await async_tcp_close(&client.tcp);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        printf("%s: %s\n", lines[i], (await ask(&client, format("%s\n", lines[i]))).of);
    await be_lazy(port, false);
    await async_sleep(10); /* the server is to see the end of that connection */
    await ask(&client, format("reserve 0\n"));
    await ask(&client, format("delete 2\n"));
    await be_lazy(port, true);
    unsigned done[3] = {0};
    for (int i = 0; i < 30; i++)
        await ask(&client, format("put %d 0 1000 job %d\n", i % 3, i));
    await async_gather(done[0] = work(port), done[1] = work(port), done[2] = work(port));
    printf("%u done, %s\n", done[0] + done[1] + done[2], (await ask(&client, format("stats\n"))).of);
}

async int main(void)
{
    struct queue queue = {0};
    async_tcp listener;
    if (async_tcp_listen(&listener, "127.0.0.1", 0, 16) < 0)
        return EXIT_FAILURE;
    defer await async_tcp_close(&listener);
    defer clear(&queue);
    await async_select(accept_all(&queue, &listener), try_it(async_tcp_port(&listener)));
    return 0;
}
