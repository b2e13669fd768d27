/* cycles.c - which blocks the rounds of each loop pass.
 *
 * A round comes back to the loop's head without passing the heads of the loops around it. So, with
 * those taken out of the graph, it is the head's strongly connected component (Tarjan 1972). All
 * loops of one depth are found in one go: the time grows with the blocks and the depth of nesting,
 * not with the number of loops.
 */
#include "flow/cfg.h"

#include <stdlib.h>
#include <string.h>

struct search {
    const struct cfg *cfg;
    uint32_t depth;
    uint32_t *depth_of_head; /* by block: depth of the statement whose head it is, or UINT32_MAX */
    uint32_t *number, *low; /* by block: the order of the walk, 0 before; the lowest within reach */
    bool *open;             /* by block: on the stack */
    uint32_t *stack, *begin; /* by block: where its component begins in `found` */
    uint32_t *size;          /* by block: of its component */
    uint32_t *found;         /* blocks by component */
    uint32_t count, top, found_count;
};

/* ---- depth ------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    const struct cfg_loop *x = *(const struct cfg_loop *const *)a;
    const struct cfg_loop *y = *(const struct cfg_loop *const *)b;
    if (x->node->begin != y->node->begin)
        return x->node->begin < y->node->begin ? -1 : 1;
    if (x->node->end != y->node->end)
        return x->node->end > y->node->end ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* How many loop statements are around each loop. Copies of deferred statements have loops of their
 * own for one node. */
static uint32_t find_depths(struct cfg *cfg)
{
    size_t count = cfg->loops.count;
    struct cfg_loop **order = xmalloc(sizeof *order * (count + 1));
    const struct node **around = xmalloc(sizeof *around * (count + 1));
    uint32_t depth = 0, deepest = 0;
    for (size_t i = 0; i < count; i++)
        order[i] = &cfg->loops.data[i];
    qsort(order, count, sizeof *order, by_place);
    for (size_t i = 0; i < count; i++) {
        struct cfg_loop *loop = order[i];
        while (depth > 0 &&
               (around[depth - 1] == loop->node || !node_contains(around[depth - 1], loop->node)))
            depth--;
        loop->is_copy = i > 0 && order[i - 1]->node == loop->node;
        loop->depth = depth;
        if (loop->node->kind != NODE_LABEL)
            around[depth++] = loop->node;
        if (loop->depth > deepest)
            deepest = loop->depth;
    }
    free(order);
    free(around);
    return deepest;
}

/* ---- components -------------------------------------------------------- */

static bool is_left_out(const struct search *s, uint32_t block)
{
    return s->depth_of_head[block] < s->depth;
}

static void close_component(struct search *s, uint32_t root)
{
    uint32_t begin = s->found_count, block;
    do {
        block = s->stack[--s->top];
        s->open[block] = false;
        s->found[s->found_count++] = block;
    } while (block != root);
    for (uint32_t i = begin; i < s->found_count; i++) {
        s->begin[s->found[i]] = begin;
        s->size[s->found[i]] = s->found_count - begin;
    }
}

static void walk(struct search *s, uint32_t block)
{
    const struct cfg_block *data = &s->cfg->blocks.data[block];
    s->number[block] = s->low[block] = ++s->count;
    s->stack[s->top++] = block;
    s->open[block] = true;
    for (size_t i = 0; i < data->edges.count; i++) {
        uint32_t to = data->edges.data[i].to;
        if (is_left_out(s, to))
            continue;
        if (s->number[to] == 0)
            walk(s, to);
        if (s->open[to] && s->low[to] < s->low[block])
            s->low[block] = s->low[to];
    }
    if (s->low[block] == s->number[block])
        close_component(s, block);
}

static bool leads_to(const struct cfg_block *block, uint32_t target)
{
    for (size_t i = 0; i < block->edges.count; i++)
        if (block->edges.data[i].to == target)
            return true;
    return false;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static void keep_rounds(struct search *s, struct cfg_loop *loop)
{
    uint32_t head = loop->head, size = s->size[head];
    if (size == 1 && !leads_to(&s->cfg->blocks.data[head], head))
        return;
    loop->blocks = arena_array(s->cfg->program->arena, uint32_t, size);
    loop->block_count = size;
    memcpy(loop->blocks, s->found + s->begin[head], size * sizeof *loop->blocks);
    qsort(loop->blocks, size, sizeof *loop->blocks, by_number);
}

/* From the heads of this depth, as far as they are reached at all. */
static void search_depth(struct search *s, struct cfg *cfg, const bool *live)
{
    memset(s->number, 0, cfg->blocks.count * sizeof *s->number);
    s->count = s->found_count = 0;
    for (size_t i = 0; i < cfg->loops.count; i++) {
        struct cfg_loop *loop = &cfg->loops.data[i];
        if (loop->depth != s->depth || !live[loop->head])
            continue;
        if (s->number[loop->head] == 0)
            walk(s, loop->head);
        keep_rounds(s, loop);
    }
}

/* ---- the whole --------------------------------------------------------- */

static void mark_reached(const struct cfg *cfg, uint32_t block, bool *reached)
{
    if (reached[block])
        return;
    reached[block] = true;
    for (size_t i = 0; i < cfg->blocks.data[block].edges.count; i++)
        mark_reached(cfg, cfg->blocks.data[block].edges.data[i].to, reached);
}

static void note_heads(struct search *s, const struct cfg *cfg)
{
    for (size_t i = 0; i < cfg->blocks.count; i++)
        s->depth_of_head[i] = UINT32_MAX;
    for (size_t i = 0; i < cfg->loops.count; i++) {
        const struct cfg_loop *loop = &cfg->loops.data[i];
        if (loop->node->kind != NODE_LABEL && loop->depth < s->depth_of_head[loop->head])
            s->depth_of_head[loop->head] = loop->depth;
    }
}

void cfg_find_cycles(struct cfg *cfg)
{
    size_t count = cfg->blocks.count;
    if (cfg->loops.count == 0)
        return;
    uint32_t deepest = find_depths(cfg), *numbers = xmalloc(sizeof *numbers * count * 7);
    bool *flags = calloc(count * 2, sizeof *flags);
    struct search s = {.cfg = cfg,
                       .depth_of_head = numbers,
                       .number = numbers + count,
                       .low = numbers + count * 2,
                       .stack = numbers + count * 3,
                       .begin = numbers + count * 4,
                       .size = numbers + count * 5,
                       .found = numbers + count * 6,
                       .open = flags};
    bool *live = flags + count;
    mark_reached(cfg, CFG_ENTRY, live);
    note_heads(&s, cfg);
    for (s.depth = 0; s.depth <= deepest; s.depth++)
        search_depth(&s, cfg, live);
    free(numbers);
    free(flags);
}
