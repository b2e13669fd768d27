/* generator.c - generators: what emits items, and the loop that takes them.
 *
 * A generator's frame has memory of its own (async_items_frame), for it stays when an item is
 * handed over: async_emit is a return that can be resumed. So the consumer resumes it as it would
 * call an async function, on its own task, whose cancellation and failures need no help. The loop's
 * record is in the consumer's frame, and closing it is an await on every way out of the loop.
 */
#include "lower/parts.h"

static const struct type *item_type(struct lower *l, const struct type *function)
{
    return type_unqualified(l->arena, function->inner);
}

/* ---- the consumer -------------------------------------------------------- */

static void put_rounds(struct lower *l, struct node *node, const char *items, const char *item)
{
    struct node *declaration = node->child[0], *body = node->child[3];
    stmt_open_block(l, node->begin, arena_printf(l->arena, "while (%s.emitted) {", items), node);
    declare_initialiser(declaration->child[0])->text = item;
    declare_lower(l, declaration);
    loops_body(l, body, true);
    await_put(l, node, arena_printf(l->arena, "async_items_next(%s, &%s)", l->task, items));
    stmt_close_block(l, stmt_last_byte(node));
}

void generator_lower_for(struct lower *l, struct node *node)
{
    struct node *outer = l->block, *first = node->child[1];
    struct node *call = node_skip_parens(first->child[0]->child[0]);
    int64_t pointer = l->program->pointer_size;
    stmt_open_block(l, node->begin, "{", node);
    l->block = node;
    const char *items =
        frame_record(l, node, "items", "async_items", (struct extent){3 * pointer, pointer});
    const char *item = frame_slot(l, "item", item_type(l, call_type(call)));
    stmt_put(l, node->begin, "async_items_init(&%s, &%s);", items, item);
    exits_release(l, node->begin, arena_printf(l->arena, "async_items_end(&%s);", items));
    exits_await(l, node, arena_printf(l->arena, "async_items_close(%s, &%s)", l->task, items));
    frame_enter(l, first);
    spill_lift_operands(l, call, false);
    await_put(l, first, await_call_text(l, call, arena_printf(l->arena, "&%s", items)));
    frame_leave(l);
    put_rounds(l, node, items, item);
    exits_close(l, node, stmt_last_byte(node));
    l->block = outer;
    stmt_close_block(l, stmt_last_byte(node));
}

/* ---- the generator ------------------------------------------------------- */

/* Returns to the consumer, which resumes it here or, to close it, in its deferred statements. */
static void put_emit(struct lower *l, const struct node *node, const char *items)
{
    unsigned state = await_state(l, node);
    stmt_put(l, node->begin, "return async_items_emit(%s, &%s->base, &%s__fn, %u);", items,
             l->frame, l->function->symbol->name, state);
    if (exits_pending(l)) {
        *vec_push(&l->unwinds) = state;
        stmt_put(l, node->begin, "%s%u:;", l->unwind_prefix, state);
        exits_fail(l, node->begin);
    }
    stmt_put(l, node->begin, "%s%u:;", l->resume_prefix, state);
}

void generator_emit(struct lower *l, struct node *node)
{
    struct node *value = node->child[0]->child[0];
    const struct type *type = item_type(l, l->function->type);
    const char *items = l->blocking ? l->result : arena_printf(l->arena, "%s->result", l->frame);
    const char *cast = type_declaration(l->arena, type_pointer_to(l->arena, type), "");
    if (value->has_await)
        expr_lift(l, value);
    stmt_assign(l, node->begin, arena_printf(l->arena, "*(%s)%s->item", cast, items), type,
                print_node(l, value));
    node->text = "(void)0";
    if (!l->blocking) {
        put_emit(l, node, items);
        return;
    }
    stmt_put(l, node->begin, "if (async_items_block(%s) != ASYNC_DONE) {", items);
    await_put_failure(l, node->begin);
}
