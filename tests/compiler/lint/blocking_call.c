// clause 10.9: calls that block the loop's thread.
// RUN: %asyncc -fsyntax-only %s 2>&1 | %reports %s
#define _GNU_SOURCE
#include <async.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <uv.h>

async int f(int x);
async_blocking int checksum(const char *path);

async void warn_sleep(void)
{
    sleep(1);
    // CHECK: :[[#@LINE-1]]:5: warning: 'sleep' blocks the loop's thread [-Wasync-blocking-call]
    // CHECK: note: no other task runs until it returns: 'await async_sleep(...)' waits and lets them
    usleep(100);
    // CHECK: :[[#@LINE-1]]:5: warning: 'usleep' blocks
    await async_sleep(1000);
}

async int warn_fixit(int fd)
{
    return fsync(fd);
    // CHECK: :[[#@LINE-1]]:12: warning: 'fsync' blocks the loop's thread [-Wasync-blocking-call]
    // CHECK: await async_offload(fsync(fd))
    // CHECK: note: {{.*}}'await async_offload(fsync(...))' calls it on the thread pool
}

async int good_offload(int fd) { return await async_offload(fsync(fd)); }

async int warn_own(const char *path)
{
    return checksum(path);
    // CHECK: :[[#@LINE-1]]:12: warning: 'checksum' blocks the loop's thread
}

/* ---- through plain functions: the shortest way ---- */

static void sync_log(int fd) { fdatasync(fd); }

static void write_log(int fd, const char *text)
{
    dprintf(fd, "%s", text);
    sync_log(fd);
}

static void give_notice(int fd) { write_log(fd, "notice"); }

async void warn_chain(int fd)
{
    give_notice(fd);
    // CHECK: :[[#@LINE-1]]:5: warning: 'give_notice' blocks the loop's thread: it comes to 'fdatasync' [-Wasync-blocking-call]
    // CHECK: note: 'give_notice' calls 'write_log' here
    // CHECK: note: 'write_log' calls 'sync_log' here
    // CHECK: note: 'sync_log' calls 'fdatasync' here
}

static void count_down(int n)
{
    if (n > 0)
        count_down(n - 1);
}

static void *worker(void *argument)
{
    sleep(1);
    return argument;
}

async void good_plain(pthread_t *thread)
{
    count_down(3);
    pthread_create(thread, NULL, worker, NULL);
    await async_offload(give_notice(2));
}

/* ---- what cannot wait ---- */

async void warn_flags(int fd, char *b, struct pollfd *p)
{
    waitpid(-1, NULL, 0);
    // CHECK: :[[#@LINE-1]]:5: warning: 'waitpid' blocks
    recv(fd, b, 1, MSG_PEEK);
    // CHECK: :[[#@LINE-1]]:5: warning: 'recv' blocks
    flock(fd, LOCK_EX);
    // CHECK: :[[#@LINE-1]]:5: warning: 'flock' blocks
    poll(p, 1, 100);
    // CHECK: :[[#@LINE-1]]:5: warning: 'poll' blocks
    struct timeval second = {1, 0};
    select(0, NULL, NULL, NULL, &second);
    // CHECK: :[[#@LINE-1]]:5: warning: 'select' blocks
    struct flock whole = {.l_type = F_WRLCK};
    fcntl(fd, F_SETLKW, &whole);
    // CHECK: :[[#@LINE-1]]:5: warning: 'fcntl' blocks
}

async void good_flags(int fd, char *b, struct pollfd *p)
{
    waitpid(-1, NULL, WNOHANG);
    recv(fd, b, 1, MSG_DONTWAIT | MSG_PEEK);
    flock(fd, LOCK_EX | LOCK_NB);
    poll(p, 1, 0);
    struct timeval now = {0, 0};
    select(0, NULL, NULL, NULL, &now);
    struct flock whole = {.l_type = F_WRLCK};
    fcntl(fd, F_SETLK, &whole);
    fcntl(fd, F_GETFL);
}

async void warn_socket(const struct sockaddr *to, socklen_t size)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    connect(s, to, size);
    // CHECK: :[[#@LINE-1]]:5: warning: 'connect' blocks
    close(s);
}

async void good_socket(const struct sockaddr *to, socklen_t size)
{
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    connect(s, to, size);
    int t = socket(AF_INET, SOCK_STREAM, 0);
    fcntl(t, F_SETFL, O_NONBLOCK);
    connect(t, to, size);
    close(s), close(t);
}

async ssize_t good_readiness(int fd, char *b)
{
    ssize_t count;
    while ((count = recv(fd, b, 1, 0)) < 0 && errno == EAGAIN)
        await f(fd);
    return count;
}

async void warn_names(const char *host, struct addrinfo **list)
{
    getaddrinfo(host, "80", NULL, list);
    // CHECK: :[[#@LINE-1]]:5: warning: 'getaddrinfo' blocks
}

async void good_numeric(const char *host, struct addrinfo **list)
{
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST};
    getaddrinfo(host, "80", &hints, list);
}

async void warn_input(char *line)
{
    getchar();
    // CHECK: :[[#@LINE-1]]:5: warning: 'getchar' blocks
    if (fgets(line, 80, stdin) != NULL)
        // CHECK: :[[#@LINE-1]]:9: warning: 'fgets' blocks
        read(STDIN_FILENO, line, 1);
        // CHECK: :[[#@LINE-1]]:9: warning: 'read' blocks
}

async void warn_libuv(uv_loop_t *loop, uv_fs_t *request)
{
    uv_fs_unlink(loop, request, "x", NULL);
    // CHECK: :[[#@LINE-1]]:5: warning: 'uv_fs_unlink' blocks
    uv_run(loop, UV_RUN_DEFAULT);
    // CHECK: :[[#@LINE-1]]:5: warning: 'uv_run' blocks
}

static void done(uv_fs_t *request) { uv_fs_req_cleanup(request); }

async void good_libuv(uv_loop_t *loop, uv_fs_t *request)
{
    uv_fs_unlink(loop, request, "x", done);
    uv_run(loop, UV_RUN_NOWAIT);
}

/* Files are a group of their own, and off. */
async void good_files(const char *path, char *b)
{
    int fd = open(path, O_RDONLY);
    read(fd, b, 1);
    close(fd);
}

async void good_dead(void)
{
    if (0)
        sleep(1);
    _Static_assert(sizeof(sleep(1)) == 4, "");
}

/* A function of one's own with a known name. */
struct line {
    int length;
};
static int system_(struct line *line) { return line->length; }
#define system system_

async int good_own_name(struct line *line) { return system(line); }
#undef system

#define CHECKED(call)           \
    do {                        \
        if ((call) != 0)        \
            return -1;          \
    } while (0)

async int warn_macro(int fd)
{
    CHECKED(fsync(fd));
    // CHECK: :[[#@LINE-1]]:13: warning: 'fsync' blocks the loop's thread [-Wasync-blocking-call]
    CHECKED(await async_offload(fsync(fd)));
    return 0;
}
