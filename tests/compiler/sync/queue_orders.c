// docs/sync.md 6: queues in three orders, items of any type, with and without waiting.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <async/queue.h>
#include <stdio.h>
#include <uv.h>

struct job { int priority; const char *name; };
typedef async_queue(struct job) jobs;

static int by_priority(const void *a, const void *b)
{
    return ((const struct job *)a)->priority - ((const struct job *)b)->priority;
}

static async void fill(jobs *q)
{
    static const struct job all[] = {{2, "two"}, {1, "one"}, {2, "zwei"}, {3, "three"}, {1, "eins"}};
    for (int i = 0; i < 5; i++)
        await async_queue_put(q, all[i]);
    async_queue_close(q);
}

static async void drain(jobs *q)
{
    struct job job;
    while (await async_queue_get(q, &job) == 0)
        printf("%s ", job.name);
    puts("end");
}

static async void both(jobs *q)
{
    await fill(q);
    await drain(q);
    async_queue_deinit(q);
}

async int main(void)
{
    jobs q;
    async_queue_init(&q, 5);
    await both(&q); // CHECK: two one zwei three eins end
    async_queue_init_lifo(&q, 5);
    await both(&q); // CHECK-NEXT: eins three zwei one two end
    async_queue_init_priority(&q, 5, by_priority);
    await both(&q); // CHECK-NEXT: one eins two zwei three end
    async_queue_init(&q, 2);
    await async_gather(fill(&q), drain(&q)); // CHECK-NEXT: two one zwei three eins end
    async_queue_deinit(&q);

    async_queue(char) letters;
    char c = '-';
    async_queue_init(&letters, 1);
    printf("%d ", async_queue_try_get(&letters, &c) == UV_EAGAIN);
    printf("%d ", async_queue_try_put(&letters, 'x'));
    printf("%d ", async_queue_try_put(&letters, 'y') == UV_EAGAIN);
    printf("%zu ", async_queue_size(&letters));
    async_queue_close(&letters);
    printf("%d ", async_queue_try_put(&letters, 'z') == UV_EPIPE);
    printf("%d ", async_queue_try_get(&letters, &c));
    printf("%c ", c);
    printf("%d\n", async_queue_try_get(&letters, &c) == UV_EOF); // CHECK-NEXT: 1 0 1 1 1 0 x 1
    async_queue_deinit(&letters);
    return 0;
}
