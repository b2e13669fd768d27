/* gather_test.c - the operators with children: gather, select, timeout, catch, shield
 * (docs/language.md 4.2, 4.11 to 4.14; an operator's value is `outcome`). */
#include "support/co.h"

/* A plan says what differs from nothing. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

TestSuite(gather, .init = sched_begin, .fini = sched_end);
TestSuite(select, .init = sched_begin, .fini = sched_end);
TestSuite(timeout, .init = sched_begin, .fini = sched_end);
TestSuite(catch, .init = sched_begin, .fini = sched_end);
TestSuite(nested, .init = sched_begin, .fini = sched_end);
TestSuite(shield, .init = sched_begin, .fini = sched_end);

/* What a child does: notes its tag, cancels somebody, sleeps n ms (0: not at all), then fails or
 * notes its tag in capitals. A stubborn one does not let itself be cancelled in its sleep. */
struct plan {
    char tag;
    long ms;
    int err;
    bool stubborn;
    async_handle *cancels; /* before it sleeps */
};

CO(child)
{
    CO_BEGIN(child)
    const struct plan *plan = co->arg;
    co_note(plan->tag);
    if (plan->cancels != NULL)
        async__cancel(*plan->cancels);
    if (plan->stubborn)
        async_hold(task);
    if (plan->ms > 0) {
        AWAIT(1, async_sleep__async(task, NULL, (uint64_t)((const struct plan *)co->arg)->ms))
    }
    plan = co->arg;
    if (plan->stubborn)
        async_unhold(task, 0);
    if (plan->err != 0)
        return async_throw_at(task, base, self, 50, plan->err);
    co_note((char)(plan->tag - 'a' + 'A'));
    *(long *)(uintptr_t)co->n = plan->ms;
    CO_END
}

enum rule { GATHER, SELECT, TIMEOUT, CATCH, SHIELD };

static struct plan plans[4];
static int planned;
static enum rule rule;
static uint64_t limit; /* of a timeout */
static long results[4];
static int outcome; /* the operator's value; UNSET: it has none, or failed */
enum { UNSET = 99 };

static async_status await_children(async_task *task, async_gather *gather, int *result)
{
    switch (rule) {
    case GATHER:
        return async_gather_await(task, gather);
    case SELECT:
        return async_select_await(task, gather, result);
    case TIMEOUT:
        return async_timeout_await(task, gather, limit, result);
    case CATCH:
        return async_catch_await(task, gather, result);
    case SHIELD:
        return async_shield_await(task, gather);
    }
    return ASYNC_FAILED;
}

/* The operator over a child per plan; notes '.' behind it, and '!' behind a further await. */
CO(parent)
{
    CO_BEGIN(parent)
    async_gather_init(&co->gather, task);
    for (int i = 0; i < planned; i++) {
        struct co *c = co_child(&co->gather, &child_fn);
        if (c == NULL)
            continue;
        c->arg = &plans[i];
        c->n = (long)(uintptr_t)&results[i];
    }
    co->err = UNSET;
    AWAIT(1, await_children(task, &co->gather, &co->err))
    co_note('.');
    outcome = co->err;
    AWAIT(2, async_yield__async(task, NULL))
    co_note('!');
    CO_END
}

static async_handle parent_handle;

static async_handle prepare(enum rule what, int count, const struct plan *list)
{
    rule = what;
    planned = count;
    memcpy(plans, list, (size_t)count * sizeof *list);
    memset(results, -1, sizeof results);
    outcome = UNSET;
    co_spawn(&parent_fn, &parent_handle);
    return parent_handle;
}

static async_handle start(enum rule what, int count, const struct plan *list)
{
    async_handle handle = prepare(what, count, list);
    sched_settle();
    return handle;
}

static async_handle gather(int count, const struct plan *list)
{
    return start(GATHER, count, list);
}

