/* --format=json: {"version": 1, "findings": [...]}, a finding as in document.c, but with the
 * names of files as people see them. */
#include "check/document.h"

static void shorten(cJSON *object, const char *directory)
{
    cJSON *file = cJSON_GetObjectItemCaseSensitive(object, "file");
    if (file == NULL)
        return;
    const char *name = path_short(directory, cJSON_GetStringValue(file));
    cJSON_ReplaceItemInObjectCaseSensitive(object, "file", cJSON_CreateString(name));
}

static cJSON *finding_of(const struct check *check, const struct diag_record *record)
{
    cJSON *finding = document_finding(check->arena, check->directory, record);
    cJSON *note;
    shorten(finding, check->directory);
    cJSON_DeleteItemFromObjectCaseSensitive(finding, "promoted");
    cJSON_AddStringToObject(finding, "group", diag_kinds[record->id].group);
    cJSON_ArrayForEach(note, cJSON_GetObjectItemCaseSensitive(finding, "notes"))
    {
        shorten(note, check->directory);
    }
    return finding;
}

void report_json(const struct check *check, FILE *to)
{
    cJSON *report = cJSON_CreateObject();
    cJSON_AddNumberToObject(report, "version", 1);
    cJSON_AddBoolToObject(report, "complete", !check->failed);
    cJSON *findings = cJSON_AddArrayToObject(report, "findings");
    for (size_t i = 0; i < check->diag.records.count; i++)
        cJSON_AddItemToArray(findings, finding_of(check, check->diag.records.data[i]));
    char *text = cJSON_Print(report);
    fprintf(to, "%s\n", text);
    cJSON_free(text);
    cJSON_Delete(report);
}
