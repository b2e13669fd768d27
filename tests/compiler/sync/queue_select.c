// docs/sync.md 7: a select over queues does one case, and no item of the others is lost.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <async/queue.h>
#include <stdio.h>
#include <uv.h>

static async_queue(int) numbers;
static async_queue(const char *) words;

static async void feed(void)
{
    for (int i = 1; i <= 3; i++) {
        await async_queue_put(&numbers, i); // both in one turn
        await async_queue_put(&words, i == 2 ? "two" : "more");
    }
    async_queue_close(&numbers);
    async_queue_close(&words);
}

static async void read_all(void)
{
    int number;
    const char *word;
    async_queue_case cases[] = {
        async_queue_case_get(&numbers, &number),
        async_queue_case_get(&words, &word),
    };
    int which;
    while ((which = await async_queue_select(cases, 2)) >= 0) {
        if (cases[which].error == UV_EOF)
            cases[which].queue = NULL;
        else if (which == 0)
            printf("%d ", number);
        else
            printf("%s ", word);
    }
    printf("end\n");
}

async int main(void)
{
    async_queue_init(&numbers, 2);
    async_queue_init(&words, 2);
    await async_gather(read_all(), feed());
    // CHECK: 1 2 3 more two more end
    async_queue_deinit(&numbers);
    async_queue_deinit(&words);
    return 0;
}
