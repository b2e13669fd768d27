/* liveness.c - what lives across an await.
 *
 * The body is laid out as a graph of points: a use, a definition, an await, or a
 * mere join. The order of points is that of the lowered code, in which plain reads
 * of an expression come after its awaits (docs/language.md, evaluation order).
 * Classic backward liveness over the graph then tells which variables are read
 * after an await without having been written since. A variable whose address is
 * taken is kept for its whole scope instead.
 */
#include "flow/flow.h"

#include <stdlib.h>
#include <string.h>

enum point_kind { POINT_JOIN, POINT_USE, POINT_DEF, POINT_AWAIT };

struct point {
    enum point_kind kind;
    uint32_t variable;
    uint32_t first_edge, edge_count;
};

struct edge {
    uint32_t from, to;
};

enum { NOWHERE = UINT32_MAX };

struct jumps {
    uint32_t break_to, continue_to, switch_head;
    bool has_default;
};

struct label {
    struct symbol *symbol;
    uint32_t point;
};

struct graph {
    struct function *function;
    VEC(struct point) points;
    VEC(struct edge) edges;
    VEC(struct label) labels;
    uint32_t at; /* the point after which the next one follows, or NOWHERE */
    struct jumps jumps;
    struct jumps *group; /* those around the innermost async_group, or NULL */
    uint32_t computed;   /* where computed gotos lead */
};

/* ---- building ---------------------------------------------------------- */

static uint32_t new_point(struct graph *g, enum point_kind kind, uint32_t variable)
{
    *vec_push(&g->points) = (struct point){.kind = kind, .variable = variable};
    return (uint32_t)g->points.count - 1;
}

static void connect(struct graph *g, uint32_t from, uint32_t to)
{
    if (from != NOWHERE)
        *vec_push(&g->edges) = (struct edge){from, to};
}

static void go_to(struct graph *g, uint32_t point)
{
    connect(g, g->at, point);
    g->at = point;
}

static void follow(struct graph *g, enum point_kind kind, uint32_t variable)
{
    go_to(g, new_point(g, kind, variable));
}

static void jump(struct graph *g, uint32_t target)
{
    if (target != NOWHERE)
        connect(g, g->at, target);
    g->at = NOWHERE;
}

static uint32_t label_point(struct graph *g, struct symbol *symbol)
{
    for (size_t i = 0; i < g->labels.count; i++)
        if (g->labels.data[i].symbol == symbol)
            return g->labels.data[i].point;
    struct label label = {symbol, new_point(g, POINT_JOIN, 0)};
    *vec_push(&g->labels) = label;
    return label.point;
}

static bool is_tracked(const struct symbol *symbol)
{
    return symbol->kind == SYMBOL_LOCAL || symbol->kind == SYMBOL_PARAM;
}

static void use(struct graph *g, const struct symbol *symbol)
{
    if (is_tracked(symbol))
        follow(g, POINT_USE, symbol->index);
}

static void define(struct graph *g, struct node *target)
{
    target = node_skip_parens(target);
    if (target->kind == NODE_NAME && is_tracked(target->symbol))
        follow(g, POINT_DEF, target->symbol->index);
}

static void expr(struct graph *g, struct node *node);
static void full_expr(struct graph *g, struct node *node);
static void stmt(struct graph *g, struct node *node);

/* sizeof(int[n]) reads n. */
static void sizes(struct graph *g, struct node *node)
{
    if (node->kind == NODE_NAME && node->type->is_scalar)
        use(g, node->symbol);
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            sizes(g, node->child[i]);
}

/* Every name in here is read. */
static void read_names(struct graph *g, struct node *node)
{
    if (node->kind == NODE_UNEVALUATED)
        return;
    if (node->kind == NODE_NAME)
        use(g, node->symbol);
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && node_is_expr(node->child[i]))
            read_names(g, node->child[i]);
}

