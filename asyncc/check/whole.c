/* whole.c - what follows from the facts of all files together.
 *
 * Functions are found by their names; static ones only from their own file. A name that two files
 * define belongs to two programs, as the `work` of every test does: nothing follows from it in a
 * third file. Whether a function blocks, takes or releases a lock, or runs on another thread
 * spreads along calls, level by level, so that the way that is shown is a shortest one. What a file
 * has already reported by itself is not reported again. */
#include "check/check.h"

#include "support/hash.h"

#include <stdlib.h>
#include <string.h>

/* A function of the program. */
struct entry {
    const struct fact_function *fact;
    const struct check_job *job;
    struct entry *next; /* of the same hash */
    struct way {
        const struct fact_act *act;   /* it does so itself; or */
        const struct fact_call *call; /* through this call */
        const struct entry *callee;
    } blocks[2]; /* BLOCKING_CALL, BLOCKING_FILE */
    bool takes, releases;
    bool on_thread;
    struct diag_place started; /* where it is given to a thread, or called from one */
    const struct entry *caller;
};

struct whole {
    struct check *check;
    VEC(struct entry *) entries;
    struct entry **table;
    size_t size;
};

static const enum diag_id blocking_ids[2] = {DIAG_BLOCKING_CALL, DIAG_BLOCKING_FILE};

/* ---- by name ------------------------------------------------------------------ */

/* A file may be compiled twice, with other flags. */
static bool same_place(const struct diag_place *a, const struct diag_place *b)
{
    return a->line == b->line && a->column == b->column && strcmp(a->file, b->file) == 0;
}

static struct entry *find(const struct whole *w, const struct check_job *job,
                          const struct fact_name *name)
{
    struct entry *found = NULL;
    bool unique = true;
    for (struct entry *entry = w->table[hash_text(name->name) & (w->size - 1)]; entry != NULL;
         entry = entry->next) {
        if (strcmp(entry->fact->name.name, name->name) != 0 ||
            entry->fact->name.internal != name->internal)
            continue;
        if (entry->job == job)
            return entry;
        unique = unique && (found == NULL || same_place(&found->fact->place, &entry->fact->place));
        found = found ? found : entry;
    }
    return unique && !name->internal ? found : NULL;
}

static void add(struct whole *w, const struct check_job *job, const struct fact_function *fact)
{
    struct entry *entry = arena_new(w->check->arena, struct entry);
    struct entry **slot = &w->table[hash_text(fact->name.name) & (w->size - 1)];
    *entry = (struct entry){
        .fact = fact, .job = job, .takes = fact->takes_lock, .releases = fact->releases_lock};
    while (*slot != NULL) /* the first file's comes first */
        slot = &(*slot)->next;
    *slot = entry;
    *vec_push(&w->entries) = entry;
}

static void index_functions(struct whole *w)
{
    size_t count = 0;
    for (size_t i = 0; i < w->check->jobs.count; i++)
        count += w->check->jobs.data[i].facts.functions.count;
    for (w->size = 16; w->size < count * 2; w->size *= 2)
        continue;
    w->table = arena_array(w->check->arena, struct entry *, w->size);
    for (size_t i = 0; i < w->check->jobs.count; i++) {
        const struct check_job *job = &w->check->jobs.data[i];
        for (size_t k = 0; k < job->facts.functions.count; k++)
            add(w, job, &job->facts.functions.data[k]);
    }
}

/* A finding of this kind stands there already. */
static bool reported(const struct check *check, enum diag_id id, const struct diag_place *place)
{
    for (size_t i = 0; i < check->diag.records.count; i++) {
        const struct diag_record *record = check->diag.records.data[i];
        if (record->id == id && record->place.file != NULL && same_place(&record->place, place))
            return true;
    }
    return false;
}

/* ---- blocking --------------------------------------------------------------------- */

static bool is_way(const struct way *way) { return way->act != NULL || way->callee != NULL; }

static enum diag_level call_level(const struct fact_call *call, size_t kind)
{
    return kind == 0 ? call->call_level : call->file_level;
}

static void find_direct(struct entry *entry, size_t kind)
{
    for (size_t i = 0; i < entry->fact->acts.count; i++)
        if (entry->fact->acts.data[i].id == blocking_ids[kind] && entry->blocks[kind].act == NULL)
            entry->blocks[kind].act = &entry->fact->acts.data[i];
}

