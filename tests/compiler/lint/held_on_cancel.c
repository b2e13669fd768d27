// leak-on-cancel, of locks and permits: what stays taken when the await behind it is cancelled.
// RUN: %asyncc -fsyntax-only %s 2>&1 | %reports %s
#include <async.h>
#include <async/queue.h>
#include <async/sync.h>

#define LOCKED(lock, body)             \
    do {                               \
        await async_lock_acquire(lock); \
        body;                          \
        async_lock_release(lock);      \
    } while (0)

struct shared {
    async_lock lock;
    async_condition changed;
    int count;
};
static async_semaphore slots, messages;

async int f(int x);
void hand_over(async_lock *lock);

async void warn_lock(struct shared *s)
{
    await async_lock_acquire(&s->lock);
    // CHECK: :[[#@LINE-1]]:11: warning: lock 's->lock' stays taken if the coroutine is cancelled while it waits [-Wasync-leak-on-cancel]
    // CHECK: :[[#@LINE+2]]:16: note: a cancellation at this await skips what releases it
    // CHECK: note: release it on every way out: 'defer async_lock_release(&s->lock);' behind this
    s->count = await f(1);
    async_lock_release(&s->lock);
}

async int warn_permit(int x)
{
    await async_semaphore_acquire(&slots);
    // CHECK: :[[#@LINE-1]]:11: warning: the permit of 'slots' stays taken if the coroutine is cancelled while it waits [-Wasync-leak-on-cancel]
    int y = 0;
    if (x > 0)
        y = await f(x);
    async_semaphore_release(&slots);
    return y;
}

async void warn_condition(struct shared *s)
{
    await async_lock_acquire(&s->lock);
    // CHECK: :[[#@LINE-1]]:11: warning: lock 's->lock' stays taken if the coroutine is cancelled while it waits [-Wasync-leak-on-cancel]
    while (s->count == 0)
        await async_condition_wait(&s->changed, &s->lock);
    s->count--;
    async_lock_release(&s->lock);
}

async void warn_macro(struct shared *s)
{
    LOCKED(&s->lock, s->count = await f(1));
    // CHECK: :[[#@LINE-1]]:5: warning: lock 's->lock' stays taken if the coroutine is cancelled while it waits [-Wasync-leak-on-cancel]
}

async void good_deferred(struct shared *s)
{
    await async_lock_acquire(&s->lock);
    defer async_lock_release(&s->lock);
    s->count = await f(1);
}

async void good_nothing_waits(struct shared *s)
{
    await async_lock_acquire(&s->lock);
    s->count++;
    async_lock_release(&s->lock);
    await f(2);
}

async void good_shielded(struct shared *s)
{
    await async_lock_acquire(&s->lock);
    await async_shield(f(1));
    async_lock_release(&s->lock);
}

async void good_message(void)
{
    await async_semaphore_acquire(&messages); // released by who sends
    await f(1);
}

async void good_wrapper(struct shared *s)
{
    await async_lock_acquire(&s->lock);
}

async void good_handed_over(struct shared *s)
{
    await async_lock_acquire(&s->lock);
    hand_over(&s->lock);
    if (await f(1))
        async_lock_release(&s->lock);
}

async void good_loop(struct shared *s)
{
    for (int i = 0; i < 3; i++) {
        await async_lock_acquire(&s->lock);
        s->count += i;
        async_lock_release(&s->lock);
        await f(i);
    }
}
