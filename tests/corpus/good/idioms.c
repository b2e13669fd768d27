/* idioms - a page of everything that is right and looks as if it were not.
 *
 * Each function is near to one of the bugs in ../bugs and does it properly.
 */
#define _GNU_SOURCE
#include <async.h>
#include <async/net.h>
#include <async/sync.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

async int send_text(const char *text);
async int load(int id);
async int serve_copy(struct stat status);

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile sig_atomic_t interrupted;
static int shared;

/* ---- blocking ------------------------------------------------------------------ */

async int poll_child(pid_t child)
{
    int status;
    while (waitpid(child, &status, WNOHANG) == 0)
        await async_sleep(10);
    return WEXITSTATUS(status);
}

async ssize_t receive_what_is_there(int fd, char *to, size_t size)
{
    ssize_t count;
    while ((count = recv(fd, to, size, MSG_DONTWAIT)) < 0 && errno == EAGAIN)
        await async_sleep(1);
    return count;
}

static int sync_file(int fd) { return fsync(fd); }

async int sync_elsewhere(int fd) { return await async_offload(sync_file(fd)); }

async int wait_on_the_pool(unsigned seconds) { return (int)await async_offload(sleep(seconds)); }

/* ---- locks --------------------------------------------------------------------- */

async int copy_under_lock(void)
{
    pthread_mutex_lock(&lock);
    int copy = shared;
    pthread_mutex_unlock(&lock);
    return await load(copy);
}

async int lock_when_asked(bool locked)
{
    if (locked)
        pthread_mutex_lock(&lock);
    int copy = ++shared;
    if (locked)
        pthread_mutex_unlock(&lock);
    return await load(copy);
}

async int lock_again_after(void)
{
    pthread_mutex_lock(&lock);
    while (shared == 0) {
        pthread_mutex_unlock(&lock);
        await async_sleep(1);
        pthread_mutex_lock(&lock);
    }
    int copy = shared--;
    pthread_mutex_unlock(&lock);
    return await load(copy);
}

async int try_or_wait(void)
{
    if (pthread_mutex_trylock(&lock) != 0)
        return await load(0);
    int copy = shared;
    pthread_mutex_unlock(&lock);
    return await load(copy);
}

/* ---- ownership ------------------------------------------------------------------ */

static void free_text(char **text) { free(*text); }

async int cleanup_attribute(const char *name)
{
    __attribute__((cleanup(free_text))) char *copy = strdup(name);
    return copy ? await send_text(copy) : -1;
}

async char *hand_on(size_t size)
{
    char *text = malloc(size);
    bool done = false;
    if (text == NULL)
        return NULL;
    defer if (!done) free(text);
    await load(1);
    done = true;
    return text;
}

async int release_before(const char *name)
{
    char *copy = strdup(name);
    if (copy == NULL)
        return -1;
    int length = (int)strlen(copy);
    free(copy);
    return await load(length);
}

async int close_before(const char *path)
{
    char line[80] = "";
    FILE *file = fopen(path, "r");
    if (file != NULL) {
        if (fgets(line, sizeof line, file) == NULL)
            line[0] = '\0';
        fclose(file);
    }
    return await send_text(line);
}

async int shielded(const char *name)
{
    int error = 0;
    char *copy = strdup(name);
    if (copy == NULL)
        return -1;
    await async_shield(error = send_text(copy));
    free(copy);
    return error;
}

async int pair(void)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0)
        return -errno;
    defer close(ends[0]);
    defer close(ends[1]);
    return await load(ends[0]);
}

/* ---- what the C library keeps ---------------------------------------------------- */

async int copy_time(time_t now)
{
    struct tm copy = *localtime(&now);
    await load(1);
    return copy.tm_hour;
}

async int use_before(time_t now)
{
    const struct tm *tm = localtime(&now);
    int hour = tm->tm_hour;
    await load(hour);
    tm = localtime(&now);
    return tm->tm_hour;
}

