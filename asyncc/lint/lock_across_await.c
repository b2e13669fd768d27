/* lock-across-await: a thread's lock that is held when the coroutine waits.
 *
 * Each call that takes a lock is followed on its own. A lock is free again behind a release of what
 * may be the same object, directly or in a plain function that is called; where two
 * names may mean one lock they are taken to. A helper that only takes counts as the taking call. */
#include "lint/facts.h"
#include "lint/lint.h"
#include "lint/settings.h"

#include "frontend/silence.h"

#include <string.h>

enum effect { NONE, TAKE, TRY, RELEASE };

enum state {
    FREE,
    TRIED,   /* held if the call gave 0 */
    HELD,    /* likewise, but it is no use to ask */
    HELD_OLD /* the call's result is in no variable any more */
};

struct site {
    struct lint_unit *unit;
    struct node *call;     /* that takes the lock */
    struct node *lock;     /* its argument, or NULL: a helper took it */
    struct symbol *result; /* where the call's result went, or NULL */
    enum effect effect;
    const struct node *await; /* the first one with the lock held */
    lint_nodes between;       /* calls, with the lock held, of functions of other files */
};

static enum effect table_effect(const struct program *program, const char *name)
{
    static const struct {
        const char *name;
        enum effect effect;
    } locks[] = {
#define LOCK(name, effect) {name, effect},
#include "lint/locks.def"
    };
    for (size_t i = 0; i < sizeof locks / sizeof *locks; i++)
        if (strcmp(locks[i].name, name) == 0)
            return locks[i].effect;
    for (size_t i = 0; program->settings != NULL && i < program->settings->locks.count; i++) {
        const struct setting_pair *pair = &program->settings->locks.data[i];
        if (strcmp(pair->first, name) == 0)
            return TAKE;
        if (strcmp(pair->second, name) == 0)
            return RELEASE;
    }
    return NONE;
}

/* ---- helpers --------------------------------------------------------- */

/* A function of another file that says that it gives something back. */
static bool sounds_like_release(const char *name)
{
    static const char *const words[] = {"unlock", "release", "leave", "exit"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(name, words[i]) != NULL)
            return true;
    return false;
}

struct call {
    struct function *caller, *callee;
};

struct effects {
    bool takes, releases;
    VEC(struct call) calls; /* of plain functions of this file, if `caller` is one */
    struct function *caller;
};

static void add_call(const struct program *program, const struct node *call,
                     struct effects *effects)
{
    const struct symbol *callee = lint_callee(call);
    enum effect effect = table_effect(program, lint_callee_name(call));
    effects->takes |= effect == TAKE;
    effects->releases |= effect == RELEASE;
    if (callee == NULL || effect != NONE)
        return;
    if (callee->function == NULL) {
        effects->releases |= sounds_like_release(callee->name);
    } else if (!callee->is_async) {
        effects->takes |= callee->function->takes_lock;
        effects->releases |= callee->function->releases_lock;
        if (effects->caller != NULL)
            *vec_push(&effects->calls) = (struct call){effects->caller, callee->function};
    }
}

static void add_effects(const struct program *program, const struct node *node,
                        struct effects *effects)
{
    if (node->kind == NODE_CALL)
        add_call(program, node, effects);
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && node->kind != NODE_UNEVALUATED)
            add_effects(program, node->child[i], effects);
}

static bool hand_up(const struct call *call)
{
    struct function *caller = call->caller, *callee = call->callee;
    bool is_new = (callee->takes_lock && !caller->takes_lock) ||
                  (callee->releases_lock && !caller->releases_lock);
    caller->takes_lock |= callee->takes_lock;
    caller->releases_lock |= callee->releases_lock;
    return is_new;
}

