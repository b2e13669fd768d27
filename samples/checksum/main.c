/* checksum - the checksums of all files below a folder, as cksum(1) prints them.
 *
 *     checksum [-j WORKERS] FOLDER
 *
 * One task walks the folders and puts the files' names into a bounded queue; WORKERS tasks (4) take
 * them out. Reading folders and files blocks, so both happen on the thread pool. The queue holds
 * the walk back when the workers cannot follow. Symbolic links are not followed. On a terminal a
 * bar shows how far it is. Exit status 1: something could not be read, which is reported.
 */
#include "crc.h"

#include <async.h>
#include <async/queue.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WORKERS = 4, MAX_WORKERS = 64, QUEUE_SIZE = 64, BLOCK_SIZE = 65536, BAR_WIDTH = 40 };

struct file {
    char *path;
    struct crc_sum sum;
};

/* What the tasks share; only the loop's thread touches it. */
struct run {
    async_queue(char *) paths; /* owned by the queue, then by `files` */
    struct file *files;
    size_t count, capacity;
    size_t found, done;
    bool failed;
    bool live; /* somebody watches */
};

/* ---- what blocks: runs on the thread pool ------------------------------------ */

struct entry {
    char *path;
    bool is_folder;
};

struct listing {
    struct entry *entries;
    size_t count;
    int error; /* an errno value; the entries before it are there */
};

static char *join_path(const char *folder, const char *name)
{
    size_t length = strlen(folder);
    bool slash = length > 0 && folder[length - 1] == '/';
    char *path = malloc(length + strlen(name) + 2);
    if (path != NULL)
        sprintf(path, "%s%s%s", folder, slash ? "" : "/", name);
    return path;
}

/* A regular file or a folder becomes an entry, everything else is passed over. */
static int add_entry(struct listing *listing, const char *folder, const char *name)
{
    struct stat status;
    char *path = join_path(folder, name);
    if (path == NULL)
        return ENOMEM;
    if (lstat(path, &status) < 0 || !(S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))) {
        free(path);
        return 0;
    }
    struct entry *entries = realloc(listing->entries, (listing->count + 1) * sizeof *entries);
    if (entries == NULL) {
        free(path);
        return ENOMEM;
    }
    listing->entries = entries;
    entries[listing->count++] = (struct entry){path, S_ISDIR(status.st_mode)};
    return 0;
}

static struct listing list_folder(const char *path)
{
    struct listing listing = {0};
    DIR *folder = opendir(path);
    if (folder == NULL) {
        listing.error = errno;
        return listing;
    }
    struct dirent *item;
    while (listing.error == 0 && (errno = 0, item = readdir(folder)) != NULL)
        if (strcmp(item->d_name, ".") != 0 && strcmp(item->d_name, "..") != 0)
            listing.error = add_entry(&listing, path, item->d_name);
    if (item == NULL)
        listing.error = errno;
    closedir(folder);
    return listing;
}

/* 0 or an errno value. */
static int sum_file(const char *path, struct crc_sum *sum)
{
    unsigned char block[BLOCK_SIZE];
    int fd = open(path, O_RDONLY | O_CLOEXEC), error = 0;
    ssize_t count;
    if (fd < 0)
        return errno;
    crc_init(sum);
    while ((count = read(fd, block, sizeof block)) > 0)
        crc_add(sum, block, (size_t)count);
    if (count < 0)
        error = errno;
    close(fd);
    crc_finish(sum);
    return error;
}

/* ---- what does not -------------------------------------------------------------- */

static void show_progress(const struct run *run)
{
    if (!run->live)
        return;
    int filled = run->found > 0 ? (int)(run->done * BAR_WIDTH / run->found) : 0;
    fprintf(stderr, "\r[%.*s%*s] %zu of %zu files", filled,
            "########################################", BAR_WIDTH - filled, "", run->done,
            run->found);
}

static void complain(struct run *run, const char *path, int error)
{
    fprintf(stderr, "%schecksum: %s: %s\n", run->live ? "\r\033[K" : "", path, strerror(error));
    run->failed = true;
}

