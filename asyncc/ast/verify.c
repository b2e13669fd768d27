/* The tree's invariants: ranges nest and keep the textual order, each kind has
 * its number of children, expressions have types, names have symbols. A
 * violation is a bug of the compiler and ends it with the node's place. */
#include "ast/ast.h"

#include <stdio.h>
#include <stdlib.h>

static void fail(const struct node *node, const char *what)
{
    fprintf(stderr, "asyncc: internal error: tree: %s: %s node at bytes %u to %u\n", what,
            node_kind_name(node->kind), node->begin, node->end);
    abort();
}

static int child_count(enum node_kind kind)
{
    switch (kind) {
    case NODE_NAME:
    case NODE_LEAF:
    case NODE_GOTO:
    case NODE_BREAK:
    case NODE_CONTINUE:
    case NODE_NULL:
    case NODE_NEXT_ITEM:
        return 0;
    case NODE_PAREN:
    case NODE_AWAIT:
    case NODE_JOIN:
    case NODE_OFFLOAD:
    case NODE_SPAWN:
    case NODE_RUN:
    case NODE_EMIT:
    case NODE_FIRST_ITEM:
    case NODE_UNARY:
    case NODE_MEMBER:
    case NODE_ARROW:
    case NODE_STMT_EXPR:
    case NODE_EXPR:
    case NODE_DEFAULT:
    case NODE_LABEL:
    case NODE_GOTO_COMPUTED:
    case NODE_RETURN:
    case NODE_PRAGMA:
    case NODE_DEFER:
    case NODE_GROUP:
    case NODE_BOUND:
        return 1;
    case NODE_BINARY:
    case NODE_ASSIGN:
    case NODE_COMPOUND_ASSIGN:
    case NODE_AND:
    case NODE_OR:
    case NODE_COMMA:
    case NODE_SUBSCRIPT:
    case NODE_GROUP_SPAWN:
    case NODE_GNU_CONDITIONAL:
    case NODE_WHILE:
    case NODE_DO:
    case NODE_SWITCH:
        return 2;
    case NODE_CONDITIONAL:
    case NODE_IF:
        return 3;
    case NODE_FOR:
    case NODE_ASYNC_FOR:
        return 4;
    default:
        return -1;
    }
}

static void verify_node(const struct node *node)
{
    int expected = child_count(node->kind);
    if (expected >= 0 && node->count != (uint32_t)expected)
        fail(node, "wrong number of children");
    bool valued =
        node->kind == NODE_CAST || node->kind == NODE_VAR || node->kind == NODE_COMPOUND_LITERAL;
    if ((valued || node->kind == NODE_CASE) && node->count == 0)
        fail(node, "no place for a value");
    if (node->begin > node->end)
        fail(node, "inverted range");
    if (node->kind == NODE_NAME && node->symbol == NULL)
        fail(node, "name without a symbol");
    if (node_is_expr(node) && node->type == NULL)
        fail(node, "expression without a type");
    uint32_t at = node->begin;
    for (uint32_t i = 0; i < node->count; i++) {
        const struct node *child = node->child[i];
        if (child == NULL)
            continue;
        if (child->begin < at || child->end > node->end)
            fail(child, "outside its parent or out of order");
        if (child->has_await && !node->has_await && node->kind != NODE_UNEVALUATED)
            fail(child, "await not known to its parent");
        at = child->end;
        verify_node(child);
    }
}

void ast_verify(const struct function *function) { verify_node(function->body); }
