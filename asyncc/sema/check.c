/* One walk over every body of the unit, async or plain. An async call is legal in
 * few places, and each of them is a parent node that says so (AWAIT, GATHER,
 * SPAWN, RUN): whatever else holds one has forgotten an await. Tokens that no
 * node claimed are reported last, for the parser swallows some misplaced ones. */
#include "sema/check.h"

#include <string.h>

struct checker {
    struct program *program;
    struct function *function; /* NULL at file scope */
    bool in_async;
};

static void check_expr(struct checker *c, struct node *node);
static void check_stmt(struct checker *c, struct node *node);
static void check_offload(struct checker *c, struct node *node, bool awaited);

/* ---- reporting --------------------------------------------------------- */

static struct diag_place place(struct checker *c, const struct node *node)
{
    return place_of(c->program, node->begin, node->end);
}

static struct diag_record *report(struct checker *c, enum diag_id id, struct diag_place at,
                                  const char *message)
{
    c->program->failed |= c->program->diag->levels[id] == DIAG_ERROR;
    return diag_report(c->program->diag, id, at, "%s", message);
}

static void unsupported(struct checker *c, const struct node *node, const char *message,
                        const char *instead)
{
    struct diag_record *record = report(c, DIAG_UNSUPPORTED, place(c, node), message);
    diag_note(c->program->diag, record, place(c, node), "%s", instead);
}

static void fix_insert(struct checker *c, struct diag_record *record, uint32_t begin, const char *text)
{
    struct diag_place at = place_of(c->program, begin, begin);
    at.end_column = at.column;
    if (at.column > 0)
        diag_fix(c->program->diag, record, at, text);
}

/* ---- names ------------------------------------------------------------- */

static const struct symbol *callee_symbol(const struct node *call)
{
    const struct node *callee = call->count ? node_skip_parens(call->child[0]) : NULL;
    while (callee && callee->kind == NODE_UNARY && callee->op != UNARY_VALUE)
        callee = node_skip_parens(callee->child[0]);
    return callee && callee->kind == NODE_NAME ? callee->symbol : NULL;
}

static bool is_async_call(const struct node *node)
{
    if (node->kind != NODE_CALL || node->count == 0)
        return false;
    const struct symbol *symbol = callee_symbol(node);
    return node->child[0]->type->is_async || (symbol && symbol->is_async);
}

static const char *call_name(struct checker *c, const struct node *call)
{
    const struct symbol *symbol = callee_symbol(call);
    if (symbol == NULL || symbol->kind != SYMBOL_FUNCTION)
        return "";
    return arena_printf(c->program->arena, " '%s'",
                        strncmp(symbol->name, "async__", 7) == 0
                            ? arena_printf(c->program->arena, "async_%s", symbol->name + 7)
                            : symbol->name);
}

/* ---- forgotten awaits -------------------------------------------------- */

static void report_unawaited(struct checker *c, struct node *call)
{
    const char *name = call_name(c, call);
    struct arena *arena = c->program->arena;
    struct diag_record *record = report(c, DIAG_UNAWAITED, place(c, call),
                                        arena_printf(arena, "coroutine%s is never awaited", name));
    if (c->in_async) {
        fix_insert(c, record, call->begin, "await ");
    } else {
        diag_note(c->program->diag, record, place(c, call),
                  "a plain function cannot await: mark it 'async', or use async_spawn or async_run");
    }
}

static void check_operands(struct checker *c, struct node *node)
{
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            check_expr(c, node->child[i]);
}

/* The call's own operands; the call itself stands where it may. */
static void check_awaited_call(struct checker *c, struct node *call)
{
    check_operands(c, call);
}

static const char *operator_error(struct checker *c, const char *name, const struct node *operand)
{
    const char *what = operand->kind == NODE_CALL ? call_name(c, operand) : "";
    return arena_printf(c->program->arena, "%s takes a call of an async function%s%s%s", name,
                        *what ? ", and" : "", what, *what ? " is not one" : "");
}

static void check_gather_operand(struct checker *c, struct node *operand)
{
    struct node *call = operand;
    if (operand->kind == NODE_ASSIGN) {
        check_expr(c, operand->child[0]);
        call = operand->child[1];
    }
    call = node_skip_parens(call);
    if (is_async_call(call)) {
        check_awaited_call(c, call);
        return;
    }
    report(c, DIAG_AWAIT_NOTHING, place(c, operand), operator_error(c, "async_gather", call));
    if (call->kind == NODE_AWAIT)
        return;
    check_operands(c, call);
}

