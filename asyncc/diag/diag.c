/* diag.c - the records: levels, options, collecting, and the order of printing.
 *
 * A pass reports as it finds; nothing is printed until diag_flush, which sorts
 * the records by their place (files in the order in which they first had a
 * finding) and drops repeated ones, so that the text depends on the program alone
 * and not on the order of the passes.
 *
 * What is an error by default has no translation to C, so it can be neither
 * switched off nor made a warning; only a dropped task has one.
 */
#include "diag/diag.h"

#include "diag/text.h"

#include <stdlib.h>
#include <string.h>

const struct diag_kind diag_kinds[DIAG_COUNT] = {
#define DIAG(id, name, group, level, summary) [DIAG_##id] = {name, group, summary, level},
#include "diag/diag.def"
};

void diag_init(struct diag *diag)
{
    *diag = (struct diag){0};
    for (size_t i = 0; i < DIAG_COUNT; i++)
        diag->levels[i] = diag_kinds[i].level;
}

void diag_deinit(struct diag *diag)
{
    vec_deinit(&diag->records);
    arena_deinit(&diag->arena);
}

int diag_find(const char *name)
{
    for (int i = 0; i < DIAG_COUNT; i++)
        if (*diag_kinds[i].name && strcmp(diag_kinds[i].name, name) == 0)
            return i;
    return -1;
}

/* Whether NAME of -Wasync-NAME means this one: its own name, its group's, or all. */
static bool is_meant(int kind, const char *name)
{
    const struct diag_kind *k = &diag_kinds[kind];
    return *k->name &&
           (strcmp(k->name, name) == 0 || strcmp(k->group, name) == 0 || strcmp("all", name) == 0);
}

/* The rest of `option` after `prefix`, or NULL. */
static const char *after(const char *option, const char *prefix)
{
    size_t length = strlen(prefix);
    return strncmp(option, prefix, length) == 0 ? option + length : NULL;
}

static enum diag_level enabled_level(int kind)
{
    return diag_kinds[kind].level == DIAG_OFF ? DIAG_WARNING : diag_kinds[kind].level;
}

static bool is_fixed(int kind)
{
    return diag_kinds[kind].level == DIAG_ERROR && kind != DIAG_DROPPED_TASK;
}

static enum diag_level new_level(int kind, enum diag_level old, enum diag_level wanted)
{
    if (is_fixed(kind))
        return old; /* stays an error */
    return wanted == DIAG_NOTE ? enabled_level(kind) : wanted;
}

static bool set_levels(enum diag_level levels[DIAG_COUNT], const char *name, enum diag_level level)
{
    bool known = false;
    for (int i = 0; i < DIAG_COUNT; i++) {
        if (!is_meant(i, name))
            continue;
        levels[i] = new_level(i, levels[i], level);
        known = true;
    }
    return known;
}

bool diag_option_in(enum diag_level levels[DIAG_COUNT], const char *option)
{
    static const struct {
        const char *prefix;
        enum diag_level level; /* DIAG_NOTE: the default one, at least a warning */
    } forms[] = {
        {"-Wno-error=async-", DIAG_WARNING},
        {"-Werror=async-", DIAG_ERROR},
        {"-Wno-async-", DIAG_OFF},
        {"-Wasync-", DIAG_NOTE},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const char *name = after(option, forms[i].prefix);
        if (name != NULL)
            return set_levels(levels, name, forms[i].level);
    }
    return false;
}

bool diag_option(struct diag *diag, const char *option)
{
    return diag_option_in(diag->levels, option);
}

static enum diag_level effective(const struct diag *diag, enum diag_level level)
{
    if (level != DIAG_WARNING)
        return level;
    if (diag->no_warnings)
        return DIAG_OFF;
    return diag->werror ? DIAG_ERROR : DIAG_WARNING;
}

static const char *format_text(struct arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, args);
    return text;
}

static struct diag_record *new_record(struct diag *diag, struct diag_place place,
                                      const char *format, va_list args)
{
    struct diag_record *record = arena_new(&diag->arena, struct diag_record);
    record->place = place;
    record->message = format_text(&diag->arena, format, args);
    return record;
}

static struct diag_record *report(struct diag *diag, enum diag_id id, enum diag_level level,
                                  struct diag_place place, const char *format, va_list args)
{
    if (effective(diag, level) == DIAG_OFF)
        return NULL;
    struct diag_record *record = new_record(diag, place, format, args);
    record->id = id;
    record->level = effective(diag, level);
    record->promoted = level == DIAG_WARNING && record->level == DIAG_ERROR;
    record->order = (unsigned)diag->records.count;
    *vec_push(&diag->records) = record;
    return record;
}

struct diag_record *diag_report(struct diag *diag, enum diag_id id, struct diag_place place,
                                const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct diag_record *record = report(diag, id, diag->levels[id], place, format, args);
    va_end(args);
    return record;
}

