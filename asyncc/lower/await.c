/* await.c - one await, of any kind, as a statement with a resume point behind it. */
#include "lower/parts.h"

#include <string.h>

/* ---- awaits ------------------------------------------------------------ */

unsigned await_state(struct lower *l, const struct node *node)
{
    *vec_push(&l->awaits) =
        (struct await_site){text_origin(&l->program->text, node->begin).line, node, l->deferred};
    return (unsigned)l->awaits.count;
}

/* A failure runs deferred statements before it goes on, whether it comes at once or
 * later: then the runtime calls unwind, which leads to the label. */
static void put_await_with_exits(struct lower *l, const struct node *node, const char *call,
                                 unsigned state)
{
    *vec_push(&l->unwinds) = state;
    stmt_put(l, node->begin, "if ((%s = %s) != ASYNC_DONE) {", l->status, call);
    l->writer->indent++;
    stmt_put(l, node->begin, "if (%s == ASYNC_PENDING)", l->status);
    stmt_put(l, node->begin, "    return async_leave(%s, &%s->base, &%s__fn, %u, %s);", l->task,
             l->frame, l->function->symbol->name, state, l->status);
    stmt_put(l, node->begin, "async_failed_at(%s, &%s__fn, %u);", l->task,
             l->function->symbol->name, text_origin(&l->program->text, node->begin).line);
    stmt_put(l, node->begin, "%s%u:;", l->unwind_prefix, state);
    exits_fail(l, node->begin);
    l->writer->indent--;
    stmt_put(l, node->begin, "}");
    stmt_put(l, node->begin, "%s%u:;", l->resume_prefix, state);
}

/* On a C stack the call returns when the callee has ended. */
static void put_blocking_await(struct lower *l, const struct node *node, const char *call)
{
    stmt_put(l, node->begin, "if (async_block(%s) != ASYNC_DONE) {", call);
    await_put_failure(l, node->begin);
}

void await_put(struct lower *l, const struct node *node, const char *call)
{
    if (l->blocking) {
        put_blocking_await(l, node, call);
        return;
    }
    unsigned state = await_state(l, node);
    if (exits_pending(l)) {
        put_await_with_exits(l, node, call, state);
        return;
    }
    stmt_put(l, node->begin, "if ((%s = %s) != ASYNC_DONE)", l->status, call);
    stmt_put(l, node->begin, "    return async_leave(%s, &%s->base, &%s__fn, %u, %s);", l->task,
             l->frame, l->function->symbol->name, state, l->status);
    stmt_put(l, node->begin, "%s%u:;", l->resume_prefix, state);
}

static void note_stack(struct lower *l, const struct symbol *symbol)
{
    enum { UNKNOWN = 256 };
    int32_t needs = symbol != NULL && symbol->stack >= 0 ? symbol->stack : UNKNOWN;
    if (needs > l->stack)
        l->stack = needs;
}

const char *await_call_text(struct lower *l, const struct node *call, const char *target)
{
    const struct symbol *symbol = call_symbol(call);
    note_stack(l, symbol);
    const char *name = helper_for(l, HELPER_CALL, call);
    return arena_printf(l->arena, "%s(%s, %s%s)", name, l->task, target, print_arguments(l, call));
}

uint32_t await_point(const struct node *node)
{
    return node->points.end > 0 ? node->points.end - 1 : 0;
}

/* The operands of a call or join are read when it is made. */
static void lift_call(struct lower *l, struct node *node)
{
    struct node *operand = node->child[0], *handle = operand->child[0];
    if (operand->kind == NODE_CALL)
        spill_lift_operands(l, operand, false);
    else if (handle->has_await)
        expr_lift_ahead(l, handle, false);
}

/* Waits for the call; its result goes to the pointer `target` (NULL: nowhere). */
static void await_call(struct lower *l, struct node *node, const char *target)
{
    await_put(l, node, await_call_text(l, node->child[0], target ? target : "(void *)0"));
}

static const char *cast_handle(struct lower *l, const char *handle)
{
    return *handle == '(' ? arena_printf(l->arena, "(async_handle)%s", handle)
                          : arena_printf(l->arena, "(async_handle)(%s)", handle);
}

static void await_join(struct lower *l, struct node *node, const char *target)
{
    struct node *handle = node->child[0]->child[0];
    const char *text = print_node(l, handle), *size = "0";
    if (target != NULL)
        size = *target == '&' ? arena_printf(l->arena, "sizeof %s", target + 1)
                              : arena_printf(l->arena, "sizeof *%s", target);
    await_put(l, node,
              arena_printf(l->arena, "async_task_join(%s, %s, %s, %s)", l->task,
                           target ? target : "(void *)0", cast_handle(l, text), size));
}

bool await_same_type(const struct type *a, const struct type *b)
{
    return a->canonical && b->canonical && strcmp(a->canonical, b->canonical) == 0;
}

static const struct type *await_type(const struct node *node)
{
    const struct node *operand = node->child[0];
    return operand->kind == NODE_OFFLOAD ? operand->child[0]->type : node->type;
}

/* ---- offload ----------------------------------------------------------- */

/* Fills in the record that carries an offloaded call. */
void offload_fill(struct lower *l, const struct node *call, const char *record, const char *type)
{
    const struct symbol *symbol = call_symbol(call);
    stmt_put(l, call->begin, "%s.base.run = %s;", record, type);
    if (symbol == NULL || symbol->kind != SYMBOL_FUNCTION)
        stmt_put(l, call->begin, "%s.function = %s;", record, print_node(l, call->child[0]));
    for (uint32_t i = 1; i < call->count; i++)
        stmt_put(l, call->child[i]->begin, "%s.a%u = %s;", record, i,
                 print_node(l, call->child[i]));
}

