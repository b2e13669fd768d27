/* load.c - loads an echo server on 127.0.0.1, one message of 1 KiB in flight on each connection.
 *
 *     load PORT CONNECTIONS SECONDS PID    for a time; prints `requests` and, from /proc, the
 *                                          processor time `server_us` that each cost process PID
 *     load PORT CONNECTIONS -REQUESTS      exactly so many, for counting instructions
 *
 * Timed, it polls without sleeping: a client on another machine would not make the server pay for
 * waking it up. The window opens when every connection has been answered and 0.1 s have passed.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MESSAGE = 1024, CONNECTIONS = 2000, EVENTS = 256 };

struct connection {
    int fd;
    size_t got;
    bool answered;
};

static struct connection connections[CONNECTIONS];
static int poller, answered;
static char message[MESSAGE], input[65536];
static long sent, received, limit; /* 0: no limit */

static void fail(const char *what)
{
    fprintf(stderr, "load: %s\n", what);
    exit(1);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Nanoseconds that the process has run; it has one thread that matters. */
static uint64_t cpu_of(int pid)
{
    char path[64];
    unsigned long long ns = 0;
    snprintf(path, sizeof path, "/proc/%d/schedstat", pid);
    FILE *file = fopen(path, "r");
    if (file == NULL || fscanf(file, "%llu", &ns) != 1)
        fail("cannot read the server's processor time");
    fclose(file);
    return ns;
}

static void request(struct connection *c)
{
    if (limit > 0 && sent >= limit)
        return;
    sent++;
    if (write(c->fd, message, MESSAGE) != MESSAGE)
        fail("cannot write");
}

static void open_connection(int index, int port)
{
    struct connection *c = &connections[index];
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0 || connect(c->fd, (struct sockaddr *)&address, sizeof address) < 0)
        fail("cannot connect");
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    if (epoll_ctl(poller, EPOLL_CTL_ADD, c->fd, &event) < 0)
        fail("cannot poll");
}

static void answer(struct connection *c)
{
    ssize_t count = read(c->fd, input, sizeof input);
    if (count <= 0 || c->got + (size_t)count > MESSAGE ||
        memcmp(input, message + c->got, (size_t)count) != 0)
        fail("wrong answer");
    c->got += (size_t)count;
    if (c->got < MESSAGE)
        return;
    c->got = 0;
    received++;
    answered += !c->answered;
    c->answered = true;
    request(c);
}

static void turn(int timeout)
{
    struct epoll_event events[EVENTS];
    int count = epoll_wait(poller, events, EVENTS, timeout);
    if (count == 0 && timeout != 0)
        fail("stalled");
    for (int i = 0; i < count; i++)
        answer(events[i].data.ptr);
}

static void timed(int count, double seconds, int pid)
{
    double start = now(), t = start;
    while (answered < count || t < start + 0.1) {
        turn(0);
        t = now();
        if (t > start + 10)
            fail("not every connection was answered");
    }
    long before = received;
    uint64_t cpu = cpu_of(pid);
    for (start = t; t < start + seconds; t = now())
        turn(0);
    double requests = (double)(received - before);
    printf("requests %.0f count\n", requests);
    printf("server_us %.4f us\n", (double)(cpu_of(pid) - cpu) / 1e3 / requests);
}

int main(int argc, char **argv)
{
    if (argc < 4)
        fail("usage: load PORT CONNECTIONS SECONDS PID | PORT CONNECTIONS -REQUESTS");
    int port = atoi(argv[1]), count = atoi(argv[2]);
    double seconds = atof(argv[3]);
    if (count < 1 || count > CONNECTIONS || seconds > 30)
        fail("too many");
    if (seconds < 0)
        limit = (long)-seconds;
    for (size_t i = 0; i < MESSAGE; i++)
        message[i] = (char)('a' + i % 23);
    poller = epoll_create1(0);
    for (int i = 0; i < count; i++)
        open_connection(i, port);
    for (int i = 0; i < count; i++)
        request(&connections[i]);
    if (limit == 0)
        timed(count, seconds, argc > 4 ? atoi(argv[4]) : 0);
    while (limit > 0 && received < limit)
        turn(20000);
    return 0;
}