/* What the plain functions of the file do to locks, themselves and through each other; once. */
static void summarise(struct program *program)
{
    struct effects all = {0};
    if (program->knows_locks)
        return;
    program->knows_locks = true;
    for (size_t i = 0; i < program->plain.count; i++) {
        struct function *function = all.caller = program->plain.data[i];
        all.takes = all.releases = false;
        add_effects(program, function->body, &all);
        function->takes_lock = all.takes;
        function->releases_lock = all.releases;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = all.calls.count; i-- > 0;)
            changed |= hand_up(&all.calls.data[i]);
    }
    vec_deinit(&all.calls);
}

void lock_effects(struct program *program, const struct node *body, bool *takes, bool *releases)
{
    struct effects effects = {0};
    summarise(program);
    add_effects(program, body, &effects);
    *takes = effects.takes;
    *releases = effects.releases;
}

static enum effect effect_of(struct program *program, const struct node *call)
{
    enum effect known = table_effect(program, lint_callee_name(call));
    const struct symbol *callee = lint_callee(call);
    if (known != NONE || callee == NULL || callee->is_async)
        return known;
    struct effects effects = {0};
    summarise(program);
    add_call(program, call, &effects);
    return effects.releases ? RELEASE : effects.takes ? TAKE : NONE;
}

/* ---- which lock ------------------------------------------------------ */

static bool distinct_names(const struct symbol *a, const struct symbol *b)
{
    if (a == b)
        return false;
    bool params = a->kind == SYMBOL_PARAM && b->kind == SYMBOL_PARAM;
    return params || (!a->type->is_pointer && !b->type->is_pointer);
}

static const char *member_of(const struct lint_unit *unit, const struct node *node)
{
    const char *text = value_text(unit->program, node);
    const char *at = text + strlen(text);
    while (at > text && at[-1] != '.' && at[-1] != '>')
        at--;
    return at;
}

/* Whether the two expressions certainly name different objects. */
static bool distinct(const struct lint_unit *unit, const struct node *a, const struct node *b)
{
    a = value_strip((struct node *)a);
    b = value_strip((struct node *)b);
    if (a->kind == NODE_NAME && b->kind == NODE_NAME)
        return distinct_names(a->symbol, b->symbol);
    if (a->kind == NODE_UNARY && b->kind == NODE_UNARY && a->op == b->op)
        return distinct(unit, a->child[0], b->child[0]);
    bool members = (a->kind == NODE_ARROW || a->kind == NODE_MEMBER) && a->kind == b->kind;
    if (members && strcmp(member_of(unit, a), member_of(unit, b)) != 0)
        return true;
    return members && distinct(unit, a->child[0], b->child[0]);
}

static bool may_release(const struct site *site, const struct node *call)
{
    bool direct = table_effect(site->unit->program, lint_callee_name(call)) == RELEASE;
    const struct node *lock = direct ? lint_argument(call, 0) : NULL;
    if (effect_of(site->unit->program, call) != RELEASE)
        return false;
    return lock == NULL || site->lock == NULL || !distinct(site->unit, site->lock, lock);
}

/* ---- one lock -------------------------------------------------------- */

/* Of the user's, defined in another file: it may release the lock, or take one. */
static bool is_foreign(const struct lint_unit *unit, const struct node *call)
{
    const struct symbol *callee = lint_callee(call);
    return callee != NULL && callee->function == NULL && !callee->is_async && !callee->internal &&
           !lint_is_systems(unit, callee);
}

static void note_between(struct site *site, struct node *call)
{
    for (size_t i = 0; i < site->between.count; i++)
        if (site->between.data[i] == call)
            return;
    *vec_push(&site->between) = call;
}

static bool overwrites_result(const struct site *site, const struct node *node)
{
    const struct node *value = cfg_assigned(node);
    return site->result != NULL && cfg_target_symbol(node) == site->result &&
           (value == NULL || lint_call(value) != site->call);
}

/* The children of a group are waited for at its end. */
static bool waits_before(const struct cfg_point *point, const struct node *await)
{
    return point->kind != CFG_GROUP_END && point->node->begin < await->begin;
}

