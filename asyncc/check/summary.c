/* summary.c - the facts of a file as JSON, and back. Members that say nothing are left out. */
#include "check/document.h"

/* ---- writing --------------------------------------------------------------- */

struct writer {
    struct arena arena;
    const char *directory;
};

static cJSON *add_object(cJSON *array)
{
    cJSON *object = cJSON_CreateObject();
    cJSON_AddItemToArray(array, object);
    return object;
}

static void add_flag(cJSON *object, const char *name, bool value)
{
    if (value)
        cJSON_AddTrueToObject(object, name);
}

static void add_level(cJSON *object, const char *name, enum diag_level level)
{
    if (level != DIAG_OFF)
        cJSON_AddNumberToObject(object, name, level);
}

static void add_name(cJSON *object, const struct fact_name *name)
{
    cJSON_AddStringToObject(object, "name", name->name);
    add_flag(object, "internal", name->internal);
}

static void add_place(struct writer *w, cJSON *object, const struct diag_place *place)
{
    document_add_place(object, &w->arena, w->directory, place);
}

static void write_call(struct writer *w, cJSON *array, const struct fact_call *call)
{
    cJSON *object = add_object(array);
    add_name(object, &call->callee);
    add_place(w, object, &call->place);
    add_level(object, "call", call->call_level);
    add_level(object, "files", call->file_level);
    if (call->fixit == NULL)
        return;
    cJSON *fix = cJSON_AddObjectToObject(object, "fix");
    add_place(w, fix, &call->fixit->at);
    cJSON_AddStringToObject(fix, "text", call->fixit->text);
}

static void write_act(struct writer *w, cJSON *array, const struct fact_act *act)
{
    cJSON *object = add_object(array);
    cJSON_AddStringToObject(object, "name", act->name);
    cJSON_AddStringToObject(object, "is", diag_kinds[act->id].name);
    add_level(object, "level", act->level);
    add_place(w, object, &act->place);
}

static void write_function(struct writer *w, cJSON *array, const struct fact_function *function)
{
    cJSON *object = add_object(array);
    add_name(object, &function->name);
    add_place(w, object, &function->place);
    add_flag(object, "async", function->is_async);
    add_flag(object, "main", function->is_main);
    add_flag(object, "awaits", function->awaits);
    add_flag(object, "loop", function->own_loop);
    add_flag(object, "takes", function->takes_lock);
    add_flag(object, "releases", function->releases_lock);
    add_level(object, "unused", function->unused_level);
    cJSON *acts = function->acts.count ? cJSON_AddArrayToObject(object, "acts") : NULL;
    for (size_t i = 0; i < function->acts.count; i++)
        write_act(w, acts, &function->acts.data[i]);
    cJSON *calls = function->calls.count ? cJSON_AddArrayToObject(object, "calls") : NULL;
    for (size_t i = 0; i < function->calls.count; i++)
        write_call(w, calls, &function->calls.data[i]);
}

static void write_declaration(struct writer *w, cJSON *array,
                              const struct fact_declaration *declaration)
{
    cJSON *object = add_object(array);
    cJSON_AddStringToObject(object, "name", declaration->name);
    add_place(w, object, &declaration->place);
    add_flag(object, "async", declaration->is_async);
    add_flag(object, "definition", declaration->is_definition);
}

static void write_start(struct writer *w, cJSON *array, const struct fact_start *start)
{
    cJSON *object = add_object(array);
    add_name(object, &start->function);
    add_place(w, object, &start->place);
}

static void write_lock(struct writer *w, cJSON *array, const struct fact_lock *lock)
{
    cJSON *object = add_object(array);
    cJSON_AddStringToObject(object, "name", lock->taker);
    cJSON_AddStringToObject(object, "unless", lock->unless);
    add_level(object, "level", lock->level);
    add_place(w, cJSON_AddObjectToObject(object, "call"), &lock->call);
    add_place(w, cJSON_AddObjectToObject(object, "await"), &lock->await);
}

