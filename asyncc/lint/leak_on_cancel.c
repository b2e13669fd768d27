/* leak-on-cancel: what the coroutine owns while it waits, and would not release if the await were
 * its end.
 *
 * Each call that makes something for a local variable is followed on its own. A deferred
 * statement that names the variable, or its cleanup function, covers it. An await without that is
 * only remembered: it counts when the function goes on to show that it is the owner, by releasing
 * the variable, handing it on, returning it, or forgetting it. What has been stored elsewhere
 * before is somebody else's; what a call was given that may keep it, too, unless this function
 * frees it. */
#include "lint/lint.h"
#include "lint/settings.h"

#include <string.h>

enum { RESULT = 99 };

enum failure { NULL_, NEGATIVE, NONZERO };

struct resource {
    const char *name;
    uint32_t where;
    enum failure fails;
    const char *release, *kind;
};

static const struct resource resources[] = {
#define RESOURCE(name, where, fails, release, kind) {name, where, fails, release, kind},
#include "lint/resources.def"
};

enum state {
    NOTHING, /* not acquired, or no longer ours */
    OWNED,
    SHARED,        /* ours, but a call that got it may have kept it */
    WAITED,        /* ours, and an await has been passed where it would have leaked */
    WAITED_SHARED, /* likewise */
    COVERED        /* released on every way out */
};

struct site {
    struct lint_unit *unit;
    const struct resource *resource;
    const struct node *call;
    struct symbol *variable;
    struct symbol *status;    /* where the call's own result went, if that is another one */
    const struct node *await; /* the first one that leaks */
    bool owner;               /* the function has shown that */
    bool handed_on;           /* by giving it to others */
};

/* ---- what a call does with the variable ------------------------------ */

enum use { NO_USE, BORROW, KEEP, RELEASE, HAND_ON };

static bool sounds_like_release(const char *name)
{
    static const char *const words[] = {"free",    "close",  "release", "destroy", "delete",
                                        "dispose", "unref",  "drop",    "deinit",  "cleanup",
                                        "fini",    "munmap", "unmap",   NULL};
    for (const char *const *word = words; *word != NULL; word++)
        if (strcasestr(name, *word) != NULL)
            return true;
    return false;
}

/* Functions of the C library that remember what they are given. */
static bool remembers(const char *name)
{
    static const char *const names[] = {"putenv",         "setvbuf",     "setbuf",
                                        "pthread_create", "thrd_create", "tss_set",
                                        "tsearch",        "hsearch_r",   "pthread_setspecific",
                                        "fdopen",         "fdopendir",   "insque",
                                        "epoll_ctl",      "atexit",      NULL};
    return lint_one_of(name, names) || strncmp(name, "uv_", 3) == 0;
}

/* Async functions of ours use what they get until the await ends; a queue keeps it. */
static bool borrows(const struct lint_unit *unit, const struct node *call)
{
    const struct symbol *callee = lint_callee(call);
    const char *name = lint_callee_name(call);
    if (callee == NULL || callee->function != NULL || !lint_is_systems(unit, callee))
        return false;
    return callee->is_async ? strstr(name, "_put") == NULL : !remembers(name);
}

static bool passes(const struct node *call, const struct symbol *variable)
{
    for (uint32_t i = 1; i < call->count; i++)
        if (node_mentions(call->child[i], variable))
            return true;
    return false;
}

static enum use use_by(const struct site *site, const struct node *call)
{
    const char *name = lint_callee_name(call);
    if (call->kind != NODE_CALL || !passes(call, site->variable))
        return NO_USE;
    if (sounds_like_release(name) || strcmp(name, site->resource->release) == 0)
        return RELEASE;
    if (strcmp(name, "realloc") == 0 || strcmp(name, "fdopen") == 0)
        return HAND_ON;
    return borrows(site->unit, call) ? BORROW : KEEP;
}

