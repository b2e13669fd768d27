/* async.h - async/await for C: the keywords, the operators, tasks, time.
 *
 * Two faces. Compiled by asyncc, the keywords reach the tool as they are.
 * Read by anything else (an editor, clangd, clang-tidy) they expand to what
 * parses and type-checks with a stock compiler, and a program built without asyncc
 * does not link: the missing symbol's name says why.
 *
 * ASYNC_NO_KEYWORDS, defined before the header, leaves the short keywords alone:
 * only __async, __await and __defer are special then.
 *
 * ASYNC_ABI_ONLY, defined before the header, is for plain C that implements or
 * calls async functions by hand (docs/abi.md): no keywords, no guard against
 * linking, and the async functions below are declared as what the linker sees.
 *
 * Functions marked `async` below are awaited: `await async_sleep(10)`. They may
 * suspend the calling coroutine and are cancellation points unless it says otherwise.
 * Everything here belongs to the thread of the calling coroutine's loop,
 * unless it says otherwise.
 *
 * ASYNC_DEBUG=1 in a program's environment makes it tell on standard error which coroutines held
 * the loop for 100 ms or more (ASYNC_DEBUG=stall=MS: that long), which tasks nobody joined
 * or detached, and aborts it where a task is cancelled or detached on a foreign thread. SIGUSR1
 * calls async_dump. ASYNC_TEST: see async/test.h.
 */
#ifndef ASYNC_H
#define ASYNC_H

#include <stddef.h>
#include <stdint.h>

/* ---- keywords ---------------------------------------------------------- */

#if !defined(ASYNC_NO_KEYWORDS) && !defined(ASYNC_ABI_ONLY)
#define async __async
#define await __await
#define defer __defer
#endif

#ifdef ASYNC_ABI_ONLY
#define __async
#define __async_generator
#elif !defined(__ASYNCC__)
#define __async __attribute__((__annotate__("async")))
#define __await __extension__
#define __defer
#define __async_gather (void)
#define __async_select (int)sizeof
#define __async_timeout (int)sizeof
#define __async_catch (int)sizeof
#define __async_shield (void)
#define __async_group(g) for (async_group_t *const g = (async_group_t *)0; g != 0;)
#define __async_generator __attribute__((__annotate__("async_generator")))
#define __async_for(variable, ...) for (variable = __VA_ARGS__;;)
#define __async_emit return
#define __async_group_spawn(g, call) ((void)(g), (void)sizeof((call), 0))
#define __async_offload __extension__
#define __async_spawn (void *)sizeof
#define __async_run __extension__
#pragma GCC diagnostic ignored "-Wattributes"
#pragma GCC diagnostic ignored "-Wreturn-type" /* of generators */
#ifdef __clang__
#pragma clang diagnostic ignored "-Wignored-attributes"
#endif
extern const char this_file_uses_async_and_must_be_compiled_with_asyncc[];
static const char *const async__guard __attribute__((__used__)) =
    this_file_uses_async_and_must_be_compiled_with_asyncc;
#endif

#if defined(__ASYNCC__) && defined(__clang__)
#if __has_warning("-Wgnu-line-marker")
struct async__gnu_line_marker; /* the driver looks for this, and switches the warning off */
#endif
#endif

/* Attributes that only the tool reads; gcc would warn about them. */
#if defined(__ASYNCC__) || defined(__clang__)
#define async__annotate(text) __attribute__((__annotate__(text)))
#else
#define async__annotate(text)
#endif

/* Marks a plain function of one's own as one that blocks, before its declaration:
 * a call of it in a coroutine gets a warning. */
#define async_blocking async__annotate("async_blocking")
#define async__frameless async__annotate("async_stack:0") /* takes no stack of the task's */

#include <async/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- operators: take calls of async functions, not their values ---------- */

/* await async_gather(x = f(), g(), ...);
 * Runs all the calls concurrently and ends when all have ended. The address of
 * each assigned lvalue is taken when the operator starts; it is written when its
 * call ends. If one fails the others are cancelled and waited for, and the first
 * failure goes on. */
#define async_gather(...) __async_gather(__VA_ARGS__)

/* int which = await async_select(x = f(), y = g(), ...);
 * Runs all the calls concurrently until the first ends; the index of that one. The
 * others are cancelled and waited for; one whose value was ready all the same may have assigned
 * it. Of several that end in the same turn the lowest counts; of those that take an item, a permit
 * or a lock only one does (docs/sync.md, 7.4). If one fails, all others are cancelled and the
 * failure goes on. */
#define async_select(...) __async_select(__VA_ARGS__)

/* int err = await async_timeout(ms, x = f());
 * 0, or UV_ETIMEDOUT after f was cancelled and waited for. A result that is ready beats the
 * clock; 0 ms still lets f run to its first suspension. A failure of f goes on. */
