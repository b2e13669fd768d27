// clauses 4.11 to 4.14: select, timeout, catch and shield.
// RUN: env ASYNC_TEST=clock=virtual %run-all %s | %prints %s
#include <async.h>
#include <stdio.h>
#include <uv.h>
static void say(const char *s) { printf("%s ", s); }
async int slow(int ms, int v) { defer say(v == 7 ? "seven" : "end"); await async_sleep((uint64_t)ms); return v; }
async int bad(int ms) { await async_sleep((uint64_t)ms); async_fail(UV_EPIPE); return 0; }
async void victim(void) { int x = 0; int e = await async_catch(x = slow(1000, 1)); printf("not reached %d %d", e, x); }
async void shielded(void) { int x = 0; await async_shield(x = slow(5, 7)); printf("got%d ", x); await async_yield(); printf("not reached"); }
async void selects(void) { int a = 0; int w = await async_select(a = slow(5, 2), bad(1)); printf("not reached %d", w + a); }
async void timed(void) { int e = await async_timeout(50, bad(1)); printf("not reached %d", e); }
async int main(void)
{
    int a = 0, b = 0;
    int w = await async_select(a = slow(2000, 1), b = slow(2, 2));
    printf("select %d %d %d\n", w, a, b); // CHECK: end end select 1 0 2
    int e = await async_timeout(2, a = slow(1000, 3));
    printf("timeout %d %d\n", e == UV_ETIMEDOUT, a); // CHECK-NEXT: end timeout 1 0
    e = await async_timeout(1000, a = slow(2, 4));
    printf("timeout %d %d\n", e, a); // CHECK-NEXT: end timeout 0 4
    e = await async_timeout(0, a = slow(0, 5));
    printf("timeout0 %d %d\n", e, a); // CHECK-NEXT: end timeout0 0 5
    e = await async_catch(bad(1));
    printf("catch %d\n", e == UV_EPIPE); // CHECK-NEXT: catch 1
    long wide = 0;
    e = await async_catch(wide = slow(1, 6));
    printf("catch %d %ld\n", e, wide); // CHECK-NEXT: end catch 0 6
    e = await async_catch(selects());
    printf("failed select %d\n", e == UV_EPIPE); // CHECK-NEXT: end failed select 1
    e = await async_catch(timed());
    printf("failed timeout %d\n", e == UV_EPIPE); // CHECK-NEXT: failed timeout 1
    async_task(void) t = async_spawn(victim());
    await async_sleep(1);
    async_cancel(t);
    await async_wait(t);
    async_detach(t);
    printf("victim\n"); // CHECK-NEXT: end victim
    t = async_spawn(shielded());
    await async_sleep(1);
    async_cancel(t);
    await async_wait(t);
    async_detach(t);
    printf("shielded\n"); // CHECK-NEXT: seven got7 shielded
    return 0;
}
