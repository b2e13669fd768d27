/* blocking-call, blocking-file: a call that blocks the loop's thread, directly or through plain
 * functions.
 *
 * First every plain function of the unit learns by which of its calls it blocks, level by
 * level, so that the path is the shortest; then the calls in async functions are looked at. What is
 * given to async_offload, to another thread or to a callback is no call here. A call that a pragma
 * or a comment allows inside a plain function does not make that function one that blocks. */
#include "lint/blocking.h"

#include <string.h>

/* A plain function that blocks. */
struct blocker {
    const struct symbol *function;
    struct node *call;    /* in it: the one that blocks, or leads there */
    struct blocker *next; /* what that calls; NULL: it blocks by itself */
};

struct helper {
    const struct function *function;
    lint_nodes calls;
    struct blocker blocker; /* call == NULL: it does not block */
};

struct search {
    struct lint_unit *unit;
    enum diag_id id;
    VEC(struct helper) helpers;
};

/* ---- plain functions ------------------------------------------------- */

static bool blocks_here(struct search *s, const struct function *function, const struct node *call)
{
    return blocking_call(s->unit->program, function, call).id == s->id;
}

static struct helper *find_helper(struct search *s, const struct symbol *symbol)
{
    for (size_t i = 0; symbol != NULL && i < s->helpers.count; i++)
        if (s->helpers.data[i].function->symbol == symbol)
            return &s->helpers.data[i];
    return NULL;
}

static void find_direct(struct search *s, struct helper *helper)
{
    for (size_t i = 0; i < helper->calls.count && helper->blocker.call == NULL; i++)
        if (blocks_here(s, helper->function, helper->calls.data[i]) &&
            !lint_allows(s->unit, s->id, helper->calls.data[i]))
            helper->blocker =
                (struct blocker){helper->function->symbol, helper->calls.data[i], NULL};
}

/* A call of a function that was found in an earlier round. */
static bool find_indirect(struct search *s, struct helper *helper, struct blocker *found)
{
    for (size_t i = 0; i < helper->calls.count; i++) {
        struct helper *callee = find_helper(s, lint_callee(helper->calls.data[i]));
        if (callee == NULL || callee->blocker.call == NULL ||
            lint_allows(s->unit, s->id, helper->calls.data[i]))
            continue;
        *found =
            (struct blocker){helper->function->symbol, helper->calls.data[i], &callee->blocker};
        return true;
    }
    return false;
}

static bool one_round(struct search *s)
{
    size_t count = s->helpers.count, changes = 0;
    struct blocker *found = arena_array(s->unit->program->arena, struct blocker, count + 1);
    for (size_t i = 0; i < count; i++)
        if (s->helpers.data[i].blocker.call == NULL)
            changes += find_indirect(s, &s->helpers.data[i], &found[i]);
    for (size_t i = 0; i < count; i++)
        if (found[i].call != NULL)
            s->helpers.data[i].blocker = found[i];
    return changes > 0;
}

static void find_helpers(struct search *s)
{
    struct program *program = s->unit->program;
    for (size_t i = 0; i < program->plain.count; i++) {
        struct helper helper = {.function = program->plain.data[i]};
        lint_collect_calls(program, helper.function->body, &helper.calls);
        find_direct(s, &helper);
        *vec_push(&s->helpers) = helper;
    }
    while (one_round(s))
        continue;
}

/* ---- async functions ------------------------------------------------- */

static bool can_offload(const struct node *call)
{
    const struct symbol *callee = lint_callee(call);
    return callee->type->function == NULL || !callee->type->function->variadic;
}

static void advise(struct lint_unit *unit, struct diag_record *record, const struct node *call,
                   const char *name, const char *instead)
{
    if (*instead) {
        lint_advice(unit, record,
                    "no other task runs until it returns: 'await %s(...)' waits and lets them",
                    instead);
        return;
    }
    lint_advice(unit, record,
                "no other task runs until it returns: 'await async_offload(%s(...))' calls it on "
                "the thread pool",
                name);
    if (can_offload(call))
        lint_fix_wrap(unit, record, call, "await async_offload(", ")");
}

static void report_direct(struct search *s, struct node *call, const char *instead)
{
    const char *name = lint_callee_name(call);
    struct diag_record *record =
        lint_report(s->unit, s->id, call, "'%s' blocks the loop's thread", name);
    advise(s->unit, record, call, name, instead);
}

static const struct blocker *last_of(const struct blocker *blocker)
{
    while (blocker->next != NULL)
        blocker = blocker->next;
    return blocker;
}

static void report_chain(struct search *s, struct node *call, const struct blocker *blocker)
{
    const char *name = lint_callee_name(call);
    struct diag_record *record =
        lint_report(s->unit, s->id, call, "'%s' blocks the loop's thread: it comes to '%s'", name,
                    lint_callee_name(last_of(blocker)->call));
    for (const struct blocker *at = blocker; at != NULL; at = at->next)
        lint_next(s->unit, record, at->call, "'%s' calls '%s' here", at->function->name,
                  lint_callee_name(at->call));
    advise(s->unit, record, call, name, "");
}

static void check_call(struct search *s, const struct function *function, struct node *call)
{
    struct blocking blocking = blocking_call(s->unit->program, function, call);
    struct helper *helper = find_helper(s, lint_callee(call));
    if (blocking.id == s->id)
        report_direct(s, call, blocking.instead);
    else if (helper != NULL && helper->blocker.call != NULL)
        report_chain(s, call, &helper->blocker);
}

static void check_function(struct search *s, struct function *function)
{
    lint_nodes calls = {0};
    lint_collect_calls(s->unit->program, function->body, &calls);
    for (size_t i = 0; i < calls.count; i++)
        check_call(s, function, calls.data[i]);
    vec_deinit(&calls);
}

static void run(struct lint_unit *unit, enum diag_id id)
{
    struct search s = {.unit = unit, .id = id};
    find_helpers(&s);
    for (size_t i = 0; i < unit->program->functions.count; i++)
        if (unit->flows[i] != NULL)
            check_function(&s, unit->program->functions.data[i]);
    for (size_t i = 0; i < s.helpers.count; i++)
        vec_deinit(&s.helpers.data[i].calls);
    vec_deinit(&s.helpers);
}

void lint_blocking_call(struct lint_unit *unit) { run(unit, DIAG_BLOCKING_CALL); }

void lint_blocking_file(struct lint_unit *unit) { run(unit, DIAG_BLOCKING_FILE); }
