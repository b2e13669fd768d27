// The bounded form of `./dev fuzz tree`.
// RUN: %cc_clang ${ASYNCC_SANITIZE:+-fsanitize=$ASYNCC_SANITIZE} -O1 -g %s -o %t
// RUN: %t 1 3000
/* tree - random trees of tasks, each from a seed, in test mode (async/test.h).
 *
 *     tree [FIRST [COUNT]]
 *
 * A node does a few random things: it sleeps, calls nodes, runs them under the operators and in
 * groups, takes items of generators, spawns them and joins, cancels or detaches, waits in queues and semaphores, fails, and cleans up in
 * deferred statements that wait too. Half of the runs shuffle the ready tasks, half inject yields,
 * some are cancelled in the middle or short of memory. After each run nothing may be left
 * behind; each sixteenth is run again and must take the same course. A lost wake-up is a deadlock,
 * which the runtime reports. The first seed that breaks a rule is printed and ends the program.
 */
#include <async.h>
#include <async/queue.h>
#include <async/several.h>
#include <async/sync.h>
#include <async/test.h>

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

enum { NODES = 100, DEPTH = 5, VALUE = 42, QUEUE = 3, PERMITS = 2 };

long async__memory_live(void); /* of the runtime: blocks that it has not freed */
int __lsan_do_recoverable_leak_check(void) __attribute__((weak));

static struct run {
    uint64_t random;
    uint64_t course; /* a hash of all that happened, in order */
    int nodes;       /* how many may still be made */
    int alive, held;
    int naps; /* in peace, which have not ended */
    long acts;
    long put, got;
    async_queue(long) queue;
    async_semaphore permits;
    uint64_t now;
} run;

static uint64_t current_seed;
static bool finished;
static int
    terminal;     /* standard error is elsewhere while allocations fail: it tells of lost tasks */
static long acts; /* of all runs */

static void check(bool ok, const char *what)
{
    if (ok)
        return;
    dprintf(terminal, "tree: %s\n", what);
    exit(1);
}

/* After a deadlock too. */
static void tell_seed(void)
{
    if (!finished)
        dprintf(terminal, "tree: this was seed %llu\n", (unsigned long long)current_seed);
}

static void send_errors(bool away)
{
    int to = away ? open("/dev/null", O_WRONLY) : dup(terminal);
    check(to >= 0 && dup2(to, STDERR_FILENO) >= 0, "standard error");
    close(to);
}

