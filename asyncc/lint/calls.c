/* calls.c - the calls that a body makes on its own thread: not what is given to async_offload, and
 * not what a constant condition leaves out. */
#include "lint/lint.h"

static void collect(const struct program *program, struct node *node, lint_nodes *calls);

static void collect_all(const struct program *program, struct node *node, lint_nodes *calls)
{
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            collect(program, node->child[i], calls);
}

static void collect_if(const struct program *program, struct node *node, lint_nodes *calls)
{
    long long value;
    bool known = value_constant(program, node->child[0], &value);
    collect(program, node->child[0], calls);
    for (uint32_t i = 1; i < node->count; i++)
        if (node->child[i] != NULL && (!known || (value != 0) == (i == 1)))
            collect(program, node->child[i], calls);
}

static void collect(const struct program *program, struct node *node, lint_nodes *calls)
{
    switch (node->kind) {
    case NODE_UNEVALUATED:
        return;
    case NODE_OFFLOAD: /* its arguments are evaluated here */
        collect_all(program, node->child[0], calls);
        return;
    case NODE_IF:
    case NODE_CONDITIONAL:
        collect_if(program, node, calls);
        return;
    default:
        collect_all(program, node, calls);
        if (node->kind == NODE_CALL)
            *vec_push(calls) = node;
    }
}

void lint_collect_calls(const struct program *program, struct node *body, lint_nodes *calls)
{
    collect(program, body, calls);
}