static async_handle timeout(uint64_t ms, struct plan plan)
{
    limit = ms;
    return start(TIMEOUT, 1, &plan);
}

static void done(async_handle handle, int error)
{
    cr_assert(task_of(handle)->base.flags & ASYNC__ENDED);
    cr_assert_eq(task_of(handle)->base.error, error);
    cr_assert_eq(sched_live(), 0);
    async__task_free(task_of(handle));
}

Test(gather, of_nothing_ends_at_once)
{
    async_handle handle = gather(0, plans);
    cr_assert_str_eq(co_log, ".!");
    done(handle, 0);
}

Test(gather, children_that_never_suspend_do_not_suspend_the_parent)
{
    async_handle handle = prepare(GATHER, 2, (struct plan[]){{'a'}, {'b'}});
    async__run_ready(1);
    cr_assert_str_eq(co_log, "aAbB.");
    sched_settle();
    done(handle, 0);
}

Test(gather, starts_in_order_and_waits_for_the_last)
{
    async_handle handle = gather(3, (struct plan[]){{'a', 30}, {'b', 10}, {'c', 20}});
    cr_assert_str_eq(co_log, "abc");
    sched_finish();
    cr_assert_str_eq(co_log, "abcBCA.!");
    cr_assert_eq(sched_ms(), 30);
    cr_assert_eq(results[0] + results[1] + results[2], 60);
    done(handle, 0);
}

Test(gather, the_first_failure_cancels_the_others_and_goes_on)
{
    async_handle handle = gather(3, (struct plan[]){{'a', 30}, {'b', 10, -5}, {'c', 20, -6}});
    sched_finish();
    cr_assert_str_eq(co_log, "abc");
    cr_assert_eq(sched_ms(), 10);
    done(handle, -5);
}

Test(gather, a_child_that_fails_at_once_cancels_those_before_and_behind)
{
    async_handle handle = gather(3, (struct plan[]){{'a', 30}, {'b', 0, -5}, {'c', 20}});
    cr_assert_str_eq(co_log, "abc", "the child behind still starts");
    cr_assert_eq(sched_ms(), 0);
    done(handle, -5);
}

Test(gather, what_ended_before_the_failure_keeps_its_result)
{
    async_handle handle = gather(2, (struct plan[]){{'a', 10}, {'b', 20, -5}});
    sched_finish();
    cr_assert_eq(results[0], 10);
    done(handle, -5);
}

Test(gather, cancelling_the_parent_cancels_the_children)
{
    async_handle handle = gather(2, (struct plan[]){{'a', 10}, {'b', 20}});
    async__cancel(handle);
    sched_settle();
    cr_assert_str_eq(co_log, "ab");
    done(handle, ASYNC__ECANCELED);
}

Test(gather, in_a_cancelled_parent_children_start_and_end)
{
    async_handle handle = prepare(GATHER, 2, (struct plan[]){{'a'}, {'b', 20}});
    async__cancel(handle);
    sched_settle();
    cr_assert_str_eq(co_log, "aAb");
    done(handle, ASYNC__ECANCELED);
}

Test(gather, a_child_that_fails_with_ecanceled_has_failed)
{
    async_handle handle = gather(2, (struct plan[]){{'a', 30}, {'b', 10, ASYNC__ECANCELED}});
    sched_finish();
    cr_assert_eq(sched_ms(), 10);
    done(handle, ASYNC__ECANCELED);
}

Test(gather, a_failure_while_the_parent_is_being_cancelled_goes_on)
{
    async_handle handle = gather(2, (struct plan[]){{'a', 30, -5, .stubborn = true}, {'b', 10}});
    async__cancel(handle);
    sched_finish();
    cr_assert_eq(sched_ms(), 30);
    done(handle, -5);
}

