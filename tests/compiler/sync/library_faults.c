// docs/sync.md 0, docs/design/cancellation.md: every async function and operator of the library, each of
// its suspensions cancelled and each of its allocations failing in turn. Nothing is left behind: no
// task, block or connection (async/test.h), and what is in the caller's hands afterwards is whole.
// RUN: %run-all %s | %prints %s
#include <async.h>
#include <async/net.h>
#include <async/several.h>
#include <async/test.h>
#include <stdio.h>
#include <string.h>
#include <uv.h>

static int failures;

static void expect(int holds, const char *what)
{
    if (!holds && failures++ < 10)
        printf("not %s\n", what);
}

static async int give(int x)
{
    await async_yield();
    return x;
}

static async int later(int x, uint64_t ms)
{
    await async_sleep(ms);
    return x;
}

static async void refuse(void)
{
    await async_yield();
    async_fail(UV_EPERM);
}

/* ---- connections ------------------------------------------------------------- */

static async void serve(async_tcp *listener)
{
    async_tcp peer;
    char text[64];
    ssize_t size;
    if (await async_tcp_accept(listener, &peer) != 0)
        return;
    defer await async_tcp_close(&peer);
    while ((size = await async_tcp_read(&peer, text, sizeof text)) > 0)
        if (await async_tcp_write(&peer, text, (size_t)size) != 0)
            return;
}

static async int talk(const char *host, int port)
{
    static const async_buffer words[] = {{"wor", 3}, {"ld", 2}};
    async_tcp tcp;
    char text[64];
    size_t have = 0;
    ssize_t size;
    if (await async_tcp_connect(&tcp, host, port) != 0)
        return 0;
    defer await async_tcp_close(&tcp);
    if (await async_tcp_write(&tcp, "hello, ", 7) != 0 || await async_tcp_writev(&tcp, words, 2) != 0 ||
        await async_tcp_shutdown(&tcp) != 0)
        return 0;
    while ((size = await async_tcp_read(&tcp, text + have, sizeof text - have)) > 0)
        have += (size_t)size;
    return size == 0 && have == 12 && memcmp(text, "hello, world", 12) == 0;
}

static async int meet(async_tcp *listener, const char *host)
{
    int all = 0;
    async_group (g) {
        async_group_spawn(g, serve(listener));
        all = await talk(host, async_tcp_port(listener));
        if (!all)
            async_group_cancel(g);
    }
    return all;
}

static int said_all;

static async void connections(void)
{
    async_tcp listener;
    int by_address = 0, by_name = 0;
    if (async_tcp_listen(&listener, "127.0.0.1", 0, 8) != 0)
        return;
    defer await async_tcp_close(&listener);
    /* A server without memory does not accept. */
    await async_timeout(1000, by_address = meet(&listener, "127.0.0.1"));
    await async_timeout(1000, by_name = meet(&listener, "localhost"));
    said_all = by_address + by_name;
}

/* ---- time and the pool --------------------------------------------------------- */

static int square(int x) { return x * x; }

static async void pauses(void)
{
    async_interval interval;
    uint64_t start = async_now();
    await async_yield();
    await async_sleep(0);
    await async_sleep(5);
    await async_sleep_until(start + 10);
    async_interval_init(&interval, 3);
    for (int i = 0; i < 2; i++)
        await async_sleep_until(async_interval_next(&interval));
    expect(async_now() >= start + 16, "a clock that has gone on");
    expect(await async_offload(square(7)) == 49, "the square");
}

/* ---- operators ----------------------------------------------------------------- */

static async void operators(void)
{
    int a = 0, b = 0, err;
    await async_gather(a = give(1), b = later(2, 3));
    expect(a == 1 && b == 2, "both values");
    int which = await async_select(a = later(3, 9), b = later(4, 2));
    expect(which == 1 && b == 4, "the earlier one");
    err = await async_timeout(4, a = later(5, 2));
    expect(err == 0 && a == 5, "a value in time");
    expect(await async_timeout(4, later(6, 8)) == UV_ETIMEDOUT, "one too late");
    expect(await async_timeout_at(async_now() + 4, later(6, 8)) == UV_ETIMEDOUT, "one behind its deadline");
    err = await async_catch(refuse());
    expect(err == UV_EPERM || err == UV_ENOMEM, "the failure");
    await async_shield(a = later(7, 2));
    expect(a == 7, "a shielded value");
    await async_timeout(50, async_gather(a = give(8), async_catch(b = later(9, 1))));
}

