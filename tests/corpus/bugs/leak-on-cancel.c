/* What an await that is cancelled loses. */
#define _GNU_SOURCE
#include <async.h>
#include <async/net.h>

#include <dirent.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

async int lc_send(const char *text);
async int lc_send_fd(int fd);

async int lc_malloc(size_t size)
{
    char *buffer = malloc(size); // bug
    if (buffer == NULL)
        return -1;
    snprintf(buffer, size, "hello");
    int error = await lc_send(buffer);
    free(buffer);
    return error;
}

async int lc_calloc(async_tcp *from)
{
    char *buffer = calloc(1, 4096); // bug
    if (!buffer)
        return -1;
    ssize_t count = await async_tcp_read(from, buffer, 4096);
    free(buffer);
    return (int)count;
}

async int lc_strdup(const char *name)
{
    char *copy = strdup(name); // bug
    int error = copy ? await lc_send(copy) : -1;
    free(copy);
    return error;
}

async int lc_file(const char *path)
{
    FILE *file = fopen(path, "r"); // bug
    if (file == NULL)
        return -1;
    char line[80];
    while (fgets(line, sizeof line, file) != NULL)
        await lc_send(line);
    fclose(file);
    return 0;
}

async int lc_open(const char *path)
{
    int fd = open(path, O_RDONLY); // bug
    if (fd < 0)
        return -1;
    int error = await lc_send_fd(fd);
    close(fd);
    return error;
}

async int lc_socket(void)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0); // bug
    if (fd == -1)
        return -1;
    await async_sleep(10);
    close(fd);
    return 0;
}

async int lc_pipe(void)
{
    int ends[2];
    if (pipe(ends) < 0) // bug
        return -1;
    await async_sleep(1);
    close(ends[0]);
    close(ends[1]);
    return 0;
}

async int lc_folder(const char *path)
{
    DIR *folder = opendir(path); // bug
    if (folder == NULL)
        return -1;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        await lc_send(entry->d_name);
    closedir(folder);
    return 0;
}

async int lc_connection(const char *host)
{
    async_tcp tcp;
    int error = await async_tcp_connect(&tcp, host, 80); // bug
    if (error < 0)
        return error;
    error = await async_tcp_write(&tcp, "ping", 4);
    await async_tcp_close(&tcp);
    return error;
}

async int lc_accepted(async_tcp *listener)
{
    async_tcp peer;
    if (await async_tcp_accept(listener, &peer) < 0) // bug
        return -1;
    await async_tcp_write(&peer, "busy", 4);
    await async_tcp_close(&peer);
    return 0;
}

async int lc_addresses(const char *host)
{
    struct addrinfo *list;
    if (await async_offload(getaddrinfo(host, "80", NULL, &list)) != 0) // bug
        return -1;
    int error = await lc_send(list->ai_canonname);
    freeaddrinfo(list);
    return error;
}

async int lc_mapping(int fd, size_t size)
{
    char *map = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0); // bug
    if (map == MAP_FAILED)
        return -1;
    int error = await lc_send(map);
    munmap(map, size);
    return error;
}

/* Released in time on one of the ways only. */
async int lc_one_way(size_t size, int quick)
{
    char *buffer = malloc(size); // bug
    if (buffer == NULL)
        return -1;
    if (quick) {
        free(buffer);
        return 0;
    }
    await lc_send("slow");
    free(buffer);
    return 1;
}

/* The second one is covered too late. */
async int lc_late_defer(size_t size)
{
    char *first = malloc(size);
    if (first == NULL)
        return -1;
    defer free(first);
    char *second = malloc(size); // bug
    if (second == NULL)
        return -1;
    await lc_send(first);
    defer free(second);
    return await lc_send(second);
}

async int lc_print(int n)
{
    char *text;
    if (asprintf(&text, "%d", n) < 0) // bug
        return -1;
    int error = await lc_send(text);
    free(text);
    return error;
}

async int lc_timeout(size_t size)
{
    char *buffer = malloc(size); // bug
    if (buffer == NULL)
        return -1;
    int result = 0;
    int error = await async_timeout(100, result = lc_send(buffer));
    free(buffer);
    return error ? error : result;
}

static int temporary_file(const char *pattern)
{
    char name[64];
    snprintf(name, sizeof name, "%s", pattern);
    return mkstemp(name);
}

async int lc_mkstemp(void)
{
    char name[] = "/tmp/XXXXXX";
    int fd = mkstemp(name); // bug
    if (fd < 0)
        return temporary_file("/tmp/aXXXXXX");
    await lc_send_fd(fd);
    close(fd);
    return 0;
}

/* Never released at all. */
async void lc_forgotten(size_t size)
{
    char *scratch = malloc(size); // bug
    if (scratch != NULL)
        memset(scratch, 0, size);
    await async_sleep(1);
}

#define NEW(type) ((type *)malloc(sizeof(type)))

async void lc_macro(void)
{
    int *number = NEW(int); // bug
    if (number == NULL)
        return;
    *number = await lc_send("one");
    free(number);
}
