/* config.c - the project's settings: a file `.asynccheck` in the current folder or above it.
 *
 *     # a comment
 *     off large-frame                   levels: off, warning, error; as -W options do
 *     error blocking
 *     blocking db_query                 a function that blocks
 *     not-blocking connect              one that does not here
 *     lock table_lock table_unlock      a thread's lock: what takes it, what releases it
 *     resource image_load image_free    what makes something, and what releases it
 *     exclude third_party               paths to leave out, below the file's folder; * and ? match
 *     baseline .asynccheck.baseline     as --baseline does
 */
#include "check/check.h"

#include "driver/message.h"
#include "driver/text_file.h"

#include <errno.h>
#include <fnmatch.h>
#include <string.h>
#include <unistd.h>

static const char file_name[] = ".asynccheck";

struct reader {
    struct check *check;
    const char *file; /* as people see it */
    unsigned line;
    const char *text; /* of the line */
    bool failed;
};

struct word {
    const char *text;
    unsigned column, end;
};

enum { MOST_WORDS = 4 };

/* ---- mistakes ----------------------------------------------------------------- */

static struct diag_record *complain(struct reader *r, const struct word *at, const char *message)
{
    struct diag_place place = {r->file, r->line, at->column, at->end};
    r->failed = true;
    return diag_report(&r->check->diag, DIAG_C, place, "%s", message);
}

/* How many letters differ, as far as it matters. */
static size_t distance(const char *a, const char *b)
{
    size_t count = 0;
    while (*a && *b) {
        if (*a != *b) {
            count++;
            if (a[1] == *b)
                a++;
            else if (*a == b[1])
                b++;
        }
        a += *a != '\0';
        b += *b != '\0';
    }
    return count + strlen(a) + strlen(b);
}

static void suggest(struct reader *r, struct diag_record *record, const char *word,
                    const char *known)
{
    if (distance(word, known) <= 2)
        diag_note_as(&r->check->diag, record, DIAG_ADVICE, record->place, "did you mean '%s'?",
                     known);
}

/* ---- settings -------------------------------------------------------------------- */

static void set_level(struct reader *r, const struct word *words)
{
    static const char *const prefixes[][2] = {
        {"off", "-Wno-async-"}, {"warning", "-Wasync-"}, {"error", "-Werror=async-"}};
    struct check *check = r->check;
    struct diag scratch;
    const char *option = "";
    for (size_t i = 0; i < 3; i++)
        if (strcmp(words[0].text, prefixes[i][0]) == 0)
            option = arena_printf(check->arena, "%s%s", prefixes[i][1], words[1].text);
    diag_init(&scratch);
    bool known = diag_option(&scratch, option);
    diag_deinit(&scratch);
    if (known) {
        argv_add(&check->config.levels, option);
        return;
    }
    struct diag_record *record =
        complain(r, &words[1],
                 arena_printf(check->arena, "no diagnostic or group is named '%s'", words[1].text));
    for (size_t i = 0; i < DIAG_COUNT; i++)
        if (*diag_kinds[i].name)
            suggest(r, record, words[1].text, diag_kinds[i].name);
}

static void add_blocking(struct reader *r, const struct word *words)
{
    *vec_push(&r->check->config.settings.blocking) = words[1].text;
}

static void add_not_blocking(struct reader *r, const struct word *words)
{
    *vec_push(&r->check->config.settings.not_blocking) = words[1].text;
}

static void add_lock(struct reader *r, const struct word *words)
{
    *vec_push(&r->check->config.settings.locks) =
        (struct setting_pair){words[1].text, words[2].text};
}

static void add_resource(struct reader *r, const struct word *words)
{
    *vec_push(&r->check->config.settings.resources) =
        (struct setting_pair){words[1].text, words[2].text};
}

static void add_exclude(struct reader *r, const struct word *words)
{
    argv_add(&r->check->config.exclude, words[1].text);
}

static void set_baseline(struct reader *r, const struct word *words)
{
    struct check *check = r->check;
    if (check->options.baseline == NULL)
        check->options.baseline = path_short(
            check->directory, path_absolute(check->arena, check->config.directory, words[1].text));
}

