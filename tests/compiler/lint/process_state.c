// clause 10.21: what belongs to the process, changed for a while across an await.
// RUN: %asyncc -fsyntax-only %s 2>&1 | %reports %s
#define _GNU_SOURCE
#include <async.h>
#include <fenv.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

async int f(int x);

async void warn_mask(void)
{
    mode_t old = umask(077);
    // CHECK: :[[#@LINE-1]]:18: warning: the file mode mask is changed for all tasks while the coroutine waits [-Wasync-process-state]
    // CHECK: :[[#@LINE+4]]:5: note: other tasks run here with the changed one
    // CHECK: :[[#@LINE+4]]:5: note: changed again here
    // CHECK: note: change it back before the await, or do the work that needs it with async_offload in one function

    await f(1);
    umask(old);
}

async int warn_folder(const char *folder)
{
    if (chdir(folder) < 0)
        // CHECK: :[[#@LINE-1]]:9: warning: the current folder is changed for all tasks
        return await f(2);
    int result = await f(1);
    chdir("/");
    return result;
}

async void warn_deferred(void)
{
    sigset_t set, old;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &set, &old);
    // CHECK: :[[#@LINE-1]]:5: warning: the signal mask is changed for all tasks
    defer pthread_sigmask(SIG_SETMASK, &old, NULL);
    await f(1);
}

async void warn_locale(double value)
{
    setlocale(LC_NUMERIC, "C");
    // CHECK: :[[#@LINE-1]]:5: warning: the locale is changed for all tasks
    await f((int)value);
    setlocale(LC_NUMERIC, "");
}

async void warn_rounding(void)
{
    fesetround(FE_UPWARD);
    // CHECK: :[[#@LINE-1]]:5: warning: the rounding mode is changed for all tasks
    await f(1);
    fesetround(FE_TONEAREST);
}

async void good_before(void)
{
    mode_t old = umask(077);
    mkdir("private", 0777);
    umask(old);
    await f(1);
}

/* For good, or only asked for. */
async void good_for_good(void)
{
    umask(077);
    chdir("/");
    setlocale(LC_ALL, NULL);
    pthread_sigmask(SIG_BLOCK, NULL, NULL);
    await f(1);
    setlocale(LC_ALL, NULL);
    pthread_sigmask(SIG_BLOCK, NULL, NULL);
}

#define WITH_MASK(mask, statement)    \
    do {                              \
        mode_t old_mask = umask(mask); \
        statement;                    \
        umask(old_mask);              \
    } while (0)

async void warn_macro(void)
{
    WITH_MASK(077, await f(1));
    // CHECK: :[[#@LINE-1]]:5: warning: the file mode mask is changed for all tasks
}

async void good_macro(void)
{
    WITH_MASK(077, mkdir("private", 0777));
    await f(1);
}

async int warn_null_is_failure(const char *name)
{
    if (setlocale(LC_TIME, name) == NULL)
        // CHECK: :[[#@LINE-1]]:9: warning: the locale is changed for all tasks
        return -1;
    defer setlocale(LC_TIME, "C");
    return await f(1);
}
