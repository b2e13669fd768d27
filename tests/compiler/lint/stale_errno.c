// clause 10.13: errno read after an await that came after the call.
// RUN: %asyncc -fsyntax-only %s 2>&1 | %reports %s
#include <async.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

async int f(int x);
async int say(const char *text);

async int warn_returned(const char *path)
{
    int fd = open(path, O_RDONLY);
    if (fd < 0) {
        await say("no such file");
        return -errno;
        // CHECK: :[[#@LINE-1]]:17: warning: 'errno' is no longer that of 'open': the coroutine has waited since [-Wasync-stale-errno]
        // CHECK: :[[#@LINE-5]]:14: note: 'open' sets it here
        // CHECK: :[[#@LINE-4]]:9: note: other tasks may set it while this waits
        // CHECK: note: keep it before the await: 'int error = errno;'
    }
    return fd;
}

async int good_kept(const char *path)
{
    int fd = open(path, O_RDONLY);
    if (fd < 0) {
        int error = errno;
        await say("no such file");
        return -error;
    }
    return fd;
}

async int warn_tested_later(const char *path)
{
    int error = unlink(path);
    await f(1);
    if (error != 0)
        perror(path);
        // CHECK: :[[#@LINE-1]]:9: warning: 'errno' is no longer that of 'unlink'{{.*}}[-Wasync-stale-errno]
    return error;
}

/* The awaited function's own. */
async int good_of_await(const char *path)
{
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return -errno;
    int count = await f(fd);
    if (count < 0)
        return -errno;
    return count;
}

async int good_fallback(const char *path)
{
    int fd = open(path, O_RDONLY);
    if (fd < 0) {
        fd = await say(path);
        if (fd < 0)
            return -errno;
    }
    return fd;
}

async int good_offload(const char *path)
{
    int fd = await async_offload(open(path, O_RDONLY));
    return fd < 0 ? -errno : fd;
}

async int warn_zeroed(const char *text)
{
    errno = 0;
    long value = strtol(text, NULL, 10);
    await f(1);
    if (errno == ERANGE)
        // CHECK: :[[#@LINE-1]]:9: warning: 'errno' is no longer that of 'strtol'{{.*}}[-Wasync-stale-errno]
        return -1;
    return (int)value;
}

async int good_zeroed(const char *text)
{
    await f(1);
    errno = 0;
    long value = strtol(text, NULL, 10);
    return errno == ERANGE ? -1 : (int)value;
}

async int warn_unasked(const char *path)
{
    unlink(path);
    await async_yield();
    return errno;
    // CHECK: :[[#@LINE-1]]:12: warning: 'errno' is no longer that of 'unlink'{{.*}}[-Wasync-stale-errno]
}

async int good_other_call(const char *path)
{
    if (unlink(path) != 0) {
        await f(1);
        if (unlink("other") != 0)
            return errno;
    }
    return 0;
}

#define CHECK_CALL(call, report)                  \
    do {                                          \
        if ((call) < 0) {                         \
            report;                               \
            fprintf(stderr, "%s", strerror(errno)); \
        }                                         \
    } while (0)

async void warn_macro(const char *path)
{
    CHECK_CALL(unlink(path), await say(path));
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: 'errno' is no longer that of 'unlink'{{.*}}[-Wasync-stale-errno]
}

async void good_macro(const char *path)
{
    CHECK_CALL(unlink(path), errno = EIO);
    await say(path);
}

/* The awaited call did not fail. */
async int warn_other_way(const char *path)
{
    if (unlink(path) < 0) {
        int sent = await f(1);
        return sent < 0 ? sent : -errno;
        // CHECK: :[[#@LINE-1]]:35: warning: 'errno' is no longer that of 'unlink'
    }
    return 0;
}
