// clause 10.11: what is owned across an await, with no deferred release.
// RUN: %asyncc -fsyntax-only %s 2>&1 | %reports %s
#define _GNU_SOURCE
#include <async.h>
#include <async/net.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

async int f(int x);
async int say(const char *text);
async int take(char *text);

async void warn_memory(size_t size)
{
    char *buffer = malloc(size);
    // CHECK: :[[#@LINE-1]]:20: warning: memory 'buffer' leaks if the coroutine is cancelled while it waits [-Wasync-leak-on-cancel]
    // CHECK: :[[#@LINE+4]]:5: note: a cancellation at this await skips what releases it
    // CHECK: :[[#@LINE-3]]:20: note: release it on every way out: 'defer free(buffer);' behind this
    if (buffer == NULL)
        return;
    await f(1);
    free(buffer);
}

async void good_defer(size_t size)
{
    char *buffer = malloc(size);
    if (buffer == NULL)
        return;
    defer free(buffer);
    await f(1);
}

static void release(char **text) { free(*text); }

async void good_cleanup(void)
{
    __attribute__((cleanup(release))) char *text = strdup("x");
    await say(text);
}

async void warn_file(const char *path)
{
    FILE *in = fopen(path, "r");
    // CHECK: :[[#@LINE-1]]:16: warning: file 'in' leaks
    if (in == NULL) {
        await f(2);
        return;
    }
    await f(getc(in));
    fclose(in);
}

async void good_file(const char *path)
{
    FILE *in = fopen(path, "r");
    if (in == NULL) {
        await f(2);
        return;
    }
    int first = getc(in);
    fclose(in);
    await f(first);
}

async int warn_goto(const char *path)
{
    int fd = open(path, O_RDONLY), result = -1;
    // CHECK: :[[#@LINE-1]]:14: warning: descriptor 'fd' leaks
    if (fd < 0)
        return -1;
    if (await f(fd) < 0)
        goto out;
    result = 0;
out:
    close(fd);
    return result;
}

async void warn_offload(const char *path)
{
    FILE *in = await async_offload(fopen(path, "r"));
    // CHECK: :[[#@LINE-1]]:36: warning: file 'in' leaks
    if (in == NULL)
        return;
    await f(1);
    await async_offload(fclose(in));
}

async void good_offload(const char *path)
{
    FILE *in = await async_offload(fopen(path, "r"));
    if (in != NULL)
        await async_offload(fclose(in));
}

async int warn_connection(const char *host)
{
    async_tcp tcp;
    int error = await async_tcp_connect(&tcp, host, 80);
    // CHECK: :[[#@LINE-1]]:23: warning: connection 'tcp' leaks
    // CHECK: note: release it on every way out: 'defer await async_tcp_close(&tcp);'
    if (error < 0)
        return error;
    error = await async_tcp_write(&tcp, "x", 1);
    await async_tcp_close(&tcp);
    return error;
}

async int good_connection(const char *host)
{
    async_tcp tcp;
    int error = await async_tcp_connect(&tcp, host, 80);
    if (error < 0)
        return error;
    defer await async_tcp_close(&tcp);
    return await async_tcp_write(&tcp, "x", 1);
}

async void warn_filled(void)
{
    char *text;
    if (asprintf(&text, "%d", 1) < 0)
        // CHECK: :[[#@LINE-1]]:9: warning: memory 'text' leaks
        return;
    await say(text);
    free(text);
}

async char *warn_returned(void)
{
    char *text = strdup("x");
    // CHECK: :[[#@LINE-1]]:18: warning: memory 'text' leaks
    // CHECK: note: {{.*}}until it is handed on
    await f(1);
    return text;
}

/* Somebody else's. */
struct owner {
    char *text;
};

async void good_stored(struct owner *owner)
{
    char *text = strdup("x");
    owner->text = text;
    await say(text);
}

async void good_member(struct owner *owner)
{
    owner->text = strdup("x");
    await f(1);
    free(owner->text);
    owner->text = NULL;
}

void keep(char *text);

async void good_given(void)
{
    char *text = strdup("x");
    keep(text);
    await f(1);
}

async void good_taken(void)
{
    char *text = strdup("x");
    await take(text);
}

async int good_shielded(size_t size)
{
    char *buffer = malloc(size);
    int result;
    await async_shield(result = f(1));
    free(buffer);
    return result;
}

/* Covered, but not at the first await. */
async int warn_late_defer(size_t size)
{
    char *text = malloc(size);
    // CHECK: :[[#@LINE-1]]:18: warning: memory 'text' leaks
    if (text == NULL)
        return -1;
    await f(1);
    defer free(text);
    return await say(text);
}

async int warn_mapping(int fd)
{
    char *map = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0);
    // CHECK: :[[#@LINE-1]]:17: warning: mapping 'map' leaks
    // CHECK: note: release it on every way out: 'defer munmap(map, ...);'
    if (map == MAP_FAILED)
        return -1;
    int error = await say(map);
    munmap(map, 4096);
    return error;
}

/* Labels differ: where one is 0 the others are failures. */
enum failure { BUSY = -1, GONE = -2 };

async int good_switch(async_tcp *listener)
{
    async_tcp tcp;
    int error = await async_tcp_accept(listener, &tcp);
    switch (error) {
    case 0:
        await async_tcp_close(&tcp);
        break;
    case BUSY:
        await async_sleep(1);
        break;
    default:
        return error;
    }
    return 0;
}

#define NEW(type) ((type *)calloc(1, sizeof(type)))

async void warn_macro(void)
{
    struct owner *owner = NEW(struct owner);
    // CHECK: :[[#@LINE-1]]:27: warning: memory 'owner' leaks
    await f(1);
    free(owner);
}

async void good_macro(void)
{
    struct owner *owner = NEW(struct owner);
    defer free(owner);
    await f(1);
}

/* The process ends with main; what is still in a file's buffer is lost. */
async int main(void)
{
    char *text = strdup("x");
    FILE *out = fopen(text, "w");
    // CHECK: :[[#@LINE-1]]:17: warning: file 'out' leaks
    await say(text);
    fclose(out);
    free(text);
    return 0;
}
