// clauses 4.2, 4.11 to 4.15: values, failures, the clock and a cancellation from outside in every
// combination, for each operator. Each line is a row of the table in docs/design/cancellation.md.
// RUN: env ASYNC_TEST=clock=virtual %run-all %s 2>/dev/null | %prints %s
#include <async.h>
#include <stdio.h>
#include <uv.h>

/* ---- children ----------------------------------------------------------------- */

static async int slow(int ms)
{
    await async_sleep((uint64_t)ms);
    return ms;
}

static async int bad(int ms, int code)
{
    await async_sleep((uint64_t)ms);
    async_fail(code);
    return 0;
}

// needs `ms` to end once it was asked to
static async int stubborn(int ms)
{
    defer await async_sleep((uint64_t)ms);
    await async_sleep(1000);
    return 0;
}

// cancelled or not: ends with a value, or fails
static async int finishes(int ms)
{
    int x = 0;
    await async_shield(x = slow(ms));
    return x;
}

static async int breaks(int ms, int code)
{
    int x = 0;
    await async_shield(x = bad(ms, code));
    return x;
}

/* ---- the program around --------------------------------------------------------- */

// behind the operator: an await that would wait
static async int on(int value)
{
    printf("on %d, ", value);
    await async_sleep(1);
    printf("waited, ");
    return value;
}

// runs the row as a task, cancelled after `cancel` ms if that is not 0
static async void run(const char *row, async int (*f)(void), int cancel)
{
    uint64_t start = async_now();
    printf("%s: ", row);
    async_task(int) task = async_spawn(f());
    int value = 0;
    if (cancel > 0) {
        await async_sleep((uint64_t)cancel);
        async_cancel(task);
    }
    int error = await async_catch(value = async_join(task));
    printf("%s, %d ms\n", error ? uv_err_name(error) : "value", (int)(async_now() - start));
}

/* ---- gather ----------------------------------------------------------------------- */

static async int two(async int (*f)(int), int ms, async int (*g)(int, int), int later, int code)
{
    int a = 0, b = 0;
    await async_gather(a = f(ms), b = g(later, code));
    return await on(a + b);
}

static async int three(async int (*f)(int), int ms)
{
    int a = 0, b = 0, c = 0;
    await async_gather(a = f(ms), b = bad(2, UV_EIO), c = breaks(3, UV_EPIPE));
    return await on(a + b + c);
}

static async int value(int ms, int unused)
{
    (void)unused;
    return await slow(ms);
}

static async int g1(void) { return await two(slow, 5, value, 3, 0); }
static async int g2(void) { return await two(slow, 9, bad, 3, UV_EIO); }
static async int g3(void) { return await three(stubborn, 4); }
static async int g4(void) { return await two(stubborn, 4, value, 9, 0); }
static async int g5(void) { return await two(slow, 9, breaks, 5, UV_EIO); }
static async int g6(void) { return await two(stubborn, 4, bad, 1, UV_EIO); }
static async int g7(void) { return await two(finishes, 4, value, 1, 0); }
static async int g8(void) { return await two(slow, 9, bad, 3, UV_ECANCELED); }

static async void gathers(void)
{
    await run("g1", g1, 0); // CHECK:      g1: on 8, waited, value, 6 ms
    await run("g2", g2, 0); // CHECK-NEXT: g2: EIO, 3 ms
    await run("g3", g3, 0); // CHECK-NEXT: g3: EIO, 6 ms
    await run("g4", g4, 2); // CHECK-NEXT: g4: ECANCELED, 6 ms
    await run("g5", g5, 2); // CHECK-NEXT: g5: EIO, 5 ms
    await run("g6", g6, 2); // CHECK-NEXT: g6: EIO, 5 ms
    await run("g7", g7, 2); // CHECK-NEXT: g7: on 5, ECANCELED, 4 ms
    await run("g8", g8, 0); // CHECK-NEXT: g8: ECANCELED, 3 ms
}

/* ---- select ------------------------------------------------------------------------ */

