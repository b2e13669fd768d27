/* loops.c - the cycles of a flow graph as loops of the program. */
#include "lint/loops.h"

#include <string.h>

const struct cfg_block *lint_loop_block(const struct lint_loop *loop, uint32_t index)
{
    return &loop->flow->blocks.data[loop->cycle->blocks[index]];
}

static bool is_sleep(const struct lint_unit *unit, const struct node *await)
{
    const struct node *call = await->child[0];
    return lint_calls(unit, call, "async_sleep") || lint_calls(unit, call, "async_sleep_until") ||
           lint_calls(unit, call, "async_yield");
}

/* For how long to sleep. */
static bool tells_time(const struct node *call)
{
    static const char *const names[] = {"async_now", "async_interval_next", "async__ms_until",
                                        NULL};
    return lint_one_of(lint_callee_name(call), names);
}

static void look_at(struct lint_unit *unit, struct lint_loop *loop, const struct cfg_point *point)
{
    if ((point->kind == CFG_CALL && !tells_time(point->node)) || point->kind == CFG_GROUP_END)
        loop->calls = true;
    loop->waits |= lint_waits(point);
    if (point->kind != CFG_AWAIT)
        return;
    bool sleep = is_sleep(unit, point->node);
    loop->sleeps |= sleep;
    loop->calls |= !sleep;
}

static void look_through(struct lint_unit *unit, struct lint_loop *loop)
{
    for (uint32_t i = 0; i < loop->cycle->block_count; i++) {
        const struct cfg_block *block = lint_loop_block(loop, i);
        for (size_t k = 0; k < block->points.count; k++)
            look_at(unit, loop, &block->points.data[k]);
    }
}

static void set_members(const struct cfg_loop *loop, bool *members, bool value)
{
    for (uint32_t i = 0; i < loop->block_count; i++)
        members[loop->blocks[i]] = value;
}

static void visit_flow(struct lint_unit *unit, const struct cfg *flow, lint_loop_visitor *visit)
{
    bool *taken = arena_array(unit->program->arena, bool, flow->blocks.count);
    bool *members = arena_array(unit->program->arena, bool, flow->blocks.count);
    for (size_t i = 0; i < flow->loops.count; i++) {
        const struct cfg_loop *cycle = &flow->loops.data[i];
        if (cycle->block_count == 0 || cycle->is_copy || taken[cycle->head])
            continue;
        struct lint_loop loop = {
            .flow = flow, .node = cycle->node, .cycle = cycle, .members = members};
        if (loop.node->kind == NODE_LABEL) /* a goto's loop is that of the statement it is in */
            set_members(cycle, taken, true);
        set_members(cycle, members, true);
        look_through(unit, &loop);
        visit(unit, &loop);
        set_members(cycle, members, false);
    }
}

void lint_each_loop(struct lint_unit *unit, lint_loop_visitor *visit)
{
    for (size_t i = 0; i < unit->program->functions.count; i++)
        if (unit->flows[i] != NULL)
            visit_flow(unit, unit->flows[i], visit);
}

/* ---- what is written ------------------------------------------------- */

static bool is_part(const struct cfg_key *key, const struct symbol *symbol)
{
    for (size_t i = 0; i < key->parts.count; i++)
        if (key->parts.data[i] == symbol)
            return true;
    return false;
}

/* Of what has no name of its own: a member, an element, what a pointer points to. */
static bool mentions_part(const struct node *target, const struct cfg_key *key)
{
    for (size_t i = 0; i < key->parts.count; i++)
        if (node_mentions(target, key->parts.data[i]))
            return true;
    return key->shared;
}

static bool point_writes(const struct cfg_point *point, const struct cfg_key *key)
{
    if (point->kind == CFG_CALL)
        return point->node->kind == NODE_OPAQUE || point->node->kind == NODE_ASM;
    if (point->kind == CFG_DECLARE)
        return is_part(key, point->node->symbol);
    if (point->kind != CFG_ASSIGN)
        return false;
    const struct symbol *target = cfg_target_symbol(point->node);
    return target != NULL ? is_part(key, target) : mentions_part(point->node->child[0], key);
}

bool lint_loop_writes(const struct lint_loop *loop, const struct cfg_key *key)
{
    for (uint32_t i = 0; i < loop->cycle->block_count; i++) {
        const struct cfg_block *block = lint_loop_block(loop, i);
        for (size_t k = 0; k < block->points.count; k++)
            if (point_writes(&block->points.data[k], key))
                return true;
    }
    return false;
}

bool lint_loop_each_exit(const struct lint_loop *loop,
                         bool (*visit)(const struct lint_loop *loop, const struct cfg_edge *edge))
{
    for (uint32_t i = 0; i < loop->cycle->block_count; i++) {
        const struct cfg_block *block = lint_loop_block(loop, i);
        for (size_t k = 0; k < block->edges.count; k++)
            if (!loop->members[block->edges.data[k].to] && !visit(loop, &block->edges.data[k]))
                return false;
    }
    return true;
}
