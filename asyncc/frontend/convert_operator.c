/* convert_operator.c - await and the operators that take calls, told by the keywords that
 * async.h leaves in the text and that clang saw as casts, sizeof and __extension__. */
#include "frontend/converter.h"

#include <string.h>

static bool is_joinable(const struct node *call)
{
    const struct type *type = call->child[0]->type;
    if (type == NULL || !type->is_async || type->function == NULL ||
        type->function->param_count != 1)
        return false;
    const struct type *param = type->function->params[0];
    return param->canonical != NULL && strcmp(param->canonical, "struct async_joinable *") == 0;
}

/* await (t)((struct async_joinable *)0): a join of t. */
static struct node *as_join(struct converter *c, struct node *call)
{
    struct node *join = arena_new(c->arena, struct node);
    *join = *call;
    join->kind = NODE_JOIN;
    join->count = 1;
    return join;
}

/* async_join(t) as an operand of another operator, assigned or not. */
static void find_join(struct converter *c, struct node **operand)
{
    struct node **call = operand;
    if ((*call)->kind == NODE_ASSIGN)
        call = &(*call)->child[1];
    while ((*call)->kind == NODE_PAREN)
        call = &(*call)->child[0];
    if ((*call)->kind == NODE_CALL && is_joinable(*call))
        *call = as_join(c, *call);
}

static void flatten_commas(struct node *node, struct node **out, uint32_t *count)
{
    if (node->kind == NODE_COMMA) {
        flatten_commas(node->child[0], out, count);
        flatten_commas(node->child[1], out, count);
    } else {
        if (out != NULL)
            out[*count] = node;
        ++*count;
    }
}

/* (void)(a = f(), g()) or (int)sizeof(ms, a = f()): the operand list of a gather or one
 * of its kin. */
struct node *convert_gather(struct converter *c, CXCursor cast, enum gather_op op)
{
    cursor_list list = {0}, inner = {0};
    cursor_operands(cast, &list);
    if (list.count > 0 && clang_getCursorKind(list.data[list.count - 1]) == CXCursor_UnaryExpr)
        cursor_operands(list.data[list.count - 1], &inner);
    const cursor_list *last = inner.count > 0 ? &inner : &list;
    struct node *gather = convert_new(c, NODE_GATHER, cast, 0);
    gather->op = (uint8_t)op;
    if (last->count > 0) {
        struct node *operand = convert_expr(c, last->data[last->count - 1]);
        uint32_t count = 0;
        operand = operand->kind == NODE_PAREN ? operand->child[0] : operand;
        flatten_commas(operand, NULL, &count);
        gather->child = arena_array(c->arena, struct node *, count + 1);
        flatten_commas(operand, gather->child, &gather->count);
        for (uint32_t i = 0; i < gather->count; i++)
            find_join(c, &gather->child[i]);
    }
    gather->has_await = gather->has_effect = true;
    vec_deinit(&list);
    vec_deinit(&inner);
    return gather;
}

/* (void)(g, x = f()). */
struct node *convert_group_spawn(struct converter *c, CXCursor cast)
{
    cursor_list list = {0};
    cursor_operands(cast, &list);
    struct node *node = convert_new(c, NODE_GROUP_SPAWN, cast, 2);
    struct node *both = list.count > 0 ? convert_expr(c, list.data[list.count - 1]) : NULL;
    if (both != NULL && both->kind == NODE_PAREN)
        both = both->child[0];
    if (both != NULL && both->kind == NODE_COMMA) {
        node->child[0] = both->child[0];
        node->child[1] = both->child[1];
        find_join(c, &node->child[1]);
        convert_finish(node);
    } else { /* an error of C */
        node->kind = NODE_OPAQUE;
        node->count = 0;
    }
    node->has_effect = true;
    vec_deinit(&list);
    return node;
}

/* The operator whose keyword stands at `begin`, or GATHER_OPS. */
enum gather_op convert_gather_op(const struct converter *c, uint32_t begin)
{
    static const char *const keywords[GATHER_OPS] = {
        "__async_gather", "__async_select", "__async_timeout", "__async_catch", "__async_shield"};
    int op = 0;
    while (op < GATHER_OPS && !cursor_token_is(c, begin, keywords[op]))
        op++;
    return (enum gather_op)op;
}

struct node *convert_await(struct converter *c, CXCursor cursor, CXCursor operand)
{
    struct range range = cursor_range(cursor);
    c->program->await_claimed[cursor_token(c, range.begin)] = 1;
    struct node *inner = convert_expr(c, operand);
    struct node *target = node_skip_parens(inner);
    if (target->kind == NODE_CALL && is_joinable(target))
        target = as_join(c, target);
    if (target->kind != NODE_CALL && target->kind != NODE_JOIN && target->kind != NODE_GATHER &&
        target->kind != NODE_OFFLOAD)
        target = inner;
    return convert_one(c, NODE_AWAIT, cursor, target);
}

/* (handle type)(void *)sizeof(call): the call inside, or NULL. */
CXCursor convert_spawn_call(struct converter *c, CXCursor cast, bool *is_spawn)
{
    CXCursor found = clang_getNullCursor();
    cursor_list list = {0}, inner = {0}, size = {0};
    cursor_operands(cast, &list);
    *is_spawn = false;
    if (list.count > 0) {
        CXCursor last = list.data[list.count - 1];
        if (clang_getCursorKind(last) == CXCursor_CStyleCastExpr &&
            cursor_token_is(c, cursor_range(last).begin, "__async_spawn")) {
            cursor_operands(last, &inner);
            if (inner.count == 1)
                cursor_operands(inner.data[0], &size);
            if (size.count == 1) {
                *is_spawn = true;
                found = size.data[0];
            }
        }
    }
    vec_deinit(&list);
    vec_deinit(&inner);
    vec_deinit(&size);
    return found;
}

/* __async_offload ({ g(a, b); }): the call inside. */
struct node *convert_offload(struct converter *c, struct node *node)
{
    struct node *body = node->child[0];
    node->kind = NODE_OFFLOAD;
    node->begin = c->text->tokens[cursor_token(c, node->begin) - 1].begin;
    node->child[0] = body->count == 1 && body->child[0]->kind == NODE_EXPR
                         ? node_skip_parens(body->child[0]->child[0])
                         : NULL;
    if (node->child[0] == NULL) {
        node->kind = NODE_OPAQUE;
        node->count = 0;
    }
    return convert_finish(node);
}