/* Takes `path` over. */
static void add_file(struct run *run, char *path, struct crc_sum sum)
{
    if (run->count == run->capacity) {
        size_t capacity = run->capacity > 0 ? 2 * run->capacity : 256;
        struct file *files = realloc(run->files, capacity * sizeof *files);
        if (files == NULL) {
            complain(run, path, ENOMEM);
            free(path);
            return;
        }
        run->files = files;
        run->capacity = capacity;
    }
    run->files[run->count++] = (struct file){path, sum};
}

async static void work(struct run *run)
{
    char *path;
    struct crc_sum sum;
    while (await async_queue_get(&run->paths, &path) == 0) {
        defer free(path);
        int error = await async_offload(sum_file(path, &sum));
        if (error == 0) {
            add_file(run, path, sum);
            path = NULL;
        } else {
            complain(run, path, error);
        }
        run->done++;
        show_progress(run);
    }
}

static void free_listing(struct listing *listing)
{
    for (size_t i = 0; i < listing->count; i++)
        free(listing->entries[i].path);
    free(listing->entries);
}

async static void walk(struct run *run, const char *folder)
{
    struct listing listing = await async_offload(list_folder(folder));
    defer free_listing(&listing);
    if (listing.error != 0)
        complain(run, folder, listing.error);
    for (size_t i = 0; i < listing.count; i++) {
        struct entry *entry = &listing.entries[i];
        if (entry->is_folder) {
            await walk(run, entry->path);
        } else {
            run->found++;
            show_progress(run);
            await async_queue_put(&run->paths, entry->path);
            entry->path = NULL; /* the queue's */
        }
    }
}

/* Walks the folder while `count` workers take the files. */
async static void sum_all(struct run *run, const char *folder, long count)
{
    async_task(void) workers[MAX_WORKERS];
    for (long i = 0; i < count; i++)
        workers[i] = async_spawn(work(run));
    defer
    {
        char *path;
        async_queue_close(&run->paths);
        for (long i = 0; i < count; i++)
            async_cancel(workers[i]); /* no effect on those that have ended */
        for (long i = 0; i < count; i++) {
            await async_wait(workers[i]);
            async_detach(workers[i]);
        }
        while (await async_queue_get(&run->paths, &path) == 0)
            free(path);
    }
    await walk(run, folder);
    async_queue_close(&run->paths);
    for (long i = 0; i < count; i++)
        await async_wait(workers[i]);
}

static int by_path(const void *a, const void *b)
{
    const struct file *x = a, *y = b;
    return strcmp(x->path, y->path);
}

static void print_sums(struct run *run)
{
    if (run->count > 0)
        qsort(run->files, run->count, sizeof *run->files, by_path);
    for (size_t i = 0; i < run->count; i++) {
        struct file *file = &run->files[i];
        printf("%lu %llu %s\n", (unsigned long)file->sum.value,
               (unsigned long long)file->sum.length, file->path);
    }
}

static void free_run(struct run *run)
{
    for (size_t i = 0; i < run->count; i++)
        free(run->files[i].path);
    free(run->files);
    async_queue_deinit(&run->paths);
}

static int usage(void)
{
    fputs("usage: checksum [-j WORKERS] FOLDER\n", stderr);
    return 2;
}

async int main(int argc, char **argv)
{
    struct run run = {.live = isatty(STDERR_FILENO)};
    long count = WORKERS;
    int option;
    while ((option = getopt(argc, argv, "j:")) != -1) {
        if (option != 'j')
            return usage();
        count = strtol(optarg, NULL, 10);
    }
    if (optind != argc - 1 || count < 1 || count > MAX_WORKERS)
        return usage();

    if (async_queue_init(&run.paths, QUEUE_SIZE) < 0) {
        fputs("checksum: out of memory\n", stderr);
        return EXIT_FAILURE;
    }
    defer free_run(&run);
    await sum_all(&run, argv[optind], count);

    if (run.live)
        fputs("\r\033[K", stderr);
    print_sums(&run);
    return run.failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
