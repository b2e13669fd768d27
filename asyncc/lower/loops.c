/* loops.c - loops stay loops. Conditions and steps that await move into the body, where
 * `continue` is led to them. */
#include "lower/parts.h"

#include <string.h>

bool loops_continues(const struct node *node)
{
    if (node->kind == NODE_CONTINUE)
        return true;
    if (node->kind == NODE_WHILE || node->kind == NODE_DO || node->kind == NODE_FOR ||
        node->kind == NODE_ASYNC_FOR)
        return false;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && loops_continues(node->child[i]))
            return true;
    return false;
}

void loops_body(struct lower *l, struct node *body, bool moved)
{
    const char *outer = l->continue_to, *label = NULL;
    unsigned break_depth = l->break_depth, continue_depth = l->continue_depth;
    l->break_depth = l->continue_depth = exits_depth(l);
    if (moved && loops_continues(body))
        label = arena_printf(l->arena, "continue_%u", ++l->continues);
    l->continue_to = label;
    stmt_body(l, body);
    if (label != NULL)
        stmt_put(l, body->end, "%s:;", label);
    l->continue_to = outer;
    l->break_depth = break_depth;
    l->continue_depth = continue_depth;
}

static void put_exit_test(struct lower *l, struct node *condition)
{
    frame_enter(l, condition);
    expr_lift(l, condition);
    stmt_put(l, condition->begin, "if (!(%s)) break;", print_node(l, condition));
    frame_leave(l);
}

void loops_while(struct lower *l, struct node *node)
{
    struct node *condition = node->child[0];
    if (condition->has_await) {
        stmt_open_block(l, node->begin, "for (;;) {", node);
        put_exit_test(l, condition);
        loops_body(l, node->child[1], false);
        stmt_close_block(l, stmt_last_byte(node));
        return;
    }
    stmt_open_block(l, node->begin,
                    arena_printf(l->arena, "while (%s) {", print_node(l, condition)), node);
    loops_body(l, node->child[1], false);
    stmt_close_block(l, stmt_last_byte(node));
}

void loops_do(struct lower *l, struct node *node)
{
    struct node *body = node->child[0], *condition = node->child[1];
    bool moved = condition->has_await;
    stmt_open_block(l, node->begin, moved ? "for (;;) {" : "do {", node);
    loops_body(l, body, moved);
    if (moved) {
        put_exit_test(l, condition);
        stmt_close_block(l, stmt_last_byte(node));
        return;
    }
    frame_leave(l);
    l->writer->indent--;
    stmt_put(l, condition->begin, "} while (%s);", print_node(l, condition));
}

/* `int i = 0, j = 1` of frame variables as `frame->i = 0, frame->j = 1`; NULL when
 * it must stand before the loop. */
static const char *init_as_expression(struct lower *l, struct node *init)
{
    struct strbuf text = {0};
    for (uint32_t i = 0; i < init->count; i++) {
        struct node *variable = init->child[i];
        if (variable->kind != NODE_VAR || !variable->symbol->in_frame ||
            variable->symbol->cleanup || declare_initialiser(variable) == NULL ||
            variable->has_await || !variable->type->is_scalar ||
            declare_initialiser(variable)->kind == NODE_INIT_LIST) {
            strbuf_deinit(&text);
            return NULL;
        }
    }
    for (uint32_t i = 0; i < init->count; i++) {
        struct node *variable = init->child[i];
        frame_variable(l, variable->symbol);
        strbuf_printf(&text, "%s%s = %s", i ? ", " : "", declare_mutable(l, variable->symbol),
                      print_node(l, declare_initialiser(variable)));
    }
    char *copy = arena_copy(l->arena, text.text ? text.text : "", text.length);
    strbuf_deinit(&text);
    return copy;
}

static const char *without_semicolon(char *text)
{
    size_t length = strlen(text);
    if (length > 0 && text[length - 1] == ';')
        text[length - 1] = '\0';
    return text;
}

/* What remains of the init between the parentheses. What cannot stay there is
 * written before the loop, a declaration in a block around it (`*block`). */
static const char *put_for_init(struct lower *l, struct node *node, bool *block)
{
    struct node *init = node->child[0];
    if (init == NULL)
        return "";
    if (!init->rewrite)
        return without_semicolon(print_node(l, init));
    const char *text = init->kind == NODE_DECL ? init_as_expression(l, init) : NULL;
    if (text != NULL)
        return text;
    *block = init->kind == NODE_DECL;
    if (*block)
        stmt_open_block(l, init->begin, "{", node);
    stmt_lower(l, init);
    return "";
}

void loops_for(struct lower *l, struct node *node)
{
    struct node *condition = node->child[1], *step = node->child[2];
    bool test_moves = condition && condition->has_await, step_moves = step && step->has_await;
    struct node *outer = l->block;
    bool block = false;
    frame_enter(l, node);
    l->block = node; /* of what `init` declares */
    const char *init = put_for_init(l, node, &block);
    const char *test = condition && !test_moves ? print_node(l, condition) : "";
    const char *next = step && !step_moves ? print_node(l, step) : "";
    stmt_open_block(l, node->begin, arena_printf(l->arena, "for (%s; %s; %s) {", init, test, next),
                    node);
    if (test_moves)
        put_exit_test(l, condition);
    loops_body(l, node->child[3], step_moves);
    if (step_moves) {
        frame_enter(l, step);
        expr_statement(l, step);
        frame_leave(l);
    }
    stmt_close_block(l, stmt_last_byte(node));
    exits_close(l, node, stmt_last_byte(node));
    l->block = outer;
    if (block)
        stmt_close_block(l, stmt_last_byte(node));
    frame_leave(l);
}
