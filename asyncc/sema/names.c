/* Who is called, and by what name the user knows it. */
#include "sema/checker.h"

#include <string.h>

static const struct node *skip_parens(const struct node *node)
{
    return node_skip_parens((struct node *)node);
}

/* The callee without parentheses, * and &. */
static const struct node *callee_of(const struct node *call)
{
    const struct node *callee = call->count ? skip_parens(call->child[0]) : NULL;
    while (callee && callee->kind == NODE_UNARY && callee->op != UNARY_VALUE)
        callee = skip_parens(callee->child[0]);
    return callee;
}

const struct symbol *check_callee(const struct node *call)
{
    const struct node *callee = callee_of(call);
    return callee && callee->kind == NODE_NAME ? callee->symbol : NULL;
}

bool check_is_generator_call(const struct node *node)
{
    return node->kind == NODE_CALL && node->count > 0 && node->child[0]->type->is_generator;
}

bool check_is_async_call(const struct node *node)
{
    if (node->kind != NODE_CALL || node->count == 0)
        return false;
    const struct symbol *symbol = check_callee(node);
    bool async = node->child[0]->type->is_async || (symbol && symbol->is_async);
    return async && !check_is_generator_call(node);
}

bool check_is_handle(const struct type *type)
{
    if (type == NULL || !type->is_async || !type->is_pointer || type->function == NULL ||
        type->function->param_count != 1)
        return false;
    const struct type *param = type->function->params[0];
    return param->canonical != NULL && strcmp(param->canonical, "struct async_joinable *") == 0;
}

bool check_is_join(const struct node *node)
{
    return node->kind == NODE_JOIN ||
           (node->kind == NODE_CALL && node->count > 0 && check_is_handle(node->child[0]->type));
}

/* The last word of `a.b`, `p->b`. */
static const char *member_name(struct checker *c, const struct node *member)
{
    const struct text *text = &c->program->text;
    uint32_t index = text_token_at(text, member->end);
    if (index == 0 || text->tokens[index - 1].kind != TOKEN_IDENT)
        return NULL;
    const struct token *token = &text->tokens[index - 1];
    return arena_copy(c->program->arena, text->bytes + token->begin, token->end - token->begin);
}

const char *check_call_name(struct checker *c, const struct node *call)
{
    const struct node *callee = callee_of(call);
    const char *name = NULL;
    if (callee == NULL)
        return "";
    if (check_is_join(call))
        name = "async_join";
    else if (callee->kind == NODE_NAME)
        name = callee->symbol->name;
    else if (callee->kind == NODE_MEMBER || callee->kind == NODE_ARROW)
        name = member_name(c, callee);
    if (name == NULL)
        return "";
    if (strncmp(name, "async__", 7) == 0)
        name = arena_printf(c->program->arena, "async_%s", name + 7);
    return arena_printf(c->program->arena, " '%s'", name);
}

bool check_one_of(const char *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}