/* What an await does with it: its call, or all calls of an operator. */
static enum use use_by_await(const struct site *site, const struct node *node)
{
    enum use most = NO_USE;
    if (node->kind == NODE_CALL)
        return use_by(site, node);
    for (uint32_t i = 0; i < node->count; i++) {
        enum use use = node->child[i] ? use_by_await(site, node->child[i]) : NO_USE;
        most = use > most ? use : most;
    }
    return most;
}

/* ---- one resource ---------------------------------------------------- */

static bool is_ours(unsigned state) { return state != NOTHING && state != COVERED; }

/* Whether something in the deferred statement does. */
static bool releases(const struct site *site, const struct node *node)
{
    if (use_by(site, node) == RELEASE)
        return true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && releases(site, node->child[i]))
            return true;
    return false;
}

/* The function lets go of it on purpose: were it not the owner, it could not. */
static unsigned let_go(struct site *site, unsigned state, bool surely_owner)
{
    site->owner |= state == WAITED || (state == WAITED_SHARED && surely_owner);
    return NOTHING;
}

static unsigned hand_on(struct site *site, unsigned state)
{
    site->handed_on |= state == WAITED;
    return let_go(site, state, false);
}

static unsigned shared(unsigned state)
{
    return state == OWNED ? SHARED : state == WAITED ? WAITED_SHARED : state;
}

static unsigned after_use(struct site *site, unsigned state, enum use use, const char *name)
{
    switch (use) {
    case RELEASE: {
        const char *release = strrchr(site->resource->release, ' ');
        release = release ? release + 1 : site->resource->release;
        return let_go(site, state, strcmp(name, release) == 0);
    }
    case HAND_ON:
        return hand_on(site, state);
    case KEEP:
        return shared(state);
    default:
        return state;
    }
}

static const char *released_name(const struct node *node)
{
    const struct node *call = node->child[0];
    return lint_callee_name(call->kind == NODE_OFFLOAD ? call->child[0] : call);
}

static unsigned after_await(struct site *site, unsigned state, const struct cfg_point *point)
{
    enum use use = point->kind == CFG_AWAIT ? use_by_await(site, point->node) : NO_USE;
    if (use == RELEASE || use == HAND_ON)
        return after_use(site, state, use, released_name(point->node));
    if (!lint_is_cancellation_point(point))
        return after_use(site, state, use, "");
    if (site->await == NULL || point->node->begin < site->await->begin)
        site->await = point->node;
    bool may_be_kept = use == KEEP || state == SHARED || state == WAITED_SHARED;
    return may_be_kept ? WAITED_SHARED : WAITED;
}

/* Whether the variable's value, not what it points to, is in the expression. */
static bool gives_value(const struct node *node, const struct symbol *variable)
{
    node = value_strip((struct node *)node);
    switch (node->kind) {
    case NODE_NAME:
        return node->symbol == variable;
    case NODE_CALL: /* has a point of its own */
    case NODE_AWAIT:
    case NODE_ARROW:
    case NODE_SUBSCRIPT:
    case NODE_UNEVALUATED:
    case NODE_AND:
    case NODE_OR:
        return false;
    case NODE_UNARY:
        return node->op == UNARY_ADDRESS && node_mentions(node->child[0], variable);
    case NODE_CONDITIONAL:
        return gives_value(node->child[1], variable) || gives_value(node->child[2], variable);
    default:
        for (uint32_t i = 0; i < node->count; i++)
            if (node->child[i] != NULL && gives_value(node->child[i], variable))
                return true;
        return false;
    }
}

static bool is_plain_local(const struct symbol *symbol)
{
    return symbol != NULL && lint_is_local(symbol);
}

static unsigned after_assign(struct site *site, unsigned state, const struct node *node)
{
    const struct symbol *target = cfg_target_symbol(node);
    const struct node *value = cfg_assigned(node);
    if (target == site->variable)
        return state == COVERED ? COVERED : NOTHING; /* another value */
    if (value == NULL || !gives_value(value, site->variable))
        return state;
    return is_plain_local(target) ? shared(state) : hand_on(site, state);
}

