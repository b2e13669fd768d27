/* Which awaits wait. An async function of this file that awaits nothing that waits ends at
 * once, and an await of it lets no other task run. */
#include "lint/lint.h"

#include <string.h>

static bool call_may_suspend(const struct node *call)
{
    const struct symbol *callee = lint_callee(call);
    if (call->kind != NODE_CALL || callee == NULL)
        return true;
    if (callee->ready)
        return false;
    return callee->function == NULL || callee->function->suspends;
}

static bool any_await_may_suspend(const struct node *node)
{
    if (node->kind == NODE_UNEVALUATED)
        return false;
    if (node->kind == NODE_GROUP || (node->kind == NODE_AWAIT && call_may_suspend(node->child[0])))
        return true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && any_await_may_suspend(node->child[i]))
            return true;
    return false;
}

void lint_find_suspending(struct program *program)
{
    bool changed = true;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < program->functions.count; i++) {
            struct function *function = program->functions.data[i];
            if (!function->suspends && any_await_may_suspend(function->body))
                function->suspends = changed = true;
        }
    }
}

bool lint_may_suspend(const struct node *await) { return call_may_suspend(await->child[0]); }

bool lint_waits(const struct cfg_point *point)
{
    return point->kind == CFG_GROUP_END ||
           (point->kind == CFG_AWAIT && lint_may_suspend(point->node));
}

/* async_tcp_close and its like. */
static bool is_close(const struct node *call)
{
    const char *name = lint_callee_name(call);
    size_t length = strlen(name);
    return strncmp(name, "async_", 6) == 0 && strcmp(name + length - 6, "_close") == 0;
}

bool lint_is_cancellation_point(const struct cfg_point *point)
{
    const struct node *call = point->node->child[0];
    if (point->deferred || !lint_waits(point))
        return false;
    if (call->kind == NODE_GATHER && call->op == GATHER_SHIELD)
        return false;
    return !is_close(call);
}
