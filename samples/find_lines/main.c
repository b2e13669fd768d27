/* find_lines - the lines of files in which a word stands, as `grep -nHF` prints them.
 *
 *     find_lines [-m COUNT] WORD FILE...
 *
 * The lines of a file come from a generator that reads it block by block, on the thread pool; a
 * second one, on top of it, lets those with the word through. With -m the search ends at the
 * COUNT-th of them: leaving the loop closes both generators, and so the file. Lines of more than
 * 64 KiB are cut. Exit status as grep's: 1 if nothing was found, 2 if a file could not be read.
 */
#define _GNU_SOURCE
#include <async.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

enum { BLOCK_SIZE = 65536, FOUND = 0, NOT_FOUND = 1, TROUBLE = 2 };

/* Good until the next one is asked for. */
struct line {
    const char *text;
    size_t length, number;
};

static async_generator(struct line) lines(const char *path)
{
    struct line line = {.number = 0};
    size_t held = 0;
    ssize_t count;
    char *block = malloc(BLOCK_SIZE);
    defer free(block);
    int fd = block ? await async_offload(open(path, O_RDONLY | O_CLOEXEC)) : -1;
    if (fd < 0)
        async_fail(-errno);
    defer close(fd);
    while ((count = await async_offload(read(fd, block + held, BLOCK_SIZE - held))) > 0) {
        const char *at = block, *end = block + held + count, *newline;
        while ((newline = memchr(at, '\n', (size_t)(end - at))) != NULL) {
            line = (struct line){at, (size_t)(newline - at), line.number + 1};
            async_emit(line);
            at = newline + 1;
        }
        held = (size_t)(end - at);
        memmove(block, at, held);
        if (held == BLOCK_SIZE) {
            line = (struct line){block, held, line.number + 1};
            async_emit(line);
            held = 0;
        }
    }
    if (count < 0)
        async_fail(-errno);
    if (held > 0)
        async_emit((struct line){block, held, line.number + 1});
}

static async_generator(struct line) lines_with(const char *word, const char *path)
{
    async_for (struct line line, lines(path))
        if (memmem(line.text, line.length, word, strlen(word)) != NULL)
            async_emit(line);
}

static async int search(const char *word, const char *path, long most)
{
    int status = NOT_FOUND;
    if (most == 0)
        return status;
    async_for (struct line line, lines_with(word, path)) {
        printf("%s:%zu:%.*s\n", path, line.number, (int)line.length, line.text);
        status = FOUND;
        if (--most == 0)
            break;
    }
    return status;
}

static int usage(void)
{
    fprintf(stderr, "usage: find_lines [-m COUNT] WORD FILE...\n");
    return TROUBLE;
}

async int main(int argc, char **argv)
{
    long most = -1;
    int option, status = NOT_FOUND;
    while ((option = getopt(argc, argv, "m:")) != -1) {
        if (option != 'm')
            return usage();
        most = strtol(optarg, NULL, 10);
    }
    if (argc - optind < 2)
        return usage();
    const char *word = argv[optind];
    for (int i = optind + 1; i < argc; i++) {
        int result = NOT_FOUND, error = await async_catch(result = search(word, argv[i], most));
        if (error < 0)
            fprintf(stderr, "find_lines: %s: %s\n", argv[i], uv_strerror(error));
        if (error < 0)
            status = TROUBLE;
        else if (result == FOUND && status != TROUBLE)
            status = FOUND;
    }
    return status;
}