/* The plain reads that lowering leaves for after the awaits of an expression. */
static void delayed(struct graph *g, struct node *node)
{
    if (!node->has_await) {
        if (!node->has_effect)
            read_names(g, node);
        return;
    }
    switch (node->kind) {
    case NODE_AWAIT:
    case NODE_AND:
    case NODE_OR:
    case NODE_CONDITIONAL:
    case NODE_GNU_CONDITIONAL:
    case NODE_STMT_EXPR:
    case NODE_UNEVALUATED:
    case NODE_SELECT:
        return;
    case NODE_COMMA:
        delayed(g, node->child[1]);
        return;
    default:
        for (uint32_t i = 0; i < node->count; i++)
            if (node->child[i] != NULL)
                delayed(g, node->child[i]);
    }
}

static void full_expr(struct graph *g, struct node *node)
{
    expr(g, node);
    if (node->has_await)
        delayed(g, node);
}

/* The place that an assignment writes: only what is inside it is read. */
static void target_expr(struct graph *g, struct node *target)
{
    struct node *place = node_skip_parens(target);
    if (place->kind != NODE_NAME || !is_tracked(place->symbol))
        expr(g, target);
}

static void assignment(struct graph *g, struct node *node)
{
    struct node *left = node->child[0], *right = node->child[1];
    bool compound = node->kind == NODE_COMPOUND_ASSIGN;
    compound ? expr(g, left) : target_expr(g, left);
    expr(g, right);
    if (node->has_await) {
        delayed(g, right);
        if (compound || node_skip_parens(left)->kind != NODE_NAME)
            read_names(g, left);
    }
    define(g, left);
}

static void await_expr(struct graph *g, struct node *node)
{
    struct node *call = node->child[0];
    for (uint32_t i = 0; i < call->count; i++) {
        struct node *operand = call->child[i];
        if (call->kind == NODE_GATHER && operand->kind == NODE_ASSIGN) {
            expr(g, operand->child[0]);
            expr(g, operand->child[1]);
        } else {
            expr(g, operand);
        }
    }
    for (uint32_t i = 0; i < call->count; i++)
        read_names(g, call->child[i]);
    follow(g, POINT_AWAIT, 0);
}

static void two_way(struct graph *g, struct node *first, struct node *second)
{
    uint32_t head = g->at, end = new_point(g, POINT_JOIN, 0);
    if (first != NULL)
        full_expr(g, first);
    connect(g, g->at, end);
    g->at = head;
    if (second != NULL)
        full_expr(g, second);
    go_to(g, end);
}

static void expr(struct graph *g, struct node *node)
{
    switch (node->kind) {
    case NODE_UNEVALUATED:
        if (node->op == UNEVALUATED_SIZES)
            sizes(g, node);
        return;
    case NODE_NAME:
        use(g, node->symbol);
        return;
    case NODE_ASSIGN:
    case NODE_COMPOUND_ASSIGN:
        assignment(g, node);
        return;
    case NODE_AWAIT:
        await_expr(g, node);
        return;
    case NODE_AND:
    case NODE_OR:
    case NODE_GNU_CONDITIONAL:
        full_expr(g, node->child[0]);
        two_way(g, node->child[1], NULL);
        return;
    case NODE_CONDITIONAL:
        full_expr(g, node->child[0]);
        two_way(g, node->child[1], node->child[2]);
        return;
    case NODE_SELECT:
        for (uint32_t i = 0; i < node->count; i++)
            two_way(g, node->child[i], NULL);
        return;
    case NODE_COMMA: /* the left one is finished first */
        full_expr(g, node->child[0]);
        expr(g, node->child[1]);
        return;
    case NODE_STMT_EXPR:
        stmt(g, node->child[0]);
        return;
    case NODE_UNARY:
        expr(g, node->child[0]);
        if (node->op == UNARY_STEP)
            define(g, node->child[0]);
        return;
    default:
        for (uint32_t i = 0; i < node->count; i++)
            if (node->child[i] != NULL)
                expr(g, node->child[i]);
        return;
    }
}

/* ---- statements -------------------------------------------------------- */

