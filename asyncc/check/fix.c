/* fix.c - --fix and --fix-dry-run: applies the fix-its, or shows them as a patch.
 *
 * A fix-it replaces a piece of one line. Those of a file are applied from its end to its
 * beginning; one that overlaps another waits for the next run. Files outside of the current folder
 * are left alone. */
#include "check/check.h"

#include "driver/message.h"
#include "driver/text_file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef VEC(struct diag_record *) record_list;

/* A file's lines, before and after. */
struct patch {
    struct strbuf old, new;
    VEC(const char *) old_lines, new_lines; /* each ends at its newline, or at the end */
};

static bool is_ours(const struct diag_record *record)
{
    const struct diag_fixit *fixit = record->fixit;
    return fixit != NULL && fixit->at.file != NULL && *fixit->at.file != '/' &&
           fixit->at.column > 0;
}

/* From the end of the file. */
static int by_place_backwards(const void *left, const void *right)
{
    const struct diag_place *a = &(*(struct diag_record *const *)left)->fixit->at;
    const struct diag_place *b = &(*(struct diag_record *const *)right)->fixit->at;
    if (a->line != b->line)
        return a->line < b->line ? 1 : -1;
    return a->column < b->column ? 1 : a->column > b->column ? -1 : 0;
}

static size_t offset_of(const struct strbuf *text, unsigned line, unsigned column)
{
    const char *at = strbuf_line(text, line);
    return at != NULL ? (size_t)(at - text->text) + column - 1 : text->length + 1;
}

static bool replace(struct strbuf *text, const struct diag_fixit *fixit)
{
    size_t begin = offset_of(text, fixit->at.line, fixit->at.column);
    size_t end =
        begin +
        (fixit->at.end_column > fixit->at.column ? fixit->at.end_column - fixit->at.column : 0);
    if (end > text->length)
        return false;
    struct strbuf out = {0};
    strbuf_add(&out, text->text, begin);
    strbuf_puts(&out, fixit->text);
    strbuf_add(&out, text->text + end, text->length - end);
    strbuf_deinit(text);
    *text = out;
    return true;
}

/* Whether `b` ends before `a` begins. */
static bool apart(const struct diag_place *a, const struct diag_place *b)
{
    return a->line != b->line || b->end_column <= a->column;
}

/* Marks those that were applied. */
static unsigned apply(struct patch *patch, const record_list *list, bool *applied)
{
    const struct diag_place *last = NULL;
    unsigned count = 0;
    strbuf_add(&patch->new, patch->old.text, patch->old.length);
    for (size_t i = 0; i < list->count; i++) {
        const struct diag_fixit *fixit = list->data[i]->fixit;
        if (last != NULL && !apart(last, &fixit->at))
            continue;
        applied[i] = replace(&patch->new, fixit);
        count += applied[i];
        last = &fixit->at;
    }
    return count;
}

/* ---- as a patch -------------------------------------------------------------------- */

static void split(const struct strbuf *text, void *lines)
{
    VEC(const char *) *list = lines;
    const char *at = text->length ? text->text : "";
    while (*at != '\0') {
        *vec_push(list) = at;
        at += strcspn(at, "\n");
        at += *at == '\n';
    }
}

static void print_line(char sign, const char *line)
{
    printf("%c%.*s\n", sign, (int)strcspn(line, "\n"), line);
}

static bool differs(const struct patch *patch, size_t line)
{
    const char *a = patch->old_lines.data[line], *b = patch->new_lines.data[line];
    size_t n = strcspn(a, "\n"), m = strcspn(b, "\n");
    return n != m || memcmp(a, b, n) != 0;
}

static void print_hunk(const struct patch *patch, size_t begin, size_t end)
{
    printf("@@ -%zu,%zu +%zu,%zu @@\n", begin + 1, end - begin, begin + 1, end - begin);
    for (size_t i = begin; i < end;) {
        size_t changed = i;
        while (changed < end && differs(patch, changed))
            changed++;
        for (size_t k = i; k < changed; k++)
            print_line('-', patch->old_lines.data[k]);
        for (size_t k = i; k < changed; k++)
            print_line('+', patch->new_lines.data[k]);
        if (changed < end)
            print_line(' ', patch->old_lines.data[changed]);
        i = changed + 1;
    }
}