/* Waits for an offloaded call; returns how its result is named. */
static const char *await_offload(struct lower *l, struct node *node)
{
    struct node *call = node->child[0]->child[0];
    spill_lift_operands(l, call, false);
    struct extent extent;
    const char *record_type = offload_record(l, call, &extent);
    const char *record = frame_record(l, node, arena_printf(l->arena, "offload_%u", l->offloads),
                                      arena_printf(l->arena, "struct %s", record_type), extent);
    offload_fill(l, call, record, record_type);
    frame_release(l, call, await_point(node));
    await_put(l, node,
              arena_printf(l->arena, "async_offload_await(%s, &%s.base)", l->task, record));
    return arena_printf(l->arena, "%s.result", record);
}

/* ---- one await of any kind --------------------------------------------- */

bool await_is_ready(const struct node *node)
{
    const struct node *call = node->child[0];
    const struct symbol *symbol = call->kind == NODE_CALL ? call_symbol(call) : NULL;
    return symbol != NULL && !symbol->is_async && symbol->ready;
}

static void put_call(struct lower *l, struct node *node, const char *target)
{
    if (node->child[0]->kind == NODE_CALL)
        await_call(l, node, target);
    else
        await_join(l, node, target);
}

/* Waits, with the result at the pointer `target`; true if it was put there. */
bool await_to(struct lower *l, struct node *node, const char *target)
{
    enum node_kind operand = node->child[0]->kind;
    if ((operand != NODE_CALL && operand != NODE_JOIN) || await_is_ready(node))
        return false;
    lift_call(l, node);
    put_call(l, node, target);
    frame_release(l, node, await_point(node));
    return true;
}

/* The same with a temporary, which may be one that the call's arguments were read from. */
static void await_to_temporary(struct lower *l, struct node *node)
{
    lift_call(l, node);
    frame_release(l, node, await_point(node));
    const char *slot = frame_temporary(l, node, spill_type(l, node->type), node->points.end);
    put_call(l, node, arena_printf(l->arena, "&%s", slot));
    node->text = slot;
}

void await_lift(struct lower *l, struct node *node)
{
    struct node *operand = node->child[0];
    if (operand->kind == NODE_GATHER) {
        gather_await(l, node);
    } else if (operand->kind == NODE_EMIT) {
        generator_emit(l, node);
    } else if (operand->kind == NODE_OFFLOAD) {
        const char *value = await_offload(l, node);
        node->text = await_type(node)->is_void ? "(void)0" : value;
    } else if (await_is_ready(node)) {
        spill_lift_operands(l, operand, false);
        node->text = print_node(l, operand);
    } else if (node->type->is_void) {
        await_to(l, node, NULL);
        node->text = "(void)0";
    } else {
        await_to_temporary(l, node);
    }
}

/* alloca(n): its memory lies behind the frame; NULL is a failure. */
bool await_is_alloca(const struct node *node)
{
    const struct symbol *symbol = node->kind == NODE_CALL ? call_symbol(node) : NULL;
    return symbol != NULL &&
           (strcmp(symbol->name, "alloca") == 0 || strcmp(symbol->name, "__builtin_alloca") == 0 ||
            strcmp(symbol->name, "__builtin_alloca_with_align") == 0);
}

void await_lift_alloca(struct lower *l, struct node *node)
{
    spill_lift_operands(l, node, false);
    const char *slot = frame_temporary(l, node, node->type, node->points.begin);
    stmt_put(l, node->begin, "if (!(%s = async_alloca%s(%s, &%s->%s, %s))) {", slot,
             declare_apart(l), l->task, l->frame, l->alloca_blocks, print_node(l, node->child[1]));
    await_put_failure(l, node->begin);
    node->text = slot;
}

/* What has failed just now goes on from here: the rest of an `if (...) {`. */
void await_put_failure(struct lower *l, uint32_t offset)
{
    l->writer->indent++;
    stmt_put(l, offset, "async_failed_at(%s, &%s__fn, %u);", l->task, l->function->symbol->name,
             text_origin(&l->program->text, offset).line);
    exits_fail(l, offset);
    l->writer->indent--;
    stmt_put(l, offset, "}");
}

/* async_fail(e): leaves the function for good. */
bool await_is_fail(const struct node *node)
{
    const struct symbol *symbol = node->kind == NODE_CALL ? call_symbol(node) : NULL;
    return symbol != NULL && strcmp(symbol->name, "async_fail") == 0;
}

void await_lift_fail(struct lower *l, struct node *node)
{
    spill_lift_operands(l, node, false);
    node->text = "(void)0";
    if (exits_pending(l) || l->blocking) {
        stmt_put(l, node->begin, "async_raise_at(%s, &%s__fn, %u, %s);", l->task,
                 l->function->symbol->name, text_origin(&l->program->text, node->begin).line,
                 print_node(l, node->child[1]));
        exits_fail(l, node->begin);
        return;
    }
    stmt_put(l, node->begin, "return async_throw_at(%s, &%s->base, &%s__fn, %u, %s);", l->task,
             l->frame, l->function->symbol->name, text_origin(&l->program->text, node->begin).line,
             print_node(l, node->child[1]));
}
