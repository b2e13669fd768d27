/* jobs.c - a process for each file, so that one that crashes takes nobody with it.
 *
 * A process writes its document to a file in memory. Documents are read in the order of the jobs,
 * so that the report is the same however many run at a time. */
#include "check/check.h"

#include "driver/message.h"
#include "driver/temps.h"
#include "driver/text_file.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct running {
    pid_t process;
    size_t job;
    int fd;
};

struct pool {
    struct check *check;
    struct running *running;
    unsigned count;
    size_t next, done;
    bool progress;
};

static void show_progress(const struct pool *pool, const char *file)
{
    if (!pool->progress)
        return;
    fprintf(stderr, "\r\033[K[%zu/%zu] %s", pool->done, pool->check->jobs.count,
            path_short(pool->check->directory, file));
    if (pool->done == pool->check->jobs.count)
        fputs("\r\033[K", stderr);
    fflush(stderr);
}

/* In the process of a job. */
static _Noreturn void work(const struct check *check, const struct check_job *job, int fd)
{
    struct strbuf document = {0};
    int status = check_unit(check, job, &document);
    if (status == 0 && text_file_write_fd(fd, document.text, document.length) != 0)
        status = 1;
    fflush(NULL);
    _exit(status);
}

static void fail(struct pool *pool, size_t job, const char *why)
{
    const char *file = path_short(pool->check->directory, pool->check->jobs.data[job].file);
    if (why != NULL)
        message_error("cannot check '%s': %s", file, why);
    pool->check->jobs.data[job].failed = true;
    pool->done++;
}

/* A job whose document is in the cache is done already. */
static void start(struct pool *pool)
{
    size_t job = pool->next++;
    if (cache_find(pool->check, &pool->check->jobs.data[job])) {
        pool->done++;
        return;
    }
    int fd = memfd_create("asyncc-check", MFD_CLOEXEC);
    fflush(NULL); /* or the child would write it again */
    pid_t process = fd < 0 ? -1 : fork();
    if (process == 0)
        work(pool->check, &pool->check->jobs.data[job], fd);
    if (process < 0) {
        fail(pool, job, strerror(errno));
        if (fd >= 0)
            close(fd);
        return;
    }
    pool->running[pool->count++] = (struct running){process, job, fd};
    show_progress(pool, pool->check->jobs.data[job].file);
}

static void collect(struct pool *pool, struct running *ended, int status)
{
    struct check_job *job = &pool->check->jobs.data[ended->job];
    if (WIFSIGNALED(status)) {
        fail(pool, ended->job, strsignal(WTERMSIG(status)));
    } else if (WEXITSTATUS(status) != 0) {
        fail(pool, ended->job, NULL); /* it has said why */
    } else {
        lseek(ended->fd, 0, SEEK_SET);
        text_file_read_fd(&job->document, ended->fd);
        cache_store(pool->check, job);
        pool->done++;
    }
    close(ended->fd);
    show_progress(pool, job->file);
    *ended = pool->running[--pool->count];
}

static void wait_for_one(struct pool *pool)
{
    int status;
    pid_t process = waitpid(-1, &status, 0);
    for (unsigned i = 0; i < pool->count; i++)
        if (pool->running[i].process == process) {
            collect(pool, &pool->running[i], status);
            return;
        }
}

void check_run_jobs(struct check *check)
{
    struct pool pool = {.check = check, .progress = isatty(STDERR_FILENO)};
    pool.running = arena_array(check->arena, struct running, check->options.jobs);
    while (pool.next < check->jobs.count || pool.count > 0) {
        if (pool.next < check->jobs.count && pool.count < check->options.jobs)
            start(&pool);
        else
            wait_for_one(&pool);
    }
}
