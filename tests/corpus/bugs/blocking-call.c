/* What stops the loop's thread: every `bug` is a line that docs/lints/blocking-call.md describes. */
#define _GNU_SOURCE
#include <async.h>

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

struct job {
    pid_t child;
    int fd;
    pthread_t worker;
    sem_t done;
    pthread_cond_t changed;
    pthread_mutex_t lock;
};

/* A retry with a pause. */
async int bc_retry(struct job *job)
{
    for (int tries = 0; tries < 3; tries++) {
        if (job->fd >= 0)
            return 0;
        sleep(1); // bug
        await async_yield();
    }
    return -1;
}

async void bc_short_pause(void)
{
    await async_yield();
    usleep(500); // bug
}

async void bc_nanosleep(long ns)
{
    struct timespec pause = {0, ns};
    nanosleep(&pause, NULL); // bug
    await async_yield();
}

async int bc_child(struct job *job)
{
    int status;
    await async_sleep(10);
    if (waitpid(job->child, &status, 0) < 0) // bug
        return -1;
    return WEXITSTATUS(status);
}

async int bc_command(const char *command)
{
    await async_yield();
    return system(command); // bug
}

async int bc_lookup(const char *host)
{
    struct addrinfo *list = NULL;
    int error = getaddrinfo(host, "80", NULL, &list); // bug
    if (error == 0)
        freeaddrinfo(list);
    await async_yield();
    return error;
}

async int bc_connect(const struct sockaddr *to, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    defer close(fd);
    if (connect(fd, to, length) < 0) // bug
        return -1;
    await async_yield();
    return 0;
}

async void bc_thread(struct job *job)
{
    await async_yield();
    pthread_join(job->worker, NULL); // bug
}

async void bc_semaphore(struct job *job)
{
    await async_yield();
    while (sem_wait(&job->done) != 0) // bug
        continue;
}

async void bc_condition(struct job *job)
{
    pthread_mutex_lock(&job->lock);
    pthread_cond_wait(&job->changed, &job->lock); // bug
    pthread_mutex_unlock(&job->lock);
    await async_yield();
}

async int bc_answer(char *line, size_t size)
{
    await async_yield();
    return fgets(line, (int)size, stdin) != NULL; // bug
}

async int bc_flush(struct job *job)
{
    await async_yield();
    return fsync(job->fd); // bug
}

async int bc_ready(struct job *job)
{
    struct pollfd poller = {.fd = job->fd, .events = POLLIN};
    await async_yield();
    return poll(&poller, 1, -1); // bug
}

static void bc_audit(struct job *job, const char *text)
{
    dprintf(job->fd, "%s\n", text);
    fdatasync(job->fd);
}

static void bc_log(struct job *job, const char *text)
{
    if (text != NULL)
        bc_audit(job, text);
}

async void bc_two_deep(struct job *job)
{
    await async_yield();
    bc_log(job, "two deep"); // bug
}

async_blocking int bc_query(const char *sql);

async int bc_marked(void)
{
    await async_yield();
    return bc_query("select 1"); // bug
}

async int bc_locked(struct job *job)
{
    await async_yield();
    return flock(job->fd, LOCK_EX); // bug
}

async void bc_second_loop(uv_loop_t *loop)
{
    await async_yield();
    uv_run(loop, UV_RUN_DEFAULT); // bug
}

async ssize_t bc_receive(char *to, size_t size)
{
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    defer close(fd);
    await async_yield();
    return recv(fd, to, size, 0); // bug
}

#define PAUSE(seconds) sleep(seconds)

async void bc_macro(void)
{
    await async_yield();
    PAUSE(2); // bug
}
