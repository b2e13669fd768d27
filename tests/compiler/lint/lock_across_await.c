// clause 10.8: a thread's lock that is held when the coroutine waits.
// RUN: %asyncc -fsyntax-only %s 2>&1 | %reports %s
#include <async.h>
#include <pthread.h>
#include <stdbool.h>
#include <threads.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER, n = PTHREAD_MUTEX_INITIALIZER;
static mtx_t c11;

struct box {
    pthread_mutex_t lock, other;
    int value;
};

async int f(int x);

async void warn_simple(void)
{
    pthread_mutex_lock(&m);
    await f(1);
    // CHECK: :[[#@LINE-1]]:5: warning: lock '&m' is held while the coroutine waits [-Wasync-lock-across-await]
    // CHECK: :[[#@LINE-3]]:5: note: locked here
    // CHECK: note: another task that wants the lock stops the whole thread{{.*}}unlock before the await
    pthread_mutex_unlock(&m);
}

async void good_simple(void)
{
    pthread_mutex_lock(&m);
    pthread_mutex_unlock(&m);
    await f(1);
}

async void warn_deferred(struct box *box)
{
    pthread_mutex_lock(&box->lock);
    defer pthread_mutex_unlock(&box->lock);
    box->value = await f(1);
    // CHECK: :[[#@LINE-1]]:18: warning: lock '&box->lock' is held{{.*}}[-Wasync-lock-across-await]
}

async void warn_try(struct box *box)
{
    if (pthread_mutex_trylock(&box->lock) == 0) {
        await f(1);
        // CHECK: :[[#@LINE-1]]:9: warning: lock '&box->lock' is held{{.*}}[-Wasync-lock-across-await]
        pthread_mutex_unlock(&box->lock);
    }
}

async void good_try(struct box *box)
{
    while (pthread_mutex_trylock(&box->lock) != 0)
        await f(1);
    box->value++;
    pthread_mutex_unlock(&box->lock);
}

async int good_failed(struct box *box)
{
    int error = pthread_mutex_lock(&box->lock);
    if (error != 0)
        return await f(error);
    box->value++;
    pthread_mutex_unlock(&box->lock);
    return 0;
}

/* Two tests of one condition agree. */
async void good_same_condition(struct box *box, bool shared)
{
    if (shared)
        pthread_mutex_lock(&box->lock);
    box->value++;
    if (shared)
        pthread_mutex_unlock(&box->lock);
    await f(1);
}

async void good_flag(struct box *box)
{
    bool locked = pthread_mutex_trylock(&box->lock) == 0;
    box->value += locked;
    if (locked)
        pthread_mutex_unlock(&box->lock);
    await f(1);
}

async void warn_one_path(struct box *box)
{
    for (int i = 0; i < 3; i++) {
        pthread_mutex_lock(&box->lock);
        if (box->value++ == i)
            continue;
        pthread_mutex_unlock(&box->lock);
    }
    await f(1);
    // CHECK: :[[#@LINE-1]]:5: warning: lock '&box->lock' is held{{.*}}[-Wasync-lock-across-await]
}

async void good_every_path(struct box *box)
{
    for (int i = 0; i < 3; i++) {
        pthread_mutex_lock(&box->lock);
        if (box->value++ == i) {
            pthread_mutex_unlock(&box->lock);
            continue;
        }
        pthread_mutex_unlock(&box->lock);
    }
    await f(1);
}

async void warn_other_released(struct box *box)
{
    pthread_mutex_lock(&box->lock);
    pthread_mutex_lock(&box->other);
    pthread_mutex_unlock(&box->other);
    await f(1);
    // CHECK: :[[#@LINE-1]]:5: warning: lock '&box->lock' is held{{.*}}[-Wasync-lock-across-await]
    pthread_mutex_unlock(&box->lock);
}

static void enter(struct box *box) { pthread_mutex_lock(&box->lock); }

static void finish(struct box *box)
{
    box->value++;
    pthread_mutex_unlock(&box->lock);
}

async void warn_helper(struct box *box)
{
    enter(box);
    await f(1);
    // CHECK: :[[#@LINE-1]]:5: warning: the lock that 'enter' takes is held{{.*}}[-Wasync-lock-across-await]
    finish(box);
}

async void good_helper(struct box *box)
{
    enter(box);
    finish(box);
    await f(1);
    pthread_mutex_lock(&box->lock);
    finish(box);
    await f(1);
}

/* One name or two: it may be the same lock. */
async void good_alias(struct box *box)
{
    pthread_mutex_t *lock = &box->lock;
    pthread_mutex_lock(lock);
    pthread_mutex_unlock(&box->lock);
    await f(1);
}

async void warn_c11(int value)
{
    mtx_lock(&c11);
    if (value)
        await f(value);
        // CHECK: :[[#@LINE-1]]:9: warning: lock '&c11' is held{{.*}}[-Wasync-lock-across-await]
    mtx_unlock(&c11);
}

async static int quick(int x) { return x + 1; }

/* What never waits is no suspension. */
async int good_does_not_wait(void)
{
    pthread_mutex_lock(&n);
    int value = await quick(1);
    pthread_mutex_unlock(&n);
    return value;
}

#define WITH_LOCK(lock, statement)    \
    do {                              \
        pthread_mutex_lock(lock);     \
        statement;                    \
        pthread_mutex_unlock(lock);   \
    } while (0)

async void warn_macro(void)
{
    WITH_LOCK(&m, await f(1));
    // CHECK: :[[#@LINE-1]]:19: warning: lock '&m' is held while the coroutine waits [-Wasync-lock-across-await]
    // CHECK: :[[#@LINE-2]]:5: note: locked here
}

async void good_macro(struct box *box)
{
    WITH_LOCK(&m, box->value++);
    await f(1);
}

/* The first await inside of the group; its end comes later. */
async void warn_group(struct box *box)
{
    int value;
    pthread_mutex_lock(&m);
    async_group (g) {
        async_group_spawn(g, value = f(box->value));
        await f(1);
        // CHECK: :[[#@LINE-1]]:9: warning: lock '&m' is held while the coroutine waits
    }
    pthread_mutex_unlock(&m);
}
