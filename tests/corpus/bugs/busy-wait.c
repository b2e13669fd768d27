/* Loops that sleep until another task has changed something. */
#include <async.h>

#include <stdbool.h>
#include <stddef.h>

struct state {
    bool ready;
    int pending, error;
    struct state *next;
    unsigned flags;
};

static bool shutting_down;
static int active;

async void bw_flag(struct state *s)
{
    while (!s->ready) // bug
        await async_sleep(10);
}

async void bw_global(void)
{
    while (!shutting_down) // bug
        await async_sleep(100);
}

async void bw_count(struct state *s)
{
    while (s->pending > 0) { // bug
        await async_sleep(5);
    }
}

async void bw_yield(struct state *s)
{
    while (!s->ready) // bug
        await async_yield();
}

async void bw_for(struct state *s)
{
    for (; s->pending != 0;) // bug
        await async_sleep(1);
}

async void bw_do(struct state *s)
{
    do { // bug
        await async_sleep(1);
    } while (!s->ready);
}

async int bw_forever(struct state *s)
{
    for (;;) { // bug
        if (s->ready)
            return 0;
        await async_sleep(10);
    }
}

async void bw_break(struct state *s)
{
    while (true) { // bug
        if (s->pending == 0)
            break;
        await async_sleep(10);
    }
}

async void bw_two(struct state *s)
{
    while (!s->ready && s->error == 0) // bug
        await async_sleep(10);
}

async void bw_zero(void)
{
    while (active > 0) // bug
        await async_sleep(0);
}

async void bw_pointer(struct state *s)
{
    while (s->next == NULL) // bug
        await async_sleep(20);
}

async void bw_bits(struct state *s)
{
    while ((s->flags & 4u) == 0) // bug
        await async_sleep(20);
}

async void bw_parameter(const bool *done)
{
    while (!*done) // bug
        await async_sleep(3);
}

async void bw_empty_rounds(const struct state *all, size_t n)
{
    for (size_t i = 0; i < n; i++)
        while (!all[i].ready) // bug
            await async_sleep(1);
}

async void bw_sleep_until(struct state *s)
{
    while (!s->ready) // bug
        await async_sleep_until(async_now() + 10);
}

async void bw_compare(struct state *a, struct state *b)
{
    while (a->pending != b->pending) // bug
        await async_sleep(1);
}

#define PAUSE await async_sleep(10)

async void bw_macro(struct state *s)
{
    while (!s->ready) // bug
        PAUSE;
}
