/* `await`, and calls that lack it. An async call is legal in few places, and each
 * of them is a parent node that says so: whatever else holds one has forgotten it. */
#include "sema/checker.h"

#include <string.h>

/* ---- forgotten --------------------------------------------------------- */

static void note_plain(struct checker *c, struct diag_record *record, const struct node *call)
{
    if (c->function == NULL) {
        check_note(c, record, call, "only async functions can await");
        return;
    }
    uint32_t name = c->function->symbol->begin;
    struct node at = {.begin = name, .end = name};
    check_note(
        c, record, &at,
        "'%s' is a plain function: mark it 'async' to await here, or use async_spawn or async_run",
        c->function->symbol->name);
}

/* async_cancel(f()): what the operator makes of its operand is `(async__handle)(f())`. */
static bool should_be_handle(const struct checker *c, const struct node *call)
{
    const struct text *text = &c->program->text;
    uint32_t index = text_token_at(text, call->begin);
    return index >= 3 && text_token_is(text, index - 1, "(") &&
           text_token_is(text, index - 2, ")") && text_token_is(text, index - 3, "async__handle");
}

void check_unawaited(struct checker *c, struct node *call)
{
    struct diag_record *record = check_report(
        c, DIAG_UNAWAITED, call, "%s%s is never awaited", check_is_join(call) ? "" : "coroutine",
        check_is_join(call) ? "'async_join'" : check_call_name(c, call));
    if (should_be_handle(c, call)) {
        check_note(c, record, call, "a task's handle is wanted here, which async_spawn gives");
        check_fix_wrap(c, record, call->begin, call->end, "async_spawn(", ")");
    } else if (!c->in_async)
        note_plain(c, record, call);
    else if (c->postfix == call)
        check_fix_wrap(c, record, call->begin, call->end, "(await ", ")");
    else
        check_fix_insert(c, record, call->begin, "await ");
}

/* ---- await of something else ------------------------------------------- */

/* await f(x)->y: the call at the left end of a chain of postfix operators, or NULL.
 * `outer`: the operator right behind it. */
static struct node *leftmost_call(struct node *node, struct node **outer)
{
    for (;;) {
        if (check_is_async_call(node))
            return node;
        bool postfix = node->kind == NODE_MEMBER || node->kind == NODE_ARROW ||
                       node->kind == NODE_SUBSCRIPT || node->kind == NODE_CALL ||
                       (node->kind == NODE_UNARY && node->op == UNARY_STEP);
        if (!postfix || node->count == 0 || node->child[0]->begin != node->begin)
            return NULL;
        *outer = node;
        node = node->child[0];
    }
}

static const char *postfix_name(const struct node *node)
{
    switch (node->kind) {
    case NODE_MEMBER:
        return "'.'";
    case NODE_ARROW:
        return "'->'";
    case NODE_SUBSCRIPT:
        return "'[]'";
    case NODE_CALL:
        return "a call";
    default:
        return "a postfix operator";
    }
}

static void report_chain(struct checker *c, struct node *node, struct node *call,
                         const struct node *outer)
{
    struct diag_record *record = check_report(
        c, DIAG_AWAIT_NOTHING, node,
        "%s binds tighter than 'await': put the awaited call in parentheses", postfix_name(outer));
    check_fix_wrap(c, record, node->begin, call->end, "(", ")");
    check_operands(c, call);
}

/* Async calls in an operand that nothing awaits; *first: one of them. */
static unsigned count_unawaited(struct node *node, struct node **first)
{
    switch (node->kind) {
    case NODE_AWAIT:
    case NODE_GATHER:
    case NODE_SPAWN:
    case NODE_GROUP_SPAWN:
    case NODE_RUN:
    case NODE_OFFLOAD:
    case NODE_UNEVALUATED:
    case NODE_STMT_EXPR:
        return 0;
    default:
        break;
    }
    if (check_is_async_call(node)) {
        *first = node;
        return 1;
    }
    unsigned count = 0;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            count += count_unawaited(node->child[i], first);
    return count;
}

/* await (int)f(x): it stands too far left. */
static void report_distance(struct checker *c, struct node *node, struct node *call, unsigned count)
{
    struct diag_record *record =
        check_report(c, DIAG_AWAIT_NOTHING, node, "'await' must stand right before the call%s%s",
                     *check_call_name(c, call) ? " of" : "", check_call_name(c, call));
    if (count > 1)
        check_note(c, record, call, "each call of an async function has an 'await' of its own");
    else
        check_fix_move_await(c, record, node->begin, call->begin);
}