static bool find_indirect(const struct whole *w, const struct entry *entry, size_t kind,
                          struct way *way)
{
    for (size_t i = 0; i < entry->fact->calls.count; i++) {
        const struct fact_call *call = &entry->fact->calls.data[i];
        const struct entry *callee =
            call_level(call, kind) ? find(w, entry->job, &call->callee) : NULL;
        if (callee == NULL || callee->fact->is_async || !is_way(&callee->blocks[kind]))
            continue;
        *way = (struct way){.call = call, .callee = callee};
        return true;
    }
    return false;
}

/* One level of callers. */
static bool spread_blocking(struct whole *w, size_t kind)
{
    size_t count = w->entries.count, changes = 0;
    struct way *found = calloc(count + 1, sizeof *found);
    for (size_t i = 0; i < count; i++) {
        const struct entry *entry = w->entries.data[i];
        if (!entry->fact->is_async && !is_way(&entry->blocks[kind]))
            changes += find_indirect(w, entry, kind, &found[i]);
    }
    for (size_t i = 0; i < count; i++)
        if (found[i].callee != NULL)
            w->entries.data[i]->blocks[kind] = found[i];
    free(found);
    return changes > 0;
}

static const char *end_of(const struct entry *entry, size_t kind)
{
    while (entry->blocks[kind].act == NULL)
        entry = entry->blocks[kind].callee;
    return entry->blocks[kind].act->name;
}

static void report_blocking(struct whole *w, const struct fact_call *call,
                            const struct entry *callee, size_t kind)
{
    struct diag *diag = &w->check->diag;
    enum diag_id id = blocking_ids[kind];
    const char *name = call->callee.name;
    if (reported(w->check, id, &call->place))
        return;
    struct diag_record *record = diag_report_at(diag, id, call_level(call, kind), call->place,
                                                "'%s' blocks the loop's thread: it comes to '%s'",
                                                name, end_of(callee, kind));
    for (const struct entry *at = callee; at != NULL; at = at->blocks[kind].callee) {
        const struct way *way = &at->blocks[kind];
        diag_note_as(diag, record, DIAG_NEXT, way->act ? way->act->place : way->call->place,
                     "'%s' calls '%s' here", at->fact->name.name,
                     way->act ? way->act->name : way->call->callee.name);
    }
    diag_note_as(diag, record, DIAG_ADVICE, call->place,
                 "no other task runs until it returns: 'await async_offload(%s(...))' calls it on "
                 "the thread pool",
                 name);
    if (call->fixit != NULL)
        diag_fix(diag, record, call->fixit->at, call->fixit->text);
}

static void check_blocking(struct whole *w)
{
    for (size_t kind = 0; kind < 2; kind++) {
        for (size_t i = 0; i < w->entries.count; i++)
            find_direct(w->entries.data[i], kind);
        while (spread_blocking(w, kind))
            continue;
    }
    for (size_t i = 0; i < w->entries.count; i++) {
        const struct entry *entry = w->entries.data[i];
        for (size_t k = 0; entry->fact->is_async && k < entry->fact->calls.count; k++) {
            const struct fact_call *call = &entry->fact->calls.data[k];
            const struct entry *callee = find(w, entry->job, &call->callee);
            for (size_t kind = 0; callee != NULL && kind < 2; kind++)
                if (is_way(&callee->blocks[kind]) && call_level(call, kind))
                    report_blocking(w, call, callee, kind);
        }
    }
}

/* ---- locks ---------------------------------------------------------------------------- */

/* A function does to locks what the plain functions do that it calls. */
static bool spread_locks(const struct whole *w)
{
    bool changed = false;
    for (size_t i = 0; i < w->entries.count; i++) {
        struct entry *entry = w->entries.data[i];
        for (size_t k = 0; !entry->fact->is_async && k < entry->fact->calls.count; k++) {
            const struct entry *callee = find(w, entry->job, &entry->fact->calls.data[k].callee);
            if (callee == NULL || callee->fact->is_async)
                continue;
            changed |= (callee->takes && !entry->takes) || (callee->releases && !entry->releases);
            entry->takes |= callee->takes;
            entry->releases |= callee->releases;
        }
    }
    return changed;
}

static const struct entry *find_global(const struct whole *w, const char *name)
{
    return find(w, NULL, &(struct fact_name){name, false});
}

