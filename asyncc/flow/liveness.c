/* liveness.c - what lives across an await.
 *
 * For each variable on its own: from the blocks that read it before they write it, back to the
 * definitions that can have made the value. So the work grows with what really is alive, not
 * with blocks times variables. The result is a list of spans of points behind which the value is
 * still needed; a variable lives across an await whose point lies in one. A variable whose
 * address is taken is kept for its whole scope instead.
 */
#include "flow/flow.h"
#include "flow/graph.h"

#include <stdlib.h>
#include <string.h>

/* Of one block, for the variable at hand; others have another stamp. */
struct mark {
    uint32_t stamp;
    bool live_out;
    struct span events; /* in `events` */
};

struct solver {
    struct graph *graph;
    struct arena *arena;
    uint32_t *events;               /* points that use or define a variable, by variable */
    uint32_t *first_event;          /* by variable, and one behind the last */
    struct mark *marks;             /* by block */
    VEC(uint32_t) touched;          /* blocks with a mark */
    VEC(uint32_t) work;             /* blocks at whose start the variable is needed */
    VEC(struct span) spans, stores; /* of the variable at hand */
    VEC(uint32_t) awaits;           /* points */
    uint32_t stamp;
};

/* ---- events by variable ------------------------------------------------ */

static bool is_event(const struct point *point)
{
    return point->kind == POINT_USE || point->kind == POINT_DEF;
}

static void collect_events(struct solver *s)
{
    const struct graph *g = s->graph;
    size_t variables = g->function->locals.count;
    uint32_t *first = calloc(variables + 2, sizeof *first);
    s->first_event = first;
    s->events = xmalloc(sizeof *s->events * g->points.count);
    for (size_t i = 0; i < g->points.count; i++)
        if (is_event(&g->points.data[i]))
            first[g->points.data[i].variable + 2]++;
    for (size_t v = 2; v <= variables; v++)
        first[v] += first[v - 1];
    for (uint32_t i = 0; i < g->points.count; i++) {
        if (is_event(&g->points.data[i])) /* counts first[v + 1] up to where v + 1 begins */
            s->events[first[g->points.data[i].variable + 1]++] = i;
        else if (g->points.data[i].kind == POINT_AWAIT)
            *vec_push(&s->awaits) = i;
    }
}

/* ---- one variable ------------------------------------------------------ */

static struct mark *mark_of(struct solver *s, uint32_t block)
{
    struct mark *mark = &s->marks[block];
    if (mark->stamp != s->stamp) {
        *mark = (struct mark){.stamp = s->stamp};
        *vec_push(&s->touched) = block;
    }
    return mark;
}

/* Notes each block's own events; those that read first need the value from before. */
static void mark_events(struct solver *s, uint32_t variable)
{
    const struct point *points = s->graph->points.data;
    uint32_t end = s->first_event[variable + 1];
    for (uint32_t i = s->first_event[variable]; i < end; i++) {
        const struct point *point = &points[s->events[i]];
        struct mark *mark = mark_of(s, point->block);
        if (mark->events.end == 0) {
            mark->events.begin = i;
            if (point->kind == POINT_USE)
                *vec_push(&s->work) = point->block;
        }
        mark->events.end = i + 1;
    }
}

static void walk_back(struct solver *s)
{
    const struct graph *g = s->graph;
    while (s->work.count > 0) {
        const struct block *block = &g->blocks.data[s->work.data[--s->work.count]];
        for (uint32_t e = 0; e < block->edge_count; e++) {
            uint32_t from = g->edges.data[block->first_edge + e].from;
            struct mark *mark = mark_of(s, from);
            if (!mark->live_out && mark->events.end == 0)
                *vec_push(&s->work) = from;
            mark->live_out = true;
        }
    }
}

static void add_span(struct solver *s, uint32_t begin, uint32_t end)
{
    if (begin < end)
        *vec_push(&s->spans) = (struct span){begin, end};
}

/* Of one block, from its end to its beginning. */
static void add_spans(struct solver *s, const struct block *block, const struct mark *mark)
{
    uint32_t end = block->points.end;
    bool live = mark->live_out;
    for (uint32_t i = mark->events.end; i > mark->events.begin; i--) {
        uint32_t at = s->events[i - 1];
        const struct point *point = &s->graph->points.data[at];
        if (point->kind == POINT_DEF) {
            add_span(s, at, live ? end : at + 1);
            if (point->since < at)
                *vec_push(&s->stores) = (struct span){point->since, at};
            live = false;
        } else if (!live) {
            live = true;
            end = at;
        }
    }
    if (live)
        add_span(s, block->points.begin, end);
}

