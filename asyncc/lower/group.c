/* group.c - task groups: a record in the frame, whose end is awaited on every way out of the
 * block, like a deferred statement (exits.c). */
#include "lower/parts.h"

void group_lower(struct lower *l, struct node *node)
{
    struct node *outer = l->block;
    stmt_open_block(l, node->begin, "{", node);
    l->block = node;
    int64_t pointer = l->program->pointer_size;
    const char *group =
        frame_record(l, node, "group", "async_group_t", (struct extent){7 * pointer, pointer});
    node->symbol->access = arena_printf(l->arena, "(&%s)", group);
    stmt_put(l, node->begin, "async_group_begin(%s, &%s);", l->task, group);
    exits_group(l, node, group);
    stmt_open_block(l, node->child[0]->begin, "{", node);
    stmt_body(l, node->child[0]);
    stmt_close_block(l, stmt_last_byte(node->child[0]));
    exits_close(l, node, stmt_last_byte(node));
    l->block = outer;
    stmt_close_block(l, stmt_last_byte(node));
}

/* async_group_spawn(g, x = f(await h())): what it is made of is evaluated, and the call remains. */
void group_lift_spawn(struct lower *l, struct node *node)
{
    struct node *operand = node->child[1];
    struct node *call =
        node_skip_parens(operand->kind == NODE_ASSIGN ? operand->child[1] : operand);
    struct part_list parts = {0};
    gather_add_part(&parts, node->child[0], false);
    if (operand->kind == NODE_ASSIGN)
        gather_add_part(&parts, operand->child[0], true);
    for (uint32_t i = 0; i < call->count; i++)
        gather_add_part(&parts, call->child[i], false);
    gather_lift_parts(l, &parts);
}