static uint64_t mix(uint64_t z)
{
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static unsigned pick(unsigned below)
{
    run.random += UINT64_C(0x9e3779b97f4a7c15);
    return (unsigned)(mix(run.random) % below);
}

static void note(unsigned what)
{
    check(async_now() >= run.now, "time goes backward");
    run.now = async_now();
    run.course = mix(run.course + what) + run.now;
}

/* ---- what a node may do -------------------------------------------------------- */

async static int node(int depth);

async static void nap(void) { await async_sleep(pick(20)); }

async static void call(int depth) { check(await node(depth) == VALUE, "call"); }

async static void gather(int depth)
{
    int x = 0, y = 0, z = 0;
    if (pick(2))
        await async_gather(x = node(depth), y = node(depth), z = node(depth));
    else
        await async_gather(x = node(depth), nap(), y = node(depth), z = node(depth));
    check(x == VALUE && y == VALUE && z == VALUE, "gather");
}

async static void select_one(int depth)
{
    int x = 0, y = 0;
    int which = await async_select(x = node(depth), y = node(depth), nap());
    check(which >= 0 && which <= 2 && (which == 2 || (which == 0 ? x : y) == VALUE), "select");
    note((unsigned)which);
}

async static void time_out(int depth)
{
    int x = 0, inner = 1, error;
    if (pick(3) == 0)
        error = await async_timeout(pick(25), inner = async_timeout(pick(25), x = node(depth)));
    else
        error = await async_timeout(pick(25), x = node(depth));
    check(error == UV_ETIMEDOUT || error == 0, "timeout");
    check(error != 0 || inner == UV_ETIMEDOUT || x == VALUE, "timeout's value");
}

async static void catch_it(int depth)
{
    int x = 0, error = await async_catch(x = node(depth));
    check(error < 0 || x == VALUE, "catch");
    note((unsigned)error);
}

/* Only a lack of memory may cut this short. */
async static void nap_in_peace(void)
{
    run.naps++;
    await nap();
    run.naps--;
}

async static void shield(int depth)
{
    int x = 0;
    await async_shield(nap_in_peace());
    await async_shield(x = node(depth));
    check(x == VALUE, "shield");
}

/* For a task that was cancelled before it began: no await that would wait returns. */
async static void be_doomed(void)
{
    async_semaphore never;
    async_semaphore_init(&never, 0);
    {
        defer await nap_in_peace();
        note(50);
    }
    switch (pick(4)) {
    case 0:
        await async_sleep(1 + pick(3));
        break;
    case 1:
        await async_semaphore_acquire(&never);
        break;
    case 2:
        await async_gather(nap(), nap());
        break;
    default:
        await async_timeout(5, async_semaphore_acquire(&never));
    }
    check(false, "a cancelled task waited");
}

async static void spawn_doomed(void)
{
    async_task(void) task = async_spawn(be_doomed());
    async_cancel(task);
    int error = await async_catch(async_join(task));
    check(error == UV_ECANCELED || error == UV_ENOMEM, "a cancelled task has another end");
}

/* Whose failure nobody would see. */
async static void quiet(int depth)
{
    int x = 0;
    await async_catch(x = node(depth));
}

async static void spawn_and_join(int depth)
{
    async_task(void) task = async_spawn(quiet(depth));
    defer async_detach(task);
    if (pick(2))
        await nap();
    if (pick(4) == 0)
        async_cancel(task);
    await async_wait(task);
}

/* What a task that was cancelled or failed gives to its joiner is caught. */
async static void spawn_and_catch(int depth)
{
    async_task(int) task = async_spawn(node(depth));
    int x = 0;
    if (pick(2))
        async_cancel(task);
    int error = await async_catch(x = async_join(task));
    check(error < 0 || x == VALUE, "join");
}

async static void wait_forever(void)
{
    async_semaphore never;
    async_semaphore_init(&never, 0);
    await async_semaphore_acquire(&never);
}

/* Who joins a task owns it: cancelled, it cancels the task. */
async static void own(void)
{
    async_task(void) task = async_spawn(wait_forever());
    int error = await async_timeout(pick(10), async_join(task));
    check(error == UV_ETIMEDOUT, "a task without end has ended");
}

async static void gather_several(int depth)
{
    async_task(int) tasks[4];
    int values[4] = {0}, count = (int)pick(5);
    for (int i = 0; i < count; i++)
        tasks[i] = async_spawn(node(depth));
    await async_gather_n(tasks, (size_t)count, values);
    for (int i = 0; i < count; i++)
        check(values[i] == VALUE, "gather_n");
}

async static void select_several(int depth)
{
    async_task(int) tasks[4];
    int value = 0, count = (int)pick(5);
    for (int i = 0; i < count; i++)
        tasks[i] = async_spawn(node(depth));
    int which = await async_select_n(tasks, (size_t)count, &value);
    check(count == 0 ? which == -1 : which >= 0 && which < count && value == VALUE, "select_n");
    note((unsigned)which);
}

async static void take_as_they_complete(int depth)
{
    async_task(void) tasks[4];
    int count = 1 + (int)pick(4), taken = 0;
    for (int i = 0; i < count; i++)
        tasks[i] = async_spawn(quiet(depth));
    defer
    {
        for (int i = 0; i < count; i++)
            if (tasks[i] != NULL) {
                async_cancel(tasks[i]);
                async_detach(tasks[i]);
            }
    }
    for (int i; (i = await async_wait_any(tasks, (size_t)count)) >= 0; taken++) {
        note((unsigned)i);
        async_detach(tasks[i]);
        tasks[i] = NULL;
    }
    check(taken == count, "wait_any");
}

/* Adds to a group of its caller's. */
async static void add_to(async_group_t *group, int depth, int *x)
{
    if (pick(2))
        await nap();
    async_group_spawn(group, *x = node(depth));
}

static void add_nap(async_group_t *group) { async_group_spawn(group, nap()); }

/* Every way out of the block: all of its children have ended behind it. */
async static int leave_group(int depth, int way, int *x, int *y)
{
    for (;;) {
        async_group (group) {
            async_group_spawn(group, *x = node(depth));
            await add_to(group, depth, y);
            add_nap(group);
            if (pick(2))
                await nap();
            if (way == 1)
                break; // asyncc-ignore(empty-scope): each way out is tried
            if (way == 2)
                return VALUE; // asyncc-ignore(empty-scope): as above
            if (way == 3)
                goto out; // asyncc-ignore(empty-scope): as above
            if (way == 4)
                async_fail(UV_EIO);
        }
        check(way != 1 && way < 4, "a way out of a group");
        break;
    }
out:
    return VALUE;
}

async static void group(int depth)
{
    int x = 0, y = 0, way = (int)pick(5);
    int result = await leave_group(depth, way, &x, &y);
    check(way != 4 && result == VALUE && x == VALUE && y == VALUE, "group");
}

async static void groups_in_groups(int depth)
{
    int x = 0, y = 0, z = 0, error = 0;
    async_group (outer) {
        async_group_spawn(outer, x = node(depth));
        async_group (inner) {
            async_group_spawn(inner, y = node(depth));
            async_group_spawn(outer, z = node(depth));
            if (pick(3) == 0)
                async_group_cancel(inner);
            await nap();
        }
        error = await async_catch(group(depth));
        note((unsigned)error);
    }
    check(x == VALUE && z == VALUE, "groups in groups");
}

/* A group that cancels itself ends without failure, unless a child has failed before. */
async static void cancel_group(int depth)
{
    bool asked = false;
    async_group (group) {
        defer await nap_in_peace();
        async_group_spawn(group, node(depth));
        async_group_spawn(group, wait_forever());
        await nap();
        asked = true;
        async_group_cancel(group);
        await async_sleep(1);
        check(false, "the body of a cancelled group waited");
    }
    check(asked, "a group without end has ended");
    await nap();
}

async static void act(int depth);

static async_generator(int) items(int depth)
{
    run.alive++;
    defer
    {
        run.alive--;
        await nap_in_peace();
    }
    for (unsigned left = pick(5); left > 0; left--) {
        if (pick(2))
            await act(depth);
        async_emit(VALUE);
    }
    if (depth > 0 && pick(2))
        async_for (int x, items(depth - 1))
            async_emit(x);
}

/* Every way out of the loop closes the generator. */
async static int leave_loop(int depth, int way)
{
    for (;;) {
        async_for (int x, items(depth)) {
            defer note(60);
            check(x == VALUE && run.alive > 0, "an item");
            if (pick(2))
                await act(depth);
            if (way == 1)
                break;
            if (way == 2)
                return VALUE;
            if (way == 3)
                goto out;
            if (way == 4)
                async_fail(UV_EIO);
        }
        break;
    }
out:
    return VALUE;
}

async static void take_items(int depth)
{
    int way = (int)pick(6);
    check(await leave_loop(depth, way) == VALUE, "a way out of a loop");
}

async static void spawn_and_leave(int depth)
{
    async_task(void) task = async_spawn(quiet(depth));
    if (pick(2))
        async_cancel(task);
    async_detach(task);
}

async static int put(long value)
{
    int error = await async_queue_put(&run.queue, value);
    run.put += error == 0;
    return error;
}

async static int get(void)
{
    long value = 0;
    int error = await async_queue_get(&run.queue, &value);
    check(error != 0 || value == VALUE, "queue");
    run.got += error == 0;
    return error;
}

/* Only the winner has an effect, unless it got what its sibling has put. */
async static void choose_in_queue(void)
{
    enum { NOT_YET = 1 };
    int got = NOT_YET, put = NOT_YET, timeout = NOT_YET;
    long value = 0;
    defer
    {
        run.got += value == VALUE;
        run.put += put == 0;
    }
    int which = await async_select(
        got = async_queue_get(&run.queue, &value),
        timeout = async_timeout(pick(10), put = async_queue_put(&run.queue, VALUE)), nap());
    check((got == 0) == (which == 0) && (value == VALUE) == (which == 0), "get in a select");
    check(which == 1 ? (put == 0) == (timeout == 0) : which == 0 || put == NOT_YET,
          "put in a select");
}

async static void use_queue(void)
{
    int error = UV_ETIMEDOUT, timeout;
    if (pick(4) == 0) {
        await choose_in_queue();
        return;
    }
    if (pick(2))
        timeout = await async_timeout(1 + pick(10), error = put(VALUE));
    else
        timeout = await async_timeout(1 + pick(10), error = get());
    check(timeout == UV_ETIMEDOUT || error == 0, "queue in time");
}

async static void hold(int depth)
{
    await async_semaphore_acquire(&run.permits);
    run.held++;
    defer
    {
        run.held--;
        async_semaphore_release(&run.permits);
    }
    check(run.held <= PERMITS, "too many hold a permit");
    await nap();
    if (depth > 2 && pick(4) == 0)
        await async_timeout(5, node(0));
}

async static void clean_up_slowly(int depth)
{
    char *block = malloc(8);
    defer
    {
        free(block);
        await nap_in_peace();
    }
    if (pick(2))
        await call(depth);
}

async static void act(int depth)
{
    unsigned what = pick(26);
    run.acts++;
    note(what);
    switch (depth > 0 && run.nodes > 0 ? what : what % 4) {
    case 0:
    case 1:
        await nap();
        break;
    case 2:
        await use_queue();
        break;
    case 3:
        await hold(depth);
        break;
    case 4:
        await call(depth - 1);
        break;
    case 5:
    case 6:
        await gather(depth - 1);
        break;
    case 7:
        await select_one(depth - 1);
        break;
    case 8:
        await time_out(depth - 1);
        break;
    case 9:
        await catch_it(depth - 1);
        break;
    case 10:
        await shield(depth - 1);
        break;
    case 11:
        await spawn_and_join(depth - 1);
        break;
    case 12:
        await spawn_and_catch(depth - 1);
        break;
    case 13:
        await spawn_and_leave(depth - 1);
        break;
    case 14:
        await clean_up_slowly(depth - 1);
        break;
    case 15:
        await async_timeout(pick(10), clean_up_slowly(depth - 1));
        break;
    case 16:
        await gather_several(depth - 1);
        break;
    case 17:
        await select_several(depth - 1);
        break;
    case 18:
        await take_as_they_complete(depth - 1);
        break;
    case 19:
        if (pick(2))
            await spawn_doomed();
        else
            await own();
        break;
    case 20:
        await group(depth - 1);
        break;
    case 21:
        await groups_in_groups(depth - 1);
        break;
    case 22:
        await cancel_group(depth - 1);
        break;
    case 23:
        await take_items(depth - 1);
        break;
    default:
        if (pick(3) == 0)
            async_fail(-(int)(1 + pick(30)));
    }
}

async static int node(int depth)
{
    run.alive++;
    run.nodes--;
    defer run.alive--;
    for (unsigned left = 1 + pick(5); left > 0; left--)
        await act(depth);
    note(99);
    return VALUE;
}

/* ---- runs -------------------------------------------------------------------- */

async static int root(void)
{
    int x = 0, y = 0;
    await async_gather(async_catch(x = node(DEPTH)), async_catch(y = node(DEPTH)));
    return x + y;
}

/* Of three free bits each seed takes its own mode; the rest of the options is drawn. */
static async_test_options options_of(uint64_t seed)
{
    async_test_options options = {
        .yield = seed & 1, .shuffle = (seed & 2) != 0, .seed = seed, .virtual_clock = 1};
    if ((seed & 12) == 4)
        options.cancel_at = 1 + (long)(mix(seed) % 60);
    if ((seed & 12) == 8)
        options.fail_at = 2 + (long)(mix(seed) % 60);
    return options;
}

static uint64_t run_once(uint64_t seed)
{
    async_test_options options = options_of(seed);
    long blocks = async__memory_live();
    run = (struct run){.random = mix(seed), .nodes = NODES};
    check(async_queue_init(&run.queue, QUEUE) == 0, "no memory");
    async_semaphore_init(&run.permits, PERMITS);
    async_test_use(&options);
    async_run(root());
    check(run.alive == 0, "a node is alive");
    check(run.held == 0 && run.permits.permits == PERMITS, "a permit is lost");
    check(run.naps == 0 || options.fail_at > 0, "a nap in peace was cut short");
    long left = (long)async_queue_size(&run.queue);
    check(run.put - run.got == left || options.fail_at > 0, "an item is lost");
    async_queue_deinit(&run.queue);
    check(async__memory_live() == blocks, "a block of the runtime is lost");
    acts += run.acts;
    return run.course;
}

static void run_seed(uint64_t seed)
{
    current_seed = seed;
    bool away = options_of(seed).fail_at != 0;
    if (away)
        send_errors(true);
    uint64_t course = run_once(seed);
    if (seed % 16 == 0)
        check(run_once(seed) == course, "the same seed takes another course");
    if (away)
        send_errors(false);
    if (seed % 1024 == 0 && __lsan_do_recoverable_leak_check != NULL)
        check(__lsan_do_recoverable_leak_check() == 0, "memory is lost");
}

int main(int argc, char **argv)
{
    uint64_t first = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    uint64_t count = argc > 2 ? strtoull(argv[2], NULL, 10) : 1000;
    clock_t start = clock();
    terminal = dup(STDERR_FILENO);
    atexit(tell_seed);
    for (uint64_t seed = first; seed < first + count; seed++)
        run_seed(seed);
    fprintf(stderr, "tree: %llu seeds from %llu, %ld acts, %.1f s of processor time\n",
            (unsigned long long)count, (unsigned long long)first, acts,
            (double)(clock() - start) / CLOCKS_PER_SEC);
    finished = true;
    return 0;
}
