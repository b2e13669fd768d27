/* test.h - runs that can be repeated: time, order, suspensions and faults by rule.
 *
 * Test mode is chosen for a program from outside,
 *
 *     ASYNC_TEST=yield,seed=7,clock=virtual ./program
 *
 * or in a test program, thread by thread, with the functions here. It applies to the loops
 * that are opened afterwards (async_run, async_main). With the virtual clock, and as long as
 * no other process and no thread has a say, a run is a function of its options: what fails
 * with a seed fails again with it, in the same way. A program that fails in test mode prints
 * the ASYNC_TEST that repeats it; `seed` without a number takes a new one each time.
 *
 * In test mode every task and, with `yield`, every frame is a block of malloc's, so that
 * AddressSanitizer and valgrind see each use of it after its end.
 *
 * Not for production: order and speed are not those of an ordinary run. Without test mode
 * all this costs nothing. None of the functions suspends; each belongs to its thread.
 */
#ifndef ASYNC_TEST_H
#define ASYNC_TEST_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* All zero: an ordinary run, but for the memory of tasks.
 *
 * ASYNC_TEST     field
 * yield          yield          each call of an async function that has awaits of its own
 *                               suspends at least once: if it has not waited before, its
 *                               caller goes on a turn after its end. No cancellation point
 * seed=N         shuffle, seed  the order in which ready tasks run is drawn from N, instead
 *                               of first in first out
 * clock=virtual  virtual_clock  the clock starts at one second and stands still while
 *                               anything can run; then it jumps to the next timer. Sockets
 *                               are polled before each jump. While a request is under way
 *                               (thread pool, connecting, writing) it goes as real time does
 * cancel=K       cancel_at      the loop's first task is cancelled at the K-th suspension of
 *                               any task, counted from 1; 0: not
 * alloc=K        fail_at        the K-th allocation of the runtime fails, from 1; 0: none
 *
 * With cancel=K a program says on standard error where it was cancelled; if it does not,
 * there were fewer than K suspensions. */
typedef struct async_test_options {
    int yield;
    int shuffle;
    uint64_t seed;
    int virtual_clock;
    long cancel_at;
    long fail_at;
} async_test_options;

/* Test mode for the loops that this thread opens from now on, in place of what ASYNC_TEST
 * says; the options are copied. NULL: as ASYNC_TEST says again. */
void async_test_use(const async_test_options *options);

/* Cancels at every await: calls `scenario` again and again, the k-th time with the k-th
 * suspension cancelled (cancel_at; the other options as given, NULL: all zero), until a run has
 * fewer than k. `scenario` is a plain function that ends its loop, by async_run.
 * Returns the number of cancelled runs; or -k if the k-th left something behind, which is printed:
 * open connections, blocks of the runtime or, under LeakSanitizer, any memory. */
long async_test_cancel_everywhere(const async_test_options *options,
                                  void (*scenario)(void *argument), void *argument);

/* The same with the k-th allocation of the runtime failing (fail_at). */
long async_test_fail_everywhere(const async_test_options *options, void (*scenario)(void *argument),
                                void *argument);

#ifdef __cplusplus
}
#endif
#endif
