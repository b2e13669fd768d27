/* database.c - which files are checked, with which commands.
 *
 * A compilation database is an array of {directory, file, command or arguments}
 * (https://clang.llvm.org/docs/JSONCompilationDatabase.html). Only C is of interest; a file
 * that stands there twice is checked with both commands. */
#include "check/check.h"

#include "driver/message.h"
#include "driver/response.h"
#include "driver/text_file.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char database_name[] = "compile_commands.json";

/* ---- files with flags ------------------------------------------------ */

static bool can_read(const char *path)
{
    struct stat status;
    bool good = stat(path, &status) == 0 && !S_ISDIR(status.st_mode) && access(path, R_OK) == 0;
    if (!good)
        message_error("cannot read '%s': %s", path, strerror(errno ? errno : EISDIR));
    return good;
}

static bool add_files(struct check *check)
{
    struct check_options *options = &check->options;
    bool success = true;
    if (options->files.count == 0) {
        message_error("'asyncc check' needs a file or a compilation database ('-p DIR')");
        return false;
    }
    for (size_t i = 0; i < options->files.count; i++) {
        struct check_job job = {.directory = check->directory, .words.arena = check->arena};
        job.file = path_absolute(check->arena, check->directory, options->files.data[i]);
        argv_add_all(&job.words, &options->flags);
        argv_add(&job.words, options->files.data[i]);
        success &= can_read(options->files.data[i]);
        *vec_push(&check->jobs) = job;
    }
    return success;
}

/* ---- the database ---------------------------------------------------- */

static const char *text_of(const cJSON *entry, const char *name)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(entry, name));
}

static bool read_words(struct check *check, const cJSON *entry, struct argv *words)
{
    const cJSON *arguments = cJSON_GetObjectItemCaseSensitive(entry, "arguments"), *word;
    const char *command = text_of(entry, "command");
    if (command != NULL)
        response_split(words, command);
    cJSON_ArrayForEach(word, arguments)
    {
        const char *text = cJSON_GetStringValue(word);
        if (text != NULL && command == NULL)
            argv_add(words, arena_copy(check->arena, text, strlen(text)));
    }
    return words->count > 0;
}

static bool is_wanted(const struct check *check, const char *file, bool *seen)
{
    const struct argv *files = &check->options.files;
    bool wanted = files->count == 0;
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(path_absolute(check->arena, check->directory, files->data[i]), file) == 0)
            wanted = seen[i] = true;
    return wanted;
}

/* False: the entry is none. */
static bool add_entry(struct check *check, const cJSON *entry, const char *folder, bool *seen)
{
    const char *directory = text_of(entry, "directory"), *file = text_of(entry, "file");
    struct check_job job = {.words.arena = check->arena};
    if (directory == NULL || file == NULL || !read_words(check, entry, &job.words)) {
        argv_deinit(&job.words);
        return false;
    }
    job.directory = path_absolute(check->arena, folder, directory);
    job.file = path_absolute(check->arena, job.directory, file);
    if (options_language_of(file) == LANGUAGE_C && is_wanted(check, job.file, seen))
        *vec_push(&check->jobs) = job;
    else
        argv_deinit(&job.words);
    return true;
}

static bool add_entries(struct check *check, const cJSON *entries, const char *path,
                        const char *folder)
{
    const cJSON *entry;
    const struct argv *files = &check->options.files;
    bool *seen = arena_array(check->arena, bool, files->count + 1), success = true;
    size_t number = 0;
    cJSON_ArrayForEach(entry, entries)
    {
        number++;
        if (!add_entry(check, entry, folder, seen)) {
            message_error("'%s': entry %zu lacks 'directory', 'file' or its command", path, number);
            return false;
        }
    }
    for (size_t i = 0; i < files->count; i++)
        if (!seen[i]) {
            message_error("'%s' has no entry for '%s'; give its options behind '--'", path,
                          files->data[i]);
            success = false;
        }
    return success;
}

static bool read_database(struct check *check, const char *path)
{
    struct strbuf text = {0};
    int error = text_file_read(&text, path);
    cJSON *entries = error || text.length == 0 ? NULL : cJSON_Parse(text.text);
    const char *slash = strrchr(path, '/');
    const char *folder =
        slash ? arena_printf(check->arena, "%.*s", (int)(slash - path), path) : ".";
    bool success = false;
    if (error)
        message_error("cannot read '%s': %s", path, strerror(error));
    else if (!cJSON_IsArray(entries))
        message_error("'%s' is no compilation database: it must be an array", path);
    else
        success = add_entries(check, entries, path,
                              path_absolute(check->arena, check->directory, folder));
    cJSON_Delete(entries);
    strbuf_deinit(&text);
    return success;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The database that -p names, or the one that lies here; NULL: none. */
static const char *find_database(struct check *check)
{
    static const char *const places[] = {".", "build"};
    const char *given = check->options.database;
    if (given != NULL)
        return is_folder(given) ? arena_printf(check->arena, "%s/%s", given, database_name) : given;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *path = arena_printf(check->arena, "%s/%s", places[i], database_name);
        if (access(path, R_OK) == 0)
            return path;
    }
    return NULL;
}

bool check_find_jobs(struct check *check)
{
    const char *database =
        check->options.has_flags && check->options.database == NULL ? NULL : find_database(check);
    if (check->options.has_flags && database != NULL) {
        message_error("compiler options behind '--' and '-p' exclude each other");
        return false;
    }
    return database ? read_database(check, database) : add_files(check);
}
