/* baseline.c - findings that a project has decided to live with, for now: only others count.
 *
 *     {"version": 1, "findings": [{"name": "blocking-call", "file": "a.c", "print": "0123...",
 * "count": 2}]}
 *
 * A finding is known by its fingerprint, so that lines may move; of several alike as many are known
 * as were there. */
#include "check/check.h"

#include "driver/message.h"
#include "driver/text_file.h"

#include <cjson/cJSON.h>
#include <string.h>

struct known {
    const char *print;
    unsigned left;
};

typedef VEC(struct known) known_list;

static const char *print_of(struct check *check, struct fingerprints *f,
                            const struct diag_record *record)
{
    return arena_printf(check->arena, "%016llx", (unsigned long long)fingerprint(f, record));
}

static struct known *find(known_list *list, const char *print)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->data[i].print, print) == 0)
            return &list->data[i];
    return NULL;
}

/* ---- reading -------------------------------------------------------------------- */

static bool read_list(struct check *check, known_list *list)
{
    struct strbuf text = {0};
    const char *path = check->options.baseline;
    int error = text_file_read(&text, path);
    cJSON *root = error || text.length == 0 ? NULL : cJSON_Parse(text.text);
    const cJSON *findings = cJSON_GetObjectItemCaseSensitive(root, "findings"), *finding;
    if (error)
        message_error("cannot read the baseline '%s': %s; --write-baseline=%s makes it", path,
                      strerror(error), path);
    else if (!cJSON_IsArray(findings))
        message_error("'%s' is no baseline; --write-baseline=%s makes one", path, path);
    bool success = cJSON_IsArray(findings);
    cJSON_ArrayForEach(finding, findings)
    {
        const char *print =
            cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(finding, "print"));
        const cJSON *count = cJSON_GetObjectItemCaseSensitive(finding, "count");
        if (print != NULL)
            *vec_push(list) = (struct known){arena_copy(check->arena, print, strlen(print)),
                                             cJSON_IsNumber(count) ? (unsigned)count->valueint : 1};
    }
    cJSON_Delete(root);
    strbuf_deinit(&text);
    return success;
}

static void tell_gone(const known_list *list)
{
    unsigned gone = 0;
    for (size_t i = 0; i < list->count; i++)
        gone += list->data[i].left;
    if (gone > 0)
        fprintf(stderr, "asyncc: note: %u finding%s of the baseline %s gone; write it anew\n", gone,
                gone == 1 ? "" : "s", gone == 1 ? "is" : "are");
}

bool baseline_apply(struct check *check)
{
    struct diag *diag = &check->diag;
    struct fingerprints prints = {0};
    known_list list = {0};
    size_t kept = 0;
    if (check->options.baseline == NULL)
        return true;
    bool success = read_list(check, &list);
    for (size_t i = 0; i < diag->records.count; i++) {
        struct diag_record *record = diag->records.data[i];
        struct known *known = find(&list, print_of(check, &prints, record));
        if (known != NULL && known->left > 0)
            known->left--;
        else
            diag->records.data[kept++] = record;
    }
    diag->records.count = kept;
    if (success)
        tell_gone(&list);
    fingerprints_deinit(&prints);
    vec_deinit(&list);
    return success;
}

/* ---- writing ---------------------------------------------------------------------- */

static cJSON *list_findings(struct check *check)
{
    const struct diag *diag = &check->diag;
    struct fingerprints prints = {0};
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; i < diag->records.count; i++) {
        const struct diag_record *record = diag->records.data[i];
        const char *print = print_of(check, &prints, record);
        cJSON *same = NULL, *finding;
        cJSON_ArrayForEach(finding, list)
        {
            const cJSON *other = cJSON_GetObjectItemCaseSensitive(finding, "print");
            if (strcmp(cJSON_GetStringValue(other), print) == 0)
                same = cJSON_GetObjectItemCaseSensitive(finding, "count");
        }
        if (same != NULL) {
            cJSON_SetNumberValue(same, same->valuedouble + 1);
            continue;
        }
        finding = cJSON_CreateObject();
        cJSON_AddStringToObject(finding, "name", diag_kinds[record->id].name);
        cJSON_AddStringToObject(finding, "file", record->place.file ? record->place.file : "");
        cJSON_AddStringToObject(finding, "message", record->message);
        cJSON_AddStringToObject(finding, "print", print);
        cJSON_AddNumberToObject(finding, "count", 1);
        cJSON_AddItemToArray(list, finding);
    }
    fingerprints_deinit(&prints);
    return list;
}

bool baseline_write(struct check *check)
{
    const char *path = check->options.write_baseline;
    if (path == NULL)
        return true;
    cJSON *root = cJSON_CreateObject();
    cJSON_AddNumberToObject(root, "version", 1);
    cJSON_AddItemToObject(root, "findings", list_findings(check));
    char *text = cJSON_Print(root);
    struct strbuf out = {0};
    strbuf_printf(&out, "%s\n", text);
    int error = text_file_write(path, out.text, out.length);
    if (error)
        message_error("cannot write '%s': %s", path, strerror(error));
    strbuf_deinit(&out);
    cJSON_free(text);
    cJSON_Delete(root);
    return error == 0;
}
