/* What belongs to the whole process, changed for a while with an await in between. */
#define _GNU_SOURCE
#include <async.h>

#include <fenv.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

async int ps_send(const char *text);

async int ps_umask(void)
{
    mode_t old = umask(077); // bug
    int error = await ps_send("private");
    umask(old);
    return error;
}

async int ps_umask_deferred(void)
{
    mode_t old = umask(0); // bug
    defer umask(old);
    return await ps_send("public");
}

async int ps_chdir(const char *folder)
{
    char old[256];
    if (getcwd(old, sizeof old) == NULL || chdir(folder) < 0) // bug
        return -1;
    int error = await ps_send("there");
    return chdir(old) < 0 ? -1 : error;
}

async int ps_chdir_fixed(const char *folder)
{
    if (chdir(folder) < 0) // bug
        return -1;
    await ps_send("there");
    return chdir("/");
}

async int ps_fchdir(int there, int back)
{
    if (fchdir(there) != 0) // bug
        return -1;
    await ps_send("there");
    return fchdir(back);
}

async int ps_locale(void)
{
    setlocale(LC_NUMERIC, "C"); // bug
    int error = await ps_send("1.5");
    setlocale(LC_NUMERIC, "");
    return error;
}

async int ps_uselocale(locale_t own)
{
    locale_t old = uselocale(own); // bug
    int error = await ps_send("1,5");
    uselocale(old);
    return error;
}

async int ps_mask(void)
{
    sigset_t block, old;
    sigemptyset(&block);
    sigaddset(&block, SIGTERM);
    sigprocmask(SIG_BLOCK, &block, &old); // bug
    int error = await ps_send("undisturbed");
    sigprocmask(SIG_SETMASK, &old, NULL);
    return error;
}

async int ps_thread_mask(const sigset_t *set)
{
    pthread_sigmask(SIG_BLOCK, set, NULL); // bug
    int error = await ps_send("undisturbed");
    pthread_sigmask(SIG_UNBLOCK, set, NULL);
    return error;
}

async double ps_rounding(double x)
{
    int old = fegetround();
    fesetround(FE_UPWARD); // bug
    x += await ps_send("up");
    fesetround(old);
    return x;
}

async int ps_user(uid_t user)
{
    uid_t own = geteuid();
    if (seteuid(user) < 0) // bug
        return -1;
    int error = await ps_send("as another");
    return seteuid(own) < 0 ? -1 : error;
}

async int ps_group(gid_t group)
{
    gid_t own = getegid();
    if (setegid(group) < 0) // bug
        return -1;
    int error = await ps_send("as another");
    if (setegid(own) < 0)
        return -1;
    return error;
}

async void ps_loop(int n)
{
    for (int i = 0; i < n; i++) {
        mode_t old = umask(027); // bug
        if (i % 2)
            await ps_send("odd");
        umask(old);
    }
}

async int ps_one_way(int quick)
{
    mode_t old = umask(022); // bug
    if (quick) {
        umask(old);
        return 0;
    }
    int error = await ps_send("slow");
    umask(old);
    return error;
}

async double ps_exceptions(double x)
{
    fenv_t old;
    feholdexcept(&old); // bug
    x /= await ps_send("quiet");
    feupdateenv(&old);
    return x;
}

static int ps_private(void) { return (int)umask(077); }

async int ps_gather(void)
{
    int a, b;
    mode_t old = umask(077); // bug
    await async_gather(a = ps_send("a"), b = ps_send("b"));
    umask(old);
    return a + b + ps_private();
}

async int ps_locale_deferred(const char *name)
{
    if (setlocale(LC_TIME, name) == NULL) // bug
        return -1;
    defer setlocale(LC_TIME, "C");
    return await ps_send("Montag");
}

#define SET_MASK(mask) umask(mask)

async int ps_macro(void)
{
    mode_t old = SET_MASK(077); // bug
    int error = await ps_send("private");
    umask(old);
    return error;
}