static async int s1(void)
{
    int a = 0, b = 0;
    int which = await async_select(a = slow(3), b = stubborn(4));
    return await on(which * 100 + a + b);
}

static async int s2(void)
{
    int a = 0;
    return await on(await async_select(a = stubborn(4), bad(2, UV_EIO), a = slow(3)));
}

static async int s3(void) { return await on(await async_select(breaks(5, UV_EIO), slow(3))); }
static async int s4(void) { return await on(await async_select(stubborn(4), slow(9))); }
static async int s5(void) { return await on(await async_select(stubborn(4), slow(1))); }
static async int s6(void) { return await on(await async_select(breaks(5, UV_EIO), slow(9))); }
static async int s7(void) { return await on(await async_select(finishes(5), slow(9))); }

static async void selects(void)
{
    await run("s1", s1, 0); // CHECK-NEXT: s1: on 3, waited, value, 8 ms
    await run("s2", s2, 0); // CHECK-NEXT: s2: EIO, 6 ms
    await run("s3", s3, 0); // CHECK-NEXT: s3: on 1, waited, value, 6 ms
    await run("s4", s4, 2); // CHECK-NEXT: s4: ECANCELED, 6 ms
    await run("s5", s5, 2); // CHECK-NEXT: s5: on 1, ECANCELED, 5 ms
    await run("s6", s6, 2); // CHECK-NEXT: s6: EIO, 5 ms
    await run("s7", s7, 2); // CHECK-NEXT: s7: on 0, ECANCELED, 5 ms
}

/* ---- timeout ------------------------------------------------------------------------- */

static async int limit(int ms, async int (*f)(int), int arg)
{
    int x = 0, error = await async_timeout((uint64_t)ms, x = f(arg));
    printf("%s ", error ? uv_err_name(error) : "0");
    return await on(x);
}

static async int broken(int ms) { return await bad(ms, UV_EIO); }
static async int breaking(int ms) { return await breaks(ms, UV_EIO); }
static async int late(int ms) { return await bad(ms, UV_ETIMEDOUT); }

static async int nested(int outer, int inner, async int (*f)(int), int arg)
{
    int x = 0, in = 1;
    int out = await async_timeout((uint64_t)outer, in = async_timeout((uint64_t)inner, x = f(arg)));
    printf("%s inside %s ", in == 1 ? "nothing" : in ? uv_err_name(in) : "0",
           out ? uv_err_name(out) : "0");
    return await on(x);
}

static async int t1(void) { return await limit(5, slow, 3); }
static async int t2(void) { return await limit(3, stubborn, 4); }
static async int t3(void) { return await limit(5, broken, 3); }
static async int t4(void) { return await limit(3, breaking, 5); }
static async int t5(void) { return await limit(9, stubborn, 4); }
static async int t6(void) { return await limit(1, stubborn, 4); }
static async int t7(void) { return await limit(3, stubborn, 4); }
static async int t8(void) { return await limit(3, finishes, 5); }
static async int t9(void) { return await limit(9, late, 3); }
static async int t10(void) { return await nested(9, 3, slow, 20); }
static async int t11(void) { return await nested(3, 9, slow, 20); }
static async int t12(void) { return await nested(3, 3, slow, 20); }
static async int t13(void) { return await nested(3, 2, stubborn, 4); }
static async int t14(void) { return await nested(9, 9, stubborn, 4); }
static async int t15(void) { return await nested(9, 8, broken, 2); }