/* Whether one of the functions, named with blanks between, releases a lock. */
static bool any_releases(const struct whole *w, const char *names)
{
    for (const char *p = names; p != NULL && *p != '\0';) {
        size_t length = strcspn(p, " ");
        const struct entry *entry = find_global(w, arena_copy(w->check->arena, p, length));
        if (entry != NULL && entry->releases)
            return true;
        p += length + strspn(p + length, " ");
    }
    return false;
}

static void report_lock(struct whole *w, const struct fact_lock *lock)
{
    struct diag *diag = &w->check->diag;
    struct diag_record *record =
        diag_report_at(diag, DIAG_LOCK_ACROSS_AWAIT, lock->level, lock->await,
                       "the lock that '%s' takes is held while the coroutine waits", lock->taker);
    diag_note_as(diag, record, DIAG_STEP, lock->call, LOCK_STEP);
    diag_note_as(diag, record, DIAG_ADVICE, lock->await, LOCK_ADVICE);
}

/* Drops findings that other files take back. */
static void drop_released(struct whole *w)
{
    struct diag *diag = &w->check->diag;
    size_t kept = 0;
    for (size_t i = 0; i < diag->records.count; i++)
        if (!any_releases(w, diag->records.data[i]->unless))
            diag->records.data[kept++] = diag->records.data[i];
    diag->records.count = kept;
}

static void check_locks(struct whole *w)
{
    while (spread_locks(w))
        continue;
    drop_released(w);
    for (size_t i = 0; i < w->check->jobs.count; i++) {
        const struct facts *facts = &w->check->jobs.data[i].facts;
        for (size_t k = 0; k < facts->locks.count; k++) {
            const struct entry *taker = find_global(w, facts->locks.data[k].taker);
            if (taker != NULL && taker->takes && !taker->releases &&
                !any_releases(w, facts->locks.data[k].unless))
                report_lock(w, &facts->locks.data[k]);
        }
    }
}

/* ---- threads ----------------------------------------------------------------------------- */

typedef VEC(struct entry *) entry_list;

static void reach(entry_list *list, struct entry *entry, struct diag_place place,
                  const struct entry *caller)
{
    if (entry == NULL || entry->on_thread || entry->fact->is_async || entry->fact->own_loop)
        return;
    entry->on_thread = true;
    entry->started = place;
    entry->caller = caller;
    *vec_push(list) = entry;
}

static void report_thread(struct whole *w, const struct entry *entry, const struct fact_act *act)
{
    struct diag *diag = &w->check->diag;
    if (reported(w->check, DIAG_WRONG_THREAD, &act->place))
        return;
    struct diag_record *record =
        diag_report_at(diag, DIAG_WRONG_THREAD, act->level, act->place,
                       "'%s' belongs to the loop's thread, and '%s' runs on another one", act->name,
                       entry->fact->name.name);
    for (; entry != NULL; entry = entry->caller)
        diag_note_as(diag, record, DIAG_STEP, entry->started,
                     entry->caller ? "'%s' is called here" : "'%s' is given to a thread here",
                     entry->fact->name.name);
    diag_note_as(diag, record, DIAG_ADVICE, act->place, THREAD_ADVICE);
}

static void check_threads(struct whole *w)
{
    entry_list list = {0};
    for (size_t i = 0; i < w->check->jobs.count; i++) {
        const struct check_job *job = &w->check->jobs.data[i];
        for (size_t k = 0; k < job->facts.starts.count; k++) {
            const struct fact_start *start = &job->facts.starts.data[k];
            reach(&list, find(w, job, &start->function), start->place, NULL);
        }
    }
    for (size_t i = 0; i < list.count; i++) { /* grows while it is walked */
        struct entry *entry = list.data[i];
        for (size_t k = 0; k < entry->fact->acts.count; k++)
            if (entry->fact->acts.data[k].id == DIAG_WRONG_THREAD)
                report_thread(w, entry, &entry->fact->acts.data[k]);
        for (size_t k = 0; k < entry->fact->calls.count; k++)
            reach(&list, find(w, entry->job, &entry->fact->calls.data[k].callee),
                  entry->fact->calls.data[k].place, entry);
    }
    vec_deinit(&list);
}

/* ---- marks -------------------------------------------------------------------------------- */