static void report_plain_call(struct checker *c, struct node *node, struct node *call)
{
    const char *name = check_call_name(c, call);
    struct diag_record *record =
        *name ? check_report(c, DIAG_AWAIT_NOTHING, node,
                             "function%s is not async: it needs no 'await'", name)
              : check_report(c, DIAG_AWAIT_NOTHING, node, "'await' of a call of a plain function");
    check_fix_remove_await(c, record, node->begin);
}

static void report_value(struct checker *c, struct node *node, const struct node *operand)
{
    struct diag_record *record = NULL;
    const char *name = operand->kind == NODE_NAME ? operand->symbol->name : "...";
    if (operand->kind == NODE_SPAWN) {
        record = check_report(c, DIAG_AWAIT_NOTHING, node, "'await' of a task handle");
        check_note(c, record, operand,
                   "async_spawn does not wait: keep the handle, and "
                   "'await async_join(handle)' later");
    } else if (check_is_handle(operand->type)) {
        if (check_near_c_error(c, node))
            return; /* a value was expected */
        record = check_report(c, DIAG_AWAIT_NOTHING, node, "'await' of a task handle");
        check_note(c, record, operand, "write 'await async_join(%s)'", name);
        check_fix_wrap(c, record, operand->begin, operand->end, "async_join(", ")");
    } else if (operand->type && operand->type->is_async) {
        record = check_report(c, DIAG_AWAIT_NOTHING, node,
                              "'await' of an async function that is not called");
        check_note(c, record, operand, "call it: '%s(...)'", name);
    } else if (operand->kind == NODE_AWAIT) {
        record = check_report(c, DIAG_AWAIT_NOTHING, node, "'await' twice for one call");
        check_fix_remove_await(c, record, node->begin);
    } else if (operand->kind == NODE_RUN) {
        record = check_report(c, DIAG_AWAIT_NOTHING, node,
                              "async_run waits by itself: it needs no 'await'");
        check_fix_remove_await(c, record, node->begin);
    } else {
        check_report(c, DIAG_AWAIT_NOTHING, node,
                     "'await' of something that is not a call of an async function");
    }
}

static void report_await_nothing(struct checker *c, struct node *node, struct node *operand)
{
    struct node *outer = NULL, *call = NULL;
    struct node *value = node_skip_parens(operand);
    if (check_has_c_error(c, node))
        return;
    struct node *chained = leftmost_call(operand, &outer);
    unsigned forgotten = chained ? 0 : count_unawaited(operand, &call);
    if (chained != NULL)
        report_chain(c, node, chained, outer);
    else if (forgotten > 0)
        report_distance(c, node, call, forgotten);
    else if (value->kind == NODE_CALL)
        report_plain_call(c, node, value);
    else
        report_value(c, node, value);
    if (chained == NULL && forgotten == 0 && value->kind != NODE_RUN)
        check_expr(c, operand);
}

/* ---- await ------------------------------------------------------------- */

static void report_outside(struct checker *c, struct node *node)
{
    if (node_skip_parens(node->child[0])->kind == NODE_RUN) {
        report_value(c, node, node_skip_parens(node->child[0]));
        return;
    }
    struct diag_record *record =
        check_report(c, DIAG_AWAIT_OUTSIDE, node, "'await' outside an async function");
    if (c->function == NULL)
        return;
    uint32_t name = c->function->symbol->begin;
    struct node at = {.begin = name, .end = name};
    check_note(c, record, &at, "mark '%s' async, or start a loop with async_run",
               c->function->symbol->name);
}

void check_await(struct checker *c, struct node *node)
{
    struct node *operand = node->child[0];
    const struct symbol *symbol = operand->kind == NODE_CALL ? check_callee(operand) : NULL;
    if (operand->kind == NODE_EMIT) {
        check_emit(c, operand);
        return;
    }
    if (!c->in_async)
        report_outside(c, node);
    if (operand->kind == NODE_GATHER)
        check_gather(c, operand, true);
    else if (operand->kind == NODE_OFFLOAD)
        check_offload(c, operand, true);
    else if (operand->kind == NODE_JOIN || check_is_async_call(operand) ||
             (symbol && symbol->ready))
        check_operands(c, operand);
    else if (check_is_generator_call(operand))
        check_stray_generator(c, operand, "'await'");
    else if (c->in_async)
        report_await_nothing(c, node, operand);
}
