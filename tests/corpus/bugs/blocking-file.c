/* Files, read and written in a coroutine. */
#define _GNU_SOURCE
#include <async.h>

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

async int bf_open(const char *path)
{
    int fd = open(path, O_RDONLY); // bug
    await async_yield(); // asyncc-ignore(leak-on-cancel): not the point here
    return fd;
}

async ssize_t bf_read(int fd, char *to, size_t size)
{
    await async_yield();
    return read(fd, to, size); // bug
}

async ssize_t bf_write(int fd, const char *from, size_t size)
{
    await async_yield();
    return write(fd, from, size); // bug
}

async int bf_stat(const char *path)
{
    struct stat status;
    await async_yield();
    return stat(path, &status); // bug
}

async int bf_fopen(const char *path)
{
    await async_yield();
    FILE *file = fopen(path, "r"); // bug
    return file != NULL;
}

async int bf_fclose(FILE *file)
{
    await async_yield();
    return fclose(file); // bug
}

async int bf_fgets(FILE *file, char *line)
{
    await async_yield();
    return fgets(line, 80, file) != NULL; // bug
}

async size_t bf_fread(FILE *file, char *to)
{
    await async_yield();
    return fread(to, 1, 80, file); // bug
}

async int bf_fprintf(FILE *file, int n)
{
    await async_yield();
    return fprintf(file, "%d\n", n); // bug
}

async int bf_rename(const char *from, const char *to)
{
    await async_yield();
    return rename(from, to); // bug
}

async int bf_unlink(const char *path)
{
    await async_yield();
    return unlink(path); // bug
}

async int bf_mkdir(const char *path)
{
    await async_yield();
    return mkdir(path, 0777); // bug
}

async int bf_opendir(const char *path)
{
    await async_yield();
    DIR *folder = opendir(path); // bug
    return folder != NULL;
}

async int bf_pread(int fd, char *to)
{
    await async_yield();
    return pread(fd, to, 1, 0) == 1; // bug
}

static long bf_size(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 ? (long)status.st_size : -1;
}

async long bf_helper(const char *path)
{
    await async_yield();
    return bf_size(path); // bug
}

async int bf_flush(FILE *file)
{
    await async_yield();
    return fflush(file); // bug
}

async int bf_access(const char *path)
{
    await async_yield();
    return access(path, R_OK); // bug
}

#define EXISTS(path) (access(path, F_OK) == 0)

async int bf_macro(const char *path)
{
    await async_yield();
    return EXISTS(path); // bug
}
