/* client - holds many connections to an echo server open at once, and gets each answered.
 *
 *     client PORT [CONNECTIONS]
 *
 * A task for each connection (1000). Nobody speaks before all are connected, and nobody hangs up
 * before all were answered: two gates. Exit status 1: some were not answered.
 */
#include <async.h>
#include <async/net.h>
#include <async/sync.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum { CONNECTIONS = 1000, ROUNDS = 3, MESSAGE_SIZE = 1024 };

/* Opens when the last of them has arrived. */
struct gate {
    async_semaphore permits; /* none until then */
    int missing;
};

static void gate_init(struct gate *gate, int count)
{
    async_semaphore_init(&gate->permits, 0);
    gate->missing = count;
}

async static void pass(struct gate *gate)
{
    if (--gate->missing == 0)
        async_semaphore_release(&gate->permits);
    await async_semaphore_acquire(&gate->permits);
    async_semaphore_release(&gate->permits); /* the next one, please */
}

struct run {
    int port;
    struct gate connected, answered;
    int held, good, error; /* `error`: the last one */
};

async static int read_exactly(async_tcp *connection, char *to, size_t size)
{
    for (size_t got = 0; got < size;) {
        ssize_t count = await async_tcp_read(connection, to + got, size - got);
        if (count <= 0)
            return count < 0 ? (int)count : UV_EOF;
        got += (size_t)count;
    }
    return 0;
}

/* Says something of its own and expects to hear the same. */
async static int converse(async_tcp *connection, int number)
{
    char message[MESSAGE_SIZE], answer[MESSAGE_SIZE];
    for (int round = 0; round < ROUNDS; round++) {
        memset(message, 'a' + (number + round) % 26, sizeof message);
        snprintf(message, sizeof message, "message %d of connection %d", round, number);
        int error = await async_tcp_write(connection, message, sizeof message);
        if (error == 0)
            error = await read_exactly(connection, answer, sizeof answer);
        if (error == 0 && memcmp(message, answer, sizeof message) != 0)
            error = UV_EPROTO;
        if (error < 0)
            return error;
    }
    return 0;
}

async static void connection(struct run *run, int number)
{
    async_tcp tcp = {0};
    int error = await async_tcp_connect(&tcp, "127.0.0.1", run->port);
    defer await async_tcp_close(&tcp);
    run->held += error == 0;
    await pass(&run->connected);
    if (error == 0)
        error = await converse(&tcp, number);
    run->good += error == 0;
    await pass(&run->answered);
    if (error < 0)
        run->error = error;
}

async int main(int argc, char **argv)
{
    struct run run = {.port = argc > 1 ? atoi(argv[1]) : 0};
    int count = argc > 2 ? atoi(argv[2]) : CONNECTIONS;
    if (run.port < 1 || count < 1) {
        fputs("usage: client PORT [CONNECTIONS]\n", stderr);
        return 2;
    }
    async_task(void) *tasks = calloc((size_t)count, sizeof *tasks);
    if (tasks == NULL) {
        fputs("client: out of memory\n", stderr);
        return EXIT_FAILURE;
    }
    gate_init(&run.connected, count);
    gate_init(&run.answered, count);
    for (int i = 0; i < count; i++)
        tasks[i] = async_spawn(connection(&run, i));
    for (int i = 0; i < count; i++)
        await async_join(tasks[i]);
    free(tasks);

    printf("%d connections held at once, %d answered %d times each\n", run.held, run.good, ROUNDS);
    if (run.error < 0)
        fprintf(stderr, "client: %s\n", uv_strerror(run.error));
    return run.good == count ? EXIT_SUCCESS : EXIT_FAILURE;
}
