/* sync_test.c - locks, semaphores, events, conditions, barriers: order, withdrawal, misuse.
 *
 * A task of these tests runs a script, one character a step:
 *
 *     L l   acquire and release the lock        E  wait for the event
 *     S s   acquire and release the semaphore   W  wait for the condition, with the lock
 *     B     wait at the barrier, note the place V  the same without a lock
 *     .     sleep for 1 ms                      n  note the task's letter
 *
 * One that fails notes its letter and '!', and releases the lock if it holds it, as a deferred
 * statement would.
 */
#include "support/co.h"

#include "../../runtime/sched/sync.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static async_lock lock;
static async_semaphore semaphore;
static async_event event;
static async_condition condition;
static async_barrier barrier;

static void begin(void)
{
    sched_begin();
    async_lock_init(&lock);
    async_semaphore_init(&semaphore, 0);
    async_event_init(&event);
    async_condition_init(&condition);
    cr_assert_eq(async_barrier_init(&barrier, 3), 0);
}

TestSuite(lock, .init = begin, .fini = sched_end);
TestSuite(semaphore, .init = begin, .fini = sched_end);
TestSuite(event, .init = begin, .fini = sched_end);
TestSuite(condition, .init = begin, .fini = sched_end);
TestSuite(barrier, .init = begin, .fini = sched_end);

/* ---- scripts ----------------------------------------------------------------- */

static async_status script_failed(async_task *task, async_frame *base)
{
    struct co *co = (struct co *)(void *)base;
    co_note(co->tag);
    co_note('!');
    if (async__lock_is_mine(&lock, async__task_of(task)))
        async_lock_release(&lock);
    async_pop(task, base);
    return ASYNC_FAILED;
}

#define STEP(K, CALL)                         \
    {                                         \
        status = (CALL);                      \
        if (status == ASYNC_FAILED)           \
            return script_failed(task, base); \
        AWAIT(K, status)                      \
    }

static char op(const struct co *co) { return ((const char *)co->arg)[co->i]; }

CO_FUNCTION(script, script_failed)
static async_status script(async_task *task, async_frame *base)
{
    CO_BEGIN(script)
    for (; op(co) != 0; co->i++) {
        if (op(co) == 'L')
            STEP(1, async_lock_acquire__async(task, NULL, &lock))
        if (op(co) == 'S')
            STEP(2, async_semaphore_acquire__async(task, NULL, &semaphore))
        if (op(co) == 'E')
            STEP(3, async_event_wait__async(task, NULL, &event))
        if (op(co) == 'W')
            STEP(4, async_condition_wait__async(task, NULL, &condition, &lock))
        if (op(co) == 'V')
            STEP(5, async_condition_wait__async(task, NULL, &condition, NULL))
        if (op(co) == 'B') {
            STEP(6, async_barrier_wait__async(task, &co->err, &barrier))
            co_note(co->err >= 0 ? (char)('0' + co->err) : co->err == ASYNC__EPIPE ? 'P' : '?');
        }
        if (op(co) == '.')
            STEP(7, async_sleep__async(task, NULL, 1))
        if (op(co) == 'l')
            async_lock_release(&lock);
        if (op(co) == 's')
            async_semaphore_release(&semaphore);
        if (op(co) == 'n')
            co_note(co->tag);
    }
    CO_END
}

static async_handle spawn(char tag, const char *text)
{
    async_handle handle;
    struct co *co = co_spawn(&script_fn, &handle);
    co->tag = tag;
    co->arg = (void *)(uintptr_t)text;
    return handle;
}

/* Spawns and runs until it waits. */
static async_handle start(char tag, const char *text)
{
    async_handle handle = spawn(tag, text);
    sched_settle();
    return handle;
}

/* It has ended: with a value, or cancelled. */
static void ended(async_handle handle, int error)
{
    cr_assert(task_of(handle)->base.flags & ASYNC__ENDED);
    cr_assert_eq(task_of(handle)->base.error, error);
    async__task_free(task_of(handle));
}

static const char *doing(async_handle handle) { return async__wait_name(task_of(handle)); }

/* ---- lock ---------------------------------------------------------------------- */