static bool is_acquisition(const struct site *site, const struct cfg_point *point)
{
    if (site->resource->where == RESULT) {
        const struct node *value = point->kind == CFG_ASSIGN ? cfg_assigned(point->node) : NULL;
        return value != NULL && lint_call(value) == site->call &&
               cfg_target_symbol(point->node) == site->variable;
    }
    return (point->kind == CFG_CALL && point->node == site->call) ||
           (point->kind == CFG_AWAIT && lint_call(point->node) == site->call);
}

static unsigned step(struct track *track, unsigned state, const struct cfg_point *point)
{
    struct site *site = track->data;
    const struct node *node = point->node;
    if (is_acquisition(site, point))
        return state == COVERED ? COVERED : OWNED;
    if (!is_ours(state)) {
        bool covers = point->kind == CFG_DEFER && node_mentions(node, site->variable);
        return covers ? COVERED : state;
    }
    switch (point->kind) {
    case CFG_CALL:
        if (node->kind == NODE_SPAWN && node_mentions(node, site->variable))
            return hand_on(site, state);
        if (node->kind == NODE_GROUP_SPAWN && node_mentions(node, site->variable))
            return shared(state);
        return after_use(site, state, use_by(site, node), lint_callee_name(node));
    case CFG_AWAIT:
    case CFG_GROUP_END:
        return after_await(site, state, point);
    case CFG_ASSIGN:
        return after_assign(site, state, node);
    case CFG_DEFER:
        if (node->kind == NODE_VAR ? node->symbol != site->variable
                                   : !node_mentions(node, site->variable))
            return state;
        if (releases(site, node)) /* too late for the awaits before */
            let_go(site, state, true);
        return COVERED;
    case CFG_RETURN:
        return node->child[0] && gives_value(node->child[0], site->variable) ? hand_on(site, state)
                                                                             : state;
    case CFG_LEAVE: /* the end of the variable, which nobody released */
        return node->begin <= site->variable->begin && site->variable->begin < node->end &&
                       site->variable->scope_begin == node->begin
                   ? let_go(site, state, false)
                   : state;
    default:
        return state;
    }
}

static bool has_failed(const struct site *site, const struct node *value, uint8_t signs)
{
    const struct symbol *variable = lint_variable(value);
    bool by_result = site->resource->where == RESULT;
    bool asked = by_result ? variable == site->variable
                           : lint_call(value) == site->call ||
                                 (variable != NULL && variable == site->status);
    if (!asked)
        return false;
    switch (site->resource->fails) {
    case NULL_:
        return (signs & SIGN_POSITIVE) == 0;
    case NEGATIVE:
        return signs == SIGN_NEGATIVE;
    default:
        return (signs & SIGN_ZERO) == 0;
    }
}

static unsigned refine(struct track *track, unsigned state, const struct node *value, uint8_t signs)
{
    return is_ours(state) && has_failed(track->data, value, signs) ? NOTHING : state;
}

/* What to defer: async objects are released by their address, pairs one by one. */
static const char *release_text(const struct site *site)
{
    struct arena *arena = site->unit->program->arena;
    const char *name = site->variable->name, *release = site->resource->release;
    if (site->resource->where != RESULT && site->variable->type->is_array)
        return arena_printf(arena, "{ %s(%s[0]); %s(%s[1]); }", release, name, release, name);
    bool address = strncmp(release, "await ", 6) == 0;
    const char *more = strcmp(release, "munmap") == 0 ? ", ..." : "";
    return arena_printf(arena, "%s(%s%s%s);", release, address ? "&" : "", name, more);
}

static void advise(const struct site *site, struct diag_record *record)
{
    if (site->handed_on)
        lint_advice(site->unit, record,
                    "until it is handed on, only a deferred statement can release it: 'defer if "
                    "(!done) %s'",
                    release_text(site));
    else
        lint_advice(site->unit, record, "release it on every way out: 'defer %s' behind this",
                    release_text(site));
}