static void loop(struct graph *g, struct node *condition, struct node *step, struct node *body,
                 bool body_first)
{
    struct jumps outer = g->jumps;
    uint32_t top = new_point(g, POINT_JOIN, 0);
    g->jumps.break_to = new_point(g, POINT_JOIN, 0);
    g->jumps.continue_to = new_point(g, POINT_JOIN, 0);
    go_to(g, top);
    if (!body_first && condition != NULL) {
        full_expr(g, condition);
        connect(g, g->at, g->jumps.break_to);
    }
    stmt(g, body);
    go_to(g, g->jumps.continue_to);
    if (step != NULL)
        full_expr(g, step);
    if (body_first && condition != NULL) {
        full_expr(g, condition);
        connect(g, g->at, g->jumps.break_to);
    }
    jump(g, top);
    g->at = g->jumps.break_to;
    g->jumps = outer;
}

static void switch_stmt(struct graph *g, struct node *node)
{
    struct jumps outer = g->jumps;
    full_expr(g, node->child[0]);
    g->jumps.switch_head = new_point(g, POINT_JOIN, 0);
    g->jumps.break_to = new_point(g, POINT_JOIN, 0);
    g->jumps.has_default = false;
    go_to(g, g->jumps.switch_head);
    g->at = NOWHERE;
    stmt(g, node->child[1]);
    if (!g->jumps.has_default)
        connect(g, g->jumps.switch_head, g->jumps.break_to);
    go_to(g, g->jumps.break_to);
    uint32_t after = g->at;
    g->jumps = outer;
    g->at = after;
}

static void case_stmt(struct graph *g, struct node *node)
{
    uint32_t here = new_point(g, POINT_JOIN, 0);
    connect(g, g->jumps.switch_head, here);
    go_to(g, here);
    g->jumps.has_default |= node->kind == NODE_DEFAULT;
    stmt(g, node->child[0]);
}

static void if_stmt(struct graph *g, struct node *node)
{
    full_expr(g, node->child[0]);
    uint32_t head = g->at, end = new_point(g, POINT_JOIN, 0);
    stmt(g, node->child[1]);
    connect(g, g->at, end);
    g->at = head;
    if (node->child[2] != NULL)
        stmt(g, node->child[2]);
    connect(g, g->at, end);
    g->at = end;
}

/* What a declaration's type evaluates, or reads. */
static void bounds(struct graph *g, struct node *node)
{
    for (uint32_t i = 0; i < node->count; i++) {
        struct node *child = node->child[i];
        if (child != NULL && child->kind == NODE_BOUND)
            full_expr(g, child->child[0]);
        else if (child != NULL && child->kind == NODE_UNEVALUATED)
            expr(g, child);
    }
}

static void variable(struct graph *g, struct node *node)
{
    struct node *init = node->child[node->count - 1];
    bounds(g, node);
    if (init != NULL)
        full_expr(g, init);
    if (is_tracked(node->symbol))
        follow(g, POINT_DEF, node->symbol->index);
}

/* The end of a group waits for its children, however its block is left. */
static void group_stmt(struct graph *g, struct node *node)
{
    struct jumps around = g->jumps, *outer = g->group;
    g->group = &around;
    stmt(g, node->child[0]);
    follow(g, POINT_AWAIT, 0);
    g->group = outer;
}

/* The generator is closed at the end, however the loop is left: as with a group. */
static void async_for(struct graph *g, struct node *node)
{
    struct jumps around = g->jumps, *outer = g->group;
    uint32_t top = new_point(g, POINT_JOIN, 0), end = new_point(g, POINT_JOIN, 0);
    full_expr(g, node->child[1]);
    g->group = &around;
    g->jumps.break_to = end;
    g->jumps.continue_to = new_point(g, POINT_JOIN, 0);
    go_to(g, top);
    connect(g, top, end);
    stmt(g, node->child[0]);
    stmt(g, node->child[3]);
    go_to(g, g->jumps.continue_to);
    full_expr(g, node->child[2]);
    jump(g, top);
    g->at = end;
    follow(g, POINT_AWAIT, 0);
    g->jumps = around;
    g->group = outer;
}