Test(lock, serves_in_order_one_at_a_time)
{
    IN_ORDER;
    for (char tag = 'a'; tag <= 'd'; tag++)
        async__detach(spawn(tag, "Ln.nl"));
    sched_finish();
    cr_assert_str_eq(co_log, "aabbccdd");
    cr_assert_not(async_lock_is_held(&lock));
}

Test(lock, a_newcomer_does_not_overtake_the_first_waiter)
{
    async__detach(start('a', "L.lLnl")); /* releases, and wants it again at once */
    async__detach(start('b', "Lnl"));
    sched_finish();
    cr_assert_str_eq(co_log, "ba");
}

Test(lock, a_waiter_that_is_cancelled_leaves_the_line)
{
    async__detach(start('a', "L.l"));
    async_handle b = start('b', "Lnl");
    async__detach(start('c', "Lnl"));
    cr_assert_str_eq(doing(b), "waiting for a lock");
    async__cancel(b);
    sched_finish();
    cr_assert_str_eq(co_log, "b!c");
    ended(b, ASYNC__ECANCELED);
}

Test(lock, one_that_is_cancelled_when_it_has_the_lock_goes_on_to_its_next_await)
{
    async__detach(start('a', "LEl"));
    async_handle b = start('b', "Ln.nl");
    async__detach(start('c', "Lnl"));
    async_event_set(&event);
    async__run_ready(1); /* a releases; b is the holder and has not run */
    async__cancel(b);
    sched_finish();
    cr_assert_str_eq(co_log, "bb!c");
    ended(b, ASYNC__ECANCELED);
}

Test(lock, a_holder_that_wants_it_again_fails)
{
    async_handle a = start('a', "LnLn");
    cr_assert_str_eq(co_log, "aa!");
    cr_assert_not(async_lock_is_held(&lock));
    ended(a, ASYNC__EDEADLK);
}

Test(lock, can_be_tried)
{
    cr_assert_eq(async_lock_try_acquire(&lock), 0);
    cr_assert_eq(async_lock_try_acquire(&lock), ASYNC__EAGAIN);
    async__detach(start('a', "Ln.l"));
    cr_assert_str_eq(co_log, "");
    async_lock_release(&lock);
    sched_settle();
    cr_assert_str_eq(co_log, "a");
    cr_assert_eq(async_lock_try_acquire(&lock), ASYNC__EAGAIN);
    sched_finish();
}

Test(lock, needs_no_init_in_zeroed_memory)
{
    IN_ORDER;
    memset(&lock, 0, sizeof lock);
    for (char tag = 'a'; tag <= 'b'; tag++)
        async__detach(spawn(tag, "Ln.nl"));
    sched_finish();
    cr_assert_str_eq(co_log, "aabb");
}

/* ---- lock: children of operators ------------------------------------------------- */

/* Takes the lock under a timeout and under a gather, and gives it back itself. */
CO(acquires_in_children)
{
    async_task *child;
    CO_BEGIN(acquires_in_children)
    async_gather_init(&co->gather, task);
    child = async_gather_child(&co->gather, &async_lock_acquire__fn, NULL);
    async_lock_acquire__begin(child, NULL, &lock);
    AWAIT(1, async_timeout_await(task, &co->gather, 100, &co->err))
    cr_assert_eq(co->err, 0);
    async_lock_release(&lock);

    async_gather_init(&co->gather, task);
    child = async_gather_child(&co->gather, &async_lock_acquire__fn, NULL);
    async_lock_acquire__begin(child, NULL, &lock);
    AWAIT(2, async_gather_await(task, &co->gather))
    async_lock_release(&lock);
    CO_END
}

Test(lock, an_acquire_as_an_operand_acts_for_the_caller)
{
    async_handle other = start('o', "L.l"), handle;
    co_spawn(&acquires_in_children_fn, &handle);
    async__detach(handle);
    sched_settle();
    cr_assert(async_lock_is_held(&lock));
    sched_finish();
    cr_assert_not(async_lock_is_held(&lock));
    ended(other, 0);
}

/* Holds the lock and runs a script as the one operand of catch. */
CO(catches)
{
    CO_BEGIN(catches)
    AWAIT(1, async_lock_acquire__async(task, NULL, &lock))
    async_gather_init(&co->gather, task);
    struct co *child = co_child(&co->gather, &script_fn);
    child->tag = co->tag;
    child->arg = co->arg;
    AWAIT(2, async_catch_await(task, &co->gather, &co->err))
    co_note(co->err == 0 ? '0' : co->err == ASYNC__EDEADLK ? 'D' : '?');
    if (async_lock_is_held(&lock))
        async_lock_release(&lock);
    CO_END
}

