/* The operators that take calls of async functions (docs/language.md, clause 4), and
 * the handles of tasks that nobody keeps. */
#include "sema/checker.h"

#include <string.h>

static void fix_await(struct checker *c, struct diag_record *record, const struct node *node)
{
    if (c->in_async)
        check_fix_insert(c, record, node->begin, "await ");
}

/* ---- operands ---------------------------------------------------------- */

static void note_operand(struct checker *c, const struct node *value, struct diag_record *record)
{
    if (value->kind == NODE_NAME && value->type->is_async)
        check_note(c, record, value, "call it: '%s(...)'", value->symbol->name);
    if (value->kind == NODE_GATHER || value->kind == NODE_OFFLOAD || value->kind == NODE_JOIN)
        check_note(c, record, value,
                   "await it in an async function of its own, and call that here");
}

/* `operand` is none that the operator takes, because of its `value`; at most one message. */
static void report_operand(struct checker *c, const char *name, struct node *operand,
                           struct node *value)
{
    if (check_has_c_error(c, operand))
        return;
    if (value->kind == NODE_AWAIT) {
        struct diag_record *record = check_report(
            c, DIAG_AWAIT_NOTHING, operand, "%s takes the call itself, without 'await'", name);
        check_fix_remove_await(c, record, value->begin);
        return;
    }
    if (check_is_generator_call(value)) {
        check_stray_generator(c, value, name);
        return;
    }
    const char *callee = value->kind == NODE_CALL ? check_call_name(c, value) : "";
    if (*callee)
        check_report(c, DIAG_AWAIT_NOTHING, operand,
                     "%s takes calls of async functions, and%s is not async", name, callee);
    else
        note_operand(c, value,
                     check_report(c, DIAG_AWAIT_NOTHING, operand,
                                  "%s takes calls of async functions", name));
}

static void check_gather_operand(struct checker *c, const char *name, struct node *operand)
{
    struct node *call = node_skip_parens(operand);
    if (call->kind == NODE_ASSIGN) {
        check_expr(c, call->child[0]);
        call = node_skip_parens(call->child[1]);
    }
    if (check_is_async_call(call) || call->kind == NODE_JOIN) {
        check_operands(c, call);
    } else if (call->kind == NODE_GATHER) {
        check_gather(c, call, true);
    } else if (call->kind == NODE_OFFLOAD) {
        check_offload(c, call, true);
    } else if (operand->kind == NODE_COMPOUND_ASSIGN && !check_has_c_error(c, operand)) {
        struct diag_record *record =
            check_report(c, DIAG_AWAIT_NOTHING, operand, "%s assigns with '=' only", name);
        check_note(c, record, operand,
                   "assign to a variable of its own, and add that up afterwards");
    } else {
        report_operand(c, name, call->kind == NODE_AWAIT ? call : operand, call);
    }
}

void check_gather(struct checker *c, struct node *node, bool awaited)
{
    const char *name = arena_printf(c->program->arena, "async_%s", gather_names[node->op]);
    uint32_t first = node->op == GATHER_TIMEOUT;
    bool one = node->op != GATHER_ALL && node->op != GATHER_SELECT;
    if (!awaited) {
        struct diag_record *record =
            check_report(c, DIAG_UNAWAITED, node, "%s is never awaited", name);
        fix_await(c, record, node);
    }
    if (one && node->count != first + 1 && !check_has_c_error(c, node))
        check_report(c, DIAG_AWAIT_NOTHING, node, "%s takes one call of an async function", name);
    if (first == 1 && node->count > 0) {
        const struct type *type = node->child[0]->type;
        check_expr(c, node->child[0]);
        if (!type->is_scalar || type->is_pointer)
            check_report(c, DIAG_AWAIT_NOTHING, node->child[0],
                         "the time of async_timeout is a number of milliseconds");
    }
    for (uint32_t i = first; i < node->count; i++)
        check_gather_operand(c, name, node->child[i]);
}

void check_offload(struct checker *c, struct node *node, bool awaited)
{
    struct node *call = node->child[0];
    if (check_has_c_error(c, node))
        return;
    if (call->kind != NODE_CALL) {
        if (!check_near_c_error(c, node))
            check_report(c, DIAG_AWAIT_NOTHING, node,
                         "async_offload takes a call of a plain function");
        return;
    }
    if (check_is_async_call(call)) {
        const char *name = check_call_name(c, call);
        check_report(c, DIAG_AWAIT_NOTHING, node,
                     "async_offload takes a call of a plain function, and%s is async",
                     *name ? name : " this one");
    } else if (!awaited) {
        struct diag_record *record =
            check_report(c, DIAG_UNAWAITED, node, "async_offload is never awaited");
        fix_await(c, record, node);
    }
    check_operands(c, call);
}

void check_spawn(struct checker *c, struct node *node)
{
    struct node *call = node->child[0];
    if (check_is_async_call(call))
        check_operands(c, call);
    else
        report_operand(c, "async_spawn", call, node_skip_parens(call));
}

static bool is_group(const struct type *type)
{
    return type->canonical != NULL && strcmp(type->canonical, "struct async_group_t *") == 0;
}

