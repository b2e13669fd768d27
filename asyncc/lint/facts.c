/* facts.c - collects what `asyncc check` needs to know of a file beside its findings. */
#include "lint/facts.h"

#include "frontend/silence.h"
#include "lint/blocking.h"
#include "lint/lint.h"
#include "lint/threads.h"

#include <string.h>

struct collector {
    struct lint_unit *unit;
    struct facts *facts;
    VEC(const struct symbol *) declared; /* whose declarations are noted */
};

void facts_deinit(struct facts *facts)
{
    for (size_t i = 0; i < facts->functions.count; i++) {
        vec_deinit(&facts->functions.data[i].acts);
        vec_deinit(&facts->functions.data[i].calls);
    }
    vec_deinit(&facts->functions);
    vec_deinit(&facts->declarations);
    vec_deinit(&facts->starts);
    vec_deinit(&facts->locks);
    vec_deinit(&facts->needed);
    vec_deinit(&facts->files);
}

static struct diag_place place_at(const struct collector *c, const struct node *node)
{
    return place_of(c->unit->program, node->begin, node->end);
}

static struct diag_place place_of_name(const struct collector *c, uint32_t offset)
{
    return place_of(c->unit->program, offset, offset);
}

static enum diag_level level_at(const struct collector *c, enum diag_id id,
                                const struct diag_place *place)
{
    return silence_level(c->unit->program, id, place);
}

static struct fact_name name_of(const struct symbol *symbol)
{
    return (struct fact_name){symbol->name, symbol->internal};
}

/* ---- declarations ------------------------------------------------------ */

static void declare(struct collector *c, const struct symbol *symbol, uint32_t name,
                    bool is_definition)
{
    bool seen_outside = !symbol->internal && strcmp(symbol->name, "main") != 0;
    if (seen_outside)
        *vec_push(&c->facts->declarations) = (struct fact_declaration){
            symbol->name, symbol->is_async, is_definition, place_of_name(c, name)};
}

/* A function that is used here; once. */
static void declare_used(struct collector *c, const struct symbol *symbol)
{
    for (size_t i = 0; i < c->declared.count; i++)
        if (c->declared.data[i] == symbol)
            return;
    *vec_push(&c->declared) = symbol;
    if (symbol->function == NULL)
        declare(c, symbol, symbol->begin, false);
}

static void collect_redeclarations(struct collector *c)
{
    const struct program *program = c->unit->program;
    for (size_t i = 0; i < program->redeclarations.count; i++) {
        const struct redeclaration *declaration = &program->redeclarations.data[i];
        const struct function *function = declaration->symbol->function;
        if (function == NULL || declaration->name < function->begin ||
            declaration->name > function->body->begin)
            declare(c, declaration->symbol, declaration->name, false);
    }
}

/* ---- functions ----------------------------------------------------------- */

static void add_act(const struct collector *c, struct fact_function *fact, enum diag_id id,
                    const char *name, const struct node *at)
{
    struct diag_place place = place_at(c, at);
    *vec_push(&fact->acts) = (struct fact_act){name, id, level_at(c, id, &place), place};
}

/* What the whole of the program may say about this call is offered the fix that the lint has. */
static struct diag_fixit *fix_of(const struct collector *c, const struct node *call)
{
    struct program *program = c->unit->program;
    const struct type *type = lint_callee(call)->type->function;
    struct diag_place place;
    if ((type != NULL && type->variadic) || !place_exact(program, call->begin, call->end, &place))
        return NULL;
    struct diag_fixit *fixit = arena_new(c->facts->arena, struct diag_fixit);
    fixit->at = place;
    fixit->text =
        arena_printf(c->facts->arena, "await async_offload(%s)", place_text(program, &place));
    return fixit;
}

static bool calls_already(const struct fact_function *fact, const struct symbol *callee)
{
    for (size_t i = 0; i < fact->calls.count; i++)
        if (strcmp(fact->calls.data[i].callee.name, callee->name) == 0)
            return true;
    return false;
}