static void report(const struct site *site)
{
    struct lint_unit *unit = site->unit;
    const char *name = site->variable->name;
    struct diag_record *record = lint_report(
        unit, DIAG_LEAK_ON_CANCEL, site->call,
        "%s '%s' leaks if the coroutine is cancelled while it waits", site->resource->kind, name);
    lint_next(unit, record, site->await, "a cancellation at this await skips what releases it");
    advise(site, record);
}

/* ---- finding them ---------------------------------------------------- */

/* One of the project's: it fails as its result's type says. */
static const struct resource *own_resource(const struct lint_unit *unit, const struct node *call)
{
    const struct lint_settings *settings = unit->program->settings;
    for (size_t i = 0; settings != NULL && i < settings->resources.count; i++) {
        const struct setting_pair *pair = &settings->resources.data[i];
        if (strcmp(pair->first, lint_callee_name(call)) != 0)
            continue;
        struct resource *resource = arena_new(unit->program->arena, struct resource);
        *resource =
            (struct resource){pair->first, RESULT, call->type->is_pointer ? NULL_ : NEGATIVE,
                              pair->second, "resource"};
        return resource;
    }
    return NULL;
}

static const struct resource *find_resource(const struct lint_unit *unit, const struct node *call)
{
    const struct symbol *callee = lint_callee(call);
    const char *name = lint_callee_name(call);
    if (callee == NULL)
        return NULL;
    if (callee->function != NULL || !lint_is_systems(unit, callee))
        return own_resource(unit, call);
    for (size_t i = 0; i < sizeof resources / sizeof *resources; i++)
        if (strcmp(resources[i].name, name) == 0)
            return &resources[i];
    return NULL;
}

/* The variable whose address, or which as an array, an argument is. */
static struct symbol *pointed_to(const struct node *argument)
{
    const struct node *node = argument ? value_strip((struct node *)argument) : NULL;
    if (node != NULL && node->kind == NODE_UNARY && node->op == UNARY_ADDRESS)
        node = value_strip(node->child[0]);
    else if (node != NULL && !node->type->is_array)
        return NULL;
    return node != NULL && node->kind == NODE_NAME ? node->symbol : NULL;
}

/* When main is cancelled the process ends, which releases all but what is still to be written. */
static bool ends_with_process(const struct site *site, const struct cfg *flow)
{
    return flow->function->is_main && strcmp(site->resource->kind, "file") != 0 &&
           strcmp(site->resource->kind, "process") != 0;
}

static void follow(struct site *site, const struct cfg *flow)
{
    struct track track = {.cfg = flow, .data = site, .step = step, .refine = refine};
    if (!is_plain_local(site->variable) || site->variable->kind != SYMBOL_LOCAL ||
        ends_with_process(site, flow))
        return;
    track_run(&track, NOTHING);
    if (site->await != NULL && site->owner)
        report(site);
}

static void check_point(struct lint_unit *unit, const struct cfg *flow,
                        const struct cfg_point *point)
{
    bool assigns = point->kind == CFG_ASSIGN && cfg_assigned(point->node) != NULL;
    bool calls = point->kind == CFG_CALL || point->kind == CFG_AWAIT;
    const struct node *call = assigns ? lint_call(cfg_assigned(point->node))
                              : calls ? lint_call(point->node)
                                      : NULL;
    const struct resource *resource = call ? find_resource(unit, call) : NULL;
    if (resource == NULL || (resource->where == RESULT) != assigns)
        return;
    struct site site = {.unit = unit, .resource = resource, .call = call};
    if (assigns) {
        site.variable = cfg_target_symbol(point->node);
    } else {
        site.variable = pointed_to(lint_argument(call, resource->where));
        site.status = lint_result_variable(flow, call);
    }
    follow(&site, flow);
}

void lint_leak_on_cancel(struct lint_unit *unit) { lint_each_point(unit, check_point); }