Test(gather, of_a_cancelled_parent_whose_children_all_end_with_values_ends)
{
    async_handle handle = gather(1, (struct plan[]){{'a', 30, .stubborn = true}});
    async__cancel(handle);
    sched_finish();
    cr_assert_str_eq(co_log, "aA.", "the next await ends the parent");
    done(handle, ASYNC__ECANCELED);
}

Test(gather, a_child_cancels_the_parent_before_its_siblings_have_begun)
{
    async_handle handle =
        gather(3, (struct plan[]){{'a', 5}, {'b', .cancels = &parent_handle}, {'c', 10}});
    cr_assert_str_eq(co_log, "abBc");
    done(handle, ASYNC__ECANCELED);
}

Test(gather, the_last_child_cancels_the_parent)
{
    async_handle handle = gather(2, (struct plan[]){{'a', 5}, {'b', .cancels = &parent_handle}});
    cr_assert_str_eq(co_log, "abB");
    done(handle, ASYNC__ECANCELED);
}

/* ---- select ---------------------------------------------------------------- */

Test(select, of_nothing_gives_minus_one)
{
    async_handle handle = start(SELECT, 0, plans);
    cr_assert_eq(outcome, -1);
    done(handle, 0);
}

Test(select, the_first_end_cancels_the_others)
{
    async_handle handle = start(SELECT, 3, (struct plan[]){{'a', 30}, {'b', 10}, {'c', 20}});
    sched_finish();
    cr_assert_str_eq(co_log, "abcB.!");
    cr_assert_eq(sched_ms(), 10);
    cr_assert_eq(outcome, 1);
    cr_assert_eq(results[1], 10);
    cr_assert_eq(results[0], -1);
    done(handle, 0);
}

Test(select, the_others_are_waited_for)
{
    async_handle handle = start(SELECT, 2, (struct plan[]){{'a', 30, .stubborn = true}, {'b', 10}});
    sched_finish();
    cr_assert_eq(sched_ms(), 30);
    cr_assert_eq(outcome, 1, "a value in a later turn does not win");
    done(handle, 0);
}

Test(select, a_child_that_ends_at_once_wins_and_the_rest_still_starts)
{
    async_handle handle = start(SELECT, 3, (struct plan[]){{'a', 10}, {'b'}, {'c'}});
    cr_assert_str_eq(co_log, "abBcC.!");
    cr_assert_eq(outcome, 1);
    done(handle, 0);
}

static async_semaphore semaphore;

CO(acquiring)
{
    CO_BEGIN(acquiring)
    AWAIT(1, async_semaphore_acquire__async(task, NULL, &semaphore))
    co_note(co->tag);
    CO_END
}

CO(selecting)
{
    CO_BEGIN(selecting)
    async_gather_init(&co->gather, task);
    co_child(&co->gather, &acquiring_fn)->tag = 'a';
    co_child(&co->gather, &acquiring_fn)->tag = 'b';
    AWAIT(1, async_select_await(task, &co->gather, &co->err))
    *co->result = co->err;
    CO_END
}

/* Both are given a permit before either runs: ready in one turn, the later index first. */
Test(select, of_those_ready_in_one_turn_the_lowest_index_wins)
{
    IN_ORDER;
    async_handle handle, blocker;
    async_semaphore_init(&semaphore, 0);
    co_spawn(&acquiring_fn, &blocker)->tag = 'x';
    co_spawn(&selecting_fn, &handle);
    sched_settle();
    async__link *waiters = (async__link *)(void *)semaphore.private_;
    async__link *first = waiters->next->next; /* child a, behind x: to the end, behind b */
    async__list_remove(first);
    async__list_append(waiters, first);
    for (int i = 0; i < 3; i++)
        async_semaphore_release(&semaphore);
    sched_turn();
    cr_assert_str_eq(co_log, "xba");
    cr_assert_eq(*(long *)async__result_of(task_of(handle)), 0);
    done(blocker, 0);
    async__task_free(task_of(handle));
}

