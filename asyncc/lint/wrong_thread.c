/* wrong-thread: the loop's functions called on another thread.
 *
 * Threads begin in the functions that are given to async_offload, pthread_create and their like;
 * from there plain functions of the unit are followed. What runs its own loop there (async_run,
 * uv_run) is right to use it. */
#include "lint/facts.h"
#include "lint/handles.h"
#include "lint/threads.h"

#include <string.h>

/* A plain function that runs on another thread. */
struct thread_function {
    const struct symbol *symbol;
    const struct node *why; /* the offload, the call that starts it, or the call in `caller` */
    const struct thread_function *caller; /* NULL: a thread begins here */
};

struct search {
    struct lint_unit *unit;
    VEC(struct thread_function *) functions;
};

static void add(struct search *s, const struct symbol *symbol, const struct node *why,
                const struct thread_function *caller)
{
    if (symbol == NULL || symbol->function == NULL || symbol->is_async)
        return;
    for (size_t i = 0; i < s->functions.count; i++)
        if (s->functions.data[i]->symbol == symbol)
            return;
    struct thread_function *function = arena_new(s->unit->program->arena, struct thread_function);
    *function = (struct thread_function){symbol, why, caller};
    *vec_push(&s->functions) = function;
}

/* ---- where threads begin --------------------------------------------- */

static const struct symbol *function_named(const struct node *argument)
{
    const struct node *node = argument ? value_strip((struct node *)argument) : NULL;
    if (node != NULL && node->kind == NODE_UNARY && node->op == UNARY_ADDRESS)
        node = value_strip(node->child[0]);
    return node && node->kind == NODE_NAME && node->symbol->kind == SYMBOL_FUNCTION ? node->symbol
                                                                                    : NULL;
}

void threads_find_starts(struct lint_unit *unit, const struct node *node, thread_visitor *visit,
                         void *data)
{
    static const struct {
        const char *name;
        uint32_t argument;
    } starters[] = {
        {"pthread_create", 2},      {"thrd_create", 1},   {"uv_thread_create", 1},
        {"uv_thread_create_ex", 2}, {"uv_queue_work", 2}, {"async_executor_submit", 1},
    };
    const struct symbol *started = node->kind == NODE_OFFLOAD ? lint_callee(node->child[0]) : NULL;
    for (size_t i = 0; node->kind == NODE_CALL && i < sizeof starters / sizeof *starters; i++)
        if (lint_calls(unit, node, starters[i].name))
            started = function_named(lint_argument(node, starters[i].argument));
    if (started != NULL && !started->is_async)
        visit(started, node, data);
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            threads_find_starts(unit, node->child[i], visit, data);
}

static void add_start(const struct symbol *symbol, const struct node *why, void *data)
{
    add(data, symbol, why, NULL);
}

/* ---- what must not be called there ----------------------------------- */

static bool ends_with(const char *name, const char *end)
{
    size_t length = strlen(name), n = strlen(end);
    return length >= n && strcmp(name + length - n, end) == 0;
}

static bool is_async_api(const char *name)
{
    static const char *const safe[] = {
        "async_now",      "async_run_error", "async_call_soon_threadsafe",
        "async_spawn_on", "async_dump",      NULL};
    return strncmp(name, "async_", 6) == 0 && !lint_one_of(name, safe) &&
           !ends_with(name, "_init") && !ends_with(name, "_deinit");
}

static bool is_uv_api(const char *name)
{
    static const char *const families[] = {
        "uv_timer_",  "uv_tcp_",   "uv_udp_",     "uv_pipe_",  "uv_tty_",       "uv_poll_",
        "uv_signal_", "uv_idle_",  "uv_prepare_", "uv_check_", "uv_read_",      "uv_write",
        "uv_close",   "uv_listen", "uv_accept",   "uv_spawn",  "uv_process_",   "uv_fs_event_",
        "uv_stop",    "uv_ref",    "uv_unref",    "uv_walk",   "uv_queue_work", "uv_shutdown"};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (strncmp(name, families[i], strlen(families[i])) == 0)
            return true;
    return false;
}

static bool gives_up_spawn(const struct node *node)
{
    const struct node *handle = handle_detached(node);
    return handle != NULL && handle->kind == NODE_SPAWN;
}

/* The name of what the node calls of the loop, or NULL. */
const char *threads_loop_call(const struct lint_unit *unit, const struct node *node)
{
    const struct symbol *callee = lint_callee(node);
    if (node->kind == NODE_SPAWN)
        return "async_spawn";
    if (node->kind == NODE_GROUP_SPAWN)
        return "async_group_spawn";
    if (gives_up_spawn(node)) /* async_detach(async_spawn(...)) is one thing */
        return NULL;
    if (callee == NULL || callee->function != NULL || !lint_is_systems(unit, callee))
        return NULL;
    const char *name = callee->name;
    if (strncmp(name, "async__", 7) == 0)
        name = arena_printf(unit->program->arena, "async_%s", name + 7);
    return is_async_api(name) || is_uv_api(name) ? name : NULL;
}

bool threads_own_loop(const struct lint_unit *unit, const struct node *node)
{
    if (node->kind == NODE_RUN || lint_calls(unit, node, "uv_run") ||
        lint_calls(unit, node, "uv_loop_init"))
        return true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && threads_own_loop(unit, node->child[i]))
            return true;
    return false;
}

static void report(struct search *s, const struct thread_function *function,
                   const struct node *node, const char *name)
{
    struct lint_unit *unit = s->unit;
    struct diag_record *record =
        lint_report(unit, DIAG_WRONG_THREAD, node,
                    "'%s' belongs to the loop's thread, and '%s' runs on another one", name,
                    function->symbol->name);
    for (; function != NULL; function = function->caller)
        lint_step(unit, record, function->why,
                  function->caller ? "'%s' is called here" : "'%s' is given to a thread here",
                  function->symbol->name);
    lint_advice(unit, record, THREAD_ADVICE);
}

static void check_body(struct search *s, const struct thread_function *function,
                       const struct node *node)
{
    const char *name = threads_loop_call(s->unit, node);
    if (name != NULL)
        report(s, function, node, name);
    if (node->kind == NODE_CALL)
        add(s, lint_callee(node), node, function);
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && node->kind != NODE_UNEVALUATED)
            check_body(s, function, node->child[i]);
}

void lint_wrong_thread(struct lint_unit *unit)
{
    struct search s = {.unit = unit};
    struct program *program = unit->program;
    for (size_t i = 0; i < program->functions.count; i++)
        threads_find_starts(unit, program->functions.data[i]->body, add_start, &s);
    for (size_t i = 0; i < program->plain.count; i++)
        threads_find_starts(unit, program->plain.data[i]->body, add_start, &s);
    for (size_t i = 0; i < s.functions.count; i++) { /* grows while it is walked */
        const struct node *body = s.functions.data[i]->symbol->function->body;
        if (!threads_own_loop(unit, body))
            check_body(&s, s.functions.data[i], body);
    }
    vec_deinit(&s.functions);
}
