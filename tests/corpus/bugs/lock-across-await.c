/* A thread's lock that is held while the coroutine waits. */
#include <async.h>
#include <async/net.h>

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <threads.h>
#include <uv.h>

struct table {
    pthread_mutex_t mutex;
    pthread_rwlock_t rwlock;
    mtx_t c11;
    uv_mutex_t uv;
    pthread_spinlock_t spin;
    int count;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
async int la_store(int value);

async void la_plain(void)
{
    pthread_mutex_lock(&lock);
    await la_store(1); // bug
    pthread_mutex_unlock(&lock);
}

async int la_early_return(struct table *t)
{
    pthread_mutex_lock(&t->mutex);
    if (t->count == 0) {
        pthread_mutex_unlock(&t->mutex);
        return 0;
    }
    int result = await la_store(t->count); // bug
    pthread_mutex_unlock(&t->mutex);
    return result;
}

async int la_deferred(struct table *t)
{
    pthread_mutex_lock(&t->mutex);
    defer pthread_mutex_unlock(&t->mutex);
    return await la_store(t->count); // bug
}

async void la_loop(struct table *t)
{
    for (int i = 0; i < 3; i++) {
        pthread_mutex_lock(&t->mutex);
        t->count++;
        if (i == 1)
            await async_sleep(1); // bug
        pthread_mutex_unlock(&t->mutex);
    }
}

async void la_reader(struct table *t)
{
    pthread_rwlock_rdlock(&t->rwlock);
    await la_store(t->count); // bug
    pthread_rwlock_unlock(&t->rwlock);
}

async void la_writer(struct table *t)
{
    pthread_rwlock_wrlock(&t->rwlock);
    t->count = await la_store(2); // bug
    pthread_rwlock_unlock(&t->rwlock);
}

async void la_c11(struct table *t)
{
    mtx_lock(&t->c11);
    await async_yield(); // bug
    mtx_unlock(&t->c11);
}

async void la_libuv(struct table *t)
{
    uv_mutex_lock(&t->uv);
    await async_yield(); // bug
    uv_mutex_unlock(&t->uv);
}

async void la_spin(struct table *t)
{
    pthread_spin_lock(&t->spin);
    await async_yield(); // bug
    pthread_spin_unlock(&t->spin);
}

async bool la_try(struct table *t)
{
    if (pthread_mutex_trylock(&t->mutex) != 0)
        return false;
    await la_store(t->count); // bug
    pthread_mutex_unlock(&t->mutex);
    return true;
}

static void table_enter(struct table *t) { pthread_mutex_lock(&t->mutex); }
static void table_leave(struct table *t) { pthread_mutex_unlock(&t->mutex); }

async void la_helper(struct table *t)
{
    table_enter(t);
    await la_store(t->count); // bug
    table_leave(t);
}

async void la_condition(struct table *t, bool locked)
{
    if (locked)
        pthread_mutex_lock(&t->mutex);
    await la_store(t->count); // bug
    if (locked)
        pthread_mutex_unlock(&t->mutex);
}

async void la_other_unlocked(struct table *a, struct table *b)
{
    pthread_mutex_lock(&a->mutex);
    pthread_mutex_lock(&b->mutex);
    int sum = a->count + b->count;
    pthread_mutex_unlock(&b->mutex);
    await la_store(sum); // bug
    pthread_mutex_unlock(&a->mutex);
}

async void la_forgotten_path(struct table *t, int error)
{
    pthread_mutex_lock(&t->mutex);
    if (error == 0)
        pthread_mutex_unlock(&t->mutex);
    await la_store(error); // bug
}

async void la_gather(struct table *t)
{
    int a, b;
    pthread_mutex_lock(&t->mutex);
    await async_gather(a = la_store(1), b = la_store(2)); // bug
    t->count = a + b;
    pthread_mutex_unlock(&t->mutex);
}

async void la_operand(struct table *t, async_tcp *to)
{
    pthread_mutex_lock(&t->mutex);
    if (t->count > 0 && await async_tcp_write(to, "x", 1) == 0) // bug
        t->count--;
    pthread_mutex_unlock(&t->mutex);
}

async void la_group(struct table *t)
{
    int value;
    pthread_mutex_lock(&t->mutex);
    async_group (g) {
        async_group_spawn(g, value = la_store(t->count));
        await async_sleep(1); // bug
    }
    pthread_mutex_unlock(&t->mutex);
}

#define WITH(mutex) pthread_mutex_lock(mutex)

async void la_macro(struct table *t)
{
    WITH(&t->mutex);
    await la_store(t->count); // bug
    pthread_mutex_unlock(&t->mutex);
}
