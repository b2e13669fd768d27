/* scopes.c - what is done to blocks before variables get their places.
 *
 * A resume point inside the scope of a variable-length array cannot be jumped to (C forbids
 * it), so an array with an await behind it in its block lies on the task's stack, is
 * released when the block is left like a variable with a cleanup function, and so are the
 * types that share its sizes kept in the frame.
 *
 * `goto` back over a deferred statement leaves the scope that begins there. The block's
 * rest becomes a block of its own, and the jump one out of a block.
 */
#include "flow/flow.h"

#include <string.h>

/* ---- places ---------------------------------------------------------------- */

static bool is_exit(const struct node *node)
{
    if (node->kind == NODE_DEFER)
        return true;
    for (uint32_t i = 0; node->kind == NODE_DECL && i < node->count; i++)
        if (node->child[i]->symbol != NULL && node->child[i]->symbol->cleanup != NULL)
            return true;
    return false;
}

/* Whether there is a resume point, or a label that deferred statements need, between the
 * statement and the end of the block. */
static bool is_entered(const struct node *block, uint32_t index)
{
    for (uint32_t i = 0; i < block->count; i++) {
        const struct node *child = block->child[i];
        if (child != NULL && ((i >= index && child->has_await) || is_exit(child)))
            return true;
    }
    return false;
}

static bool is_variable(const struct node *node)
{
    bool declares = node->kind == NODE_VAR || node->kind == NODE_PLAIN_DECL;
    return declares && node->symbol != NULL && node->type != NULL && node->type->variable &&
           node->symbol->kind != SYMBOL_STATIC;
}

static void place(struct function *function, struct node *node, bool entered)
{
    struct symbol *symbol = node->symbol;
    symbol->in_frame = entered;
    if (entered && node->kind == NODE_VAR && symbol->type->kind == TYPE_VLA)
        symbol->is_released = function->has_exits = true;
}

/* T *p = await get(sizeof *p): the await stands in front of the declaration, where the name must be
 * known already. */
static bool is_named_ahead(const struct node *node)
{
    if (node->kind != NODE_VAR || node->symbol->kind != SYMBOL_LOCAL)
        return false;
    const struct node *init = node->child[node->count - 1];
    return init != NULL && init->has_await && node_mentions(init, node->symbol);
}

static void place_variables(struct function *function, struct node *node)
{
    for (uint32_t i = 0; i < node->count; i++) {
        struct node *child = node->child[i];
        if (child == NULL)
            continue;
        for (uint32_t j = 0; child->kind == NODE_DECL && j < child->count; j++)
            if (is_variable(child->child[j]))
                place(function, child->child[j], is_entered(node, i));
            else if (is_named_ahead(child->child[j]))
                child->child[j]->symbol->in_frame = true;
        place_variables(function, child);
    }
}

/* ---- jumps back --------------------------------------------------------- */

static bool jumps_between(const struct node *node, uint32_t from, uint32_t begin, uint32_t end)
{
    if (node->kind == NODE_GOTO && node->begin >= from && node->symbol->begin >= begin &&
        node->symbol->begin < end)
        return true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && jumps_between(node->child[i], from, begin, end))
            return true;
    return false;
}

static bool releases(const struct node *node)
{
    for (uint32_t i = 0; node->kind == NODE_DECL && i < node->count; i++)
        if (node->child[i]->symbol != NULL && node->child[i]->symbol->is_released)
            return true;
    return is_exit(node);
}

/* The block's statements from `index` on as a block. Its range leaves out the outer braces'
 * place in the text, so that gaps between statements are still found. */
static void nest(struct arena *arena, struct node *block, uint32_t index)
{
    struct node *inner = arena_new(arena, struct node);
    inner->kind = NODE_COMPOUND;
    inner->nested = true;
    inner->begin = block->child[index]->begin;
    inner->end = block->end - 1;
    inner->count = block->count - index;
    inner->child = arena_array(arena, struct node *, inner->count + 1);
    memcpy(inner->child, block->child + index, inner->count * sizeof *inner->child);
    for (uint32_t i = 0; i < inner->count; i++) {
        inner->has_await |= inner->child[i]->has_await;
        inner->has_effect |= inner->child[i]->has_effect;
    }
    block->child[index] = inner;
    block->count = index + 1;
}

/* Not in statement expressions, whose last statement is their value. */
static void nest_blocks(struct arena *arena, struct node *node, bool is_value)
{
    for (uint32_t i = 0; node->kind == NODE_COMPOUND && !is_value && i < node->count; i++) {
        struct node *child = node->child[i];
        if (i > 0 && releases(child) && jumps_between(node, child->end, node->begin, child->begin))
            nest(arena, node, i);
    }
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            nest_blocks(arena, node->child[i], node->kind == NODE_STMT_EXPR);
}

/* `__label__ out;` must come first in its block, which the generated function's is not. */
static bool begins_with_labels(const struct program *program, const struct node *body)
{
    const struct text *text = &program->text;
    return body->count > 0 &&
           text_token_is(text, text_token_at(text, body->begin) + 1, "__label__");
}

void scopes_prepare(struct program *program, struct function *function)
{
    function->has_exits |= function->has_alloca;
    if (begins_with_labels(program, function->body))
        nest(program->arena, function->body, 0);
    place_variables(function, function->body);
    if (function->has_exits)
        nest_blocks(program->arena, function->body, false);
}