#define async_timeout(ms, call) __async_timeout(ms, call)

/* int err = await async_catch(x = f());
 * 0, or the negative code that f failed with (async_fail). A cancellation of the
 * calling coroutine is not caught. */
#define async_catch(call) __async_catch(call)

/* await async_shield(x = f());
 * Runs f with cancellation held back: a task that is cancelled meanwhile learns it at the
 * next await after this one. A failure of f goes on. */
#define async_shield(call) __async_shield(call)

/* T value = await async_offload(g(a, b));
 * Evaluates the arguments here and calls the plain function g on the thread pool.
 * errno afterwards is what g left on its thread. Cancelling waits until g has
 * returned, unless it had not begun. Fails with UV_ENOMEM.
 * http://docs.libuv.org/en/v1.x/threadpool.html */
#define async_offload(call) __async_offload({ call; })

/* async_task(T) t = async_spawn(f());
 * A new task; it starts on the loop's next turn, tasks in the order of spawning.
 * The handle must be joined or detached; dropping it is an error. Legal in any code on
 * a loop's thread. If out of memory the handle's task has failed with UV_ENOMEM. */
#define async_spawn(call) \
    ((__async __typeof__(call)(*)(struct async_joinable *))__async_spawn(call))

/* T value = async_run(f());
 * From plain C: runs a loop on this thread until f and every task that it left have ended;
 * no loop may be running on the thread. A failure is printed, the value
 * is zero then and async_run_error() tells the code. */
#define async_run(call) (__async_run(call))

/* The negative libuv code that the last async_run on this thread failed with, or 0. */
int async_run_error(void);

struct uv_loop_s;

/* The libuv loop of this thread (uv_loop_t), for handles of one's own: signals, processes, pipes, a
 * uv_async_t that other threads wake. NULL: none runs. Their callbacks are plain code on the loop's
 * thread and may set events, put into queues (async_queue_try_put) and spawn. While a referenced
 * handle is active, waiting for what it brings is no deadlock. Close them before the loop ends
 * (main, or async_run); what is left is closed then, and its callback not called. The loop is run
 * and stopped by the runtime alone. Never suspends. http://docs.libuv.org/en/v1.x/handle.html */
struct uv_loop_s *async_uv_loop(void);

/* ---- groups ------------------------------------------------------------- */

/* async_group (g) { ... }
 * A block with children: declares `async_group_t *g`, which may be passed on. However the block is
 * left, its children have ended before what follows runs. A child that fails, and a body that does,
 * cancels the other children and the body; the first failure goes on. A statement, not a loop:
 * break and continue in it belong to the loop around. */
#define async_group(g) __async_group(g)

/* async_group_spawn(g, x = f());
 * A new child of the group; starts on the next turn. The address of x is taken now, and it is
 * written when f ends: it must have exactly f's type, and live as long as the group. Not awaited;
 * from any code on the loop's thread. Out of memory is a failure of the group. */
#define async_group_spawn(g, call) __async_group_spawn(g, call)

/* Cancels the children and the body; then the program goes on behind the block, without failure. */
void async_group_cancel(async_group_t *group);

/* ---- generators ---------------------------------------------------------- */

/* async_generator(T) f(...) { ... async_emit(v); ... }
 * An async function with items of type T instead of a result. It runs, on its consumer's
 * task, whenever that wants the next item; `return;` and its end are the end of the items.
 * async_emit stands in no group and no deferred statement. */
#define async_generator(T) __async_generator __typeof__(T)
#define async_emit(...) __async_emit(__VA_ARGS__)

/* async_for (T x, f(...)) { ... }
 * Runs the body for each item of a generator; may suspend before each. When the loop is left early
 * (break, return, goto, a failure, cancellation) the generator is closed at once: what it deferred
 * runs, and may await, before the program goes on. A failure of the generator goes on here. One
 * allocation a loop (fails with UV_ENOMEM). */
#define async_for(variable, ...) __async_for(variable, __VA_ARGS__)

/* ---- tasks ------------------------------------------------------------- */

struct async_joinable;

/* The handle of a task whose function returns T. Handles of different types do
 * not convert. */
#define async_task(T) __typeof__(__typeof__(T) __async(*)(struct async_joinable *))

/* T value = await async_join(t);
 * Waits for the task's end and consumes the handle. A failure of the task goes on
 * here; a task that was cancelled fails with UV_ECANCELED. Cancelling the
 * joiner cancels the task and waits for it. */
#define async_join(t) (t)((struct async_joinable *)0)

/* await async_wait(t): waits for the task's end, without consuming the handle. */
#define async_wait(t) async__wait((async__handle)(t))