/* ---- tasks ----------------------------------------------------------------------- */

static const async_local_key request = {"request"};
static int kept;

static void drop(void *value) { kept -= *(int *)value; }

static async void tasks(void)
{
    static int one = 1;
    kept++;
    if (async_local_set(&request, &one, drop) != 0)
        kept--;
    async_task_set_name(NULL, "tasks");
    async_task(int) joined = async_spawn(later(1, 2));
    async_task_set_name(joined, "joined");
    expect(await async_join(joined) == 1, "the joined value");
    async_task(int) cancelled = async_spawn(later(2, 100));
    defer async_detach(cancelled);
    await async_yield();
    async_cancel(cancelled);
    await async_wait(cancelled);
    async_task(int) left = async_spawn(later(3, 4));
    async_detach(left);
}

static async void groups(void)
{
    int a = 0, b = 0;
    async_group (g) {
        async_group_spawn(g, a = later(1, 2));
        async_group_spawn(g, b = give(2));
        await async_yield();
    }
    expect(a == 1 && b == 2, "the children's values");
    async_group (g) {
        async_group_spawn(g, a = later(3, 100));
        await async_yield();
        async_group_cancel(g);
        await async_sleep(50);
    }
    expect(a == 1, "a cancelled child");
}

static async void several(void)
{
    async_task(int) all[3];
    int values[3] = {0}, value = 0;
    for (int i = 0; i < 3; i++)
        all[i] = async_spawn(later(i, 3));
    await async_gather_n(all, 3, values);
    expect(values[0] + values[1] + values[2] == 3, "all values");
    for (int i = 0; i < 3; i++)
        all[i] = async_spawn(later(i, (uint64_t)(9 - i)));
    expect(await async_select_n(all, 3, &value) == 2 && value == 2, "the first value");
    for (int i = 0; i < 3; i++)
        all[i] = async_spawn(later(i, 4));
    defer for (int i = 0; i < 3; i++) if (all[i] != NULL) {
        async_cancel(all[i]);
        async_detach(all[i]);
    }
    for (int which; (which = await async_wait_any(all, 3)) >= 0;) {
        async_task(int) ended = all[which];
        all[which] = NULL;
        expect(await async_join(ended) == which, "values as they come");
    }
}

/* ---- generators -------------------------------------------------------------------- */

static int opened;

static async_generator(int) count(int n)
{
    opened++;
    defer {
        await async_yield();
        opened--;
    }
    for (int i = 0; i < n; i++) {
        await async_sleep(1);
        async_emit(i);
    }
}

static async void items(void)
{
    int sum = 0;
    async_for (int x, count(3))
        sum += x;
    async_for (int x, count(9)) {
        sum += x * 10;
        if (x == 2)
            break;
    }
    expect(sum == 33, "the sum of the items");
}

static void scenario(void *which)
{
    kept = opened = 0;
    switch (*(char *)which) {
    case 'c': async_run(connections()); break;
    case 'p': async_run(pauses()); break;
    case 'o': async_run(operators()); break;
    case 't': async_run(tasks()); break;
    case 'g': async_run(groups()); break;
    case 's': async_run(several()); break;
    case 'i': async_run(items()); break;
    }
    expect(kept == 0, "every value of a task released");
    expect(opened == 0, "every generator closed");
}

int main(void)
{
    char all[] = "cpotgsi";
    for (char *which = all; *which != 0; which++)
        for (unsigned seed = 0; seed < 6; seed++) {
            async_test_options options = {.virtual_clock = 1, .yield = seed & 1, .shuffle = seed > 1, .seed = seed};
            expect(async_test_cancel_everywhere(&options, scenario, which) >= 5, "five suspensions");
            expect(async_test_fail_everywhere(&options, scenario, which) >= 1, "an allocation");
        }
    scenario(all);
    printf("%d %d\n", said_all, failures); // CHECK: 2 0
    return 0;
}