static const struct {
    const char *name;
    size_t arguments;
    void (*set)(struct reader *r, const struct word *words);
    const char *form;
} settings[] = {
    {"off", 1, set_level, "off NAME"},
    {"warning", 1, set_level, "warning NAME"},
    {"error", 1, set_level, "error NAME"},
    {"blocking", 1, add_blocking, "blocking FUNCTION"},
    {"not-blocking", 1, add_not_blocking, "not-blocking FUNCTION"},
    {"lock", 2, add_lock, "lock TAKING-FUNCTION RELEASING-FUNCTION"},
    {"resource", 2, add_resource, "resource MAKING-FUNCTION RELEASING-FUNCTION"},
    {"exclude", 1, add_exclude, "exclude PATH"},
    {"baseline", 1, set_baseline, "baseline FILE"},
};

enum { SETTINGS = sizeof settings / sizeof *settings };

/* ---- lines -------------------------------------------------------------------------- */

static size_t split(struct reader *r, const char *line, struct word *words)
{
    size_t count = 0;
    for (const char *p = line; count < MOST_WORDS;) {
        p += strspn(p, " \t\r");
        size_t length = strcspn(p, " \t\r#");
        if (length == 0)
            break;
        unsigned column = (unsigned)(p - line) + 1;
        words[count++] = (struct word){arena_copy(r->check->arena, p, length), column,
                                       column + (unsigned)length};
        p += length;
    }
    return count;
}

static void read_line(struct reader *r, const char *line)
{
    struct word words[MOST_WORDS];
    struct arena *arena = r->check->arena;
    size_t count = split(r, line, words);
    if (count == 0)
        return;
    for (size_t i = 0; i < SETTINGS; i++) {
        if (strcmp(settings[i].name, words[0].text) != 0)
            continue;
        if (count == settings[i].arguments + 1)
            settings[i].set(r, words);
        else
            complain(r, &words[count > settings[i].arguments + 1 ? count - 1 : 0],
                     arena_printf(arena, "'%s' is written '%s'", words[0].text, settings[i].form));
        return;
    }
    struct diag_record *record =
        complain(r, &words[0], arena_printf(arena, "unknown setting '%s'", words[0].text));
    for (size_t i = 0; i < SETTINGS; i++)
        suggest(r, record, words[0].text, settings[i].name);
}

/* The file in the current folder or the nearest one above; NULL: there is none. */
static const char *find_file(struct check *check)
{
    char *folder = arena_copy(check->arena, check->directory, strlen(check->directory));
    for (;;) {
        const char *path = arena_printf(check->arena, "%s/%s", folder, file_name);
        if (access(path, F_OK) == 0)
            return path;
        char *slash = strrchr(folder, '/');
        if (slash == NULL || *folder == '\0')
            return NULL;
        *slash = '\0';
    }
}

bool config_read(struct check *check)
{
    struct check_config *config = &check->config;
    const char *given = check->options.config;
    const char *path =
        given ? path_absolute(check->arena, check->directory, given) : find_file(check);
    config->levels.arena = config->exclude.arena = check->arena;
    if (path == NULL)
        return true;
    int error = text_file_read(&config->text, path);
    if (error) {
        message_error("cannot read '%s': %s", path_short(check->directory, path), strerror(error));
        return false;
    }
    const char *slash = strrchr(path, '/');
    config->directory = arena_copy(check->arena, path, (size_t)(slash - path));
    struct reader r = {.check = check, .file = path_short(check->directory, path)};
    for (const char *line = config->text.length ? config->text.text : ""; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        r.line++;
        read_line(&r, arena_copy(check->arena, line, length));
        line += length + (line[length] == '\n');
    }
    if (r.failed)
        diag_flush(&check->diag, stderr);
    return !r.failed;
}

bool config_excludes(const struct check *check, const char *path)
{
    const struct check_config *config = &check->config;
    if (config->directory == NULL || path == NULL)
        return false;
    const char *whole = path_absolute(check->arena, check->directory, path);
    const char *below = path_short(config->directory, whole);
    for (size_t i = 0; i < config->exclude.count; i++)
        if (fnmatch(config->exclude.data[i], below, FNM_LEADING_DIR) == 0)
            return true;
    return false;
}

void config_deinit(struct check_config *config)
{
    vec_deinit(&config->settings.blocking);
    vec_deinit(&config->settings.not_blocking);
    vec_deinit(&config->settings.locks);
    vec_deinit(&config->settings.resources);
    argv_deinit(&config->levels);
    argv_deinit(&config->exclude);
    strbuf_deinit(&config->text);
}