static void run_catching(const char *text)
{
    async_handle handle;
    struct co *co = co_spawn(&catches_fn, &handle);
    co->tag = 'c';
    co->arg = (void *)(uintptr_t)text;
    async__detach(handle);
    sched_finish();
}

Test(lock, the_one_operand_of_catch_acts_for_the_caller)
{
    run_catching(".l.n");
    cr_assert_str_eq(co_log, "c0");
}

Test(lock, so_it_cannot_take_what_the_caller_holds)
{
    run_catching("L");
    cr_assert_str_eq(co_log, "c!D");
}

/* ---- lock: misuse ---------------------------------------------------------------- */

/* The program is aborted with `text` on standard error. */
static void expect_abort(void (*action)(void), const char *text)
{
    int fds[2], status;
    char got[256] = {0};
    ssize_t n;
    cr_assert_eq(pipe(fds), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(fds[1], 2);
        signal(SIGABRT, SIG_DFL);
        action();
        _exit(0);
    }
    close(fds[1]);
    for (size_t at = 0;
         at < sizeof got - 1 && (n = read(fds[0], got + at, sizeof got - 1 - at)) > 0;)
        at += (size_t)n;
    close(fds[0]);
    waitpid(child, &status, 0);
    cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT, "status %d", status);
    cr_assert_str_eq(got, text);
}

static void release_free(void) { async_lock_release(&lock); }

Test(lock, releasing_a_free_one_aborts)
{
    expect_abort(release_free, "asyncc: async_lock_release: nobody holds the lock\n");
}

static void release_of_others(void) { async__detach(start('b', "l")); }

Test(lock, releasing_that_of_another_task_aborts)
{
    async__detach(start('a', "L.l"));
    expect_abort(release_of_others, "asyncc: async_lock_release: another task holds the lock\n"
                                    "  called by the task spawned at spawn.c:1\n");
    expect_abort(release_free, "asyncc: async_lock_release: another task holds the lock\n");
    sched_finish();
}

/* The second release would take the lock from whom the first one has given it to. */
static void release_twice(void)
{
    async__detach(start('a', "L.ll"));
    async__detach(start('b', "L.l"));
    sched_finish();
}

Test(lock, releasing_twice_aborts)
{
    expect_abort(release_twice, "asyncc: async_lock_release: another task holds the lock\n"
                                "  called by the task spawned at spawn.c:1\n");
}

/* ---- semaphore ------------------------------------------------------------------- */

Test(semaphore, serves_in_order_and_never_more_than_its_permits)
{
    IN_ORDER;
    async_semaphore_init(&semaphore, 2);
    for (char tag = 'a'; tag <= 'e'; tag++)
        async__detach(spawn(tag, "Sn.s"));
    sched_settle();
    cr_assert_str_eq(co_log, "ab");
    sched_advance(1);
    cr_assert_str_eq(co_log, "abcd");
    sched_finish();
    cr_assert_str_eq(co_log, "abcde");
    cr_assert_eq(semaphore.permits, 2);
}

Test(semaphore, a_released_permit_cannot_be_snatched_from_the_first_waiter)
{
    async__detach(start('a', "Sn.s"));
    async_semaphore_release(&semaphore);
    async__detach(spawn('b', "Sn.s"));
    cr_assert_eq(semaphore.permits, 0);
    cr_assert_eq(async_semaphore_try_acquire(&semaphore), ASYNC__EAGAIN);
    sched_settle();
    cr_assert_str_eq(co_log, "a");
    sched_finish();
    cr_assert_str_eq(co_log, "ab");
    cr_assert_eq(async_semaphore_try_acquire(&semaphore), 0);
}

Test(semaphore, a_cancelled_waiter_takes_none)
{
    IN_ORDER;
    async_handle a = start('a', "Sns");
    async__detach(start('b', "Sns"));
    cr_assert_str_eq(doing(a), "waiting for a semaphore");
    async__cancel(a);
    async_semaphore_release(&semaphore);
    sched_finish();
    cr_assert_str_eq(co_log, "a!b");
    cr_assert_eq(semaphore.permits, 1);
    ended(a, ASYNC__ECANCELED);
}

