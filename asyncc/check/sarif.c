/* --format=sarif: SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), the form that code
 * hosts and editors read.
 *
 * A rule for every diagnostic, with its page as help; what to do about it is part of the message;
 * other notes are related locations; the steps to a finding (the call path, the lock and the await)
 * as a code flow; the fix-it as a fix. Columns of ours count bytes, those of SARIF characters. */
#include "check/check.h"

#include "driver/config.h"
#include "driver/text_file.h"

#include <cjson/cJSON.h>
#include <ctype.h>
#include <string.h>

static const char schema[] =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";
static const char base_id[] = "SRCROOT";

struct log {
    const struct check *check;
    struct arena *arena;
    struct fingerprints prints;
};

/* ---- places ---------------------------------------------------------- */

/* A path as the path of a URI. */
static const char *uri_of(struct arena *arena, const char *path)
{
    struct strbuf out = {0};
    strbuf_puts(&out, *path == '/' ? "file://" : "");
    for (; *path != '\0'; path++) {
        unsigned char c = (unsigned char)*path;
        if (isalnum(c) || strchr("/-._~", c) != NULL)
            strbuf_putc(&out, (char)c);
        else
            strbuf_printf(&out, "%%%02X", c);
    }
    const char *uri = arena_copy(arena, out.text, out.length);
    strbuf_deinit(&out);
    return uri;
}

static cJSON *artifact_of(struct log *log, const char *file)
{
    cJSON *artifact = cJSON_CreateObject();
    cJSON_AddStringToObject(artifact, "uri", uri_of(log->arena, file));
    if (*file != '/')
        cJSON_AddStringToObject(artifact, "uriBaseId", base_id);
    return artifact;
}

/* The characters before a byte's column, and one. */
static unsigned characters(const char *line, unsigned column)
{
    unsigned count = 1;
    for (unsigned i = 0; line != NULL && i + 1 < column && line[i] != '\0'; i++)
        count += ((unsigned char)line[i] & 0xC0) != 0x80;
    return line != NULL ? count : column;
}

static cJSON *region_of(struct log *log, const struct diag_place *place, bool insertion)
{
    cJSON *region = cJSON_CreateObject();
    const char *line = fingerprint_line(&log->prints, place->file, place->line);
    cJSON_AddNumberToObject(region, "startLine", place->line);
    if (place->column == 0)
        return region;
    cJSON_AddNumberToObject(region, "startColumn", characters(line, place->column));
    if (insertion || place->end_column > place->column)
        cJSON_AddNumberToObject(region, "endColumn", characters(line, place->end_column));
    return region;
}

static cJSON *message_of(const char *text)
{
    cJSON *message = cJSON_CreateObject();
    cJSON_AddStringToObject(message, "text", text);
    return message;
}

/* A location; without a file only what it says. */
static cJSON *location_of(struct log *log, const struct diag_place *place, const char *text)
{
    cJSON *location = cJSON_CreateObject();
    if (place->file != NULL && place->line > 0) {
        cJSON *physical = cJSON_AddObjectToObject(location, "physicalLocation");
        cJSON_AddItemToObject(physical, "artifactLocation", artifact_of(log, place->file));
        cJSON_AddItemToObject(physical, "region", region_of(log, place, false));
    }
    if (text != NULL)
        cJSON_AddItemToObject(location, "message", message_of(text));
    return location;
}

/* ---- rules ----------------------------------------------------------- */

static const char *rule_id(struct arena *arena, enum diag_id id)
{
    const char *name = diag_kinds[id].name;
    return *name ? arena_printf(arena, "async-%s", name) : "c-error";
}

static const char *level_name(enum diag_level level)
{
    return level == DIAG_ERROR ? "error" : level == DIAG_NOTE ? "note" : "warning";
}

