/* escape.c - whose address is taken.
 *
 * `&x`, `&x.a[3]`, and every array that decays to a pointer outside of a direct
 * subscript. An operand of asm counts too. Being generous here costs frame bytes;
 * being mean would let a callee write to a dead stack. */
#include "flow/flow.h"

static void visit(struct node *node, struct node *parent, uint32_t index);

/* The variable whose storage an lvalue lies in, or NULL. */
static struct symbol *root_of(struct node *node)
{
    for (;;) {
        switch (node->kind) {
        case NODE_NAME:
            return node->symbol;
        case NODE_PAREN:
        case NODE_MEMBER:
            node = node->child[0];
            break;
        case NODE_UNARY: /* __real__, __imag__ are lvalues of their operand */
            if (node->op != UNARY_VALUE)
                return NULL;
            node = node->child[0];
            break;
        case NODE_SUBSCRIPT:
            node = node->child[0]->type->is_array || !node->child[0]->type->is_pointer
                       ? node->child[0]
                       : node->child[1];
            if (!node->type->is_array)
                return node->kind == NODE_NAME && !node->type->is_pointer ? node->symbol : NULL;
            break;
        default:
            return NULL;
        }
    }
}

static void mark(struct node *lvalue)
{
    struct symbol *symbol = root_of(lvalue);
    if (symbol != NULL)
        symbol->escapes = symbol->addressed = true;
}

/* Written by an operator while it runs, and not longer. */
static void mark_for_now(struct node *lvalue)
{
    struct symbol *symbol = root_of(lvalue);
    if (symbol != NULL)
        symbol->escapes = true;
}

static void mark_names(struct node *node)
{
    if (node->kind == NODE_NAME)
        node->symbol->escapes = true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            mark_names(node->child[i]);
}

/* Whether an array stands where it is only looked into, not turned into a pointer. */
static bool is_looked_into(const struct node *parent, uint32_t index)
{
    if (parent == NULL)
        return false;
    (void)index;
    return parent->kind == NODE_SUBSCRIPT || parent->kind == NODE_MEMBER ||
           parent->kind == NODE_PAREN || parent->kind == NODE_UNEVALUATED;
}

static void visit(struct node *node, struct node *parent, uint32_t index)
{
    if (node->kind == NODE_UNEVALUATED)
        return;
    if (node->kind == NODE_UNARY && node->op == UNARY_ADDRESS)
        mark(node->child[0]);
    else if (node->kind == NODE_ASM)
        for (uint32_t i = 0; i < node->count; i++)
            mark(node->child[i]);
    else if (node->kind == NODE_GATHER || node->kind == NODE_GROUP_SPAWN)
        for (uint32_t i = 0; i < node->count; i++)
            if (node->child[i]->kind == NODE_ASSIGN)
                node->kind == NODE_GATHER ? mark_for_now(node->child[i]->child[0])
                                          : mark(node->child[i]->child[0]);
    if (node->kind == NODE_VAR && node->symbol->cleanup != NULL)
        node->symbol->escapes = true;
    if (node->kind == NODE_DEFER) /* runs at some later exit: what it names must last till then */
        mark_names(node->child[0]);
    if (node_is_expr(node) && node->type->is_array && !is_looked_into(parent, index))
        mark(node);
    if (node->kind == NODE_OPAQUE) /* va_start and friends take addresses silently */
        for (uint32_t i = 0; i < node->count; i++)
            mark(node->child[i]);
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            visit(node->child[i], node, i);
}

void escape_compute(struct function *function) { visit(function->body, NULL, 0); }