cJSON *summary_write(const struct facts *facts, const char *directory)
{
    struct writer w = {.directory = directory};
    cJSON *summary = cJSON_CreateObject();
    cJSON *functions = cJSON_AddArrayToObject(summary, "functions");
    for (size_t i = 0; i < facts->functions.count; i++)
        write_function(&w, functions, &facts->functions.data[i]);
    cJSON *declarations = cJSON_AddArrayToObject(summary, "declarations");
    for (size_t i = 0; i < facts->declarations.count; i++)
        write_declaration(&w, declarations, &facts->declarations.data[i]);
    cJSON *starts = cJSON_AddArrayToObject(summary, "starts");
    for (size_t i = 0; i < facts->starts.count; i++)
        write_start(&w, starts, &facts->starts.data[i]);
    cJSON *locks = cJSON_AddArrayToObject(summary, "locks");
    for (size_t i = 0; i < facts->locks.count; i++)
        write_lock(&w, locks, &facts->locks.data[i]);
    cJSON_AddItemToObject(summary, "needed",
                          cJSON_CreateStringArray(facts->needed.data, (int)facts->needed.count));
    arena_deinit(&w.arena);
    return summary;
}

/* ---- reading ----------------------------------------------------------------- */

static const cJSON *member(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

static struct fact_name read_name(struct check *check, const cJSON *object)
{
    return (struct fact_name){document_string(check, object, "name"),
                              document_flag(object, "internal")};
}

static enum diag_level read_level(const cJSON *object, const char *name)
{
    return (enum diag_level)(document_number(object, name) & 3);
}

static struct diag_fixit *read_fix(struct check *check, const cJSON *fix)
{
    if (fix == NULL)
        return NULL;
    struct diag_fixit *fixit = arena_new(check->arena, struct diag_fixit);
    fixit->at = document_place(check, fix);
    fixit->text = document_string(check, fix, "text");
    return fixit;
}

static void read_function(struct check *check, const cJSON *object, struct fact_function *function)
{
    const cJSON *item;
    function->name = read_name(check, object);
    function->place = document_place(check, object);
    function->is_async = document_flag(object, "async");
    function->is_main = document_flag(object, "main");
    function->awaits = document_flag(object, "awaits");
    function->own_loop = document_flag(object, "loop");
    function->takes_lock = document_flag(object, "takes");
    function->releases_lock = document_flag(object, "releases");
    function->unused_level = read_level(object, "unused");
    cJSON_ArrayForEach(item, member(object, "acts"))
    {
        int id = diag_find(document_string(check, item, "is"));
        *vec_push(&function->acts) = (struct fact_act){
            document_string(check, item, "name"), id < 0 ? DIAG_COUNT : (enum diag_id)id,
            read_level(item, "level"), document_place(check, item)};
    }
    cJSON_ArrayForEach(item, member(object, "calls"))
    {
        *vec_push(&function->calls) = (struct fact_call){
            read_name(check, item), document_place(check, item), read_level(item, "call"),
            read_level(item, "files"), read_fix(check, member(item, "fix"))};
    }
}

static void read_locks(struct check *check, const cJSON *locks, struct facts *facts)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, locks)
    {
        *vec_push(&facts->locks) = (struct fact_lock){
            document_string(check, item, "name"), document_string(check, item, "unless"),
            document_place(check, member(item, "call")),
            document_place(check, member(item, "await")), read_level(item, "level")};
    }
}

void summary_read(struct check *check, const cJSON *summary, struct facts *facts)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, member(summary, "functions"))
    {
        struct fact_function function = {0};
        read_function(check, item, &function);
        *vec_push(&facts->functions) = function;
    }
    cJSON_ArrayForEach(item, member(summary, "declarations"))
    {
        *vec_push(&facts->declarations) = (struct fact_declaration){
            document_string(check, item, "name"), document_flag(item, "async"),
            document_flag(item, "definition"), document_place(check, item)};
    }
    cJSON_ArrayForEach(item, member(summary, "starts"))
    {
        *vec_push(&facts->starts) =
            (struct fact_start){read_name(check, item), document_place(check, item)};
    }
    read_locks(check, member(summary, "locks"), facts);
    cJSON_ArrayForEach(item, member(summary, "needed"))
    {
        const char *name = cJSON_GetStringValue(item);
        if (name != NULL)
            *vec_push(&facts->needed) = arena_printf(check->arena, "%s", name);
    }
}