Test(semaphore, one_that_is_cancelled_when_it_has_its_permit_goes_on)
{
    async_handle a = start('a', "Sns");
    async_semaphore_release(&semaphore);
    async__cancel(a);
    sched_finish();
    cr_assert_str_eq(co_log, "a");
    cr_assert_eq(semaphore.permits, 1);
    ended(a, 0);
}

/* ---- event ------------------------------------------------------------------------- */

Test(event, lets_all_pass_in_order_once_it_is_set)
{
    IN_ORDER;
    for (char tag = 'a'; tag <= 'c'; tag++)
        async__detach(start(tag, "En"));
    cr_assert_str_eq(co_log, "");
    async_event_set(&event);
    async__detach(spawn('d', "En"));
    sched_settle();
    cr_assert_str_eq(co_log, "abcd");
    cr_assert(event.is_set);
}

Test(event, those_that_it_woke_go_on_though_it_is_cleared_before_they_run)
{
    async__detach(start('a', "En"));
    async_event_set(&event);
    async_event_clear(&event);
    async__detach(start('b', "En"));
    cr_assert_str_eq(co_log, "a");
    async_event_set(&event);
    sched_settle();
    cr_assert_str_eq(co_log, "ab");
}

Test(event, a_cancelled_waiter_is_not_woken_and_one_that_was_woken_goes_on)
{
    IN_ORDER;
    async_handle a = start('a', "En"), b = start('b', "En");
    cr_assert_str_eq(doing(a), "waiting for an event");
    async__cancel(a);
    async_event_set(&event);
    async__cancel(b);
    sched_settle();
    cr_assert_str_eq(co_log, "a!b");
    ended(a, ASYNC__ECANCELED);
    ended(b, 0);
}

/* ---- condition ------------------------------------------------------------------------ */

Test(condition, waiting_gives_the_lock_away_and_ends_with_it)
{
    async_handle a = start('a', "LWnl");
    cr_assert_not(async_lock_is_held(&lock));
    cr_assert_str_eq(doing(a), "waiting for a condition");
    async__detach(start('b', "L.nl"));
    async_condition_notify(&condition, 1);
    cr_assert_str_eq(doing(a), "waiting for a condition's lock");
    sched_finish();
    cr_assert_str_eq(co_log, "ba");
    ended(a, 0);
}

Test(condition, notify_wakes_those_who_have_waited_longest)
{
    for (char tag = 'a'; tag <= 'e'; tag++)
        async__detach(start(tag, "LWnl"));
    async_condition_notify(&condition, 1);
    sched_settle();
    cr_assert_str_eq(co_log, "a");
    async_condition_notify(&condition, 2);
    sched_settle();
    cr_assert_str_eq(co_log, "abc");
    async_condition_notify_all(&condition);
    sched_settle();
    cr_assert_str_eq(co_log, "abcde");
}

Test(condition, a_notification_without_waiters_is_gone)
{
    async_condition_notify_all(&condition);
    async__detach(start('a', "LWnl"));
    cr_assert_str_eq(co_log, "");
    async_condition_notify(&condition, 7);
    sched_settle();
    cr_assert_str_eq(co_log, "a");
}

Test(condition, a_newcomer_to_the_lock_does_not_overtake_a_notified_waiter)
{
    async__detach(start('a', "LWnl"));
    async__detach(start('b', "L.l"));
    async_condition_notify(&condition, 1);
    async__detach(start('c', "Lnl"));
    sched_finish();
    cr_assert_str_eq(co_log, "ac");
}

Test(condition, a_cancelled_waiter_takes_the_lock_back_first)
{
    async_handle a = start('a', "LWnl");
    async__detach(start('b', "L.nl"));
    async__cancel(a);
    sched_settle();
    cr_assert_str_eq(co_log, "", "it waits for the lock, with cancellation held back");
    sched_finish();
    cr_assert_str_eq(co_log, "ba!");
    cr_assert_not(async_lock_is_held(&lock), "it had the lock, and released it");
    ended(a, ASYNC__ECANCELED);
}