/* Fix-its keep the number of lines, so the n-th line has become the n-th. */
static void print_patch(struct patch *patch, const char *file)
{
    enum { CONTEXT = 3 };
    split(&patch->old, &patch->old_lines);
    split(&patch->new, &patch->new_lines);
    size_t count = patch->old_lines.count;
    printf("--- a/%s\n+++ b/%s\n", file, file);
    for (size_t i = 0; i < count; i++) {
        if (!differs(patch, i))
            continue;
        size_t begin = i > CONTEXT ? i - CONTEXT : 0, last = i;
        for (size_t k = i + 1; k < count && k <= last + 2 * CONTEXT; k++)
            if (differs(patch, k))
                last = k;
        size_t end = last + CONTEXT + 1 < count ? last + CONTEXT + 1 : count;
        print_hunk(patch, begin, end);
        i = end - 1;
    }
}

/* ---- files --------------------------------------------------------------------------- */

static bool write_back(struct check *check, const char *file, const struct strbuf *text)
{
    struct stat status;
    const char *temporary = arena_printf(check->arena, "%s.asyncc-fix", file);
    int error = text_file_write(temporary, text->text, text->length);
    if (error == 0 && stat(file, &status) == 0)
        chmod(temporary, status.st_mode & 07777);
    if (error == 0 && rename(temporary, file) == 0)
        return true;
    message_error("cannot write '%s'", file);
    unlink(temporary);
    return false;
}

static void drop(struct diag *diag, const struct diag_record *record)
{
    size_t kept = 0;
    for (size_t i = 0; i < diag->records.count; i++)
        if (diag->records.data[i] != record)
            diag->records.data[kept++] = diag->records.data[i];
    diag->records.count = kept;
}

static void patch_deinit(struct patch *patch)
{
    strbuf_deinit(&patch->old);
    strbuf_deinit(&patch->new);
    vec_deinit(&patch->old_lines);
    vec_deinit(&patch->new_lines);
}

/* Returns how many were applied. */
static unsigned fix_file(struct check *check, record_list *list, const char *file)
{
    struct patch patch = {0};
    bool *applied = arena_array(check->arena, bool, list->count);
    unsigned count = 0;
    qsort(list->data, list->count, sizeof *list->data, by_place_backwards);
    if (text_file_read(&patch.old, file) == 0 && patch.old.length > 0)
        count = apply(&patch, list, applied);
    if (count > 0 && check->options.dry_run)
        print_patch(&patch, file);
    else if (count > 0 && !write_back(check, file, &patch.new))
        check->failed = true, count = 0;
    for (size_t i = 0; i < list->count && count > 0 && !check->options.dry_run; i++)
        if (applied[i])
            drop(&check->diag, list->data[i]);
    patch_deinit(&patch);
    return count;
}

void fix_all(struct check *check)
{
    record_list all = {0}, one = {0};
    unsigned fixes = 0, files = 0;
    for (size_t i = 0; i < check->diag.records.count; i++)
        if (is_ours(check->diag.records.data[i]))
            *vec_push(&all) = check->diag.records.data[i];
    for (size_t i = 0; i < all.count; i++) {
        const char *file = all.data[i] ? all.data[i]->fixit->at.file : NULL;
        one.count = 0;
        for (size_t k = i; file != NULL && k < all.count; k++)
            if (all.data[k] != NULL && strcmp(all.data[k]->fixit->at.file, file) == 0) {
                *vec_push(&one) = all.data[k];
                all.data[k] = NULL;
            }
        unsigned count = one.count > 0 ? fix_file(check, &one, file) : 0;
        fixes += count;
        files += count > 0;
    }
    fprintf(stderr, "%u fix%s %s in %u file%s.\n", fixes, fixes == 1 ? "" : "es",
            check->options.dry_run ? "possible" : "applied", files, files == 1 ? "" : "s");
    vec_deinit(&all);
    vec_deinit(&one);
}
