/* document.c - what is known about one file, as JSON: between processes, and in the cache.
 *
 *     {"version": 1, "failed": false, "errors": "",
 *      "findings": [{"name": "blocking-call", "level": "warning", "promoted": false,
 *                    "file": "/a/b.c", "line": 3, "column": 5, "end": 13, "message": "...",
 *                    "notes": [{"role": "step", "file": ..., "message": "..."}],
 *                    "fix": {"line": 3, "column": 5, "end": 13, "text": "..."}}],
 *      "summary": {...}, as in summary.c,
 *      "files": ["/a/b.c", "/a/b.h", "/usr/include/stdio.h"]}
 *
 * Names of files are absolute. */
#include "check/document.h"

#include <string.h>

enum { VERSION = 1 };

static const char *const level_names[] = {"off", "note", "warning", "error"};
static const char *const role_names[] = {"remark", "step", "next", "advice"};

/* ---- writing --------------------------------------------------------- */

void document_add_place(cJSON *object, struct arena *arena, const char *directory,
                        const struct diag_place *place)
{
    if (place->file != NULL)
        cJSON_AddStringToObject(object, "file", path_absolute(arena, directory, place->file));
    cJSON_AddNumberToObject(object, "line", place->line);
    cJSON_AddNumberToObject(object, "column", place->column);
    cJSON_AddNumberToObject(object, "end", place->end_column);
}

static cJSON *write_note(struct arena *arena, const char *directory, const struct diag_record *note)
{
    cJSON *object = cJSON_CreateObject();
    cJSON_AddStringToObject(object, "role", role_names[note->role]);
    document_add_place(object, arena, directory, &note->place);
    cJSON_AddStringToObject(object, "message", note->message);
    return object;
}

static cJSON *write_fix(const struct diag_fixit *fixit)
{
    cJSON *object = cJSON_CreateObject();
    cJSON_AddNumberToObject(object, "line", fixit->at.line);
    cJSON_AddNumberToObject(object, "column", fixit->at.column);
    cJSON_AddNumberToObject(object, "end", fixit->at.end_column);
    cJSON_AddStringToObject(object, "text", fixit->text);
    return object;
}

cJSON *document_finding(struct arena *arena, const char *directory,
                        const struct diag_record *record)
{
    cJSON *object = cJSON_CreateObject();
    cJSON_AddStringToObject(object, "name", diag_kinds[record->id].name);
    cJSON_AddStringToObject(object, "level", level_names[record->level]);
    cJSON_AddBoolToObject(object, "promoted", record->promoted);
    document_add_place(object, arena, directory, &record->place);
    cJSON_AddStringToObject(object, "message", record->message);
    cJSON *notes = cJSON_AddArrayToObject(object, "notes");
    for (const struct diag_record *note = record->notes; note != NULL; note = note->next)
        cJSON_AddItemToArray(notes, write_note(arena, directory, note));
    if (record->unless != NULL && *record->unless)
        cJSON_AddStringToObject(object, "unless", record->unless);
    if (record->fixit != NULL)
        cJSON_AddItemToObject(object, "fix", write_fix(record->fixit));
    return object;
}

void document_write(const struct diag *diag, const struct facts *facts, const struct strbuf *errors,
                    bool failed, const char *directory, struct strbuf *out)
{
    struct arena arena = {0};
    cJSON *document = cJSON_CreateObject();
    cJSON_AddNumberToObject(document, "version", VERSION);
    cJSON_AddBoolToObject(document, "failed", failed);
    cJSON_AddStringToObject(document, "errors", errors->length ? errors->text : "");
    cJSON *findings = cJSON_AddArrayToObject(document, "findings");
    for (size_t i = 0; i < diag->records.count; i++)
        cJSON_AddItemToArray(findings, document_finding(&arena, directory, diag->records.data[i]));
    cJSON_AddItemToObject(document, "summary", summary_write(facts, directory));
    cJSON *files = cJSON_AddArrayToObject(document, "files");
    for (size_t i = 0; i < facts->files.count; i++)
        cJSON_AddItemToArray(
            files, cJSON_CreateString(path_absolute(&arena, directory, facts->files.data[i])));
    char *text = cJSON_PrintUnformatted(document);
    strbuf_puts(out, text);
    cJSON_free(text);
    cJSON_Delete(document);
    arena_deinit(&arena);
}

/* ---- reading --------------------------------------------------------- */

const char *document_string(struct check *check, const cJSON *object, const char *name)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
    return text ? arena_copy(check->arena, text, strlen(text)) : NULL;
}

unsigned document_number(const cJSON *object, const char *name)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);
    return cJSON_IsNumber(item) ? (unsigned)item->valuedouble : 0;
}

bool document_flag(const cJSON *object, const char *name)
{
    return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(object, name));
}

static int index_of(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; name != NULL && i < count; i++)
        if (strcmp(names[i], name) == 0)
            return (int)i;
    return 0;
}

struct diag_place document_place(struct check *check, const cJSON *object)
{
    const char *file = document_string(check, object, "file");
    return (struct diag_place){file ? path_short(check->directory, file) : NULL,
                               document_number(object, "line"), document_number(object, "column"),
                               document_number(object, "end")};
}

static void read_notes(struct check *check, struct diag_record *record, const cJSON *notes)
{
    const cJSON *note;
    cJSON_ArrayForEach(note, notes)
    {
        const char *role = document_string(check, note, "role");
        diag_note_as(&check->diag, record,
                     (enum diag_role)index_of(role_names, DIAG_ADVICE + 1, role),
                     document_place(check, note), "%s", document_string(check, note, "message"));
    }
}

static void read_finding(struct check *check, const cJSON *object)
{
    const char *name = document_string(check, object, "name");
    int id = name && *name ? diag_find(name) : DIAG_C;
    int level = index_of(level_names, 4, document_string(check, object, "level"));
    if (id < 0)
        return;
    struct diag_record *record = diag_report_at(
        &check->diag, (enum diag_id)id, (enum diag_level)level, document_place(check, object), "%s",
        document_string(check, object, "message"));
    if (record == NULL)
        return;
    record->unless = document_string(check, object, "unless");
    record->promoted = document_flag(object, "promoted");
    read_notes(check, record, cJSON_GetObjectItemCaseSensitive(object, "notes"));
    const cJSON *fix = cJSON_GetObjectItemCaseSensitive(object, "fix");
    if (fix != NULL) {
        struct diag_place at = document_place(check, fix);
        at.file = record->place.file;
        diag_fix(&check->diag, record, at, document_string(check, fix, "text"));
    }
}

bool document_read(struct check *check, struct check_job *job)
{
    cJSON *document = job->document.length ? cJSON_Parse(job->document.text) : NULL;
    const cJSON *finding;
    if (document_number(document, "version") != VERSION) {
        cJSON_Delete(document);
        return false;
    }
    const char *errors = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(document, "errors"));
    if (errors != NULL)
        fputs(errors, stderr);
    cJSON_ArrayForEach(finding, cJSON_GetObjectItemCaseSensitive(document, "findings"))
    {
        read_finding(check, finding);
    }
    summary_read(check, cJSON_GetObjectItemCaseSensitive(document, "summary"), &job->facts);
    bool failed = document_flag(document, "failed");
    cJSON_Delete(document);
    return !failed;
}