static async void timeouts(void)
{
    await run("t1", t1, 0);   // CHECK-NEXT: t1: 0 on 3, waited, value, 4 ms
    await run("t2", t2, 0);   // CHECK-NEXT: t2: ETIMEDOUT on 0, waited, value, 8 ms
    await run("t3", t3, 0);   // CHECK-NEXT: t3: EIO, 3 ms
    await run("t4", t4, 0);   // CHECK-NEXT: t4: EIO, 5 ms
    await run("t5", t5, 2);   // CHECK-NEXT: t5: ECANCELED, 6 ms
    await run("t6", t6, 2);   // CHECK-NEXT: t6: ECANCELED, 5 ms
    await run("t7", t7, 2);   // CHECK-NEXT: t7: ECANCELED, 6 ms
    await run("t8", t8, 0);   // CHECK-NEXT: t8: 0 on 5, waited, value, 6 ms
    await run("t9", t9, 0);   // CHECK-NEXT: t9: ETIMEDOUT, 3 ms
    await run("t10", t10, 0); // CHECK-NEXT: t10: ETIMEDOUT inside 0 on 0, waited, value, 4 ms
    await run("t11", t11, 0); // CHECK-NEXT: t11: nothing inside ETIMEDOUT on 0, waited, value, 4 ms
    await run("t12", t12, 0); // CHECK-NEXT: t12: nothing inside ETIMEDOUT on 0, waited, value, 4 ms
    await run("t13", t13, 0); // CHECK-NEXT: t13: nothing inside ETIMEDOUT on 0, waited, value, 7 ms
    await run("t14", t14, 2); // CHECK-NEXT: t14: ECANCELED, 6 ms
    await run("t15", t15, 0); // CHECK-NEXT: t15: EIO, 2 ms
}

/* ---- catch ---------------------------------------------------------------------------- */

static async int caught(async int (*f)(int, int), int ms, int code)
{
    int x = 0, error = await async_catch(x = f(ms, code));
    printf("%s ", error ? uv_err_name(error) : "0");
    return await on(x);
}

static async int held(int ms, int unused)
{
    (void)unused;
    return await finishes(ms);
}

static async int c1(void) { return await caught(value, 3, 0); }
static async int c2(void) { return await caught(bad, 3, UV_EIO); }
static async int c3(void) { return await caught(value, 9, 0); }
static async int c4(void) { return await caught(breaks, 5, UV_EIO); }
static async int c5(void) { return await caught(bad, 3, UV_ECANCELED); }
static async int c6(void) { return await caught(held, 5, 0); }

static async void catches(void)
{
    await run("c1", c1, 0); // CHECK-NEXT: c1: 0 on 3, waited, value, 4 ms
    await run("c2", c2, 0); // CHECK-NEXT: c2: EIO on 0, waited, value, 4 ms
    await run("c3", c3, 2); // CHECK-NEXT: c3: ECANCELED, 2 ms
    await run("c4", c4, 2); // CHECK-NEXT: c4: ECANCELED, 5 ms
    await run("c5", c5, 0); // CHECK-NEXT: c5: ECANCELED on 0, waited, value, 4 ms
    await run("c6", c6, 2); // CHECK-NEXT: c6: 0 on 5, ECANCELED, 5 ms
}

/* ---- shield ----------------------------------------------------------------------------- */

static async int shielded(async int (*f)(int, int), int ms, int code)
{
    int x = 0;
    await async_shield(x = f(ms, code));
    return await on(x);
}

static async int around(int ms) { return await shielded(value, ms, 0); }

static async int h1(void) { return await shielded(value, 3, 0); }
static async int h2(void) { return await shielded(bad, 3, UV_EIO); }
static async int h3(void) { return await shielded(value, 5, 0); }
static async int h4(void) { return await shielded(bad, 5, UV_EIO); }
static async int h5(void) { return await limit(3, around, 5); }

static async void shields(void)
{
    await run("h1", h1, 0); // CHECK-NEXT: h1: on 3, waited, value, 4 ms
    await run("h2", h2, 0); // CHECK-NEXT: h2: EIO, 3 ms
    await run("h3", h3, 2); // CHECK-NEXT: h3: on 5, ECANCELED, 5 ms
    await run("h4", h4, 2); // CHECK-NEXT: h4: EIO, 5 ms
    await run("h5", h5, 0); // CHECK-NEXT: h5: on 5, ETIMEDOUT on 0, waited, value, 6 ms
}

async int main(void)
{
    await gathers();
    await selects();
    await timeouts();
    await catches();
    await shields();
    return 0;
}
