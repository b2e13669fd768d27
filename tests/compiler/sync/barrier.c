// docs/sync.md 5: all parties pass together, round after round.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <async/sync.h>
#include <stdio.h>
#include <uv.h>

static async_barrier barrier;

static async void rounds(char name, int ms)
{
    for (int i = 0; i < 2; i++) {
        await async_sleep(ms);
        putchar(name);
        int place = await async_barrier_wait(&barrier);
        if (place == 2)
            putchar('|');
        await async_yield();
    }
}

async int main(void)
{
    if (async_barrier_init(&barrier, 3) < 0)
        return 1;
    await async_gather(rounds('a', 1), rounds('b', 60), rounds('c', 30));
    printf("\n"); // CHECK: acb|acb|

    int place = await async_timeout(0, async_barrier_wait(&barrier));
    printf("%d %zu ", place == UV_ETIMEDOUT, barrier.waiting);
    async_barrier_abort(&barrier);
    printf("%d\n", await async_barrier_wait(&barrier) == UV_EPIPE); // CHECK-NEXT: 1 0 1
    return 0;
}
