/* handles.c - handles of tasks: joined, detached, looked at, or given to others. */
#include "lint/handles.h"

#include <string.h>

bool handle_type(const struct type *type)
{
    if (type == NULL || !type->is_async || !type->is_pointer || type->function == NULL ||
        type->function->param_count != 1)
        return false;
    const struct type *param = type->function->params[0];
    return param->canonical != NULL && strcmp(param->canonical, "struct async_joinable *") == 0;
}

/* async_join(t) is a call of t; under an await of its own it is a JOIN. */
static const struct node *handle_of(const struct node *node)
{
    bool join = node->kind == NODE_JOIN ||
                (node->kind == NODE_CALL && node->count > 0 && handle_type(node->child[0]->type));
    return join ? value_strip(node->child[0]) : NULL;
}

const struct node *handle_joined(const struct node *node, const struct symbol *variable)
{
    const struct node *handle = handle_of(node);
    bool wanted = handle != NULL &&
                  (variable == NULL || (handle->kind == NODE_NAME && handle->symbol == variable));
    if (wanted)
        return handle;
    bool inside = node->kind == NODE_AWAIT || node->kind == NODE_GATHER ||
                  node->kind == NODE_ASSIGN || node->kind == NODE_PAREN;
    for (uint32_t i = 0; inside && i < node->count; i++) {
        const struct node *found = handle_joined(node->child[i], variable);
        if (found != NULL)
            return found;
    }
    return NULL;
}

const struct node *handle_detached(const struct node *call)
{
    const struct node *handle = lint_argument(call, 0);
    if (handle == NULL || strcmp(lint_callee_name(call), "async__detach") != 0)
        return NULL;
    return value_strip((struct node *)handle);
}

static bool is_name(const struct node *node, const struct symbol *variable)
{
    return node != NULL && node->kind == NODE_NAME && node->symbol == variable;
}

static bool only_looks(const struct node *call)
{
    const char *name = lint_callee_name(call);
    return strcmp(name, "async__cancel") == 0 || strcmp(name, "async__wait") == 0;
}

static enum handle_use use_by_call(const struct node *call, const struct symbol *variable)
{
    if (is_name(handle_detached(call), variable))
        return HANDLE_CONSUME;
    return only_looks(call) ? HANDLE_LOOK : HANDLE_KEEP;
}

/* Other than to an await, which is a point of its own. */
static bool gives(const struct node *node, const struct symbol *variable)
{
    if (is_name(node, variable))
        return true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && node->child[i]->kind != NODE_AWAIT &&
            gives(node->child[i], variable))
            return true;
    return false;
}

enum handle_use handle_use(const struct cfg_point *point, const struct symbol *variable)
{
    const struct node *node = point->node;
    switch (point->kind) {
    case CFG_AWAIT:
        if (handle_joined(node, variable) != NULL)
            return HANDLE_CONSUME;
        if (!node_mentions(node, variable))
            return HANDLE_NO_USE;
        return only_looks(node->child[0]) ? HANDLE_LOOK : HANDLE_KEEP;
    case CFG_CALL:
        return node_mentions(node, variable) ? use_by_call(node, variable) : HANDLE_NO_USE;
    case CFG_ASSIGN: {
        const struct node *value = cfg_assigned(node);
        bool given = value != NULL && is_name(value_strip((struct node *)value), variable);
        bool listed = value != NULL && value->kind == NODE_INIT_LIST;
        return given || (listed && node_mentions(value, variable)) ? HANDLE_KEEP : HANDLE_NO_USE;
    }
    case CFG_RETURN:
        return gives(node, variable) ? HANDLE_KEEP : HANDLE_NO_USE;
    default:
        return HANDLE_NO_USE;
    }
}