/* Asks the task to end: its current and every further await fails with
 * UV_ECANCELED. Join or detach must still follow. No effect on an ended task. */
#define async_cancel(t) async__cancel((async__handle)(t))

/* Gives the handle up: the task frees itself when it ends. If it fails, that is
 * printed with the place that spawned it. */
#define async_detach(t) async__detach((async__handle)(t))

typedef void __async (*async__handle)(void);
async__frameless __async void async__wait(async__handle task);
void async__cancel(async__handle task);
void async__detach(async__handle task);

/* A name for reports and dumps; copied, NULL takes it away. Of the task `t`, or with NULL of
 * the running one. 0, UV_ENOMEM, or UV_EINVAL if no task runs. Children do not inherit it. */
#define async_task_set_name(t, name) async__task_set_name((async__handle)(t), name)

/* The name, or NULL; good until it is set anew or the task is freed. */
#define async_task_name(t) async__task_name((async__handle)(t))

int async__task_set_name(async__handle task, const char *name);
const char *async__task_name(async__handle task);

/* A value that belongs to a task and that the tasks it makes afterwards inherit (spawned ones and
 * the children of operators), as they were when it made them: a request's number for the
 * log, say. What a child sets its parent does not see. The key is the address of a static object.
 */
typedef struct async_local_key {
    const char *name;
} async_local_key;

/* For the running task. `release`, if not NULL, is called once no task has the value any more
 * (an ended one has it until it is joined), on the loop's thread, and may not spawn. 0; UV_ENOMEM
 * or, if no task runs, UV_EINVAL: then nothing is taken over. From plain functions too; never
 * suspends. */
int async_local_set(const async_local_key *key, void *value, void (*release)(void *value));

/* The running task's value, or NULL. From plain functions too; never suspends. */
void *async_local_get(const async_local_key *key);

/* Prints the tasks of this thread's loop to standard error, as a tree: those that a task waits for
 * stand under it. Each with its name, what it waits for, where it was spawned, and its async
 * backtrace. From plain functions too. With ASYNC_DEBUG=1 SIGUSR1 does the same. */
void async_dump(void);

/* Ends the current coroutine abnormally with `error`, a negative libuv code. The
 * failure goes through the awaiting callers to the task's end. In async
 * functions only; does not return. */
void async_fail(int error) __attribute__((__noreturn__));

/* ---- time -------------------------------------------------------------- */

/* Suspends for at least `ms` milliseconds of the monotonic clock, never less;
 * 0 yields once. Allocates nothing per call but an entry in the loop's
 * timer heap (fails with UV_ENOMEM). */
async__frameless __async void async_sleep(uint64_t ms);

/* Until the clock of async_now shows `deadline`; one that is past yields once. For what is to
 * happen at certain times, without the drift of sleeping again and again. */
async__frameless __async void async_sleep_until(uint64_t deadline);

/* Times at equal distance: `await async_sleep_until(async_interval_next(&i))` waits for the next
 * one. The first is a period (in milliseconds) from now; of those that were missed the last comes
 * at once and the others are left out. Memory of the user's, nothing to release. */
typedef struct async_interval {
    uint64_t next, period;
} async_interval;

void async_interval_init(async_interval *interval, uint64_t period);
uint64_t async_interval_next(async_interval *interval);

/* int err = await async_timeout_at(deadline, x = f());
 * As async_timeout, until the clock of async_now shows `deadline`. Of scopes inside each other the
 * earliest ends its call, and it alone gives UV_ETIMEDOUT. */
#define async_timeout_at(deadline, call) async_timeout(async__ms_until(deadline), call)

uint64_t async__ms_until(uint64_t deadline);

/* What an await of async_yield calls. A cancelled task fails when its turn comes. */
void async_yield__begin(async_task *task, void *result);
extern const async_function async_yield__fn;
static inline ASYNC_UNUSED async_status async_yield__async(async_task *task, void *result)
{
    (void)result;
    async__push_ready(task, ASYNC__YIELD);
    return ASYNC_PENDING;
}

/* To the back of the ready queue: every other ready task runs first. */
async__frameless __async void async_yield(void);

/* Milliseconds of the monotonic clock (CLOCK_MONOTONIC; its zero is arbitrary).
 * Never suspends; from any thread. `await async_now()` is the same. */
async__annotate("async_ready") uint64_t async_now(void);

#ifdef ASYNC_ABI_ONLY
ASYNC_DECLARE(async__wait, (async_task * task, void *result, async__handle waited));
ASYNC_DECLARE(async_sleep, (async_task * task, void *result, uint64_t ms));
ASYNC_DECLARE(async_sleep_until, (async_task * task, void *result, uint64_t deadline));
#endif

#ifdef __cplusplus
}
#endif
#endif
