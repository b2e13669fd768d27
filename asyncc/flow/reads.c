/* reads.c - the names that an expression reads, in two walks. */
#include "flow/reads.h"

void reads_all(struct node *node, reads_visitor *visit, void *data)
{
    if (node->kind == NODE_UNEVALUATED)
        return;
    if (node->kind == NODE_NAME)
        visit(data, node);
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && node_is_expr(node->child[i]))
            reads_all(node->child[i], visit, data);
}

void reads_delayed(struct node *node, reads_visitor *visit, void *data)
{
    if (!node->has_await) {
        if (!node->has_effect)
            reads_all(node, visit, data);
        return;
    }
    switch (node->kind) {
    case NODE_AWAIT:
    case NODE_AND:
    case NODE_OR:
    case NODE_CONDITIONAL:
    case NODE_GNU_CONDITIONAL:
    case NODE_STMT_EXPR:
    case NODE_UNEVALUATED:
    case NODE_SELECT:
        return;
    case NODE_COMMA:
        reads_delayed(node->child[1], visit, data);
        return;
    default:
        for (uint32_t i = 0; i < node->count; i++)
            if (node->child[i] != NULL)
                reads_delayed(node->child[i], visit, data);
    }
}
