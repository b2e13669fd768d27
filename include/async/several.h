/* several.h - waiting for tasks whose number is known only when the program runs.
 *
 * What async_gather and async_select do for calls that the program spells out, these do for an
 * array of `n` handles. All of one type: async_task(T). Results of another type than T do not
 * compile. `results` may be NULL, of tasks that return void it must be.
 *
 * async_gather_n and async_select_n consume all the handles, however they end: while they wait the
 * tasks are theirs, as under async_join; afterwards nothing runs any more. Cancelling cancels the
 * tasks and waits for them. Both fail with UV_ENOMEM (then too all is consumed), and with UV_EBUSY
 * if somebody joins one of the tasks already, whose handle is then left to them; select_n consumes
 * nothing in that case.
 */
#ifndef ASYNC_SEVERAL_H
#define ASYNC_SEVERAL_H

#include <async.h>

#ifdef __cplusplus
extern "C" {
#endif

/* await async_gather_n(tasks, n, T *results);
 * Waits until all have ended; results[i] is the value of tasks[i]. If one fails the others are
 * cancelled and waited for, and the first failure goes on. */
#define async_gather_n(tasks, n, results)                                   \
    async__gather_n((async__handle *)(void *)(tasks), n, (void *)(results), \
                    async__size_checked(tasks, results))

/* int which = await async_select_n(tasks, n, T *result);
 * Waits for the first to end: its index, its value in *result. The others are cancelled and
 * waited for. Of several that end in the same turn the lowest counts. If the first ends with a
 * failure that goes on. -1 without tasks. */
#define async_select_n(tasks, n, result)                                   \
    async__select_n((async__handle *)(void *)(tasks), n, (void *)(result), \
                    async__size_checked(tasks, result))

/* int which = await async_wait_any(tasks, n);
 * Waits until one of the tasks has ended: the lowest index of those that have. Consumes nothing;
 * entries that are NULL are passed over, -1 if all are. So the tasks are taken as they complete by
 *
 *     for (int i; (i = await async_wait_any(tasks, n)) >= 0; tasks[i] = NULL)
 *         use(await async_join(tasks[i]));
 *
 * Cancelling leaves the tasks alone. Fails with UV_ENOMEM. Each call that waits takes time in
 * proportion to n: thousands of tasks had better put what they find into an async_queue. */
#define async_wait_any(tasks, n) async__wait_any((async__handle *)(void *)(tasks), n)

/* The size of a result; an array of -1 where it has the wrong type. */
#define async__size_checked(tasks, results) \
    (sizeof(*_Generic((results), void * : (char *)0, default : (results))) +                     \
     0 * sizeof(char[_Generic((results), void * : 1,                                             \
                              default : __builtin_types_compatible_p(                            \
                                            __typeof__(*(tasks)),                                \
                                            async_task(__typeof__(*(results)))) ? 1 : -1)]))

__async void async__gather_n(async__handle *tasks, size_t n, void *results, size_t size);
__async int async__select_n(async__handle *tasks, size_t n, void *result, size_t size);
__async int async__wait_any(async__handle *tasks, size_t n);

#ifdef ASYNC_ABI_ONLY
ASYNC_DECLARE(async__gather_n, (async_task * task, void *result, async__handle *tasks, size_t n,
                                void *results, size_t size));
ASYNC_DECLARE(async__select_n, (async_task * task, int *which, async__handle *tasks, size_t n,
                                void *result, size_t size));
ASYNC_DECLARE(async__wait_any, (async_task * task, int *which, async__handle *tasks, size_t n));
#endif

#ifdef __cplusplus
}
#endif
#endif