Test(select, a_failure_before_the_first_value_goes_on)
{
    async_handle handle = start(SELECT, 2, (struct plan[]){{'a', 30}, {'b', 10, -5}});
    sched_finish();
    cr_assert_eq(sched_ms(), 10);
    cr_assert_eq(outcome, UNSET);
    done(handle, -5);
}

Test(select, a_failure_behind_the_winner_is_dropped)
{
    struct plan list[] = {{'a', 30, -5, .stubborn = true}, {'b', 10}};
    async_handle handle = start(SELECT, 2, list);
    sched_finish();
    cr_assert_eq(outcome, 1);
    cr_assert_str_eq(co_log, "abB.!");
    done(handle, 0);
}

Test(select, cancelling_the_parent_cancels_the_children)
{
    async_handle handle = start(SELECT, 2, (struct plan[]){{'a', 30}, {'b', 10}});
    async__cancel(handle);
    sched_settle();
    cr_assert_str_eq(co_log, "ab");
    done(handle, ASYNC__ECANCELED);
}

Test(select, a_winner_survives_the_cancellation_of_the_parent)
{
    async_handle handle = start(SELECT, 2, (struct plan[]){{'a', 30, .stubborn = true}, {'b', 10}});
    sched_advance(10);
    async__cancel(handle);
    sched_finish();
    cr_assert_eq(outcome, 1);
    cr_assert_str_eq(co_log, "abBA.");
    done(handle, ASYNC__ECANCELED);
}

/* Awaits parent_fn under a timeout of n ms, so that the operator runs in a child itself. */
CO(grandparent)
{
    CO_BEGIN(grandparent)
    async_gather_init(&co->gather, task);
    co_child(&co->gather, &parent_fn);
    AWAIT(1, async_timeout_await(task, &co->gather, (uint64_t)co->n, &co->err))
    *co->result = co->err;
    CO_END
}

/* ---- timeout --------------------------------------------------------------- */

Test(timeout, gives_0_when_the_call_ends_in_time)
{
    async_handle handle = timeout(20, (struct plan){'a', 10});
    sched_finish();
    cr_assert_eq(outcome, 0);
    cr_assert_eq(sched_ms(), 10, "the clock is stopped");
    cr_assert_eq(results[0], 10);
    done(handle, 0);
}

Test(timeout, cancels_the_call_and_gives_etimedout)
{
    async_handle handle = timeout(10, (struct plan){'a', 20});
    sched_finish();
    cr_assert_eq(outcome, ASYNC__ETIMEDOUT);
    cr_assert_eq(sched_ms(), 10);
    cr_assert_str_eq(co_log, "a.!");
    done(handle, 0);
}

Test(timeout, at_one_time_the_result_beats_the_clock)
{
    async_handle handle = timeout(10, (struct plan){'a', 10});
    sched_advance(10);
    cr_assert_eq(outcome, 0);
    done(handle, 0);
}

CO(timing)
{
    CO_BEGIN(timing)
    async_gather_init(&co->gather, task);
    co_child(&co->gather, &acquiring_fn)->tag = 'a';
    AWAIT(1, async_timeout_await(task, &co->gather, 10, &co->err))
    *co->result = co->err;
    CO_END
}

Test(timeout, a_result_that_is_ready_beats_the_clock)
{
    async_handle handle;
    async_semaphore_init(&semaphore, 0);
    co_spawn(&timing_fn, &handle);
    sched_settle();
    async_semaphore_release(&semaphore);
    sched_advance(10); /* the clock first, then what is ready */
    cr_assert_str_eq(co_log, "a");
    cr_assert_eq(*(long *)async__result_of(task_of(handle)), 0);
    async__task_free(task_of(handle));
}

Test(timeout, of_0_ms_lets_the_call_run_to_its_first_suspension)
{
    async_handle handle = timeout(0, (struct plan){'a'});
    cr_assert_eq(outcome, 0);
    done(handle, 0);
    handle = timeout(0, (struct plan){'b', 10});
    cr_assert_str_eq(co_log, "aA.!b");
    sched_advance(0);
    cr_assert_eq(outcome, ASYNC__ETIMEDOUT);
    done(handle, 0);
}

