// docs/sync.md 2: never more than the permits at a time, first come first served.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <async/sync.h>
#include <stdio.h>

static async_semaphore semaphore;
static int inside, most;

static async void work(char name)
{
    await async_semaphore_acquire(&semaphore);
    defer async_semaphore_release(&semaphore);
    putchar(name);
    most = ++inside > most ? inside : most;
    await async_yield();
    inside--;
}

async int main(void)
{
    async_semaphore_init(&semaphore, 2);
    await async_gather(work('a'), work('b'), work('c'), work('d'), work('e'));
    printf(" %d %zu\n", most, semaphore.permits); // CHECK: abcde 2 2
    return 0;
}
