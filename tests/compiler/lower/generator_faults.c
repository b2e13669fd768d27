// clauses 8.3, 12.3: cancelled at each await in turn, and with each allocation failing, a program of
// generators closes all that it has opened.
// RUN: %run-all %s 2>/dev/null | %prints %s
#include <async.h>
#include <async/test.h>
#include <stdio.h>
#include <stdlib.h>

static int opened, result;

static async_generator(char *) blocks(int count)
{
    opened++;
    defer {
        await async_yield();
        opened--;
    }
    for (int i = 0; i < count; i++) {
        char *block = malloc(16);
        defer free(block);
        await async_sleep(1);
        async_emit(block);
    }
}

static async_generator(int) numbers(int depth)
{
    int room[depth + 1];
    async_for (char *block, blocks(2)) {
        *block = (char)depth;
        room[depth] = *block;
        async_emit(room[depth]);
    }
    if (depth > 0)
        async_for (int x, numbers(depth - 1))
            async_emit(x);
}

static async int sum(int depth, int end)
{
    int n = 0;
    async_for (int x, numbers(depth)) {
        await async_yield();
        n += x;
        if (x == end)
            break;
    }
    return n;
}

static async int program(void)
{
    int a = 0, b = 0;
    async_group (g) {
        async_group_spawn(g, a = sum(2, -1));
        async_group_spawn(g, b = sum(2, 1));
        await async_timeout(3, sum(3, -1));
    }
    return a * 10 + b;
}

static void scenario(void *unused)
{
    (void)unused;
    result = async_run(program());
    if (opened != 0)
        puts("not closed");
    opened = 0;
}

static void try(const char *name, long runs)
{
    printf("%s: %s, %d\n", name,
           runs < 0    ? "something is left"
           : runs > 10 ? "good"
                       : "too few",
           result);
}

int main(void)
{
    async_test_options plain = {.virtual_clock = 1}, yield = {.virtual_clock = 1, .yield = 1, .seed = 3};
    try("cancel", async_test_cancel_everywhere(&plain, scenario, NULL));
    try("cancel, yield", async_test_cancel_everywhere(&yield, scenario, NULL));
    try("allocations", async_test_fail_everywhere(&plain, scenario, NULL));
    try("allocations, yield", async_test_fail_everywhere(&yield, scenario, NULL));
    return 0;
}
// CHECK: cancel: good, 65
// CHECK-NEXT: cancel, yield: good, 65
// CHECK-NEXT: allocations: good, 65
// CHECK-NEXT: allocations, yield: good, 65
