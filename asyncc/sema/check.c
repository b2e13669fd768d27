/* One walk over every body of the unit, async or plain; the rules for each kind of
 * node are in the files beside this one. */
#include "sema/check.h"

#include "sema/checker.h"

static bool is_postfix(const struct node *node)
{
    return node->kind == NODE_MEMBER || node->kind == NODE_ARROW || node->kind == NODE_SUBSCRIPT ||
           node->kind == NODE_CALL || (node->kind == NODE_UNARY && node->op == UNARY_STEP);
}

void check_operands(struct checker *c, struct node *node)
{
    if (check_is_async_call(node) || check_is_generator_call(node))
        check_prototype(c, node);
    for (uint32_t i = 0; i < node->count; i++) {
        struct node *child = node->child[i];
        if (child == NULL)
            continue;
        c->postfix = i == 0 && is_postfix(node) && child->begin == node->begin ? child : NULL;
        check_expr(c, child);
    }
}

static void check_call(struct checker *c, struct node *node)
{
    if (check_is_async_call(node))
        check_unawaited(c, node);
    else if (check_is_generator_call(node))
        check_stray_generator(c, node, NULL);
    else
        check_plain_call(c, node);
    check_operands(c, node);
}

void check_expr(struct checker *c, struct node *node)
{
    if (check_is_broken(c, node))
        return;
    switch (node->kind) {
    case NODE_UNEVALUATED:
        return;
    case NODE_AWAIT:
        check_await(c, node);
        return;
    case NODE_CALL:
        check_call(c, node);
        return;
    case NODE_GATHER:
        check_gather(c, node, false);
        return;
    case NODE_OFFLOAD:
        check_offload(c, node, false);
        return;
    case NODE_SPAWN:
        check_spawn(c, node);
        return;
    case NODE_GROUP_SPAWN:
        check_group_spawn(c, node);
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

static void check_statement_expr(struct checker *c, struct node *expr)
{
    check_dropped(c, expr);
    check_expr(c, expr);
}

void check_stmt(struct checker *c, struct node *node)
{
    if (node->kind == NODE_EXPR) {
        check_statement_expr(c, node->child[0]);
        return;
    }
    if (node->kind == NODE_PLAIN_DECL && check_has_c_error(c, node))
        return; /* no constant */
    if (node->kind == NODE_ASYNC_FOR) {
        check_async_for(c, node);
        return;
    }
    if (node->kind == NODE_RETURN)
        check_generator_return(c, node);
    if (node->kind == NODE_GROUP && !c->in_async)
        check_report(c, DIAG_AWAIT_OUTSIDE, node, "async_group outside an async function");
    if (node->kind == NODE_ASM && node->has_await)
        check_unsupported(c, node, "'await' in an operand of asm", "await into a variable first");
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

/* ---- the unit ---------------------------------------------------------- */

static void check_function(struct program *program, struct function *function)
{
    struct checker c = {.program = program, .function = function};
    c.in_async = function->symbol->is_async;
    if (c.in_async)
        check_definition(&c);
    check_stmt(&c, function->body);
    check_defers(&c);
    check_kept_handles(&c);
}

void check_program(struct program *program)
{
    struct checker c = {.program = program};
    for (size_t i = 0; i < program->plain.count; i++)
        check_function(program, program->plain.data[i]);
    for (size_t i = 0; i < program->functions.count; i++)
        check_function(program, program->functions.data[i]);
    for (size_t i = 0; i < program->initialisers.count; i++)
        check_stmt(&c, program->initialisers.data[i]);
    check_declarations(&c);
    check_tokens(&c);
}
