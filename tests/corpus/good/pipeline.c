/* pipeline - counts the words of many files: readers, counters, one that merges.
 *
 *     pipeline FILE...
 *
 * Files are read on the thread pool, piece by piece; queues of a few items lie between the stages, so
 * that no stage runs far ahead. What one file fails with does not stop the others.
 */
#include <async.h>
#include <async/queue.h>
#include <async/several.h>

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

enum { READERS = 3, COUNTERS = 2, PIECE = 4096, WORD = 64, BUCKETS = 4096, DEPTH = 8 };

struct piece {
    size_t length;
    char text[PIECE];
};

struct word {
    struct word *next;
    unsigned long count;
    char text[WORD];
};

struct counts {
    struct word *buckets[BUCKETS];
    unsigned long words, different;
};

struct pipeline {
    char **files;
    size_t next, count, failed;
    async_queue(struct piece *) pieces;
    async_queue(struct counts *) results;
};

/* ---- reading --------------------------------------------------------------- */

/* On the thread pool. The count, 0 at the end, or a negative code. */
static ssize_t read_some(int fd, struct piece *piece)
{
    ssize_t count;
    do
        count = read(fd, piece->text, sizeof piece->text);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        return -errno;
    piece->length = (size_t)count;
    return count;
}

static int open_to_read(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

async static int read_file(struct pipeline *p, const char *path)
{
    int fd = await async_offload(open_to_read(path));
    if (fd < 0)
        return fd;
    defer close(fd);
    for (;;) {
        struct piece *piece = malloc(sizeof *piece);
        if (piece == NULL)
            return UV_ENOMEM;
        defer free(piece);
        ssize_t count = await async_offload(read_some(fd, piece));
        if (count <= 0)
            return (int)count;
        int error = await async_queue_put(&p->pieces, piece);
        if (error < 0)
            return error;
        piece = NULL; /* the counter's now */
    }
}

async static void read_files(struct pipeline *p)
{
    while (p->next < p->count) {
        const char *path = p->files[p->next++];
        int error = await read_file(p, path);
        if (error < 0) {
            fprintf(stderr, "pipeline: %s: %s\n", path, uv_strerror(error));
            p->failed++;
        }
    }
}

/* ---- counting ---------------------------------------------------------------- */

static size_t hash(const char *text)
{
    size_t value = 2166136261u;
    for (; *text != '\0'; text++)
        value = (value ^ (unsigned char)*text) * 16777619u;
    return value % BUCKETS;
}

static bool add(struct counts *counts, const char *text, unsigned long times)
{
    struct word **slot = &counts->buckets[hash(text)];
    while (*slot != NULL && strcmp((*slot)->text, text) != 0)
        slot = &(*slot)->next;
    if (*slot == NULL) {
        *slot = calloc(1, sizeof **slot);
        if (*slot == NULL)
            return false;
        strcpy((*slot)->text, text);
        counts->different++;
    }
    (*slot)->count += times;
    counts->words += times;
    return true;
}

static void counts_destroy(struct counts *counts)
{
    for (size_t i = 0; counts != NULL && i < BUCKETS; i++)
        while (counts->buckets[i] != NULL) {
            struct word *word = counts->buckets[i];
            counts->buckets[i] = word->next;
            free(word);
        }
    free(counts);
}

static bool count_words(struct counts *counts, const struct piece *piece)
{
    char word[WORD];
    size_t length = 0;
    for (size_t i = 0; i <= piece->length; i++) {
        unsigned char c = i < piece->length ? (unsigned char)piece->text[i] : ' ';
        if (isalpha(c)) {
            if (length < sizeof word - 1)
                word[length++] = (char)tolower(c);
            continue;
        }
        word[length] = '\0';
        if (length > 0 && !add(counts, word, 1))
            return false;
        length = 0;
    }
    return true;
}

async static int count(struct pipeline *p)
{
    struct counts *counts = calloc(1, sizeof *counts);
    struct piece *piece;
    bool complete = counts != NULL;
    defer counts_destroy(counts);
    while (await async_queue_get(&p->pieces, &piece) == 0) {
        complete = complete && count_words(counts, piece);
        free(piece);
    }
    if (!complete)
        return UV_ENOMEM;
    int error = await async_queue_put(&p->results, counts);
    if (error == 0)
        counts = NULL;
    return error;
}

/* ---- merging ------------------------------------------------------------------- */

async static int merge(struct pipeline *p, struct counts *total)
{
    struct counts *part;
    while (await async_queue_get(&p->results, &part) == 0) {
        defer counts_destroy(part);
        for (size_t i = 0; i < BUCKETS; i++)
            for (const struct word *word = part->buckets[i]; word != NULL; word = word->next)
                if (!add(total, word->text, word->count))
                    return UV_ENOMEM;
        await async_yield();
    }
    return 0;
}

async static int run(struct pipeline *p, struct counts *total)
{
    async_task(void) readers[READERS];
    int errors[COUNTERS] = {0}, merged = 0;
    async_group (counting) {
        async_group_spawn(counting, merged = merge(p, total));
        async_group (workers) {
            for (int i = 0; i < COUNTERS; i++)
                async_group_spawn(workers, errors[i] = count(p));
            for (int i = 0; i < READERS; i++)
                readers[i] = async_spawn(read_files(p));
            await async_gather_n(readers, READERS, NULL);
            async_queue_close(&p->pieces);
        }
        async_queue_close(&p->results);
    }
    for (int i = 0; i < COUNTERS; i++)
        if (errors[i] < 0)
            return errors[i];
    return merged;
}

async int main(int argc, char **argv)
{
    struct pipeline p = {.files = argv + 1, .count = (size_t)(argc - 1)};
    static struct counts total;
    int error = async_queue_init(&p.pieces, DEPTH);
    if (error < 0)
        return EXIT_FAILURE;
    defer async_queue_deinit(&p.pieces);
    error = async_queue_init(&p.results, COUNTERS);
    if (error < 0)
        return EXIT_FAILURE;
    defer async_queue_deinit(&p.results);
    error = await run(&p, &total);
    if (error < 0)
        fprintf(stderr, "pipeline: %s\n", uv_strerror(error));
    printf("%lu words, %lu different, %zu files failed\n", total.words, total.different, p.failed);
    return error < 0 || p.failed > 0;
}