static void check_gather(struct checker *c, struct node *node)
{
    for (uint32_t i = 0; i < node->count; i++)
        check_gather_operand(c, node->child[i]);
}

/* await f(x)->y: the call at the left end of a chain of member accesses, or NULL. */
static struct node *leftmost_call(struct node *node)
{
    for (;;) {
        switch (node->kind) {
        case NODE_MEMBER: case NODE_ARROW: case NODE_SUBSCRIPT: case NODE_UNARY:
            if (node->kind == NODE_UNARY && node->op != UNARY_STEP)
                return NULL;
            node = node->child[0];
            break;
        case NODE_CALL:
            if (is_async_call(node))
                return node;
            node = node->child[0];
            break;
        default:
            return NULL;
        }
    }
}

static void report_await_chain(struct checker *c, struct node *node, struct node *call)
{
    struct diag_record *record =
        report(c, DIAG_AWAIT_NOTHING, place(c, node),
               arena_printf(c->program->arena,
                            "'await' binds weaker than member access and calls: it would await all of it, not%s",
                            *call_name(c, call) ? call_name(c, call) : " the async call"));
    fix_insert(c, record, node->begin, "(");
    struct diag_place at = place_of(c->program, call->begin, call->end);
    at.column = at.end_column;
    if (at.column > 0)
        diag_fix(c->program->diag, record, at, ")");
    diag_note(c->program->diag, record, place(c, call), "write '(await ...)' around this call");
}

static void report_await_nothing(struct checker *c, struct node *node, struct node *operand)
{
    struct node *chained = leftmost_call(operand);
    if (chained != NULL && chained != operand) {
        report_await_chain(c, node, chained);
        check_awaited_call(c, chained);
        return;
    }
    const struct symbol *symbol = operand->kind == NODE_CALL ? callee_symbol(operand) : NULL;
    const char *message = "'await' of something that is not a call of an async function";
    if (symbol != NULL)
        message = arena_printf(c->program->arena, "function '%s' is not async: it needs no 'await'",
                               symbol->name);
    struct diag_record *record = report(c, DIAG_AWAIT_NOTHING, place(c, node), message);
    if (operand->kind == NODE_NAME && operand->type->is_async)
        diag_note(c->program->diag, record, place(c, operand), "call it: '%s(...)'", operand->symbol->name);
    struct diag_place at = place_of(c->program, node->begin, node->begin);
    struct diag_place next = place_of(c->program, operand->begin, operand->begin);
    if (symbol != NULL && at.column > 0 && next.line == at.line && next.column > at.column) {
        at.end_column = next.column;
        diag_fix(c->program->diag, record, at, "");
    }
    check_expr(c, operand);
}

static void check_await(struct checker *c, struct node *node)
{
    struct node *operand = node->child[0];
    if (!c->in_async) {
        struct diag_record *record =
            report(c, DIAG_AWAIT_OUTSIDE, place(c, node), "'await' outside an async function");
        if (c->function != NULL)
            diag_note(c->program->diag, record,
                      place_of(c->program, c->function->symbol->begin, c->function->symbol->begin),
                      "mark '%s' async, or start a loop with async_run", c->function->symbol->name);
    }
    const struct symbol *symbol = operand->kind == NODE_CALL ? callee_symbol(operand) : NULL;
    if (operand->kind == NODE_GATHER)
        check_gather(c, operand);
    else if (operand->kind == NODE_OFFLOAD)
        check_offload(c, operand, true);
    else if (operand->kind == NODE_JOIN)
        check_operands(c, operand);
    else if (is_async_call(operand) || (symbol != NULL && symbol->ready))
        check_awaited_call(c, operand);
    else
        report_await_nothing(c, node, operand);
}

/* ---- other operators --------------------------------------------------- */

static void check_offload(struct checker *c, struct node *node, bool awaited)
{
    struct node *call = node->child[0];
    if (!awaited)
        report(c, DIAG_UNAWAITED, place(c, node), "async_offload is never awaited");
    if (call->kind != NODE_CALL)
        report(c, DIAG_AWAIT_NOTHING, place(c, node), "async_offload takes a call of a plain function");
    else if (is_async_call(call))
        report(c, DIAG_AWAIT_NOTHING, place(c, node),
               arena_printf(c->program->arena,
                            "async_offload takes a call of a plain function, and%s is async",
                            *call_name(c, call) ? call_name(c, call) : " this one"));
    check_operands(c, call);
}

