/* shipper - sends log lines in batches: when so many have gathered, or after so long, whichever comes first.
 *
 * The producers put lines into a bounded queue and wait when it is full, so that a slow collector slows them down;
 * lines of no importance are dropped instead, and counted. A batch is a head with its number and its count, then the
 * lines. The collector answers with the number; without an answer the batch is sent again on a new connection, and the
 * collector knows one that it has already. At the end what is left is flushed, even if the task is being cancelled.
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

enum { LINE = 48, BATCH = 8, LINGER_MS = 25, DEPTH = 16, PATIENCE_MS = 40, PRODUCERS = 3, LINES = 30, TRIES = 5 };

struct line {
    char text[LINE];
};

struct batch {
    unsigned number;
    size_t count;
    struct line lines[BATCH];
};

struct shipper {
    int port;
    async_tcp tcp;
    bool connected;
    async_queue(struct line) lines;
    async_queue(int) flush;
    unsigned batches, full, resent, dropped;
};

struct collector {
    async_tcp listener;
    unsigned last, batches, again, silent;
    size_t lines;
    bool slow;
    async_condition got_batch;
};

/* ---- gathering -------------------------------------------------------------------- */

/* Waits; the line is in the queue afterwards, or the queue is closed. */
async static int log_line(struct shipper *shipper, const char *text)
{
    struct line line;
    snprintf(line.text, sizeof line.text, "%s\n", text);
    return await async_queue_put(&shipper->lines, line);
}

/* Does not wait. */
static void log_debug(struct shipper *shipper, const char *text)
{
    struct line line;
    snprintf(line.text, sizeof line.text, "%s\n", text);
    if (async_queue_try_put(&shipper->lines, line) < 0)
        shipper->dropped++;
}

/* Takes what comes until the batch is full, a flush is asked for, or the lines have ended: then UV_EOF. */
async static int gather_lines(struct shipper *shipper, struct batch *batch)
{
    int reason;
    struct line *next;
    while (batch->count < BATCH) {
        next = &batch->lines[batch->count];
        async_queue_case cases[] = {
            async_queue_case_get(&shipper->lines, next),
            async_queue_case_get(&shipper->flush, &reason),
        };
        switch (await async_queue_select(cases, 2)) {
        case 0:
            if (cases[0].error < 0)
                return cases[0].error;
            batch->count++;
            break;
        default:
            return 0;
        }
    }
    shipper->full++;
    return 0;
}

/* ---- sending ------------------------------------------------------------------------ */

async static int send_once(struct shipper *shipper, const struct batch *batch)
{
    async_buffer parts[BATCH + 1];
    char head[32];
    unsigned answer = 0;
    if (!shipper->connected) {
        int error = await async_tcp_connect(&shipper->tcp, "127.0.0.1", shipper->port);
        if (error < 0)
            return error;
        shipper->connected = true;
    }
    int length = snprintf(head, sizeof head, "%u %zu\n", batch->number, batch->count);
    parts[0] = (async_buffer){head, (size_t)length};
    for (size_t i = 0; i < batch->count; i++)
        parts[i + 1] = (async_buffer){batch->lines[i].text, strlen(batch->lines[i].text)};
    int error = await async_tcp_writev(&shipper->tcp, parts, batch->count + 1);
    if (error < 0)
        return error;
    ssize_t count = await async_tcp_read(&shipper->tcp, &answer, sizeof answer);
    if (count != (ssize_t)sizeof answer)
        return count < 0 ? (int)count : UV_EOF;
    return answer == batch->number ? 0 : UV_EPROTO;
}

async static void send_batch(struct shipper *shipper, const struct batch *batch)
{
    for (int tries = 0; tries < TRIES; tries++) {
        int error = 0;
        int late = await async_timeout(PATIENCE_MS, error = send_once(shipper, batch));
        if (late == 0 && error == 0)
            return;
        shipper->resent++;
        shipper->connected = false;
        await async_tcp_close(&shipper->tcp);
        await async_sleep(5);
    }
}

async static void ship(struct shipper *shipper)
{
    int end = 0;
    defer await async_tcp_close(&shipper->tcp);
    while (end == 0) {
        struct batch batch = {.number = shipper->batches + 1};
        /* The first line starts the clock. */
        end = await async_queue_get(&shipper->lines, &batch.lines[0]);
        if (end != 0)
            break;
        batch.count = 1;
        (void)await async_timeout(LINGER_MS, end = gather_lines(shipper, &batch));
        shipper->batches++;
        await async_shield(send_batch(shipper, &batch));
    }
}

/* ---- the collector -------------------------------------------------------------------- */

