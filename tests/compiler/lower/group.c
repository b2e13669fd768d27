// clauses 4.16, 4.17: async_group on every way out, its results, groups passed on, nested groups.
// RUN: env ASYNC_TEST=clock=virtual %run-all -Wno-async-empty-scope %s | %prints %s
#include <async.h>
#include <stdio.h>
#include <uv.h>

static async int slow(int ms, int v)
{
    defer printf("end%d ", v);
    await async_sleep((uint64_t)ms);
    return v;
}

static async void add_later(async_group_t *g, int *out)
{
    async_group_spawn(g, *out = slow(2, 7));
    await async_yield();
    async_group_spawn(g, slow(1, 8));
}

static void add_plain(async_group_t *g, int v)
{
    async_group_spawn(g, slow(1, v));
}

static async int in_a_loop(int n)
{
    int a = 0, b = 0, c = 0;
    for (int i = 0; i < n; i++) {
        async_group (g) {
            async_group_spawn(g, a = slow(1, i));
            async_group_spawn(g, b = slow(await slow(0, 30), 20));
            await add_later(g, &c);
            if (i == 0)
                continue;
            if (i == 1)
                break;
        }
        printf("not reached\n");
    }
    printf("| %d %d %d\n", a, b, c);
    return a + b + c;
}

static async int returns(int n)
{
    int a = 1;
    async_group (g) {
        async_group_spawn(g, a = slow(1, n));
        return a; // computed before the child has ended
    }
}

static async int jumps(int n)
{
    int a = 0, rounds = 0;
again:
    async_group (g) {
        defer printf("left%d ", rounds);
        async_group_spawn(g, a = slow(1, n + rounds));
        if (++rounds < 3)
            goto again;
        goto out;
    }
    a = -1;
out:
    return a;
}

static async int nested(void)
{
    int sum = 0, parts[3] = {0};
    async_group (outer) {
        add_plain(outer, 1);
        async_group (inner) {
            for (int i = 0; i < 3; i++)
                async_group_spawn(inner, parts[i] = slow(3 - i, 10 + i));
            async_group_spawn(outer, slow(6, 2)); // outlives the inner one
        }
        sum = parts[0] + parts[1] + parts[2];
        printf("inner ");
        switch (sum) {
        case 33:
            async_group (none)
                break;
        default:
            printf("default ");
        }
    }
    printf("outer ");
    return sum;
}

static async void child_of_child(async_group_t *g, int depth)
{
    if (depth > 0)
        async_group_spawn(g, child_of_child(g, depth - 1));
    await async_sleep(1);
    printf("depth%d ", depth);
}

static async int empty(void)
{
    async_group (g) {
    }
    async_group (g)
        (void)g;
    async_group (g)
        await async_yield();
    return 5;
}

static async void deferred(void)
{
    int a = 0, b = 0;
    defer {
        async_group (g) {
            async_group_spawn(g, a = slow(2, 1));
            async_group_spawn(g, b = slow(1, 2));
        }
        printf("in a defer %d ", a + b);
    }
    await slow(1000, 3);
}

async int main(void)
{
    printf("%d\n", await in_a_loop(3));
    // CHECK: end30 end0 end8 end7 end20 end30 end1 end8 end7 end20 | 1 20 7
    // CHECK-NEXT: 28
    printf("%d\n", await returns(4));
    // CHECK-NEXT: end4 1
    printf("%d\n", await jumps(5));
    // CHECK-NEXT: left1 end5 left2 end6 left3 end7 7
    printf("%d\n", await nested());
    // CHECK-NEXT: end1 end12 end11 end10 inner end2 outer 33
    async_group (g)
        async_group_spawn(g, child_of_child(g, 3));
    printf("\n");
    // CHECK-NEXT: depth3 depth2 depth1 depth0
    printf("%d\n", await empty());
    // CHECK-NEXT: 5
    async_task(void) t = async_spawn(deferred());
    await async_yield();
    async_cancel(t);
    int e = await async_catch(async_join(t));
    printf("%d\n", e == UV_ECANCELED);
    // CHECK-NEXT: end3 end2 end1 in a defer 3 1
    return 0;
}
