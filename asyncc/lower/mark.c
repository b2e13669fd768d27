/* mark.c - which statements change, and which compound literals must live in the frame. */
#include "lower/parts.h"

static bool literal_escapes(const struct node *node, const struct node *parent)
{
    if (node->type->is_array)
        return parent == NULL || parent->kind != NODE_SUBSCRIPT;
    while (parent != NULL && parent->kind == NODE_PAREN)
        parent = NULL; /* unknown: be careful */
    return parent == NULL || (parent->kind == NODE_UNARY && parent->op == UNARY_ADDRESS) ||
           parent->kind == NODE_MEMBER;
}

/* Compound literals whose address may outlive an await of their block. */
static void mark_literals(struct lower *l, struct node *node, const struct node *parent,
                          const struct node *block)
{
    if (node->kind == NODE_UNEVALUATED)
        return;
    if (node->kind == NODE_COMPOUND)
        block = node;
    const struct node *outer = l->deferred;
    if (node->kind == NODE_DEFER && outer == NULL)
        l->deferred = block;
    if (node->kind == NODE_COMPOUND_LITERAL && block->has_await && literal_escapes(node, parent))
        node->slot = frame_literal(l, node, block);
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            mark_literals(l, node->child[i], node, block);
    l->deferred = outer;
}

static bool is_declaration(const struct node *node)
{
    return (node->kind == NODE_VAR || node->kind == NODE_PLAIN_DECL) && node->symbol != NULL;
}

static bool mark(struct lower *l, struct node *node)
{
    bool rewrite = node->has_await || node->kind == NODE_RETURN ||
                   (is_declaration(node) && node->symbol->in_frame) || node->kind == NODE_DEFER ||
                   node->nested || (l->function->has_exits && node_is_jump(node));
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            rewrite |= mark(l, node->child[i]);
    if (node->kind == NODE_UNEVALUATED)
        rewrite = false;
    return node->rewrite = rewrite;
}

void stmt_mark(struct lower *l, struct node *node)
{
    mark(l, node);
    if (!l->frameless)
        mark_literals(l, node, NULL, node);
}