static void check_started_call(struct checker *c, struct node *node, const char *name)
{
    struct node *call = node->child[0];
    if (is_async_call(call)) {
        check_awaited_call(c, call);
        return;
    }
    report(c, DIAG_AWAIT_NOTHING, place(c, node), operator_error(c, name, call));
    check_expr(c, call);
}

static void check_run(struct checker *c, struct node *node)
{
    if (c->in_async)
        report(c, DIAG_AWAIT_NOTHING, place(c, node),
               "async_run in an async function: a loop is running already, use 'await'");
    check_started_call(c, node, "async_run");
}

/* ---- plain calls that cannot be ---------------------------------------- */

static bool one_of(const char *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

static void check_plain_call(struct checker *c, struct node *call)
{
    static const char *const jumps[] = {"setjmp", "_setjmp", "sigsetjmp", "__sigsetjmp", "longjmp",
                                        "siglongjmp", "_longjmp", "__builtin_setjmp",
                                        "__builtin_longjmp", NULL};
    static const char *const stacks[] = {"alloca", "__builtin_alloca",
                                         "__builtin_alloca_with_align", NULL};
    const struct symbol *symbol = callee_symbol(call);
    if (symbol == NULL)
        return;
    if (strcmp(symbol->name, "async_fail") == 0 && !c->in_async)
        report(c, DIAG_AWAIT_OUTSIDE, place(c, call), "async_fail outside an async function");
    if (!c->in_async)
        return;
    if (one_of(symbol->name, jumps))
        unsupported(c, call, arena_printf(c->program->arena, "'%s' in an async function", symbol->name),
                    "the stack it names is gone at the next await; report errors by value, or "
                    "use async_fail");
    if (one_of(symbol->name, stacks))
        unsupported(c, call, "'alloca' in async functions is not supported yet",
                    "use an array of constant size, or malloc and free");
}

/* ---- expressions ------------------------------------------------------- */

static bool is_function_pointer(const struct type *type)
{
    return type->function != NULL && !type->is_void;
}

static void check_cast(struct checker *c, struct node *node)
{
    struct node *operand = node->child[node->count - 1];
    if (is_function_pointer(node->type) && is_function_pointer(operand->type) &&
        node->type->is_async != operand->type->is_async)
        report(c, DIAG_POINTER, place(c, node),
               node->type->is_async ? "plain function pointer converted to an async one"
                                    : "async function pointer converted to a plain one");
    check_operands(c, node);
}

static void check_expr(struct checker *c, struct node *node)
{
    switch (node->kind) {
    case NODE_UNEVALUATED:
        return;
    case NODE_AWAIT:
        check_await(c, node);
        return;
    case NODE_CALL:
        if (is_async_call(node))
            report_unawaited(c, node);
        else
            check_plain_call(c, node);
        check_operands(c, node);
        return;
    case NODE_GATHER:
        report(c, DIAG_UNAWAITED, place(c, node), "async_gather is never awaited");
        check_gather(c, node);
        return;
    case NODE_OFFLOAD:
        check_offload(c, node, false);
        return;
    case NODE_SPAWN:
        check_started_call(c, node, "async_spawn");
        return;
    case NODE_RUN:
        check_run(c, node);
        return;
    case NODE_CAST:
        check_cast(c, node);
        return;
    case NODE_STMT_EXPR:
        check_stmt(c, node->child[0]);
        return;
    default:
        check_operands(c, node);
        return;
    }
}

/* ---- statements -------------------------------------------------------- */

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

static void report_dropped(struct checker *c, struct node *node)
{
    struct diag_record *record = report(c, DIAG_DROPPED_TASK, place(c, node),
                                        "task is dropped: it can be neither joined nor cancelled");
    diag_note(c->program->diag, record, place(c, node),
              "keep the handle and join it, or give it up with async_detach(...)");
}

static void check_statement_expr(struct checker *c, struct node *expr)
{
    struct node *dropped = dropped_spawn(expr);
    if (dropped != NULL)
        report_dropped(c, dropped);
    for (struct node *left = node_skip_parens(expr); left->kind == NODE_COMMA;
         left = node_skip_parens(left->child[0]))
        if ((dropped = dropped_spawn(left->child[0])) != NULL)
            report_dropped(c, dropped);
    check_expr(c, expr);
}

static void check_stmt(struct checker *c, struct node *node)
{
    if (node->kind == NODE_EXPR) {
        check_statement_expr(c, node->child[0]);
        return;
    }
    if (node->kind == NODE_ASM && node->has_await)
        unsupported(c, node, "'await' in an operand of asm", "await into a variable first");
    for (uint32_t i = 0; i < node->count; i++) {
        struct node *child = node->child[i];
        if (child == NULL)
            continue;
        if (node->kind == NODE_FOR && i == 2)
            check_statement_expr(c, child);
        else if (node_is_expr(child))
            check_expr(c, child);
        else
            check_stmt(c, child);
    }
}

/* ---- definitions ------------------------------------------------------- */

static bool returns_int(const struct type *type)
{
    return type->inner != NULL && strcmp(type->inner->canonical, "int") == 0;
}

static void check_main(struct checker *c, struct function *function)
{
    struct node at = {.begin = function->symbol->begin, .end = function->symbol->begin};
    if (!returns_int(function->type))
        unsupported(c, &at, "async main must return int", "its value is the exit status");
    if (function->params.count == 1 || function->params.count > 3)
        unsupported(c, &at, "async main takes no parameters, or (int argc, char **argv)",
                    "see docs/language.md, \"The entry point\"");
}

static void check_definition(struct checker *c, struct function *function)
{
    struct node at = {.begin = function->symbol->begin, .end = function->symbol->begin};
    const struct type *type = function->type;
    if (type->variadic)
        unsupported(c, &at, "variadic async functions are not supported",
                    "take a va_list in a plain function, or an array and a count");
    else if (!type->prototype && function->params.count > 0)
        unsupported(c, &at, "old-style definitions of async functions are not supported yet",
                    "write the parameter types in the parentheses");
    for (unsigned i = 0; i < type->param_count; i++)
        if (type->params[i]->variable)
            unsupported(c, &at, "parameters of variable-length array type are not supported yet",
                        "pass a plain pointer and the sizes");
    if (function->is_main)
        check_main(c, function);
}

static void check_function(struct program *program, struct function *function)
{
    struct checker c = {.program = program, .function = function};
    c.in_async = function->symbol->is_async;
    if (c.in_async)
        check_definition(&c, function);
    check_stmt(&c, function->body);
}

/* ---- tokens that nobody claimed ---------------------------------------- */

static void check_token(struct program *program, uint32_t index)
{
    struct token token = program->text.tokens[index];
    struct checker c = {.program = program};
    struct node at = {.begin = token.begin, .end = token.end};
    if (text_token_is(&program->text, index, "__await") && !program->await_claimed[index])
        report(&c, DIAG_KEYWORD, place(&c, &at), "'await' means nothing here");
    else if (text_token_is(&program->text, index, "__defer"))
        unsupported(&c, &at, "'defer' is not supported yet",
                    "release the resource on each way out of the scope");
}

/* A dropped handle in a variable that is never named again. */
static void count_uses(struct node *node, struct symbol *symbol, unsigned *uses)
{
    if (node->kind == NODE_NAME && node->symbol == symbol)
        ++*uses;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            count_uses(node->child[i], symbol, uses);
}

static void check_kept_handles(struct program *program, struct function *function, struct node *node)
{
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            check_kept_handles(program, function, node->child[i]);
    if (node->kind != NODE_VAR)
        return;
    struct node *init = node->child[node->count - 1];
    if (init == NULL || node_skip_parens(init)->kind != NODE_SPAWN)
        return;
    unsigned uses = 0;
    count_uses(function->body, node->symbol, &uses);
    struct checker c = {.program = program, .function = function};
    if (uses == 0)
        report_dropped(&c, node_skip_parens(init));
}

void check_program(struct program *program)
{
    for (size_t i = 0; i < program->plain.count; i++) {
        check_function(program, program->plain.data[i]);
        check_kept_handles(program, program->plain.data[i], program->plain.data[i]->body);
    }
    for (size_t i = 0; i < program->functions.count; i++) {
        check_function(program, program->functions.data[i]);
        check_kept_handles(program, program->functions.data[i], program->functions.data[i]->body);
    }
    struct checker c = {.program = program};
    for (size_t i = 0; i < program->initialisers.count; i++)
        check_stmt(&c, program->initialisers.data[i]);
    for (uint32_t i = 0; i < program->text.token_count; i++)
        check_token(program, i);
}
