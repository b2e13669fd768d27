/* cache.c - documents of files that have not changed since.
 *
 * A file of the cache stands for one command: its name is a hash of the command, its folder, the
 * settings and this program. Its first line lists every file that the text came from, with size,
 * time and a hash of its contents; the rest is the document. It holds as long as none of them has
 * other contents; a file of the right size and time is not read again. What is not seen is a new
 * header that hides another one. */
#include "check/check.h"

#include "driver/config.h"
#include "driver/text_file.h"
#include "support/hash.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* What a file is like now; each is looked at once. */
struct check_stamp {
    struct check_stamp *next;
    const char *path;
    bool exists, hashed;
    long long size, time; /* nanoseconds */
    uint64_t hash;
};

/* With its end, so that two words are not one; NULL is an empty one. */
static uint64_t hash_word(uint64_t hash, const char *word)
{
    return hash_bytes(hash, word ? word : "", word ? strlen(word) + 1 : 1);
}

/* ---- files -------------------------------------------------------------------- */

static struct check_stamp *stamp_of(struct check *check, const char *path)
{
    size_t slot = hash_text(path) % CACHE_SLOTS;
    for (struct check_stamp *stamp = check->stamps[slot]; stamp != NULL; stamp = stamp->next)
        if (strcmp(stamp->path, path) == 0)
            return stamp;
    struct check_stamp *stamp = arena_new(check->arena, struct check_stamp);
    struct stat status;
    stamp->path = arena_copy(check->arena, path, strlen(path));
    if (stat(path, &status) == 0) {
        stamp->exists = true;
        stamp->size = status.st_size;
        stamp->time = status.st_mtim.tv_sec * 1000000000ll + status.st_mtim.tv_nsec;
    }
    stamp->next = check->stamps[slot];
    return check->stamps[slot] = stamp;
}

static uint64_t contents_hash(struct check_stamp *stamp)
{
    struct strbuf text = {0};
    if (!stamp->hashed && text_file_read(&text, stamp->path) == 0)
        stamp->hash = hash_bytes(HASH_START, text.length ? text.text : "", text.length);
    stamp->hashed = true;
    strbuf_deinit(&text);
    return stamp->hash;
}

/* ---- names of the cache's files -------------------------------------------------- */

/* This program: another build of it may find something else. */
static uint64_t hash_program(struct check *check, uint64_t hash)
{
    const char *files[] = {"/proc/self/exe", check->driver->install.passes};
    hash = hash_word(hash, ASYNCC_VERSION);
    for (size_t i = 0; i < 2; i++) {
        const struct check_stamp *stamp = files[i] ? stamp_of(check, files[i]) : NULL;
        if (stamp != NULL)
            hash = hash_bytes(hash, (const char *)&stamp->time, sizeof stamp->time);
    }
    return hash;
}

static uint64_t hash_words(uint64_t hash, const struct argv *words)
{
    for (size_t i = 0; i < words->count; i++)
        hash = hash_word(hash, words->data[i]);
    return hash_word(hash, "");
}

static const char *cache_path(struct check *check, const struct check_job *job)
{
    static const char *const variables[] = {"ASYNCC_CC", "CPATH", "C_INCLUDE_PATH", "PATH"};
    uint64_t hash = hash_program(check, HASH_START);
    hash = hash_words(hash, &job->words);
    hash = hash_words(hash, &check->options.warnings);
    hash = hash_words(hash, &check->config.levels);
    hash = hash_word(hash, check->config.text.text);
    hash = hash_word(hash, job->directory);
    hash = hash_word(hash, job->file);
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        hash = hash_word(hash, getenv(variables[i]));
    return arena_printf(check->arena, "%s/%016llx.json", check->options.cache,
                        (unsigned long long)hash);
}

/* ---- looking up --------------------------------------------------------------------- */

static bool is_unchanged(struct check *check, const cJSON *file)
{
    const cJSON *path = cJSON_GetArrayItem(file, 0), *size = cJSON_GetArrayItem(file, 1);
    const cJSON *time = cJSON_GetArrayItem(file, 2), *hash = cJSON_GetArrayItem(file, 3);
    if (!cJSON_IsString(path) || !cJSON_IsString(size) || !cJSON_IsString(time) ||
        !cJSON_IsString(hash))
        return false;
    struct check_stamp *stamp = stamp_of(check, path->valuestring);
    if (!stamp->exists || stamp->size != atoll(size->valuestring))
        return false;
    return stamp->time == atoll(time->valuestring) ||
           contents_hash(stamp) == strtoull(hash->valuestring, NULL, 16);
}

