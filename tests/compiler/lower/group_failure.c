// clause 4.18: failure and cancellation of children, of the body and from outside, in every
// combination. Each line is a row of the table in docs/design/cancellation.md.
// RUN: env ASYNC_TEST=clock=virtual %run-all -Wno-async-empty-scope %s | %prints %s
#include <async.h>
#include <stdio.h>
#include <string.h>
#include <uv.h>

static async int slow(int ms, const char *name)
{
    defer printf("%s ", name);
    await async_sleep((uint64_t)ms);
    return ms;
}

static async int bad(int ms, int code)
{
    await async_sleep((uint64_t)ms);
    async_fail(code);
    return 0;
}

// a child that goes on for a while after it was asked to end
static async int stubborn(int ms)
{
    defer {
        await async_sleep((uint64_t)ms);
        printf("late ");
    }
    await async_sleep(1000);
    return 1;
}

// and one that then fails
static async int shielded(int ms, int code)
{
    int x = 0;
    await async_shield(x = bad(ms, code));
    return x;
}

static async int rows(int row)
{
    int x = 0;
    switch (row) {
    case 1: // no failure
        async_group (g) {
            async_group_spawn(g, x = slow(2, "a"));
            await slow(1, "body");
        }
        break;
    case 2: // a child fails while the body waits
        async_group (g) {
            async_group_spawn(g, slow(1000, "a"));
            async_group_spawn(g, bad(1, UV_EPIPE));
            await slow(1000, "body");
            printf("not reached ");
        }
        break;
    case 3: // a child fails while the group waits at its end
        async_group (g) {
            async_group_spawn(g, slow(1000, "a"));
            async_group_spawn(g, bad(1, UV_EPIPE));
        }
        break;
    case 4: // a child fails while the body is on its way out by return
        async_group (g) {
            async_group_spawn(g, bad(1, UV_EPIPE));
            return 44;
        }
    case 5: // two children fail: the first goes on
        async_group (g) {
            async_group_spawn(g, shielded(3, UV_EBUSY));
            async_group_spawn(g, bad(1, UV_EPIPE));
            async_group_spawn(g, bad(2, UV_EIO));
        }
        break;
    case 6: // the body fails
        async_group (g) {
            async_group_spawn(g, slow(1000, "a"));
            await async_yield();
            async_fail(UV_EIO);
        }
        break;
    case 7: // the body fails after a child did, in what it defers
        async_group (g) {
            async_group_spawn(g, bad(1, UV_EPIPE));
            defer {
                await slow(5, "deferred");
            }
            await slow(1000, "body");
        }
        break;
    case 8: // a child fails before it first waits
        async_group (g) {
            async_group_spawn(g, bad(0, UV_EPIPE));
            await async_yield();
            await async_yield();
            await async_yield();
            printf("not reached ");
        }
        break;
    case 9: // cancelled from outside in the body
        async_group (g) {
            async_group_spawn(g, slow(1000, "a"));
            await slow(1000, "body");
        }
        break;
    case 10: // cancelled from outside at the end
        async_group (g) {
            async_group_spawn(g, slow(1000, "a"));
            async_group_spawn(g, stubborn(1));
        }
        break;
    case 11: // cancelled from outside, and a child fails on its way out: the failure goes on
        async_group (g) {
            async_group_spawn(g, shielded(5, UV_EBUSY));
            await slow(1000, "body");
        }
        break;
    case 12: // cancelled by itself
        async_group (g) {
            async_group_spawn(g, slow(1000, "a"));
            async_group_spawn(g, stubborn(1));
            await async_yield();
            async_group_cancel(g);
            printf("still ");
            await async_yield();
            printf("not reached ");
        }
        printf("on ");
        break;
    case 13: // an inner group's failure is the outer body's
        async_group (outer) {
            async_group_spawn(outer, slow(1000, "a"));
            async_group (inner) {
                async_group_spawn(inner, bad(1, UV_EPIPE));
                await slow(1000, "body");
            }
            printf("not reached ");
        }
        break;
    case 14: // an outer group's failure cancels an inner one that waits at its end
        async_group (outer) {
            async_group_spawn(outer, bad(1, UV_EPIPE));
            async_group (inner)
                async_group_spawn(inner, slow(1000, "a"));
            printf("not reached ");
        }
        break;
    case 15: // caught inside: the cancellation of the group does not leave it
        x = await async_catch(rows(2));
        await async_sleep(1);
        printf("on ");
        return x;
    case 16: // the results that are there are kept
        async_group (g) {
            async_group_spawn(g, x = slow(1, "a"));
            async_group_spawn(g, bad(3, UV_EPIPE));
            defer printf("x=%d ", x);
            await slow(1000, "body");
        }
        break;
    case 17: // spawned into a group that is cancelled: it starts all the same
        async_group (g) {
            async_group_cancel(g);
            async_group_spawn(g, slow(1000, "a"));
        }
        break;
    case 18: // a timeout around a group
        x = await async_timeout(1, rows(9));
        printf("%s ", x == UV_ETIMEDOUT ? "timeout" : "?");
        return 0;
    case 19: // a failure with UV_ECANCELED is a failure like another
        async_group (g) {
            async_group_spawn(g, bad(1, UV_ECANCELED));
            await slow(1000, "body");
        }
        break;
    case 20: // the body shields itself
        async_group (g) {
            async_group_spawn(g, bad(1, UV_EPIPE));
            await async_shield(x = slow(5, "shielded"));
            printf("x=%d ", x);
            await async_yield();
            printf("not reached ");
        }
        break;
    }
    return x;
}

static async int run(int row)
{
    int x = 0, e;
    if (row >= 9 && row <= 11) {
        async_task(int) t = async_spawn(rows(row));
        await async_sleep(1);
        async_cancel(t);
        e = await async_catch(x = async_join(t));
    } else {
        e = await async_catch(x = rows(row));
    }
    printf("-> %s\n", e ? uv_err_name(e) : x == 44 ? "44" : "ok");
    return 0;
}

async int main(void)
{
    for (int row = 1; row <= 20; row++) {
        printf("%d: ", row);
        await run(row);
    }
    // CHECK: 1: body a -> ok
    // CHECK-NEXT: 2: a body -> EPIPE
    // CHECK-NEXT: 3: a -> EPIPE
    // CHECK-NEXT: 4: -> EPIPE
    // CHECK-NEXT: 5: -> EPIPE
    // CHECK-NEXT: 6: a -> EIO
    // CHECK-NEXT: 7: body deferred -> EPIPE
    // CHECK-NEXT: 8: -> EPIPE
    // CHECK-NEXT: 9: body a -> ECANCELED
    // CHECK-NEXT: 10: a late -> ECANCELED
    // CHECK-NEXT: 11: body -> EBUSY
    // CHECK-NEXT: 12: still a late on -> ok
    // CHECK-NEXT: 13: body a -> EPIPE
    // CHECK-NEXT: 14: a -> EPIPE
    // CHECK-NEXT: 15: a body on -> ok
    // CHECK-NEXT: 16: a body x=1 -> EPIPE
    // CHECK-NEXT: 17: a -> ok
    // CHECK-NEXT: 18: body a timeout -> ok
    // CHECK-NEXT: 19: body -> ECANCELED
    // CHECK-NEXT: 20: shielded x=5 -> EPIPE
    return 0;
}