static int by_begin(const void *a, const void *b)
{
    const struct span *x = a, *y = b;
    return x->begin < y->begin ? -1 : x->begin > y->begin;
}

/* Puts the spans in order and joins neighbours. */
static void order_spans(struct solver *s)
{
    size_t count = 0;
    struct span *spans = s->spans.data;
    if (s->spans.count > 1)
        qsort(spans, s->spans.count, sizeof *spans, by_begin);
    for (size_t i = 0; i < s->spans.count; i++) {
        if (count > 0 && spans[i].begin <= spans[count - 1].end) {
            if (spans[count - 1].end < spans[i].end)
                spans[count - 1].end = spans[i].end;
        } else {
            spans[count++] = spans[i];
        }
    }
    s->spans.count = count;
}

static struct spans copy_spans(const struct solver *s)
{
    struct spans copy = {arena_array(s->arena, struct span, s->spans.count),
                         (uint32_t)s->spans.count};
    if (copy.count > 0)
        memcpy(copy.data, s->spans.data, copy.count * sizeof *copy.data);
    return copy;
}

/* Its storage is taken by what is needed, and by what is on its way there. */
static void keep_spans(struct solver *s, struct symbol *symbol)
{
    order_spans(s);
    symbol->live = symbol->occupied = copy_spans(s);
    if (s->stores.count > 0) {
        for (size_t i = 0; i < s->stores.count; i++)
            *vec_push(&s->spans) = s->stores.data[i];
        order_spans(s);
        symbol->occupied = copy_spans(s);
    }
    s->spans.count = s->stores.count = 0;
}

static void solve(struct solver *s, struct symbol *symbol)
{
    s->stamp++;
    s->touched.count = 0;
    mark_events(s, symbol->index);
    walk_back(s);
    for (size_t i = 0; i < s->touched.count; i++) {
        uint32_t block = s->touched.data[i];
        add_spans(s, &s->graph->blocks.data[block], &s->marks[block]);
    }
}

/* ---- across awaits ----------------------------------------------------- */

static bool awaits_within(const struct solver *s, struct span span)
{
    size_t low = 0, high = s->awaits.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->awaits.data[middle] < span.begin)
            low = middle + 1;
        else
            high = middle;
    }
    return low < s->awaits.count && s->awaits.data[low] < span.end;
}

static void place(struct solver *s, struct symbol *symbol)
{
    if (symbol->escapes)
        add_span(s, symbol->scope.begin, symbol->scope.end);
    else
        solve(s, symbol);
    if (symbol->kind == SYMBOL_PARAM) /* stored when the function is entered */
        add_span(s, 0, 1);
    keep_spans(s, symbol);
    symbol->in_frame |= symbol->cleanup != NULL; /* deferred, and so reached from everywhere */
    for (uint32_t i = 0; i < symbol->live.count && !symbol->in_frame; i++)
        symbol->in_frame = awaits_within(s, symbol->live.data[i]);
}

/* What a block defers runs at its end, wherever the block is left: if it awaits there, all
 * that belongs to the blocks around lives across. */
static void keep_across_exits(const struct solver *s, const struct node *node,
                              const struct node *block)
{
    struct function *function = s->graph->function;
    if (node->kind == NODE_DEFER && block != function->body && awaits_within(s, node->points)) {
        for (size_t i = 0; i < function->locals.count; i++) {
            struct symbol *symbol = function->locals.data[i];
            if (symbol->begin < block->begin && symbol->scope_end >= block->end)
                symbol->in_frame = true;
        }
    }
    if (node->kind == NODE_COMPOUND)
        block = node;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            keep_across_exits(s, node->child[i], block);
}

void liveness_compute(struct program *program, struct function *function)
{
    struct graph graph;
    graph_build(&graph, function);
    struct solver s = {.graph = &graph, .arena = program->arena};
    s.marks = calloc(graph.blocks.count + 1, sizeof *s.marks);
    collect_events(&s);
    for (size_t i = 0; i < function->locals.count; i++)
        place(&s, function->locals.data[i]);
    if (function->has_exits)
        keep_across_exits(&s, function->body, function->body);
    free(s.marks);
    free(s.events);
    free(s.first_event);
    vec_deinit(&s.touched);
    vec_deinit(&s.work);
    vec_deinit(&s.spans);
    vec_deinit(&s.stores);
    vec_deinit(&s.awaits);
    graph_deinit(&graph);
}
