/* unused-async: an async function without an await.
 *
 * It may have to be one all the same: main, what a pointer points to, what an operator runs. Those
 * are spared, and so is whatever has a prototype in a header, which others see. */
#include "lint/facts.h"
#include "lint/lint.h"

static bool has_await(const struct node *node)
{
    if (node->kind == NODE_AWAIT)
        return true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && node->kind != NODE_UNEVALUATED && has_await(node->child[i]))
            return true;
    return false;
}

struct uses {
    const struct symbol *symbol;
    bool needed;
};

static void look_for(const struct node *node, struct uses *uses);

/* The operands of an operator, or a spawned call. */
static void look_at_operand(const struct node *operand, struct uses *uses)
{
    operand = node_skip_parens((struct node *)operand);
    if (operand->kind == NODE_ASSIGN)
        operand = node_skip_parens(operand->child[1]);
    uses->needed |= lint_callee(operand) == uses->symbol;
    look_for(operand, uses);
}

static void look_for(const struct node *node, struct uses *uses)
{
    bool takes_calls = node->kind == NODE_GATHER || node->kind == NODE_SPAWN ||
                       node->kind == NODE_GROUP_SPAWN || node->kind == NODE_RUN;
    uint32_t first = node->kind == NODE_CALL && lint_callee(node) == uses->symbol;
    uses->needed |= node->kind == NODE_NAME && node->symbol == uses->symbol;
    for (uint32_t i = first; i < node->count; i++)
        if (node->child[i] != NULL)
            takes_calls ? look_at_operand(node->child[i], uses) : look_for(node->child[i], uses);
}

bool unused_is_needed(const struct program *program, const struct symbol *symbol)
{
    struct uses uses = {symbol, false};
    for (size_t i = 0; i < program->functions.count; i++)
        look_for(program->functions.data[i]->body, &uses);
    for (size_t i = 0; i < program->plain.count; i++)
        look_for(program->plain.data[i]->body, &uses);
    for (size_t i = 0; i < program->initialisers.count; i++)
        look_for(program->initialisers.data[i], &uses);
    return uses.needed;
}

/* Declared in another file than it is defined in: a header. */
static bool is_declared_elsewhere(const struct program *program, const struct function *function)
{
    struct origin first = text_origin(&program->text, function->symbol->begin);
    struct origin here = text_origin(&program->text, function->begin);
    return first.file != here.file;
}

bool unused_awaits(const struct function *function) { return has_await(function->body); }

static void check_function(struct lint_unit *unit, const struct function *function)
{
    if (function->is_main || unused_awaits(function) ||
        is_declared_elsewhere(unit->program, function) ||
        unused_is_needed(unit->program, function->symbol))
        return;
    struct diag_record *record =
        lint_report_name(unit, DIAG_UNUSED_ASYNC, function->name,
                         "async function '%s' awaits nothing", function->symbol->name);
    lint_advice(unit, record, UNUSED_ADVICE);
}

void lint_unused_async(struct lint_unit *unit)
{
    for (size_t i = 0; i < unit->program->functions.count; i++)
        if (unit->flows[i] != NULL)
            check_function(unit, unit->program->functions.data[i]);
}