/* The child writes to the lvalue itself, when the statement that names it is long past. */
static void check_kept_result(struct checker *c, struct node *operand, const struct node *call)
{
    const struct type *place = operand->child[0]->type;
    check_expr(c, operand->child[0]);
    if (call->type->is_void || check_has_c_error(c, operand))
        return;
    bool fits = place->canonical && call->type->canonical &&
                strcmp(place->canonical, call->type->canonical) == 0;
    if (fits && !place->is_atomic && !place->is_volatile && !place->is_const)
        return;
    struct diag_record *record =
        check_report(c, DIAG_AWAIT_NOTHING, operand,
                     "a child of a group writes to an object of its function's type, '%s'",
                     call->type->canonical);
    check_note(c, record, operand,
               "this one is '%s%s%s': assign to one of that type, and convert "
               "it behind the group",
               place->is_const ? "const " : "", place->is_volatile ? "volatile " : "",
               place->canonical);
}

void check_group_spawn(struct checker *c, struct node *node)
{
    struct node *operand = node_skip_parens(node->child[1]), *call = operand;
    check_expr(c, node->child[0]);
    if (!is_group(node->child[0]->type) && !check_has_c_error(c, node))
        check_report(c, DIAG_AWAIT_NOTHING, node->child[0],
                     "async_group_spawn takes a group, and this is '%s'",
                     node->child[0]->type->canonical);
    if (operand->kind == NODE_ASSIGN)
        call = node_skip_parens(operand->child[1]);
    if (!check_is_async_call(call) || call->kind == NODE_JOIN) {
        report_operand(c, "async_group_spawn", call->kind == NODE_AWAIT ? call : operand, call);
        return;
    }
    if (operand->kind == NODE_ASSIGN)
        check_kept_result(c, operand, call);
    check_operands(c, call);
}

void check_run(struct checker *c, struct node *node)
{
    struct node *call = node->child[0];
    if (!check_is_async_call(call)) {
        report_operand(c, "async_run", call, node_skip_parens(call));
        return;
    }
    if (c->in_async) {
        struct diag_record *record = check_unsupported(c, node, "async_run in an async function",
                                                       "a loop is running already: write 'await'");
        struct diag_place place, inner;
        if (place_exact(c->program, call->begin, call->end, &inner)) {
            place = check_place(c, node);
            if (place.line == inner.line)
                diag_fix(
                    c->program->diag, record, place,
                    arena_printf(c->program->arena, "await %s", place_text(c->program, &inner)));
        }
    }
    check_operands(c, call);
}

/* ---- dropped handles --------------------------------------------------- */

static void report_dropped(struct checker *c, struct node *node)
{
    struct diag_record *record = check_report(
        c, DIAG_DROPPED_TASK, node, "task is dropped: it can be neither joined nor cancelled");
    check_note(c, record, node,
               "keep the handle and join it, or give it up with async_detach(...)");
    check_fix_wrap(c, record, node->begin, node->end, "async_detach(", ")");
}

/* The spawn whose handle an expression statement drops: (void) and commas
 * do not keep it. */
static struct node *dropped_spawn(struct node *node)
{
    node = node_skip_parens(node);
    if (node->kind == NODE_SPAWN)
        return node;
    if (node->kind == NODE_CAST && node->type->is_void)
        return dropped_spawn(node->child[node->count - 1]);
    if (node->kind == NODE_COMMA)
        return dropped_spawn(node->child[1]);
    return NULL;
}

void check_dropped(struct checker *c, struct node *expr)
{
    struct node *dropped = dropped_spawn(expr);
    if (dropped != NULL)
        report_dropped(c, dropped);
    for (struct node *left = node_skip_parens(expr); left->kind == NODE_COMMA;
         left = node_skip_parens(left->child[0]))
        if ((dropped = dropped_spawn(left->child[0])) != NULL)
            report_dropped(c, dropped);
}

static void count_uses(struct node *node, struct symbol *symbol, unsigned *uses)
{
    if (node->kind == NODE_NAME && node->symbol == symbol)
        ++*uses;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            count_uses(node->child[i], symbol, uses);
}

static void kept_handles(struct checker *c, struct node *node)
{
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            kept_handles(c, node->child[i]);
    if (node->kind != NODE_VAR || node->count == 0)
        return;
    struct node *init = node->child[node->count - 1];
    if (init == NULL || node_skip_parens(init)->kind != NODE_SPAWN)
        return;
    unsigned uses = 0;
    count_uses(c->function->body, node->symbol, &uses);
    if (uses > 0 || check_has_c_error(c, c->function->body))
        return;
    struct node at = {.begin = node->symbol->begin, .end = node->symbol->begin};
    struct diag_record *record = check_report(
        c, DIAG_DROPPED_TASK, &at, "task '%s' is never joined or detached", node->symbol->name);
    check_note(c, record, &at, "write 'await async_join(%s)', or give it up with async_detach(%s)",
               node->symbol->name, node->symbol->name);
}

/* Handles in a variable that is never named again. */
void check_kept_handles(struct checker *c) { kept_handles(c, c->function->body); }