bool cache_find(struct check *check, struct check_job *job)
{
    struct strbuf text = {0};
    bool valid = check->options.cache != NULL && text_file_read(&text, cache_path(check, job)) == 0;
    char *end = valid && text.length ? memchr(text.text, '\n', text.length) : NULL;
    cJSON *files = end ? cJSON_ParseWithLength(text.text, (size_t)(end - text.text)) : NULL;
    const cJSON *file;
    valid = cJSON_IsArray(files);
    cJSON_ArrayForEach(file, files) { valid = valid && is_unchanged(check, file); }
    if (valid)
        strbuf_puts(&job->document, end + 1);
    cJSON_Delete(files);
    strbuf_deinit(&text);
    return valid;
}

/* ---- storing -------------------------------------------------------------------------- */

static bool make_folder(const char *path)
{
    char parent[4096];
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return true;
    const char *slash = strrchr(path, '/');
    if (errno != ENOENT || slash == NULL || slash == path ||
        (size_t)(slash - path) >= sizeof parent)
        return false;
    memcpy(parent, path, (size_t)(slash - path));
    parent[slash - path] = '\0';
    return make_folder(parent) && (mkdir(path, 0777) == 0 || errno == EEXIST);
}

/* NULL: a file is as new as this run, and may change again unnoticed. */
static cJSON *list_files(struct check *check, const cJSON *document)
{
    cJSON *list = cJSON_CreateArray();
    const cJSON *file;
    cJSON_ArrayForEach(file, cJSON_GetObjectItemCaseSensitive(document, "files"))
    {
        struct check_stamp *stamp = stamp_of(check, file->valuestring);
        if (!stamp->exists || stamp->time >= check->start) {
            cJSON_Delete(list);
            return NULL;
        }
        const char *row[] = {
            stamp->path, arena_printf(check->arena, "%lld", stamp->size),
            arena_printf(check->arena, "%lld", stamp->time),
            arena_printf(check->arena, "%016llx", (unsigned long long)contents_hash(stamp))};
        cJSON_AddItemToArray(list, cJSON_CreateStringArray(row, 4));
    }
    return list;
}

static void write_file(struct check *check, const char *path, const char *files,
                       const struct strbuf *document)
{
    struct strbuf text = {0};
    const char *temporary = arena_printf(check->arena, "%s.%ld", path, (long)getpid());
    strbuf_printf(&text, "%s\n", files);
    strbuf_add(&text, document->text, document->length);
    if (text_file_write(temporary, text.text, text.length) != 0 || rename(temporary, path) != 0)
        unlink(temporary);
    strbuf_deinit(&text);
}

void cache_store(struct check *check, const struct check_job *job)
{
    if (check->options.cache == NULL || !make_folder(check->options.cache))
        return;
    cJSON *document = job->document.length ? cJSON_Parse(job->document.text) : NULL;
    const cJSON *from = cJSON_GetObjectItemCaseSensitive(document, "files");
    bool failed = cJSON_GetArraySize(from) == 0 ||
                  cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(document, "failed"));
    cJSON *files = failed ? NULL : list_files(check, document);
    char *text = files ? cJSON_PrintUnformatted(files) : NULL;
    if (text != NULL)
        write_file(check, cache_path(check, job), text, &job->document);
    cJSON_free(text);
    cJSON_Delete(files);
    cJSON_Delete(document);
}

void cache_init(struct check *check)
{
    const char *given = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    check->start = now.tv_sec * 1000000000ll + now.tv_nsec;
    if (check->options.no_cache)
        check->options.cache = NULL;
    else if (check->options.cache != NULL)
        check->options.cache = path_absolute(check->arena, check->directory, check->options.cache);
    else if (given != NULL && *given == '/')
        check->options.cache = arena_printf(check->arena, "%s/asyncc", given);
    else if (home != NULL && *home == '/')
        check->options.cache = arena_printf(check->arena, "%s/.cache/asyncc", home);
}
