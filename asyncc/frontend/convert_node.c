/* convert_node.c - what all nodes share: range, type, flags, operands. */
#include "frontend/converter.h"

struct node *convert_new(struct converter *c, enum node_kind kind, CXCursor cursor, uint32_t count)
{
    return convert_new_at(c, kind, cursor, cursor_range(cursor), count);
}

struct node *convert_new_at(struct converter *c, enum node_kind kind, CXCursor cursor,
                            struct range range, uint32_t count)
{
    struct node *node = arena_new(c->arena, struct node);
    node->kind = kind;
    node->begin = range.begin;
    node->end = range.end;
    node->count = count;
    node->child = arena_array(c->arena, struct node *, count + 1);
    if (kind < NODE_COMPOUND)
        node->type = types_convert(c->types, clang_getCursorType(cursor));
    return node;
}

static bool reads_volatile(const struct node *node)
{
    switch (node->kind) {
    case NODE_NAME:
    case NODE_MEMBER:
    case NODE_ARROW:
    case NODE_SUBSCRIPT:
    case NODE_UNARY:
        return node->type->is_volatile || node->type->is_atomic;
    default:
        return false;
    }
}

/* Flags from the node's own kind and its children; called once they are in place. */
struct node *convert_finish(struct node *node)
{
    if (node->kind == NODE_UNEVALUATED)
        return node;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL) {
            node->has_await |= node->child[i]->has_await;
            node->has_effect |= node->child[i]->has_effect;
            if (node->child[i]->begin < node->begin && node_is_expr(node->child[i]))
                node->begin = node->child[i]->begin; /* an operator without a cursor of its own */
        }
    switch (node->kind) {
    case NODE_AWAIT:
        node->has_await = node->has_effect = true;
        break;
    case NODE_CALL:
    case NODE_ASSIGN:
    case NODE_COMPOUND_ASSIGN:
    case NODE_STMT_EXPR:
    case NODE_SPAWN:
    case NODE_RUN:
        node->has_effect = true;
        break;
    default:
        node->has_effect |=
            reads_volatile(node) || (node->kind == NODE_UNARY && node->op == UNARY_STEP);
        break;
    }
    return node;
}

struct node *convert_with(struct converter *c, enum node_kind kind, CXCursor cursor,
                          const cursor_list *list)
{
    struct node *node = convert_new(c, kind, cursor, (uint32_t)list->count);
    for (uint32_t i = 0; i < list->count; i++)
        node->child[i] = convert_expr(c, list->data[i]);
    return convert_finish(node);
}

void convert_claim(struct converter *c, uint32_t begin, uint32_t end)
{
    for (uint32_t i = cursor_token(c, begin);
         i < c->text->token_count && c->text->tokens[i].begin < end; i++)
        c->program->await_claimed[i] = 1;
}

/* Whether there are sizes of arrays in what is not evaluated otherwise: sizeof(int[n]), and the
 * `n` of a cast to int (*)[n]. */
static bool has_size(const struct converter *c, struct range range)
{
    uint32_t i = cursor_token(c, range.begin);
    for (i = i > 0 ? i - 1 : 0; i < c->text->token_count && c->text->tokens[i].begin < range.end;
         i++)
        if (text_token_is(c->text, i, "["))
            return true;
    return false;
}

/* Whether the expression is the size of an array: int a[HERE], int a[static const HERE]. */
bool convert_is_size(const struct converter *c, CXCursor cursor)
{
    static const char *const words[] = {"static", "const", "volatile", "restrict", "__restrict"};
    uint32_t index = cursor_token(c, cursor_range(cursor).begin);
    for (size_t i = 0; index > 0 && i < sizeof words / sizeof *words; i++)
        if (text_token_is(c->text, index - 1, words[i]))
            index--, i = (size_t)-1;
    return index > 0 && text_token_is(c->text, index - 1, "[");
}

/* Nothing inside is evaluated; names must still be renamed. */
struct node *convert_unevaluated(struct converter *c, CXCursor cursor)
{
    cursor_list list = {0};
    struct range range = cursor_range(cursor);
    convert_claim(c, range.begin, range.end);
    if (clang_getCursorKind(cursor) == CXCursor_UnaryExpr)
        cursor_operands(cursor, &list);
    else
        *vec_push(&list) = cursor;
    struct node *node = convert_new(c, NODE_UNEVALUATED, cursor, (uint32_t)list.count);
    node->op = has_size(c, range) ? UNEVALUATED_SIZES : 0;
    for (uint32_t i = 0; i < list.count; i++) {
        node->child[i] = convert_expr(c, list.data[i]);
        if (node->child[i]->has_await && convert_is_size(c, list.data[i]))
            convert_unsupported(c, node->child[i]->begin, node->child[i]->end,
                                "'await' in the size of an array type is not supported here",
                                "await it into a variable first");
    }
    vec_deinit(&list);
    return node;
}

/* All operands but the last belong to a type (typeof) and are not evaluated. */
struct node *convert_typed(struct converter *c, enum node_kind kind, CXCursor cursor,
                           const cursor_list *list)
{
    struct node *node = convert_new(c, kind, cursor, (uint32_t)list->count);
    for (uint32_t i = 0; i + 1 < list->count; i++)
        node->child[i] = convert_unevaluated(c, list->data[i]);
    if (list->count > 0)
        node->child[list->count - 1] = convert_expr(c, list->data[list->count - 1]);
    return convert_finish(node);
}

struct node *convert_one(struct converter *c, enum node_kind kind, CXCursor cursor,
                         struct node *operand)
{
    struct node *node = convert_new(c, kind, cursor, 1);
    node->child[0] = operand;
    return convert_finish(node);
}

struct node *convert_by_operands(struct converter *c, enum node_kind kind, CXCursor cursor)
{
    cursor_list list = {0};
    cursor_operands(cursor, &list);
    struct node *node = convert_with(c, kind, cursor, &list);
    vec_deinit(&list);
    return node;
}

struct node *convert_by_typed_operands(struct converter *c, enum node_kind kind, CXCursor cursor)
{
    cursor_list list = {0};
    cursor_operands(cursor, &list);
    struct node *node = convert_typed(c, kind, cursor, &list);
    vec_deinit(&list);
    return node;
}