Test(timeout, waits_for_a_call_that_takes_its_time_to_end)
{
    async_handle handle = timeout(10, (struct plan){'a', 50, .stubborn = true});
    sched_finish();
    cr_assert_eq(sched_ms(), 50);
    cr_assert_eq(outcome, 0, "it ended with its value after all");
    done(handle, 0);
}

Test(timeout, a_failure_goes_on)
{
    async_handle handle = timeout(20, (struct plan){'a', 10, -5});
    sched_finish();
    done(handle, -5);
}

Test(timeout, a_failure_behind_the_clock_goes_on)
{
    async_handle handle = timeout(10, (struct plan){'a', 50, -5, .stubborn = true});
    sched_finish();
    cr_assert_eq(outcome, UNSET);
    done(handle, -5);
}

Test(timeout, an_etimedout_of_the_call_is_a_failure)
{
    async_handle handle = timeout(20, (struct plan){'a', 10, ASYNC__ETIMEDOUT});
    sched_finish();
    cr_assert_eq(outcome, UNSET);
    done(handle, ASYNC__ETIMEDOUT);
}

Test(timeout, cancelling_the_parent_is_no_timeout)
{
    async_handle handle = timeout(10, (struct plan){'a', 20});
    async__cancel(handle);
    sched_settle();
    cr_assert_eq(async__timers_next(), UINT64_MAX, "the clock is stopped");
    cr_assert_eq(outcome, UNSET);
    done(handle, ASYNC__ECANCELED);
}

Test(timeout, the_parent_is_cancelled_when_the_clock_has_struck)
{
    async_handle handle = timeout(10, (struct plan){'a', 20});
    async__gather_timed_out(task_of(handle)); /* the child is ready, cancelled */
    async__cancel(handle);
    sched_settle();
    cr_assert_eq(outcome, UNSET);
    done(handle, ASYNC__ECANCELED);
}

Test(timeout, a_parent_cancelled_before_sets_no_clock)
{
    limit = 10;
    async_handle handle = prepare(TIMEOUT, 1, (struct plan[]){{'a', 20}});
    async__cancel(handle);
    sched_settle();
    cr_assert_str_eq(co_log, "a");
    cr_assert_eq(sched_ms(), 0);
    done(handle, ASYNC__ECANCELED);
}

Test(timeout, an_endless_one_never_fires)
{
    async_handle handle = timeout(UINT64_MAX, (struct plan){'a', 1000000});
    sched_finish();
    cr_assert_eq(outcome, 0);
    done(handle, 0);
}

static async_handle nested(long outer, uint64_t inner, struct plan plan)
{
    async_handle handle;
    limit = inner;
    rule = TIMEOUT;
    planned = 1;
    plans[0] = plan;
    outcome = UNSET;
    co_spawn(&grandparent_fn, &handle)->n = outer;
    sched_settle();
    return handle;
}

static long end_of(async_handle handle)
{
    long result = *(long *)async__result_of(task_of(handle));
    done(handle, 0);
    return result;
}

Test(timeout, of_nested_ones_the_inner_strikes_alone)
{
    async_handle handle = nested(20, 10, (struct plan){'a', 50});
    sched_finish();
    cr_assert_eq(outcome, ASYNC__ETIMEDOUT);
    cr_assert_eq(end_of(handle), 0);
}

Test(timeout, of_nested_ones_the_outer_strikes_alone)
{
    async_handle handle = nested(10, 20, (struct plan){'a', 50});
    sched_finish();
    cr_assert_eq(outcome, UNSET);
    cr_assert_eq(end_of(handle), ASYNC__ETIMEDOUT);
    cr_assert_eq(sched_ms(), 10);
}