static void leave_group(struct graph *g, const struct node *jump)
{
    bool inside = (jump->kind == NODE_BREAK && g->group->break_to != g->jumps.break_to) ||
                  (jump->kind == NODE_CONTINUE && g->group->continue_to != g->jumps.continue_to);
    if (!inside)
        follow(g, POINT_AWAIT, 0);
}

static void stmt(struct graph *g, struct node *node)
{
    if (node == NULL)
        return;
    if (g->group != NULL &&
        (node->kind == NODE_BREAK || node->kind == NODE_CONTINUE || node->kind == NODE_GOTO))
        leave_group(g, node);
    switch (node->kind) {
    case NODE_IF:
        if_stmt(g, node);
        return;
    case NODE_WHILE:
        loop(g, node->child[0], NULL, node->child[1], false);
        return;
    case NODE_DO:
        loop(g, node->child[1], NULL, node->child[0], true);
        return;
    case NODE_FOR:
        stmt(g, node->child[0]);
        loop(g, node->child[1], node->child[2], node->child[3], false);
        return;
    case NODE_SWITCH:
        switch_stmt(g, node);
        return;
    case NODE_CASE:
    case NODE_DEFAULT:
        case_stmt(g, node);
        return;
    case NODE_LABEL: {
        uint32_t here = label_point(g, node->symbol);
        connect(g, g->computed, here);
        go_to(g, here);
        stmt(g, node->child[0]);
        return;
    }
    case NODE_GOTO:
        jump(g, label_point(g, node->symbol));
        return;
    case NODE_GOTO_COMPUTED:
        full_expr(g, node->child[0]);
        jump(g, g->computed);
        return;
    case NODE_BREAK:
        jump(g, g->jumps.break_to);
        return;
    case NODE_CONTINUE:
        jump(g, g->jumps.continue_to);
        return;
    case NODE_RETURN:
        if (node->child[0] != NULL)
            full_expr(g, node->child[0]);
        g->at = NOWHERE;
        return;
    case NODE_VAR:
        variable(g, node);
        return;
    case NODE_PLAIN_DECL:
        bounds(g, node);
        return;
    case NODE_GROUP:
        group_stmt(g, node);
        return;
    case NODE_ASYNC_FOR:
        async_for(g, node);
        return;
    case NODE_DEFER: {
        uint32_t around = new_point(g, POINT_JOIN, 0);
        connect(g, g->at, around);
        stmt(g, node->child[0]);
        go_to(g, around);
        return;
    }
    default:
        for (uint32_t i = 0; i < node->count; i++) {
            struct node *child = node->child[i];
            if (child != NULL)
                node_is_expr(child) ? full_expr(g, child) : stmt(g, child);
        }
        return;
    }
}

/* ---- solving ----------------------------------------------------------- */

static struct edge *sorted_edges(struct graph *g)
{
    struct edge *sorted = xmalloc(sizeof *sorted * (g->edges.count + 1));
    for (size_t i = 0; i < g->edges.count; i++)
        g->points.data[g->edges.data[i].from].edge_count++;
    uint32_t sum = 0;
    for (size_t i = 0; i < g->points.count; i++) {
        g->points.data[i].first_edge = sum;
        sum += g->points.data[i].edge_count;
        g->points.data[i].edge_count = 0;
    }
    for (size_t i = 0; i < g->edges.count; i++) {
        struct point *from = &g->points.data[g->edges.data[i].from];
        sorted[from->first_edge + from->edge_count++] = g->edges.data[i];
    }
    return sorted;
}

/* One sweep from the last point to the first; true when something changed. */
static bool sweep(struct graph *g, const struct edge *edges, uint64_t *live, size_t words,
                  uint64_t *row)
{
    bool changed = false;
    for (size_t i = g->points.count; i-- > 0;) {
        const struct point *point = &g->points.data[i];
        memset(row, 0, words * sizeof *row);
        for (uint32_t e = 0; e < point->edge_count; e++) {
            const uint64_t *next = live + (size_t)edges[point->first_edge + e].to * words;
            for (size_t w = 0; w < words; w++)
                row[w] |= next[w];
        }
        uint64_t bit = 1ull << (point->variable % 64);
        if (point->kind == POINT_USE)
            row[point->variable / 64] |= bit;
        else if (point->kind == POINT_DEF)
            row[point->variable / 64] &= ~bit;
        uint64_t *mine = live + i * words;
        if (memcmp(mine, row, words * sizeof *row) != 0) {
            memcpy(mine, row, words * sizeof *row);
            changed = true;
        }
    }
    return changed;
}

