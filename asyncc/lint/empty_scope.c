/* empty-scope: a timeout whose call ends at once, so that the clock cannot matter.
 *
 * Only functions of this file are known to end at once: they await nothing that waits. */
#include "lint/lint.h"

static bool ends_at_once(const struct node *operand)
{
    operand = node_skip_parens((struct node *)operand);
    if (operand->kind == NODE_ASSIGN)
        operand = node_skip_parens(operand->child[1]);
    if (operand->kind == NODE_GATHER) {
        for (uint32_t i = operand->op == GATHER_TIMEOUT; i < operand->count; i++)
            if (!ends_at_once(operand->child[i]))
                return false;
        return true;
    }
    const struct symbol *callee = operand->kind == NODE_CALL ? lint_callee(operand) : NULL;
    return callee != NULL && callee->function != NULL && !callee->function->suspends;
}

static void check_point(struct lint_unit *unit, const struct cfg *flow,
                        const struct cfg_point *point)
{
    (void)flow;
    const struct node *scope = point->kind == CFG_AWAIT ? point->node->child[0] : NULL;
    if (scope == NULL || scope->kind != NODE_GATHER || scope->op != GATHER_TIMEOUT ||
        scope->count != 2 || !ends_at_once(scope->child[1]))
        return;
    struct diag_record *record =
        lint_report(unit, DIAG_EMPTY_SCOPE, point->node,
                    "the timeout can never strike: what it runs does not wait");
    lint_advice(unit, record,
                "a timeout ends a call at an await that waits; this one has none, so leave the "
                "timeout out, or let the work wait (async_offload) where it takes long");
}

void lint_empty_scope(struct lint_unit *unit) { lint_each_point(unit, check_point); }