Test(timeout, of_nested_ones_that_strike_at_once_only_the_outer_tells)
{
    async_handle handle = nested(10, 10, (struct plan){'a', 50});
    sched_advance(10);
    cr_assert_eq(outcome, UNSET);
    cr_assert_eq(end_of(handle), ASYNC__ETIMEDOUT);
}

/* ---- catch ----------------------------------------------------------------- */

static async_handle catch (struct plan plan) { return start(CATCH, 1, &plan); }

Test(catch, gives_0_or_the_failure)
{
    async_handle handle = catch ((struct plan){'a', 10});
    sched_finish();
    cr_assert_eq(outcome, 0);
    cr_assert_eq(results[0], 10);
    done(handle, 0);
    handle = catch ((struct plan){'b', 10, -5});
    sched_finish();
    cr_assert_eq(outcome, -5);
    done(handle, 0);
    handle = catch ((struct plan){'c', 0, -6});
    cr_assert_eq(outcome, -6);
    done(handle, 0);
}

Test(catch, catches_an_ecanceled_that_was_failed_with)
{
    async_handle handle = catch ((struct plan){'a', 10, ASYNC__ECANCELED});
    sched_finish();
    cr_assert_eq(outcome, ASYNC__ECANCELED);
    cr_assert_str_eq(co_log, "a.!");
    done(handle, 0);
}

Test(catch, does_not_catch_the_parents_cancellation)
{
    async_handle handle = catch ((struct plan){'a', 10});
    async__cancel(handle);
    sched_finish();
    cr_assert_str_eq(co_log, "a");
    done(handle, ASYNC__ECANCELED);
}

Test(catch, of_a_parent_that_was_cancelled_before_catches_nothing)
{
    async_handle handle = prepare(CATCH, 1, (struct plan[]){{'a', 10}});
    async__cancel(handle);
    sched_finish();
    cr_assert_str_eq(co_log, "a");
    done(handle, ASYNC__ECANCELED);
}

/* ---- shield ---------------------------------------------------------------- */

static async_handle shield(struct plan plan) { return start(SHIELD, 1, &plan); }

Test(shield, holds_the_cancellation_back_until_the_next_await)
{
    async_handle handle = shield((struct plan){'a', 10});
    async__cancel(handle);
    sched_finish();
    cr_assert_str_eq(co_log, "aA.");
    cr_assert_eq(sched_ms(), 10);
    done(handle, ASYNC__ECANCELED);
}

Test(shield, protects_in_a_parent_that_was_cancelled_before)
{
    async_handle handle = prepare(SHIELD, 1, (struct plan[]){{'a', 10}});
    async__cancel(handle);
    sched_finish();
    cr_assert_str_eq(co_log, "aA.");
    done(handle, ASYNC__ECANCELED);
}

Test(shield, a_failure_goes_on)
{
    async_handle handle = shield((struct plan){'a', 10, -5});
    async__cancel(handle);
    sched_finish();
    done(handle, -5);
}

Test(shield, keeps_a_timeout_waiting)
{
    async_handle handle;
    rule = SHIELD;
    planned = 1;
    plans[0] = (struct plan){'a', 50};
    co_spawn(&grandparent_fn, &handle)->n = 10;
    sched_finish();
    cr_assert_str_eq(co_log, "aA.");
    cr_assert_eq(sched_ms(), 50);
    cr_assert_eq(end_of(handle), ASYNC__ETIMEDOUT);
}

/* ---- an inner and an outer scope end at once --------------------------------- */

/* Catches the failure of an inner gather, then sleeps. */
CO(catching)
{
    CO_BEGIN(catching)
    async_gather_init(&co->gather, task);
    co_child(&co->gather, &parent_fn);
    AWAIT(1, async_catch_await(task, &co->gather, &co->err))
    co_note(co->err == -5 ? '5' : '?');
    AWAIT(2, async_sleep__async(task, NULL, 20))
    co_note('%');
    CO_END
}

