// clause 10.14: pragmas, comments with a reason, options and groups of options.
// RUN: %cc_clang -fsyntax-only %s 2>&1 | %reports %s
// RUN: %cc_gcc -fsyntax-only %s 2>&1 | %reports %s
// RUN: %asyncc -fsyntax-only -Wno-async-blocking-call -Wno-async-ignore %s 2>&1 | %filecheck --allow-empty --check-prefix=OFF %s
// RUN: %asyncc -fsyntax-only -Wno-async-all %s 2>&1 | %filecheck --allow-empty --check-prefix=OFF %s
// RUN: %asyncc -fsyntax-only -w %s 2>&1 | %filecheck --allow-empty --check-prefix=OFF %s
// RUN: not %asyncc -fsyntax-only -Werror=async-blocking %s 2>&1 | %filecheck --check-prefix=ERROR %s
// RUN: not %asyncc -c -Werror %s -o %t.o 2>&1 | %filecheck --check-prefix=PROMOTED %s
// RUN: %cc_gcc -Wall -Wno-async-all -c %s -o %t.o 2>&1 | %filecheck --allow-empty --check-prefix=OFF %s
// OFF-NOT: 'sleep'
// ERROR: error: 'sleep' blocks the loop's thread [-Wasync-blocking-call]
// PROMOTED: error: 'sleep' blocks the loop's thread [-Werror,-Wasync-blocking-call]
#include <async.h>
#include <unistd.h>

async void warn(void)
{
    sleep(1);
    // CHECK: :[[#@LINE-1]]:5: warning: 'sleep' blocks
    await async_sleep(1);
}

async void good_comment(void)
{
    sleep(1); // asyncc-ignore(blocking-call): the device needs it
    // asyncc-ignore(stale-errno, blocking-call): the device needs it; it is
    // reset before anything else runs
    sleep(2);
    /* asyncc-ignore(blocking-call): the device needs it */
    sleep(3);
    const char *text = "asyncc-ignore(blocking-call)";
    await async_sleep((uint64_t)*text);
}

async void warn_comment(void)
{
    // asyncc-ignore(stale-errno): about something else
    sleep(1);
    // CHECK: :[[#@LINE-1]]:5: warning: 'sleep' blocks
    sleep(2); // asyncc-ignore(blocking-call)
    // CHECK: :[[#@LINE-1]]:18: warning: 'asyncc-ignore' without a reason [-Wasync-ignore]
    // CHECK: note: write '// asyncc-ignor{{e}}(NAME): why it is right here'
    sleep(3); // asyncc-ignore(blocking-calls): the device
    // CHECK: :[[#@LINE-1]]:5: warning: 'sleep' blocks
    // CHECK: :[[#@LINE-2]]:18: warning: 'asyncc-ignore' of 'blocking-calls', which is no diagnostic [-Wasync-ignore]
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wasync-blocking-call"
async void good_pragma(void)
{
    sleep(1);
    await async_sleep(1);
}
#pragma GCC diagnostic pop

async void warn_pragma(void)
{
    sleep(1);
    // CHECK: :[[#@LINE-1]]:5: warning: 'sleep' blocks
#pragma clang diagnostic ignored "-Wasync-blocking"
    sleep(2);
#pragma GCC diagnostic warning "-Wasync-blocking-file"
    unlink("x");
    // CHECK: :[[#@LINE-1]]:5: warning: 'unlink' blocks the loop's thread [-Wasync-blocking-file]
    await async_sleep(1);
}