async_generator(struct line) lines(async_tcp *tcp)
{
    struct line line;
    size_t used = 0;
    char piece[256];
    ssize_t count;
    while ((count = await async_tcp_read(tcp, piece, sizeof piece)) > 0)
        for (ssize_t i = 0; i < count; i++) {
            if (piece[i] != '\n') {
                if (used < sizeof line.text - 1)
                    line.text[used++] = piece[i];
                continue;
            }
            line.text[used] = '\0';
            used = 0;
            async_emit(line);
        }
}

/* Every 5th batch gets no answer at first. */
async static int answer(struct collector *collector, async_tcp *tcp, unsigned number, size_t lines)
{
    if (number == collector->last) {
        collector->again++;
    } else {
        collector->last = number;
        collector->lines += lines;
        collector->batches++;
        async_condition_notify_all(&collector->got_batch);
        if (number % 5 == 0) {
            collector->silent++;
            return 0;
        }
    }
    if (collector->slow)
        await async_sleep(10);
    return await async_tcp_write(tcp, &number, sizeof number);
}

async static void collect(struct collector *collector, async_tcp accepted)
{
    async_tcp tcp = accepted;
    unsigned number = 0;
    size_t count = 0, left = 0;
    defer await async_tcp_close(&tcp);
    async_for (struct line line, lines(&tcp)) {
        if (left > 0)
            left--;
        else if (sscanf(line.text, "%u %zu", &number, &count) == 2)
            left = count;
        else
            return;
        if (left == 0 && await answer(collector, &tcp, number, count) < 0)
            return;
    }
}

async static void run_collector(struct collector *collector)
{
    async_group (group)
        for (async_tcp tcp; await async_tcp_accept(&collector->listener, &tcp) == 0;)
            async_group_spawn(group, collect(collector, tcp));
}

/* ---- the self-test ----------------------------------------------------------------------- */

async static void produce(struct shipper *shipper, int id)
{
    for (int i = 0; i < LINES; i++) {
        char text[LINE];
        snprintf(text, sizeof text, "producer %d, line %d", id, i);
        if (await log_line(shipper, text) < 0)
            return;
    }
}

async static void wait_for_batches(struct collector *collector, unsigned count)
{
    while (collector->batches < count)
        await async_condition_wait(&collector->got_batch, NULL);
}

async static void try_it(struct shipper *shipper, struct collector *collector)
{
    async_task(void) shipping = async_spawn(ship(shipper));
    defer
    {
        async_queue_close(&shipper->lines);
        await async_join(shipping);
    }
    await log_line(shipper, "alone");
    await wait_for_batches(collector, 1);
    printf("by time: %u batch, %zu line, %u full\n", collector->batches, collector->lines, shipper->full);
    await log_line(shipper, "flushed");
    await log_line(shipper, "with it");
    await async_queue_put(&shipper->flush, 1);
    await wait_for_batches(collector, 2);
    printf("by flush: %u batches, %zu lines\n", collector->batches, collector->lines);
    collector->slow = true;
    async_group (group)
        for (int i = 0; i < PRODUCERS; i++)
            async_group_spawn(group, produce(shipper, i));
    printf("the producers were held back: %s\n", async_queue_size(&shipper->lines) >= DEPTH / 2 ? "yes" : "no");
    for (int i = 0; i < 2 * DEPTH; i++)
        log_debug(shipper, "chatter");
}

async int main(void)
{
    struct shipper shipper = {0};
    struct collector collector = {0};
    if (async_queue_init(&shipper.lines, DEPTH) < 0)
        return EXIT_FAILURE;
    defer async_queue_deinit(&shipper.lines);
    if (async_queue_init(&shipper.flush, 1) < 0)
        return EXIT_FAILURE;
    defer async_queue_deinit(&shipper.flush);
    if (async_tcp_listen(&collector.listener, "127.0.0.1", 0, 4) < 0)
        return EXIT_FAILURE;
    defer await async_tcp_close(&collector.listener);
    shipper.port = async_tcp_port(&collector.listener);
    await async_select(try_it(&shipper, &collector), run_collector(&collector));
    size_t sent = 3 + PRODUCERS * LINES + 2 * DEPTH;
    printf("all arrived once: %s, %s\n", collector.lines + shipper.dropped == sent ? "yes" : "no",
           collector.batches == shipper.batches ? "as many batches" : "other batches");
    printf("sent again: %s, dropped: %s\n", shipper.resent >= collector.silent && collector.again > 0 ? "yes" : "no",
           shipper.dropped >= DEPTH ? "yes" : "no");
    return 0;
}
