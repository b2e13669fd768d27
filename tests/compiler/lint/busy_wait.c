// clause 10.20: a loop that sleeps until another task has changed something.
// RUN: %asyncc -fsyntax-only %s 2>&1 | %reports %s
#include <async.h>
#include <signal.h>
#include <stdbool.h>

struct job {
    bool done;
    int left;
};

static bool started;
static volatile sig_atomic_t interrupted;

async int f(int x);
bool poll_device(void);

async void warn_flag(struct job *job)
{
    while (!job->done)
        // CHECK: :[[#@LINE-1]]:5: warning: this loop only sleeps until 'job->done' changes: it wakes up for nothing, and late [-Wasync-busy-wait]
        // CHECK: note: wait for the change itself: with a semaphore, an event or a queue
        await async_sleep(10);
}

async void warn_yield(void)
{
    do
        // CHECK: :[[#@LINE-1]]:5: warning: this loop only sleeps until 'started' changes
        await async_yield();
    while (!started);
}

async int warn_bounded(struct job *job)
{
    for (int i = 0; i < 100; i++) {
        // CHECK: :[[#@LINE-1]]:5: warning: this loop only sleeps until 'job->left' changes
        if (job->left == 0)
            return 0;
        await async_sleep(100);
    }
    return -1;
}

async void good_work(struct job *job)
{
    while (!job->done)
        await f(job->left);
}

async void good_poll(void)
{
    while (!poll_device())
        await async_sleep(10);
}

async void good_own(struct job *job)
{
    while (job->left > 0) {
        job->left--;
        await async_sleep(10);
    }
    for (int i = 0; i < 3; i++)
        await async_sleep(10);
    for (;;)
        await async_sleep(1000);
}

async void good_deadline(uint64_t end)
{
    while (async_now() < end)
        await async_sleep(1);
}

async void good_signal(void)
{
    while (!interrupted)
        await async_sleep(100);
}

#define WAIT_UNTIL(condition)      \
    do {                           \
        while (!(condition))       \
            await async_sleep(10); \
    } while (0)

async void warn_macro(struct job *job)
{
    WAIT_UNTIL(job->done);
    // CHECK: :[[#@LINE-1]]:5: warning: this loop only sleeps until 'job->done' changes
}

async void good_macro(void)
{
    WAIT_UNTIL(poll_device());
}

async void warn_until(struct job *job)
{
    while (!job->done)
        // CHECK: :[[#@LINE-1]]:5: warning: this loop only sleeps until 'job->done' changes
        await async_sleep_until(async_now() + 10);
}

async void warn_inner(struct job *jobs, int n)
{
    for (int i = 0; i < n; i++)
        while (!jobs[i].done)
            // CHECK: :[[#@LINE-1]]:9: warning: this loop only sleeps until 'jobs[i].done' changes
            await async_sleep(1);
}