static void add_help(struct log *log, cJSON *rule, const struct diag_kind *kind)
{
    struct strbuf page = {0};
    const char *folder = log->check->driver->install.lints;
    const char *path =
        folder && *kind->name ? arena_printf(log->arena, "%s/%s.md", folder, kind->name) : NULL;
    cJSON *help = cJSON_AddObjectToObject(rule, "help");
    bool found = path != NULL && text_file_read(&page, path) == 0 && page.length > 0;
    cJSON_AddStringToObject(help, "text", found ? page.text : kind->summary);
    if (found)
        cJSON_AddStringToObject(help, "markdown", page.text);
    strbuf_deinit(&page);
}

static cJSON *rule_of(struct log *log, enum diag_id id)
{
    const struct diag_kind *kind = &diag_kinds[id];
    cJSON *rule = cJSON_CreateObject();
    cJSON_AddStringToObject(rule, "id", rule_id(log->arena, id));
    cJSON_AddItemToObject(rule, "shortDescription", message_of(kind->summary));
    cJSON_AddItemToObject(rule, "fullDescription", message_of(kind->summary));
    add_help(log, rule, kind);
    cJSON *configuration = cJSON_AddObjectToObject(rule, "defaultConfiguration");
    cJSON_AddBoolToObject(configuration, "enabled", kind->level != DIAG_OFF);
    cJSON_AddStringToObject(configuration, "level", level_name(kind->level));
    cJSON *properties = cJSON_AddObjectToObject(rule, "properties");
    cJSON *tags = cJSON_AddArrayToObject(properties, "tags");
    if (*kind->group)
        cJSON_AddItemToArray(tags, cJSON_CreateString(kind->group));
    return rule;
}

/* ---- results --------------------------------------------------------- */

static void add_related(struct log *log, cJSON *result, const struct diag_record *record)
{
    cJSON *related = cJSON_AddArrayToObject(result, "relatedLocations");
    unsigned id = 0;
    for (const struct diag_record *note = record->notes; note != NULL; note = note->next) {
        if (note->role == DIAG_ADVICE)
            continue;
        cJSON *location = location_of(log, &note->place, note->message);
        cJSON_AddNumberToObject(location, "id", id++);
        cJSON_AddItemToArray(related, location);
    }
}

static void add_step(struct log *log, cJSON *locations, const struct diag_place *place,
                     const char *text)
{
    cJSON *step = cJSON_CreateObject();
    cJSON_AddItemToObject(step, "location", location_of(log, place, text));
    cJSON_AddItemToArray(locations, step);
}

static bool has_steps(const struct diag_record *record)
{
    for (const struct diag_record *note = record->notes; note != NULL; note = note->next)
        if (note->role == DIAG_STEP || note->role == DIAG_NEXT)
            return true;
    return false;
}

static void add_steps(struct log *log, cJSON *locations, const struct diag_record *record,
                      enum diag_role role)
{
    for (const struct diag_record *note = record->notes; note != NULL; note = note->next)
        if (note->role == role)
            add_step(log, locations, &note->place, note->message);
}

/* The steps in the order in which the program takes them, the finding among them. */
static void add_flow(struct log *log, cJSON *result, const struct diag_record *record)
{
    if (!has_steps(record))
        return;
    cJSON *flow = cJSON_CreateObject(), *thread = cJSON_CreateObject();
    cJSON_AddItemToArray(cJSON_AddArrayToObject(result, "codeFlows"), flow);
    cJSON_AddItemToArray(cJSON_AddArrayToObject(flow, "threadFlows"), thread);
    cJSON *locations = cJSON_AddArrayToObject(thread, "locations");
    add_steps(log, locations, record, DIAG_STEP);
    add_step(log, locations, &record->place, record->message);
    add_steps(log, locations, record, DIAG_NEXT);
}

static void add_fix(struct log *log, cJSON *result, const struct diag_record *record)
{
    const struct diag_fixit *fixit = record->fixit;
    if (fixit == NULL || fixit->at.file == NULL || fixit->at.column == 0)
        return;
    cJSON *fix = cJSON_CreateObject(), *change = cJSON_CreateObject();
    cJSON *replacement = cJSON_CreateObject();
    cJSON_AddItemToArray(cJSON_AddArrayToObject(result, "fixes"), fix);
    cJSON_AddItemToObject(fix, "description",
                          message_of(*fixit->text
                                         ? arena_printf(log->arena, "write '%s'", fixit->text)
                                         : "remove it"));
    cJSON_AddItemToArray(cJSON_AddArrayToObject(fix, "artifactChanges"), change);
    cJSON_AddItemToObject(change, "artifactLocation", artifact_of(log, fixit->at.file));
    cJSON_AddItemToArray(cJSON_AddArrayToObject(change, "replacements"), replacement);
    cJSON_AddItemToObject(replacement, "deletedRegion", region_of(log, &fixit->at, true));
    cJSON_AddItemToObject(replacement, "insertedContent", message_of(fixit->text));
}

