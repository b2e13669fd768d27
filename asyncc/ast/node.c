/* node.c - questions about nodes. */
#include "ast/ast.h"

static const char *const kind_names[] = {
#define NODE(kind, name) name,
#include "ast/nodes.def"
};

const char *const gather_names[GATHER_OPS] = {"gather", "select", "timeout", "catch", "shield"};

const char *node_kind_name(enum node_kind kind) { return kind_names[kind]; }

bool node_has_kind(const struct node *node, enum node_kind kind)
{
    if (node->kind == kind)
        return true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && node->kind != NODE_UNEVALUATED &&
            node_has_kind(node->child[i], kind))
            return true;
    return false;
}

struct node *node_skip_parens(struct node *node)
{
    while (node->kind == NODE_PAREN)
        node = node->child[0];
    return node;
}

bool node_mentions(const struct node *node, const struct symbol *symbol)
{
    if (node->kind == NODE_NAME && node->symbol == symbol)
        return true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && node_mentions(node->child[i], symbol))
            return true;
    return false;
}
