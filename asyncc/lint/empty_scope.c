/* empty-scope: a timeout or a group around what never waits, and jumps out of a group.
 *
 * Only functions of this file are known to end at once: they await nothing that waits. A jump out
 * of a group waits for the children, which is not what it looks like; with async_group_cancel
 * before it, it says so. */
#include "lint/lint.h"

#include <string.h>

static bool call_ends_at_once(const struct node *call)
{
    const struct symbol *callee = call->kind == NODE_CALL ? lint_callee(call) : NULL;
    return callee != NULL && callee->function != NULL && !callee->function->suspends;
}

static bool ends_at_once(const struct node *operand)
{
    operand = node_skip_parens((struct node *)operand);
    if (operand->kind == NODE_ASSIGN)
        operand = node_skip_parens(operand->child[1]);
    if (operand->kind != NODE_GATHER)
        return call_ends_at_once(operand);
    for (uint32_t i = operand->op == GATHER_TIMEOUT; i < operand->count; i++)
        if (!ends_at_once(operand->child[i]))
            return false;
    return true;
}

/* ---- timeouts -------------------------------------------------------- */

static void check_timeout(struct lint_unit *unit, const struct node *await)
{
    const struct node *scope = await->child[0];
    if (scope->kind != NODE_GATHER || scope->op != GATHER_TIMEOUT || scope->count != 2 ||
        !ends_at_once(scope->child[1]))
        return;
    struct diag_record *record = lint_report(
        unit, DIAG_EMPTY_SCOPE, await, "the timeout can never strike: what it runs does not wait");
    lint_advice(unit, record,
                "a timeout ends a call at an await that waits; this one has none, so leave the "
                "timeout out, or let the work wait (async_offload) where it takes long");
}

/* ---- groups ------------------------------------------------------------------------------------
 */

/* Whether anything in the body waits, or may be given a child that does. */
static bool may_wait(const struct node *node, const struct symbol *group)
{
    if (node->kind == NODE_AWAIT)
        return lint_may_suspend(node);
    if (node->kind == NODE_GROUP_SPAWN && lint_variable(node->child[0]) == group)
        return !ends_at_once(node->child[1]);
    if (node->kind == NODE_GROUP || (node->kind == NODE_NAME && node->symbol == group))
        return true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && may_wait(node->child[i], group))
            return true;
    return false;
}

static void check_body(struct lint_unit *unit, const struct node *group)
{
    struct node at = *group;
    at.end = at.begin + 1; /* its first word */
    if (may_wait(group->child[0], group->symbol))
        return;
    struct diag_record *record =
        lint_report(unit, DIAG_EMPTY_SCOPE, &at, "nothing in this group waits");
    lint_advice(unit, record,
                "a group is for children that run while others wait; call these functions "
                "directly");
}

/* ---- jumps out of a group -------------------------------------------- */

struct jumps {
    struct lint_unit *unit;
    const struct node *group;
    bool in_loop, in_switch; /* inside of the group: a break stays in it */
    bool cancelled, has_children;
};

static void report_jump(const struct jumps *j, const struct node *jump, const char *word)
{
    struct diag_record *record =
        lint_report(j->unit, DIAG_EMPTY_SCOPE, jump,
                    "'%s' leaves the group only when all its children have ended", word);
    lint_advice(j->unit, record,
                "call async_group_cancel(%s) before it if their work is not needed any more; to "
                "wait for them on purpose, let the body run to its end",
                j->group->symbol->name);
}

static bool leads_out(const struct jumps *j, const struct node *jump)
{
    uint32_t label = jump->kind == NODE_GOTO ? jump->symbol->begin : 0;
    switch (jump->kind) {
    case NODE_RETURN:
        return true;
    case NODE_BREAK:
        return !j->in_loop && !j->in_switch;
    case NODE_CONTINUE:
        return !j->in_loop;
    case NODE_GOTO:
        return label < j->group->begin || label >= j->group->end;
    default:
        return false;
    }
}

static const char *word_of(const struct node *jump)
{
    return jump->kind == NODE_RETURN  ? "return"
           : jump->kind == NODE_BREAK ? "break"
           : jump->kind == NODE_GOTO  ? "goto"
                                      : "continue";
}

static bool cancels(const struct jumps *j, const struct node *node)
{
    return strcmp(lint_callee_name(node), "async_group_cancel") == 0 &&
           node_mentions(node, j->group->symbol);
}

/* In textual order; what a block has cancelled counts to its end. */
static void find_jumps(struct jumps *j, const struct node *node)
{
    struct jumps outer = *j;
    j->in_loop |= node->kind == NODE_WHILE || node->kind == NODE_DO || node->kind == NODE_FOR ||
                  node->kind == NODE_ASYNC_FOR;
    j->in_switch |= node->kind == NODE_SWITCH;
    j->has_children |= node->kind == NODE_GROUP_SPAWN ||
                       (node->kind == NODE_CALL && node_mentions(node, j->group->symbol));
    j->cancelled |= cancels(j, node);
    if (j->has_children && !j->cancelled && leads_out(j, node))
        report_jump(j, node, word_of(node));
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && node->kind != NODE_UNEVALUATED && node->kind != NODE_GROUP)
            find_jumps(j, node->child[i]);
    j->in_loop = outer.in_loop;
    j->in_switch = outer.in_switch;
    if (node->kind == NODE_COMPOUND)
        j->cancelled = outer.cancelled;
}

static void walk(struct lint_unit *unit, const struct node *node)
{
    if (node->kind == NODE_AWAIT)
        check_timeout(unit, node);
    if (node->kind == NODE_GROUP) {
        struct jumps jumps = {.unit = unit, .group = node};
        check_body(unit, node);
        find_jumps(&jumps, node->child[0]);
    }
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && node->kind != NODE_UNEVALUATED)
            walk(unit, node->child[i]);
}

void lint_empty_scope(struct lint_unit *unit)
{
    for (size_t i = 0; i < unit->program->functions.count; i++)
        if (unit->flows[i] != NULL)
            walk(unit, unit->program->functions.data[i]->body);
}
