// docs/sync.md 3: an event lets all pass from the moment it is set.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <async/sync.h>
#include <stdio.h>

static async_event ready;

static async void wait_for(char name)
{
    await async_event_wait(&ready);
    putchar(name);
}

static async void set_and_clear(void)
{
    putchar('s');
    async_event_set(&ready);
    async_event_clear(&ready);
}

async int main(void)
{
    await async_gather(wait_for('a'), wait_for('b'), set_and_clear());
    printf(" %d\n", await async_timeout(0, wait_for('c')) < 0); // CHECK: sab 1
    async_event_set(&ready);
    await wait_for('d');
    printf("\n"); // CHECK-NEXT: d
    return 0;
}
