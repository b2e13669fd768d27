/* test.c - runs of a scenario, each with one fault more behind it; see async/test.h. */
#include "../sched/mode.h"

#include <stdio.h>

/* Says what was leaked so far, and whether anything was; only under AddressSanitizer. */
extern int __lsan_do_recoverable_leak_check(void) __attribute__((__weak__));

static bool leaks(long live, long k)
{
    bool blocks = async__memory_live() != live, open = async__mode_has_left_open();
    if (blocks)
        fprintf(stderr, "asyncc: test: run %ld left %ld blocks of the runtime behind\n", k,
                async__memory_live() - live);
    return blocks || open ||
           (__lsan_do_recoverable_leak_check != NULL && __lsan_do_recoverable_leak_check() != 0);
}

/* One run by `options`; whether the fault was met. */
static bool run(const async_test_options *options, void (*scenario)(void *argument), void *argument)
{
    async__mode_was_met();
    async_test_use(options);
    scenario(argument);
    async_test_use(NULL);
    return async__mode_was_met();
}

static long run_all(async_test_options *options, long *k, void (*scenario)(void *argument),
                    void *argument)
{
    long live = async__memory_live();
    for (*k = 1;; ++*k) {
        bool was_met = run(options, scenario, argument);
        if (leaks(live, *k))
            return -*k;
        if (!was_met)
            return *k - 1;
    }
}

static async_test_options copy_of(const async_test_options *options)
{
    return options != NULL ? *options : (async_test_options){.yield = 0};
}

long async_test_cancel_everywhere(const async_test_options *options,
                                  void (*scenario)(void *argument), void *argument)
{
    async_test_options all = copy_of(options);
    return run_all(&all, &all.cancel_at, scenario, argument);
}

long async_test_fail_everywhere(const async_test_options *options, void (*scenario)(void *argument),
                                void *argument)
{
    async_test_options all = copy_of(options);
    return run_all(&all, &all.fail_at, scenario, argument);
}