async int own_scan(char *line)
{
    int sum = 0;
    char *place;
    for (char *word = strtok_r(line, ",", &place); word; word = strtok_r(NULL, ",", &place))
        sum += await load(atoi(word));
    return sum;
}

async int keep_errno(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        int error = errno;
        await send_text("cannot open");
        return -error;
    }
    defer close(fd);
    return await load(fd);
}

async int errno_of_the_pool(const char *path)
{
    if (await async_offload(unlink(path)) < 0)
        return -errno;
    return 0;
}

/* ---- tasks ------------------------------------------------------------------------ */

async int joined_in_time(void)
{
    char text[32] = "hello";
    async_task(int) task = async_spawn(send_text(text));
    int value = await load(1);
    return value + await async_join(task);
}

async int waited_for(void)
{
    char text[32] = "hello";
    async_task(int) task = async_spawn(send_text(text));
    await async_wait(task);
    async_detach(task);
    return 0;
}

async int gathered(void)
{
    char a[16] = "a", b[16] = "b";
    int first, second;
    await async_gather(first = send_text(a), second = send_text(b));
    return first + second;
}

async int in_a_group(int n)
{
    char text[16] = "x";
    int sum = 0;
    async_group (g) {
        for (int i = 0; i < n; i++)
            async_group_spawn(g, send_text(text));
        sum = await load(n);
    }
    return sum + text[0];
}

async void by_value(int fd)
{
    struct stat status;
    if (fstat(fd, &status) == 0)
        async_detach(async_spawn(serve_copy(status)));
    await async_yield();
}

async int renewed(int n)
{
    async_task(int) task = async_spawn(load(0));
    int sum = 0;
    for (int i = 1; i < n; i++) {
        sum += await async_join(task);
        task = async_spawn(load(i));
    }
    return sum + await async_join(task);
}

async int only_sometimes(bool wanted)
{
    async_task(int) task = NULL;
    if (wanted)
        task = async_spawn(load(1));
    int value = await load(2);
    if (task != NULL)
        value += await async_join(task);
    return value;
}

/* ---- loops -------------------------------------------------------------------------- */

async int until_interrupted(void)
{
    int rounds = 0;
    while (!interrupted) {
        rounds++;
        await async_sleep(100);
    }
    return rounds;
}

async unsigned collatz(unsigned n)
{
    unsigned steps = 0;
    await async_yield();
    while (n > 1) {
        n = n % 2 ? 3 * n + 1 : n / 2;
        steps++;
    }
    return steps;
}

async int heartbeat(const async_event *stop, async_tcp *to)
{
    async_event *event = (async_event *)stop;
    while (await async_timeout(1000, async_event_wait(event)) != 0)
        if (await async_tcp_write(to, ".", 1) < 0)
            return -1;
    return 0;
}

async int backoff(int id)
{
    uint64_t pause = 10;
    int result = await load(id);
    while (result == UV_EAGAIN && pause < 1000) {
        await async_sleep(pause);
        pause *= 2;
        result = await load(id);
    }
    return result;
}

/* ---- the process ---------------------------------------------------------------------- */

async int private_file(const char *path)
{
    mode_t old = umask(077);
    int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0666);
    umask(old);
    if (fd < 0)
        return -1;
    defer close(fd);
    return await load(fd);
}

async int for_good(void)
{
    umask(022);
    signal(SIGPIPE, SIG_IGN);
    return await load(1);
}

/* ---- frames ------------------------------------------------------------------------------ */

async int large_but_short(const char *path)
{
    int lines = 0;
    {
        char buffer[65536];
        FILE *file = fopen(path, "r");
        while (file != NULL && fgets(buffer, sizeof buffer, file) != NULL)
            lines++;
        if (file != NULL)
            fclose(file);
    }
    return await load(lines);
}

async int serve_copy(struct stat status) { return await load((int)status.st_size); }