/* A function of the user's. Of a plain function one call is enough to know the way. */
static void add_call(struct collector *c, struct fact_function *fact, const struct node *call)
{
    const struct symbol *callee = lint_callee(call);
    declare_used(c, callee);
    if (callee->is_async || (!fact->is_async && calls_already(fact, callee)))
        return;
    struct fact_call found = {.callee = name_of(callee), .place = place_at(c, call)};
    if (fact->is_async) {
        found.call_level = level_at(c, DIAG_BLOCKING_CALL, &found.place);
        found.file_level = level_at(c, DIAG_BLOCKING_FILE, &found.place);
        found.fixit = fix_of(c, call);
    } else {
        found.call_level = lint_allows(c->unit, DIAG_BLOCKING_CALL, call) ? DIAG_OFF : DIAG_WARNING;
        found.file_level = lint_allows(c->unit, DIAG_BLOCKING_FILE, call) ? DIAG_OFF : DIAG_WARNING;
    }
    *vec_push(&fact->calls) = found;
}

static void collect_calls(struct collector *c, struct fact_function *fact,
                          const struct function *function)
{
    struct program *program = c->unit->program;
    lint_nodes calls = {0};
    lint_collect_calls(program, function->body, &calls);
    for (size_t i = 0; i < calls.count; i++) {
        const struct node *call = calls.data[i];
        const struct symbol *callee = lint_callee(call);
        struct blocking blocking = blocking_call(program, function, call);
        if (blocking.id != DIAG_COUNT && !fact->is_async &&
            !lint_allows(c->unit, blocking.id, call))
            add_act(c, fact, blocking.id, lint_callee_name(call), call);
        else if (callee != NULL && !lint_is_systems(c->unit, callee))
            add_call(c, fact, call);
    }
    vec_deinit(&calls);
}

static void collect_loop_calls(struct collector *c, struct fact_function *fact,
                               const struct node *node)
{
    const char *name = threads_loop_call(c->unit, node);
    if (name != NULL)
        add_act(c, fact, DIAG_WRONG_THREAD, name, node);
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && node->kind != NODE_UNEVALUATED)
            collect_loop_calls(c, fact, node->child[i]);
}

static void collect_function(struct collector *c, const struct function *function)
{
    const struct symbol *symbol = function->symbol;
    struct fact_function fact = {
        .name = name_of(symbol), .is_async = symbol->is_async, .is_main = function->is_main};
    fact.place = place_of_name(c, function->name);
    declare(c, symbol, function->name, true);
    collect_calls(c, &fact, function);
    if (symbol->is_async) {
        fact.awaits = unused_awaits(function);
        fact.unused_level = level_at(c, DIAG_UNUSED_ASYNC, &fact.place);
    } else {
        fact.own_loop = threads_own_loop(c->unit, function->body);
        lock_effects(c->unit->program, function->body, &fact.takes_lock, &fact.releases_lock);
        collect_loop_calls(c, &fact, function->body);
    }
    *vec_push(&c->facts->functions) = fact;
}

/* ---- the rest --------------------------------------------------------------- */

static void add_start(const struct symbol *function, const struct node *why, void *data)
{
    struct collector *c = data;
    declare_used(c, function);
    *vec_push(&c->facts->starts) = (struct fact_start){name_of(function), place_at(c, why)};
}

static void collect_needed(struct collector *c)
{
    const struct program *program = c->unit->program;
    for (size_t i = 0; i < program->redeclarations.count; i++) {
        const struct symbol *symbol = program->redeclarations.data[i].symbol;
        if (!symbol->internal && unused_is_needed(program, symbol))
            *vec_push(&c->facts->needed) = symbol->name;
    }
}

void facts_files(const struct program *program, struct facts *facts)
{
    const struct text *text = &program->text;
    for (uint32_t i = 0; i < text->marker_count; i++) {
        const char *file = text->markers[i].file;
        bool known = *file == '<' || *file == '\0';
        for (size_t k = 0; !known && k < facts->files.count; k++)
            known = strcmp(facts->files.data[k], file) == 0;
        if (!known)
            *vec_push(&facts->files) = file;
    }
}

static bool is_users(const struct program *program, const struct function *function)
{
    return !text_origin(&program->text, function->begin).system;
}

void facts_collect(struct lint_unit *unit)
{
    const struct program *program = unit->program;
    struct collector c = {.unit = unit, .facts = unit->facts};
    for (size_t i = 0; i < program->plain.count; i++) {
        collect_function(&c, program->plain.data[i]);
        threads_find_starts(unit, program->plain.data[i]->body, add_start, &c);
    }
    for (size_t i = 0; i < program->functions.count; i++) {
        if (!is_users(program, program->functions.data[i]))
            continue;
        collect_function(&c, program->functions.data[i]);
        threads_find_starts(unit, program->functions.data[i]->body, add_start, &c);
    }
    collect_redeclarations(&c);
    collect_needed(&c);
    vec_deinit(&c.declared);
}
