#include <async.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void log_line(int fd) { fsync(fd); }

async int warn(int fd)
{
    pthread_mutex_lock(&lock);
    await async_sleep(1); /* é */ log_line(fd);
    pthread_mutex_unlock(&lock);
    return fsync(fd);
}

async int good(int fd)
{
    log_line(fd); // asyncc-ignore(blocking-call): the last thing before the end
    return await async_offload(fsync(fd));
}