Test(condition, a_cancelled_waiter_takes_a_free_lock_at_once)
{
    async_handle a = start('a', "LWnl");
    async__cancel(a);
    cr_assert(async_lock_is_held(&lock));
    async_condition_notify(&condition, 1);
    sched_settle();
    cr_assert_str_eq(co_log, "a!");
    ended(a, ASYNC__ECANCELED);
}

Test(condition, a_notified_waiter_that_is_cancelled_passes_the_notification_on)
{
    async_handle a = start('a', "LWnl");
    async__detach(start('b', "LWnl"));
    async__detach(start('c', "L.l"));
    async_condition_notify(&condition, 1);
    async__cancel(a); /* still without the lock */
    sched_finish();
    cr_assert_str_eq(co_log, "a!b");
    ended(a, ASYNC__ECANCELED);
}

Test(condition, a_cancelled_waiter_has_no_notification_to_pass_on)
{
    async_handle a = start('a', "LWnl"), b = start('b', "LWnl");
    async__detach(start('c', "L.l"));
    async__cancel(a);
    sched_finish();
    cr_assert_str_eq(co_log, "a!");
    cr_assert_str_eq(doing(b), "waiting for a condition");
    async_condition_notify(&condition, 1);
    sched_settle();
    ended(a, ASYNC__ECANCELED);
    ended(b, 0);
}

Test(condition, one_that_is_cancelled_when_it_has_notification_and_lock_goes_on)
{
    async_handle a = start('a', "LWn.l"), b = start('b', "LWnl");
    async_condition_notify(&condition, 1);
    async__cancel(a);
    sched_settle();
    cr_assert_str_eq(co_log, "aa!");
    async_condition_notify(&condition, 1);
    sched_settle();
    ended(a, ASYNC__ECANCELED);
    ended(b, 0);
}

Test(condition, without_the_lock_waiting_fails)
{
    async_handle a = start('a', "W");
    cr_assert_str_eq(co_log, "a!");
    ended(a, ASYNC__EPERM);
}

Test(condition, needs_no_lock)
{
    IN_ORDER;
    async_handle a = start('a', "Vn"), b = start('b', "Vn"), c = start('c', "Vn");
    async__cancel(a);
    async_condition_notify(&condition, 1);
    async__cancel(b);
    sched_settle();
    cr_assert_str_eq(co_log, "a!b");
    async_condition_notify(&condition, 1);
    sched_settle();
    ended(a, ASYNC__ECANCELED);
    ended(b, 0);
    ended(c, 0);
}

/* Waits for the condition under a timeout, with the caller's lock. */
CO(waits_with_timeout)
{
    CO_BEGIN(waits_with_timeout)
    AWAIT(1, async_lock_acquire__async(task, NULL, &lock))
    async_gather_init(&co->gather, task);
    async_task *child = async_gather_child(&co->gather, &async_condition_wait__fn, NULL);
    async_condition_wait__begin(child, NULL, &condition, &lock);
    AWAIT(2, async_timeout_await(task, &co->gather, 5, &co->err))
    co_note(co->err == 0 ? '0' : co->err == ASYNC__ETIMEDOUT ? 'T' : '?');
    async_lock_release(&lock);
    CO_END
}

Test(condition, can_be_waited_for_with_a_timeout)
{
    async_handle handle;
    co_spawn(&waits_with_timeout_fn, &handle);
    async__detach(handle);
    sched_settle();
    cr_assert_not(async_lock_is_held(&lock));
    async__detach(start('b', "L......l")); /* holds it when the time is over */
    sched_finish();
    cr_assert_str_eq(co_log, "T");
    cr_assert_not(async_lock_is_held(&lock));
}

/* ---- barrier ------------------------------------------------------------------------- */

Test(barrier, opens_when_all_have_arrived_and_tells_the_places)
{
    IN_ORDER;
    async__detach(start('a', "nBn"));
    async__detach(start('b', "nBn"));
    cr_assert_str_eq(co_log, "ab");
    cr_assert_eq(barrier.waiting, 2);
    async__detach(start('c', "nBn"));
    cr_assert_str_eq(co_log, "abc2c0a1b");
    cr_assert_eq(barrier.waiting, 0);
}

