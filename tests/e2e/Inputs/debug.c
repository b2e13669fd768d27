/* What debug mode reports: a stall, a task that nobody joins, a dump, a foreign thread. */
#include <async.h>

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const async_local_key request = {"request"};
static async_task(int) kept;

static void spin(void)
{
    struct timespec now, start;
    clock_gettime(CLOCK_MONOTONIC, &start);
    do
        clock_gettime(CLOCK_MONOTONIC, &now);
    while (now.tv_sec - start.tv_sec < 2 && (now.tv_sec - start.tv_sec) * 1000 +
                                                (now.tv_nsec - start.tv_nsec) / 1000000 < 60);
}

async static int busy(void)
{
    await async_sleep(1);
    spin();
    await async_sleep(1);
    return 0;
}

async static int sleeper(int ms)
{
    await async_sleep(ms);
    return *(int *)async_local_get(&request);
}

async static int take(async_task(int) t)
{
    return await async_join(t);
}

static void *cancel_elsewhere(void *unused)
{
    async_cancel(kept);
    return unused;
}

async static int dumps(void)
{
    int number = 7, a, b;
    async_task_set_name(NULL, "boss");
    async_local_set(&request, &number, NULL);
    async_task(int) t = async_spawn(sleeper(20));
    async_task_set_name(t, "helper");
    await async_sleep(1);
    raise(SIGUSR1);
    await async_gather(a = sleeper(10), b = take(t));
    return a + b;
}

async int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";
    if (strcmp(what, "stall") == 0)
        return await busy();
    if (strcmp(what, "dump") == 0)
        return await dumps();
    kept = async_spawn(sleeper(0));
    async_task_set_name(kept, "orphan");
    if (strcmp(what, "thread") == 0) {
        pthread_t thread;
        pthread_create(&thread, NULL, cancel_elsewhere, NULL);
        pthread_join(thread, NULL);
    }
    int value = 5;
    async_local_set(&request, &value, NULL);
    async_cancel(kept);
    await async_wait(kept);
    return 0;
}