struct mark {
    const struct fact_declaration *async, *plain; /* definitions, or the first ones */
    const char *name;
};

static int by_name(const void *left, const void *right)
{
    const struct fact_declaration *a = *(const struct fact_declaration *const *)left;
    const struct fact_declaration *b = *(const struct fact_declaration *const *)right;
    int order = strcmp(a->name, b->name);
    order = order ? order : strcmp(a->place.file, b->place.file);
    return order ? order : (a->place.line > b->place.line) - (a->place.line < b->place.line);
}

static void look_at(struct mark *mark, const struct fact_declaration *declaration)
{
    const struct fact_declaration **slot = declaration->is_async ? &mark->async : &mark->plain;
    if (*slot == NULL || (declaration->is_definition && !(*slot)->is_definition))
        *slot = declaration;
}

/* Two definitions belong to two programs. */
static bool is_mistaken(const struct mark *mark)
{
    return mark->async != NULL && mark->plain != NULL &&
           !(mark->async->is_definition && mark->plain->is_definition);
}

/* The definition is right; where there is none, the mark was forgotten. */
static void report_mark(struct check *check, const struct mark *mark)
{
    bool missing = !mark->plain->is_definition;
    const struct fact_declaration *wrong = missing ? mark->plain : mark->async;
    const struct fact_declaration *right = missing ? mark->async : mark->plain;
    if (reported(check, DIAG_POINTER, &wrong->place))
        return;
    struct diag_record *record =
        missing ? diag_report(&check->diag, DIAG_POINTER, wrong->place,
                              "'%s' is declared plain here, and async elsewhere", mark->name)
                : diag_report(&check->diag, DIAG_POINTER, wrong->place,
                              "'%s' is declared async here, and defined plain", mark->name);
    diag_note(&check->diag, record, right->place,
              right->is_definition ? "its definition is here" : "the other declaration is here");
    diag_note_as(&check->diag, record, DIAG_ADVICE, wrong->place,
                 missing
                     ? "say 'async' here too, and await its calls; best is one declaration in a "
                       "header that both files include"
                     : "leave 'async' out here, or write it in front of the definition");
}

static void check_marks(struct check *check)
{
    VEC(const struct fact_declaration *) all = {0};
    for (size_t i = 0; i < check->jobs.count; i++)
        for (size_t k = 0; k < check->jobs.data[i].facts.declarations.count; k++)
            *vec_push(&all) = &check->jobs.data[i].facts.declarations.data[k];
    if (all.count > 1)
        qsort(all.data, all.count, sizeof *all.data, by_name);
    for (size_t i = 0; i < all.count;) {
        struct mark mark = {.name = all.data[i]->name};
        for (; i < all.count && strcmp(all.data[i]->name, mark.name) == 0; i++)
            look_at(&mark, all.data[i]);
        if (is_mistaken(&mark))
            report_mark(check, &mark);
    }
    vec_deinit(&all);
}

/* ---- unused-async -------------------------------------------------------- */

static bool is_needed(const struct check *check, const char *name)
{
    for (size_t i = 0; i < check->jobs.count; i++) {
        const struct facts *facts = &check->jobs.data[i].facts;
        for (size_t k = 0; k < facts->needed.count; k++)
            if (strcmp(facts->needed.data[k], name) == 0)
                return true;
    }
    return false;
}

static void check_unused(struct whole *w)
{
    struct diag *diag = &w->check->diag;
    for (size_t i = 0; i < w->entries.count; i++) {
        const struct fact_function *fact = w->entries.data[i]->fact;
        if (!fact->is_async || fact->awaits || fact->is_main || fact->name.internal ||
            fact->unused_level == DIAG_OFF || is_needed(w->check, fact->name.name) ||
            reported(w->check, DIAG_UNUSED_ASYNC, &fact->place))
            continue;
        struct diag_record *record =
            diag_report_at(diag, DIAG_UNUSED_ASYNC, fact->unused_level, fact->place,
                           "async function '%s' awaits nothing", fact->name.name);
        diag_note_as(diag, record, DIAG_ADVICE, fact->place, UNUSED_ADVICE);
    }
}

void whole_program(struct check *check)
{
    struct whole w = {.check = check};
    index_functions(&w);
    check_blocking(&w);
    check_locks(&w);
    check_threads(&w);
    check_marks(check);
    check_unused(&w);
    vec_deinit(&w.entries);
}