Test(barrier, serves_again_and_again)
{
    IN_ORDER;
    for (char tag = 'a'; tag <= 'c'; tag++)
        async__detach(spawn(tag, "BBB"));
    sched_settle();
    cr_assert_str_eq(co_log, "201201201");
}

Test(barrier, a_cancelled_party_has_not_arrived)
{
    IN_ORDER;
    async_handle a = start('a', "Bn");
    async__detach(start('b', "Bn"));
    cr_assert_str_eq(doing(a), "waiting at a barrier");
    async__cancel(a);
    async__detach(start('c', "Bn"));
    cr_assert_str_eq(co_log, "a!");
    async__detach(start('d', "Bn"));
    cr_assert_str_eq(co_log, "a!2d0b1c");
    ended(a, ASYNC__ECANCELED);
}

Test(barrier, one_that_is_cancelled_when_it_has_opened_goes_on)
{
    IN_ORDER;
    async_handle a = start('a', "Bn");
    async__detach(start('b', "B"));
    async__detach(spawn('c', "B"));
    async__run_ready(1);
    async__cancel(a);
    sched_settle();
    cr_assert_str_eq(co_log, "20a1");
    ended(a, 0);
}

Test(barrier, abort_breaks_it_for_all)
{
    IN_ORDER;
    async__detach(start('a', "Bn"));
    async_barrier_abort(&barrier);
    async__detach(start('b', "Bn"));
    cr_assert_str_eq(co_log, "PaPb");
    cr_assert(barrier.is_broken);
    async_barrier_reset(&barrier);
    for (char tag = 'c'; tag <= 'e'; tag++)
        async__detach(start(tag, "B"));
    cr_assert_str_eq(co_log, "PaPb201");
}

Test(barrier, reset_sends_those_who_wait_away)
{
    IN_ORDER;
    async__detach(start('a', "Bn"));
    async_barrier_reset(&barrier);
    for (char tag = 'c'; tag <= 'e'; tag++)
        async__detach(start(tag, "B"));
    cr_assert_str_eq(co_log, "Pa201");
}

Test(barrier, of_one_party_never_waits_and_of_none_is_refused)
{
    cr_assert_eq(async_barrier_init(&barrier, 0), ASYNC__EINVAL);
    cr_assert_eq(async_barrier_init(&barrier, (size_t)1 << 31), ASYNC__EINVAL);
    cr_assert_eq(async_barrier_init(&barrier, 1), 0);
    async__detach(start('a', "BB"));
    cr_assert_str_eq(co_log, "00");
}

/* ---- all ------------------------------------------------------------------------------- */

/* All of it at once, and one of the tasks is cancelled behind the k-th step: whatever it was
 * doing, the others end, and nothing is held. False: it had ended before. */
static bool run_with_cancel(size_t victim, long k)
{
    static const char *const texts[] = {"LWnl.S.s", "L.nl.B.s", "SLn.l.Bs", "E.L.l"};
    async_handle handles[4];
    begin();
    async_semaphore_init(&semaphore, 1);
    cr_assert_eq(async_barrier_init(&barrier, 2), 0);
    for (size_t i = 0; i < 4; i++)
        handles[i] = spawn((char)('a' + i), texts[i]);
    for (long step = 0; step < k; step++) {
        if (!async__is_ready())
            sched_advance(1);
        async__run_ready(1);
    }
    bool cancelled = !(task_of(handles[victim])->base.flags & ASYNC__ENDED);
    async__cancel(handles[victim]);
    sched_finish();
    async_condition_notify_all(&condition);
    async_event_set(&event);
    sched_finish();
    async_barrier_abort(&barrier);
    sched_finish();
    cr_assert_not(async_lock_is_held(&lock));
    for (size_t i = 0; i < 4; i++) {
        bool failed = i == victim && task_of(handles[i])->base.error != 0; /* or it had all */
        ended(handles[i], failed ? ASYNC__ECANCELED : 0);
    }
    sched_end();
    return cancelled;
}

Test(sync, every_suspension_is_cancelled_once)
{
    for (size_t victim = 0; victim < 4; victim++) {
        long k = 0;
        while (k < 100 && run_with_cancel(victim, k))
            k++;
        cr_assert_gt(k, 4, "task %zu suspends only %ld times", victim, k);
    }
}