static void keep_live(struct graph *g, const uint64_t *live, size_t words)
{
    struct function *function = g->function;
    for (size_t i = 0; i < g->points.count; i++) {
        if (g->points.data[i].kind != POINT_AWAIT)
            continue;
        const uint64_t *row = live + i * words; /* an await reads and writes nothing itself */
        for (size_t v = 0; v < function->locals.count; v++)
            if (row[v / 64] >> (v % 64) & 1)
                function->locals.data[v]->in_frame = true;
    }
}

static void solve(struct graph *g)
{
    size_t words = (g->function->locals.count + 63) / 64;
    uint64_t *live = calloc(g->points.count * words + 1, sizeof *live);
    uint64_t *row = calloc(words + 1, sizeof *row);
    struct edge *edges = sorted_edges(g);
    while (sweep(g, edges, live, words, row))
        continue;
    keep_live(g, live, words);
    free(edges);
    free(row);
    free(live);
}

/* ---- whole scopes ------------------------------------------------------ */

static bool has_label(const struct node *node)
{
    if (node->kind == NODE_LABEL)
        return true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && has_label(node->child[i]))
            return true;
    return false;
}

static bool awaits_between(const struct program *program, uint32_t begin, uint32_t end)
{
    const struct text *text = &program->text;
    for (uint32_t i = text_token_at(text, begin); i < text->token_count; i++) {
        if (text->tokens[i].begin >= end)
            break;
        if (text_token_is(text, i, "__await") || text_token_is(text, i, "__async_group") ||
            text_token_is(text, i, "__async_for") || text_token_is(text, i, "__async_emit"))
            return true;
    }
    return false;
}

/* A jump back may use the address of a variable before its declaration is passed
 * again, so with labels around a variable counts from the start of its block. In
 * a loop every round has a new one. */
static void keep_escaping(struct program *program, struct function *function)
{
    bool labels = has_label(function->body);
    for (size_t i = 0; i < function->locals.count; i++) {
        struct symbol *symbol = function->locals.data[i];
        uint32_t from = labels ? symbol->scope_begin : symbol->begin;
        if (symbol->cleanup != NULL) /* deferred, and so reached from everywhere */
            symbol->in_frame = true;
        if (symbol->escapes && awaits_between(program, from, symbol->scope_end))
            symbol->in_frame = true;
    }
}

/* What a block defers runs at its end, wherever the block is left: if it awaits there, all
 * that belongs to the blocks around lives across. */
static void keep_across_exits(struct program *program, struct function *function,
                              const struct node *node, const struct node *block)
{
    if (node->kind == NODE_DEFER && block != function->body &&
        awaits_between(program, node->begin, node->end)) {
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
            keep_across_exits(program, function, node->child[i], block);
}

void liveness_compute(struct program *program, struct function *function)
{
    struct graph g = {.function = function, .at = NOWHERE};
    for (size_t i = 0; i < function->locals.count; i++)
        function->locals.data[i]->index = (uint32_t)i;
    g.jumps = (struct jumps){NOWHERE, NOWHERE, NOWHERE, false};
    follow(&g, POINT_JOIN, 0);
    uint32_t entry = g.at;
    g.computed = new_point(&g, POINT_JOIN, 0);
    g.at = entry;
    for (size_t i = 0; i < function->bounds.count; i++)
        full_expr(&g, function->bounds.data[i]->child[0]);
    stmt(&g, function->body);
    if (function->locals.count > 0)
        solve(&g);
    keep_escaping(program, function);
    keep_across_exits(program, function, function->body, function->body);
    vec_deinit(&g.points);
    vec_deinit(&g.edges);
    vec_deinit(&g.labels);
}
