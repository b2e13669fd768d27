/* errno, read after an await that came after the call. */
#define _GNU_SOURCE
#include <async.h>

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

async int se_send(const char *text);

async int se_open(const char *path)
{
    int fd = open(path, O_RDONLY);
    if (fd < 0) {
        await se_send("cannot open");
        return -errno; // bug
    }
    close(fd);
    return 0;
}

async void se_perror(const char *path)
{
    if (unlink(path) != 0) {
        await se_send(path);
        perror(path); // bug
    }
}

async void se_strerror(const char *path)
{
    if (mkdir(path, 0777) < 0) {
        await async_sleep(1);
        fprintf(stderr, "%s\n", strerror(errno)); // bug
    }
}

async void se_warn(const char *path)
{
    if (chdir(path) < 0) {
        await se_send("no such folder");
        warn("%s", path); // bug
    }
}

async int se_saved_late(const char *path)
{
    int result = rmdir(path);
    await async_yield();
    int error = errno; // bug
    return result < 0 ? -error : 0;
}

async int se_compare(int fd)
{
    if (close(fd) != 0) {
        await async_yield();
        if (errno == EINTR) // bug
            return 1;
    }
    return 0;
}

async long se_strtol(const char *text)
{
    errno = 0;
    long value = strtol(text, NULL, 10);
    await se_send(text);
    if (errno == ERANGE) // bug
        return 0;
    return value;
}

async int se_switch(const char *path)
{
    if (access(path, R_OK) == 0)
        return 0;
    await se_send(path);
    switch (errno) { // bug
    case ENOENT:
        return 1;
    default:
        return 2;
    }
}

async int se_loop(const char *const *paths)
{
    int failed = 0;
    for (; *paths != NULL; paths++) {
        int result = unlink(*paths);
        await async_yield();
        if (result < 0 && errno != ENOENT) // bug
            failed++;
    }
    return failed;
}

async int se_ternary(const char *path)
{
    FILE *file = fopen(path, "r");
    await se_send("opened");
    int error = file == NULL ? errno : 0; // bug
    if (file != NULL)
        fclose(file);
    return error;
}

async int se_one_way(const char *path, int tell)
{
    if (remove(path) == 0)
        return 0;
    if (tell)
        await se_send(path);
    return -errno; // bug
}

async void se_log(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        await async_timeout(10, se_send(path));
        printf("%s: %m, %d\n", path, errno); // bug
    }
}

async int se_socket(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0) {
        await async_sleep(100);
        return -errno; // bug
    }
    close(fd);
    return 0;
}

async int se_nested(const char *from, const char *to)
{
    if (rename(from, to) < 0) {
        int sent = await se_send(from);
        return sent < 0 ? sent : -errno; // bug
    }
    return 0;
}

async int se_argument(const char *path)
{
    if (chmod(path, 0600) < 0)
        return (await se_send("denied"), errno); // bug
    return 0;
}

async int se_goto(const char *path)
{
    int fd = creat(path, 0666);
    if (fd < 0)
        goto failed;
    close(fd);
    return 0;
failed:
    await se_send(path);
    return -errno; // bug
}

#define LAST_ERROR (-errno)

async int se_macro(const char *path)
{
    if (truncate(path, 0) < 0) {
        await se_send(path);
        return LAST_ERROR; // bug
    }
    return 0;
}