static unsigned step(struct track *track, unsigned state, const struct cfg_point *point)
{
    struct site *site = track->data;
    struct node *node = point->node;
    if (point->kind == CFG_CALL && node == site->call)
        return site->effect == TRY ? TRIED : HELD;
    if (state == FREE)
        return state;
    if (point->kind == CFG_CALL && may_release(site, node))
        return FREE;
    if (point->kind == CFG_CLEANUP)
        return FREE; /* guards release what they stand for */
    if (point->kind == CFG_ASSIGN && overwrites_result(site, node))
        return state == TRIED ? FREE : HELD_OLD;
    bool held = state == HELD || state == HELD_OLD;
    if (held && point->kind == CFG_CALL && is_foreign(site->unit, node))
        note_between(site, node);
    if (held && lint_waits(point) && (site->await == NULL || waits_before(point, site->await)))
        site->await = node;
    return state;
}

static unsigned refine(struct track *track, unsigned state, const struct node *value, uint8_t signs)
{
    const struct site *site = track->data;
    bool asked = lint_call(value) == site->call ||
                 (site->result != NULL && lint_variable(value) == site->result);
    if (!asked || (state != TRIED && state != HELD))
        return state;
    if ((signs & SIGN_ZERO) == 0)
        return FREE;
    return signs == SIGN_ZERO ? HELD : state;
}

/* "f g": functions of other files that may release the lock before the await. */
static const char *names_between(const struct site *site)
{
    const char *names = "";
    for (size_t i = 0; i < site->between.count; i++)
        names = arena_printf(site->unit->program->arena, "%s%s%s", names, *names ? " " : "",
                             lint_callee_name(site->between.data[i]));
    return names;
}

static void report(const struct site *site)
{
    struct lint_unit *unit = site->unit;
    const char *name = site->lock ? value_text(unit->program, site->lock) : NULL;
    struct diag_record *record =
        name ? lint_report(unit, DIAG_LOCK_ACROSS_AWAIT, site->await,
                           "lock '%s' is held while the coroutine waits", name)
             : lint_report(unit, DIAG_LOCK_ACROSS_AWAIT, site->await,
                           "the lock that '%s' takes is held while the coroutine waits",
                           lint_callee_name(site->call));
    if (record != NULL)
        record->unless = names_between(site);
    lint_step(unit, record, site->call, LOCK_STEP);
    lint_advice(unit, record, LOCK_ADVICE);
}

/* If the function turns out to take a lock, this is a finding. */
static void note_for_program(const struct site *site)
{
    struct program *program = site->unit->program;
    struct fact_lock lock = {.taker = lint_callee_name(site->call)};
    lock.call = place_of(program, site->call->begin, site->call->end);
    lock.await = place_of(program, site->await->begin, site->await->end);
    lock.level = silence_level(program, DIAG_LOCK_ACROSS_AWAIT, &lock.await);
    lock.unless = names_between(site);
    if (lock.level != DIAG_OFF)
        *vec_push(&site->unit->facts->locks) = lock;
}

static void check_point(struct lint_unit *unit, const struct cfg *flow,
                        const struct cfg_point *point)
{
    enum effect effect = point->kind == CFG_CALL ? effect_of(unit->program, point->node) : NONE;
    struct node *call = point->node;
    bool asked =
        unit->facts != NULL && point->kind == CFG_CALL && effect == NONE && is_foreign(unit, call);
    if (effect != TAKE && effect != TRY && !asked)
        return;
    struct site site = {.unit = unit, .call = call, .effect = asked ? TAKE : effect};
    site.lock =
        table_effect(unit->program, lint_callee_name(call)) != NONE ? lint_argument(call, 0) : NULL;
    site.result = lint_result_variable(flow, call);
    struct track track = {.cfg = flow, .data = &site, .step = step, .refine = refine};
    track_run(&track, FREE);
    if (site.await != NULL)
        asked ? note_for_program(&site) : report(&site);
    vec_deinit(&site.between);
}

void lint_lock_across_await(struct lint_unit *unit) { lint_each_point(unit, check_point); }
