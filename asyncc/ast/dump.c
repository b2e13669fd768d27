/* -fdump-ast: one node a line, indented, with its type and the start of its text. */
#include "ast/ast.h"

#include <string.h>

static void dump_text(FILE *to, const struct node *node, const char *bytes)
{
    uint32_t length = node->end - node->begin;
    fputs(" `", to);
    for (uint32_t i = 0; i < length && i < 40; i++)
        fputc(bytes[node->begin + i] == '\n' ? ' ' : bytes[node->begin + i], to);
    fputs(length > 40 ? "...`" : "`", to);
}

static void dump_node(FILE *to, const struct node *node, const char *bytes, int depth)
{
    fprintf(to, "%*s", depth * 2, "");
    if (node == NULL) {
        fputs("-\n", to);
        return;
    }
    fputs(node_kind_name(node->kind), to);
    if (node->symbol != NULL)
        fprintf(to, " %s", node->symbol->name);
    if (node->type != NULL && node->type->canonical != NULL)
        fprintf(to, " <%s>", node->type->canonical);
    if (node->has_await)
        fputs(" await", to);
    if (node->has_effect)
        fputs(" effect", to);
    dump_text(to, node, bytes);
    fputc('\n', to);
    for (uint32_t i = 0; i < node->count; i++)
        dump_node(to, node->child[i], bytes, depth + 1);
}

void ast_dump(FILE *to, const struct function *function, const char *bytes)
{
    fprintf(to, "function %s\n", function->symbol->name);
    dump_node(to, function->body, bytes, 1);
}