/* What is wrong, and what to write: hosts show this text alone. */
static const char *full_message(struct log *log, const struct diag_record *record)
{
    const char *text = record->message;
    for (const struct diag_record *note = record->notes; note != NULL; note = note->next)
        if (note->role == DIAG_ADVICE)
            text = arena_printf(log->arena, "%s\n%s", text, note->message);
    return text;
}

static cJSON *result_of(struct log *log, const struct diag_record *record)
{
    cJSON *result = cJSON_CreateObject();
    cJSON_AddStringToObject(result, "ruleId", rule_id(log->arena, record->id));
    cJSON_AddNumberToObject(result, "ruleIndex", record->id);
    cJSON_AddStringToObject(result, "level", level_name(record->level));
    cJSON_AddItemToObject(result, "message", message_of(full_message(log, record)));
    cJSON_AddItemToArray(cJSON_AddArrayToObject(result, "locations"),
                         location_of(log, &record->place, NULL));
    add_related(log, result, record);
    add_flow(log, result, record);
    add_fix(log, result, record);
    cJSON *prints = cJSON_AddObjectToObject(result, "partialFingerprints");
    cJSON_AddStringToObject(
        prints, "asyncc/v1",
        arena_printf(log->arena, "%016llx", (unsigned long long)fingerprint(&log->prints, record)));
    return result;
}

/* ---- the log --------------------------------------------------------- */

static cJSON *driver_of(struct log *log)
{
    cJSON *driver = cJSON_CreateObject();
    cJSON_AddStringToObject(driver, "name", "asyncc");
    cJSON_AddStringToObject(driver, "semanticVersion", ASYNCC_VERSION);
    cJSON *rules = cJSON_AddArrayToObject(driver, "rules");
    for (int id = 0; id < DIAG_COUNT; id++)
        cJSON_AddItemToArray(rules, rule_of(log, (enum diag_id)id));
    return driver;
}

static cJSON *run_of(struct log *log)
{
    const struct check *check = log->check;
    cJSON *run = cJSON_CreateObject();
    cJSON_AddItemToObject(cJSON_AddObjectToObject(run, "tool"), "driver", driver_of(log));
    cJSON *invocation = cJSON_CreateObject();
    cJSON_AddBoolToObject(invocation, "executionSuccessful", !check->failed);
    cJSON_AddItemToArray(cJSON_AddArrayToObject(run, "invocations"), invocation);
    cJSON *bases = cJSON_AddObjectToObject(run, "originalUriBaseIds");
    cJSON_AddStringToObject(cJSON_AddObjectToObject(bases, base_id), "uri",
                            arena_printf(log->arena, "%s/", uri_of(log->arena, check->directory)));
    cJSON_AddStringToObject(run, "columnKind", "unicodeCodePoints");
    cJSON *results = cJSON_AddArrayToObject(run, "results");
    for (size_t i = 0; i < check->diag.records.count; i++)
        cJSON_AddItemToArray(results, result_of(log, check->diag.records.data[i]));
    return run;
}

void report_sarif(const struct check *check, FILE *to)
{
    struct log log = {.check = check, .arena = check->arena};
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "$schema", schema);
    cJSON_AddStringToObject(root, "version", "2.1.0");
    cJSON_AddItemToArray(cJSON_AddArrayToObject(root, "runs"), run_of(&log));
    char *text = cJSON_Print(root);
    fprintf(to, "%s\n", text);
    cJSON_free(text);
    cJSON_Delete(root);
    fingerprints_deinit(&log.prints);
}
