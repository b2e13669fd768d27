// clauses 12.3, 12.4: a loop over a generator that is left early closes it at once, and a failure of
// either side goes where it belongs. What the generator defers runs before the program goes on.
// RUN: env ASYNC_TEST=clock=virtual %run-all %s 2>%t.err | %prints %s
// RUN: %filecheck %s --check-prefix=ERR --match-full-lines < %t.err
#include <async.h>
#include <stdbool.h>
#include <stdio.h>
#include <uv.h>

static async_generator(int) count(const char *name)
{
    defer printf("%s.closed ", name);
    defer {
        await async_sleep(5); // no cancellation point
        printf("%s.waited ", name);
    }
    for (int i = 0;; i++) {
        await async_sleep(1);
        async_emit(i);
    }
}

/* ---- ways out --------------------------------------------------------------- */

static async int returns(void)
{
    async_for (int x, count("g"))
        if (x == 2)
            return x * 10; // computed before
    return -1;
}

static async void jumps(void)
{
    for (int i = 0; i < 2; i++) {
        async_for (int x, count("outer")) {
            async_for (int y, count("inner")) {
                if (x == 0)
                    goto next;
                if (y == 1)
                    goto out;
            }
        next:
            printf("next ");
        }
    }
out:
    printf("out ");
}

static async void breaks(void)
{
    for (int i = 0; i < 2; i++) {
        defer printf("round%d ", i);
        async_for (int x, count("g")) {
            defer printf("body%d ", x);
            if (i == 0)
                break;
            if (x == 0)
                continue;
            switch (x) {
            case 1:
                break;
            default:
                goto last;
            }
        }
    }
last:
    printf("last ");
}

/* ---- failures --------------------------------------------------------------- */

static async_generator(int) fails(int at, int code)
{
    defer printf("g.closed ");
    for (int i = 0; i < at; i++)
        async_emit(i);
    await async_yield();
    async_fail(code);
}

static async int consumes(int at, int own)
{
    int sum = 0;
    async_for (int x, fails(at, UV_EIO)) {
        defer printf("body%d ", x);
        if (own && x == 1)
            async_fail(own);
        sum += x;
    }
    return sum;
}

// a deferred statement of the generator fails when it is closed
static async_generator(int) fails_late(void)
{
    defer printf("first ");
    defer {
        await async_yield();
        async_fail(UV_EPIPE);
    }
    async_emit(1);
    async_emit(2);
}

static async int leaves(int own)
{
    async_for (int x, fails_late()) {
        if (own)
            async_fail(own);
        return x;
    }
    return 0;
}

/* ---- cancellation ------------------------------------------------------------- */

// 0: cancelled in the generator's await; 1: in the body's
static async int cancelled(int where)
{
    async_for (int x, count("g")) {
        printf("x%d ", x);
        if (where == 1)
            await async_sleep(1000);
    }
    return 0;
}

static async_generator(int) through(void)
{
    defer printf("t.closed ");
    async_for (int x, count("g"))
        async_emit(x);
}

static async int deep(void)
{
    async_for (int x, through()) {
        printf("x%d ", x);
        if (x == 1)
            await async_sleep(1000);
    }
    return 0;
}

/* ---- in groups ------------------------------------------------------------------ */

static async void worker(int n)
{
    async_for (int x, count("w"))
        if (x == n)
            break;
    printf("worker%d ", n);
}

static async void bad(int ms)
{
    await async_sleep((uint64_t)ms);
    async_fail(UV_EIO);
}

static async void together(bool fail)
{
    async_group (g) {
        async_group_spawn(g, worker(1));
        if (fail)
            async_group_spawn(g, bad(4));
        async_for (int x, count("g")) {
            async_group_spawn(g, worker(x + 2));
            if (x == 1)
                break;
        }
    }
}

async int main(void)
{
    int v = 0, err;
    printf("| %d\n", await returns());
    // CHECK: g.waited g.closed | 20
    await jumps();
    puts("");
    // CHECK-NEXT: inner.waited inner.closed next inner.waited inner.closed outer.waited outer.closed out
    await breaks();
    puts("");
    // CHECK-NEXT: body0 g.waited g.closed round0 body0 body1 body2 g.waited g.closed round1 last

    err = await async_catch(v = consumes(2, 0));
    printf("%s\n", uv_err_name(err));
    // CHECK-NEXT: body0 body1 g.closed EIO
    err = await async_catch(v = consumes(2, UV_EPERM));
    printf("%s\n", uv_err_name(err));
    // CHECK-NEXT: body0 body1 g.closed EPERM
    err = await async_catch(v = leaves(0));
    printf("%s\n", uv_err_name(err));
    // CHECK-NEXT: first EPIPE
    err = await async_catch(v = leaves(UV_EPERM));
    printf("%s\n", uv_err_name(err));
    // CHECK-NEXT: first EPERM
    // ERR: asyncc: failure of a deferred statement ignored: EPIPE (broken pipe)

    err = await async_timeout(3, v = cancelled(0));
    printf("%s\n", uv_err_name(err));
    // CHECK-NEXT: x0 x1 g.waited g.closed ETIMEDOUT
    err = await async_timeout(3, v = cancelled(1));
    printf("%s\n", uv_err_name(err));
    // CHECK-NEXT: x0 g.waited g.closed ETIMEDOUT
    err = await async_timeout(10, v = deep());
    printf("%s\n", uv_err_name(err));
    // CHECK-NEXT: x0 x1 g.waited g.closed t.closed ETIMEDOUT

    await together(false);
    puts("");
    // CHECK-NEXT: g.waited g.closed w.waited w.closed worker1 w.waited w.closed worker2 w.waited w.closed worker3
    err = await async_catch(together(true));
    printf("%s %d\n", uv_err_name(err), v);
    // CHECK-NEXT: g.waited g.closed w.waited w.closed worker1 w.waited w.closed w.waited w.closed EIO 0
    return 0;
}