static struct plan outer_plan;

CO(outer)
{
    CO_BEGIN(outer)
    async_gather_init(&co->gather, task);
    co_child(&co->gather, &catching_fn);
    struct co *c = co_child(&co->gather, &child_fn);
    c->arg = &outer_plan;
    c->n = (long)(uintptr_t)&results[3];
    AWAIT(1, async_gather_await(task, &co->gather))
    CO_END
}

static async_handle start_outer(struct plan plan)
{
    async_handle handle;
    rule = GATHER;
    planned = 2;
    plans[0] = (struct plan){'a', 10, -5};
    plans[1] = (struct plan){'b', 50};
    outer_plan = plan;
    co_spawn(&outer_fn, &handle);
    return handle;
}

/* As in CPython's issue 95289: what a scope does to its own task ends with it. */
Test(nested, a_caught_failure_leaves_no_cancellation_behind)
{
    async_handle handle = start_outer((struct plan){'o', 15});
    sched_finish();
    cr_assert_str_eq(co_log, "abo5O%");
    cr_assert_eq(sched_ms(), 30);
    done(handle, 0);
}

/* As in CPython's issue 116720: the inner scope's own cancellation hides none from outside. */
Test(nested, a_cancellation_from_outside_survives_the_inner_failure)
{
    async_handle handle = start_outer((struct plan){'o', 10, -6});
    sched_settle();
    sched_advance(10);
    cr_assert_null(strchr(co_log, '%'));
    cr_assert_eq(sched_ms(), 10);
    done(handle, -6);
}

/* ---- without memory ---------------------------------------------------------- */

/* Runs `what` with the k-th allocation failing; false: there are fewer. */
static bool starve(enum rule what, int count, const struct plan *list, long k)
{
    limit = 20;
    rule = what;
    planned = count;
    memcpy(plans, list, (size_t)count * sizeof *list);
    outcome = UNSET;
    async_task *roomy = &async__task_new(&parent_fn, sizeof(long), 900, NULL)->base;
    co_root(roomy, &parent_fn);
    async_handle handle = async_task_start(roomy);
    async__memory_fail_after(k);
    sched_finish();
    bool met = async__memory_pending() < 0;
    async__memory_fail_after(-1);
    int error = task_of(handle)->base.error;
    if (met && what == CATCH) {
        cr_assert_eq(outcome, ASYNC__ENOMEM);
        error = 0;
    }
    cr_assert_eq(error, met && what != CATCH ? ASYNC__ENOMEM : 0);
    async__task_free(task_of(handle));
    cr_assert_eq(sched_live(), 0);
    return met;
}

Test(memory, every_allocation_of_every_operator_fails_once)
{
    const struct plan list[] = {{'a', 5}, {'b', 10}, {'c', 15}};
    for (enum rule what = GATHER; what <= SHIELD; what++) {
        long k = 0;
        for (bool met = true; met; k++) {
            sched_begin();
            met = starve(what, what == GATHER || what == SELECT ? 3 : 1, list, k);
            sched_end();
        }
        cr_assert_geq(k, 2, "operator %d allocates", (int)what);
    }
}

Test(gather, without_memory_for_a_child_the_rest_is_cancelled)
{
    rule = GATHER;
    planned = 3;
    for (int i = 0; i < 3; i++)
        plans[i] = (struct plan){(char)('a' + i), 10};
    async_task *roomy = &async__task_new(&parent_fn, sizeof(long), 900, NULL)->base;
    co_root(roomy, &parent_fn);
    async_handle handle = async_task_start(roomy);
    async__memory_fail_after(0); /* the slab of the children's size class */
    sched_settle();
    async__memory_fail_after(-1);
    cr_assert_str_eq(co_log, "bc");
    done(handle, ASYNC__ENOMEM);
}
