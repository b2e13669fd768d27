// clause 10.16: a loop that neither ends nor waits.
// RUN: %asyncc -fsyntax-only %s 2>&1 | %reports %s
#include <async.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

struct job {
    bool done;
    int left;
    struct job *next;
};

async int f(int x);
bool poll_device(void);

async void warn_empty(void)
{
    for (;;)
        // CHECK: :[[#@LINE-1]]:5: warning: this loop neither ends nor waits: no other task will ever run again [-Wasync-never-yields]
        // CHECK: note: await something in it, 'await async_yield()' at least, or give it a way out
        ;
}

async void warn_continue(struct job *job)
{
    while (true) {
        // CHECK: :[[#@LINE-1]]:5: warning: this loop neither ends nor waits
        if (job->done)
            continue;
        job->left--;
    }
}

async void warn_dead_await(struct job *job)
{
    do {
        // CHECK: :[[#@LINE-1]]:5: warning: this loop neither ends nor waits
        job->left++;
    } while (1);
    await f(1);
}

/* Nobody can change it while the loop runs. */
async void warn_flag(struct job *job)
{
    while (!job->done)
        // CHECK: :[[#@LINE-1]]:5: warning: this loop neither ends nor waits
        ;
    await f(1);
}

async void warn_goto(struct job *job)
{
again:
    // CHECK: :[[#@LINE-1]]:1: warning: this loop neither ends nor waits
    job->left--;
    goto again;
}

async static int quick(int x) { return x + 1; }

/* What does not wait lets nobody run. */
async void warn_await(int n)
{
    for (;;)
        // CHECK: :[[#@LINE-1]]:5: warning: this loop neither ends nor waits
        n = await quick(n);
}

async void good_await(struct job *job)
{
    for (;;)
        job->left = await f(job->left);
}

async void good_ways_out(struct job *job)
{
    for (;;) {
        if (job->left-- == 0)
            break;
    }
    while (true)
        if (poll_device())
            return;
}

async void good_exit(void)
{
    for (;;)
        if (poll_device())
            exit(0);
}

async void good_fail(struct job *job)
{
    for (;;)
        if (job->left++ > 3)
            async_fail(-1);
}

async int good_list(const struct job *job)
{
    int count = 0;
    while (job != NULL) {
        count++;
        job = job->next;
    }
    return count;
}

/* Other threads and signal handlers may change these. */
static atomic_bool stop;
static volatile bool stop_too;

async void good_shared(void)
{
    while (!atomic_load(&stop))
        ;
    while (!stop_too)
        ;
}

#define FOREVER for (;;)

async void warn_macro(struct job *job)
{
    FOREVER
    {
        // CHECK: :[[#@LINE-2]]:5: warning: this loop neither ends nor waits
        job->left++;
    }
}

async void good_macro(void)
{
    FOREVER { await f(1); }
}

/* What only this function can change, and the loop does not. */
async void warn_invariant(int n)
{
    int i = 0, turns = 0;
    await f(1);
    while (i < n)
        // CHECK: :[[#@LINE-1]]:5: warning: this loop neither ends nor waits
        turns++;
}

/* The loop around it waits, this one does not. */
async void warn_inner(struct job *job)
{
    int turns = 0;
    for (int i = 0; i < 3; i++) {
        await f(i);
        while (job->left > 0)
            // CHECK: :[[#@LINE-1]]:9: warning: this loop neither ends nor waits
            turns++;
    }
}

/* Only the outer loop does not end. */
async void warn_outer(int n)
{
    int turns = 0;
    await f(1);
    for (;;)
        // CHECK: :[[#@LINE-1]]:5: warning: this loop neither ends nor waits
        for (int i = 0; i < n; i++)
            turns++;
}

/* Two variables of one name. */
async int good_same_name(int n)
{
    int x = 0;
    for (int i = 0; i < n; i++)
        x += await f(i);
    for (int i = 0; i < n; i++)
        x *= 2;
    return x;
}

async void good_parts(int n)
{
    struct job job = {.left = n};
    int counts[2] = {n};
    await f(1);
    while (job.left > 0)
        job.left--;
    while (counts[0] > 0)
        counts[0]--;
    while (n > 0)
        __asm__("" : "+r"(n));
}