struct diag_record *diag_report_at(struct diag *diag, enum diag_id id, enum diag_level level,
                                   struct diag_place place, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct diag_record *record = report(diag, id, level, place, format, args);
    va_end(args);
    return record;
}

static void add_note(struct diag *diag, struct diag_record *record, struct diag_place place,
                     enum diag_role role, const char *format, va_list args)
{
    struct diag_record *note = new_record(diag, place, format, args);
    note->level = DIAG_NOTE;
    note->id = record->id;
    note->role = role;
    struct diag_record **end = &record->notes;
    while (*end != NULL)
        end = &(*end)->next;
    *end = note;
}

void diag_note(struct diag *diag, struct diag_record *record, struct diag_place place,
               const char *format, ...)
{
    if (record == NULL)
        return;
    va_list args;
    va_start(args, format);
    add_note(diag, record, place, DIAG_REMARK, format, args);
    va_end(args);
}

void diag_note_as(struct diag *diag, struct diag_record *record, enum diag_role role,
                  struct diag_place place, const char *format, ...)
{
    if (record == NULL)
        return;
    va_list args;
    va_start(args, format);
    add_note(diag, record, place, role, format, args);
    va_end(args);
}

void diag_fix(struct diag *diag, struct diag_record *record, struct diag_place at, const char *text)
{
    if (record == NULL)
        return;
    record->fixit = arena_new(&diag->arena, struct diag_fixit);
    record->fixit->at = at;
    record->fixit->text = arena_copy(&diag->arena, text, strlen(text));
}

static bool same_file(const struct diag_record *a, const struct diag_record *b)
{
    if (a->place.file == NULL || b->place.file == NULL)
        return a->place.file == b->place.file;
    return strcmp(a->place.file, b->place.file) == 0;
}

static int compare_numbers(unsigned a, unsigned b) { return a < b ? -1 : a > b; }

static int compare_places(const struct diag_record *a, const struct diag_record *b)
{
    int order = compare_numbers(a->place.line, b->place.line);
    return order ? order : compare_numbers(a->place.column, b->place.column);
}

static int compare_in_file(const void *left, const void *right)
{
    const struct diag_record *a = *(struct diag_record *const *)left;
    const struct diag_record *b = *(struct diag_record *const *)right;
    int order = compare_places(a, b);
    return order ? order : compare_numbers(a->order, b->order);
}

static bool repeated(const struct diag_record *a, const struct diag_record *b)
{
    return a->id == b->id && a->level == b->level && compare_places(a, b) == 0 && same_file(a, b) &&
           strcmp(a->message, b->message) == 0;
}

/* Moves the records of the first one's file to the front; returns how many. */
static size_t gather_file(struct diag_record **records, size_t count)
{
    size_t same = 1;
    for (size_t i = 1; i < count; i++) {
        struct diag_record *record = records[i];
        if (!same_file(records[0], record))
            continue;
        memmove(records + same + 1, records + same, (i - same) * sizeof(struct diag_record *));
        records[same++] = record;
    }
    return same;
}

/* Keeps the first of what is the same. */
static size_t drop_repeated(struct diag_record **records, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || !repeated(records[kept - 1], records[i]))
            records[kept++] = records[i];
    return kept;
}

void diag_sort(struct diag *diag)
{
    size_t next = 0, kept = 0;
    struct diag_record **all = diag->records.data;
    while (next < diag->records.count) {
        size_t count = gather_file(all + next, diag->records.count - next);
        qsort(all + next, count, sizeof *all, compare_in_file);
        size_t unique = drop_repeated(all + next, count);
        memmove(all + kept, all + next, unique * sizeof *all);
        kept += unique;
        next += count;
    }
    diag->records.count = kept;
}

void diag_flush(struct diag *diag, FILE *to)
{
    struct text_sink sink = {.to = to, .color = diag->color};
    diag_sort(diag);
    for (size_t i = 0; i < diag->records.count; i++) {
        const struct diag_record *record = diag->records.data[i];
        text_print(&sink, record, diag_kinds[record->id].name, record->promoted);
        diag->errors += record->level == DIAG_ERROR;
        diag->warnings += record->level == DIAG_WARNING;
    }
    diag->records.count = 0;
    text_deinit(&sink);
    fflush(to);
}

void diag_summary(const struct diag *diag, FILE *to)
{
    const char *warnings = diag->warnings == 1 ? "" : "s";
    const char *errors = diag->errors == 1 ? "" : "s";
    if (diag->warnings && diag->errors)
        fprintf(to, "%u warning%s and %u error%s generated.\n", diag->warnings, warnings,
                diag->errors, errors);
    else if (diag->warnings)
        fprintf(to, "%u warning%s generated.\n", diag->warnings, warnings);
    else if (diag->errors)
        fprintf(to, "%u error%s generated.\n", diag->errors, errors);
}
