/* graph.c - builds the flow graph in one walk over the tree. */
#include "flow/graph.h"

#include "flow/reads.h"

#include <stdlib.h>

enum { NOWHERE = GRAPH_NOWHERE };

static void expr(struct graph *g, struct node *node);
static void full_expr(struct graph *g, struct node *node);
static void stmt(struct graph *g, struct node *node);

/* ---- blocks and points ------------------------------------------------- */

static uint32_t now(const struct graph *g) { return (uint32_t)g->points.count; }

static uint32_t new_block(struct graph *g)
{
    *vec_push(&g->blocks) = (struct block){.points = {0, 0}};
    return (uint32_t)g->blocks.count - 1;
}

static void connect(struct graph *g, uint32_t from, uint32_t to)
{
    if (from != NOWHERE)
        *vec_push(&g->edges) = (struct edge){from, to};
}

static void start(struct graph *g, uint32_t block)
{
    g->blocks.data[block].points = (struct span){now(g), now(g)};
    g->at = block;
}

static void go_to(struct graph *g, uint32_t block)
{
    connect(g, g->at, block);
    start(g, block);
}

static void jump(struct graph *g, uint32_t target)
{
    if (target != NOWHERE)
        connect(g, g->at, target);
    g->at = NOWHERE;
}

/* Goes on behind an earlier block, as its other way. */
static void branch(struct graph *g, uint32_t head)
{
    uint32_t block = new_block(g);
    connect(g, head, block);
    start(g, block);
}

static void add_point(struct graph *g, enum point_kind kind, uint32_t variable)
{
    if (g->at == NOWHERE)
        start(g, new_block(g));
    *vec_push(&g->points) = (struct point){kind, variable, g->at, now(g)};
    g->blocks.data[g->at].points.end = now(g);
}

/* A label's symbol has its block, counted from 1, as index while the graph is built. */
static uint32_t label_block(struct graph *g, struct symbol *symbol)
{
    if (symbol->index == 0) {
        symbol->index = new_block(g) + 1;
        *vec_push(&g->labels) = symbol;
    }
    return symbol->index - 1;
}

/* ---- variables --------------------------------------------------------- */

static bool is_tracked(const struct symbol *symbol)
{
    return symbol->kind == SYMBOL_LOCAL || symbol->kind == SYMBOL_PARAM;
}

static void use(struct graph *g, const struct symbol *symbol)
{
    if (is_tracked(symbol))
        add_point(g, POINT_USE, symbol->index);
}

/* A struct or an array is stored part by part while its value's operands, from `begin` on, are
 * still read. */
static void define_symbol(struct graph *g, const struct symbol *symbol, uint32_t begin)
{
    if (!is_tracked(symbol))
        return;
    add_point(g, POINT_DEF, symbol->index);
    if (!symbol->type->is_scalar)
        g->points.data[now(g) - 1].since = begin;
}

static void define(struct graph *g, struct node *target, uint32_t begin)
{
    target = node_skip_parens(target);
    if (target->kind == NODE_NAME)
        define_symbol(g, target->symbol, begin);
}

/* sizeof(int[n]) reads n. */
static void read_sizes(struct graph *g, struct node *node)
{
    if (node->kind == NODE_NAME && node->type->is_scalar)
        use(g, node->symbol);
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            read_sizes(g, node->child[i]);
}

static void read_name(void *graph, struct node *name) { use(graph, name->symbol); }

static void enter_scope(struct graph *g, uint32_t *outer_begin, size_t *outer_count)
{
    *outer_begin = g->scope_begin;
    *outer_count = g->declared.count;
    g->scope_begin = now(g);
}

static void leave_scope(struct graph *g, uint32_t outer_begin, size_t outer_count)
{
    while (g->declared.count > outer_count)
        g->declared.data[--g->declared.count]->scope.end = now(g);
    g->scope_begin = outer_begin;
}

/* A jump back may use a variable before its declaration is passed again, so with labels
 * around its scope is the whole block. In a loop every round has a new one. */
static void declare(struct graph *g, struct symbol *symbol)
{
    symbol->scope.begin = g->has_labels ? g->scope_begin : now(g);
    *vec_push(&g->declared) = symbol;
}

/* ---- expressions ------------------------------------------------------- */

static void full_expr(struct graph *g, struct node *node)
{
    uint32_t begin = now(g);
    expr(g, node);
    if (node->has_await)
        reads_delayed(node, read_name, g);
    node->points = (struct span){begin, now(g)};
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
    uint32_t begin = now(g);
    compound ? expr(g, left) : target_expr(g, left);
    expr(g, right);
    if (node->has_await) {
        reads_delayed(right, read_name, g);
        if (compound || node_skip_parens(left)->kind != NODE_NAME)
            reads_all(left, read_name, g);
    }
    define(g, left, begin);
}

static void await_expr(struct graph *g, struct node *node)
{
    struct node *call = node->child[0];
    for (uint32_t i = 0; i < call->count; i++) {
        struct node *operand = call->child[i];
        if (call->kind == NODE_GATHER && operand->kind == NODE_ASSIGN) {
            uint32_t begin = now(g);
            expr(g, operand->child[0]);
            expr(g, operand->child[1]);
            operand->points = (struct span){begin, now(g)};
        } else {
            expr(g, operand);
        }
    }
    call->points = (struct span){node->points.begin, now(g)};
    for (uint32_t i = 0; i < call->count; i++)
        reads_all(call->child[i], read_name, g);
    add_point(g, POINT_AWAIT, 0);
}

static void two_way(struct graph *g, struct node *first, struct node *second)
{
    uint32_t head = g->at, end = new_block(g);
    branch(g, head);
    if (first != NULL)
        full_expr(g, first);
    connect(g, g->at, end);
    branch(g, head);
    if (second != NULL)
        full_expr(g, second);
    go_to(g, end);
}

static void any_expr(struct graph *g, struct node *node)
{
    switch (node->kind) {
    case NODE_UNEVALUATED:
        if (node->op == UNEVALUATED_SIZES)
            read_sizes(g, node);
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
        if (node->op == UNARY_STEP) {
            if (node->has_await)
                reads_delayed(node->child[0], read_name, g);
            define(g, node->child[0], now(g));
        }
        return;
    default:
        for (uint32_t i = 0; i < node->count; i++)
            if (node->child[i] != NULL)
                expr(g, node->child[i]);
        return;
    }
}

static void expr(struct graph *g, struct node *node)
{
    node->points.begin = now(g);
    any_expr(g, node);
    node->points.end = now(g);
}

/* ---- statements -------------------------------------------------------- */

static void loop(struct graph *g, struct node *condition, struct node *step, struct node *body,
                 bool body_first)
{
    struct jumps outer = g->jumps;
    uint32_t top = new_block(g);
    g->jumps.break_to = new_block(g);
    g->jumps.continue_to = new_block(g);
    go_to(g, top);
    if (!body_first && condition != NULL) {
        full_expr(g, condition);
        connect(g, g->at, g->jumps.break_to);
        branch(g, g->at);
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
    start(g, g->jumps.break_to);
    g->jumps = outer;
}

static void for_stmt(struct graph *g, struct node *node)
{
    uint32_t outer_begin;
    size_t outer_count;
    enter_scope(g, &outer_begin, &outer_count);
    stmt(g, node->child[0]);
    loop(g, node->child[1], node->child[2], node->child[3], false);
    leave_scope(g, outer_begin, outer_count);
}

static void switch_stmt(struct graph *g, struct node *node)
{
    struct jumps outer = g->jumps;
    full_expr(g, node->child[0]);
    g->jumps.switch_head = new_block(g);
    g->jumps.break_to = new_block(g);
    g->jumps.has_default = false;
    go_to(g, g->jumps.switch_head);
    g->at = NOWHERE;
    stmt(g, node->child[1]);
    if (!g->jumps.has_default)
        connect(g, g->jumps.switch_head, g->jumps.break_to);
    go_to(g, g->jumps.break_to);
    g->jumps = outer;
}

static void case_stmt(struct graph *g, struct node *node)
{
    uint32_t here = new_block(g);
    connect(g, g->jumps.switch_head, here);
    go_to(g, here);
    g->jumps.has_default |= node->kind == NODE_DEFAULT;
    stmt(g, node_labelled(node));
}

static void if_stmt(struct graph *g, struct node *node)
{
    full_expr(g, node->child[0]);
    uint32_t head = g->at, end = new_block(g);
    branch(g, head);
    stmt(g, node->child[1]);
    connect(g, g->at, end);
    branch(g, head);
    stmt(g, node->child[2]);
    go_to(g, end);
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
    declare(g, node->symbol);
    bounds(g, node);
    uint32_t begin = now(g);
    if (init != NULL)
        full_expr(g, init);
    define_symbol(g, node->symbol, begin);
}

static void statements(struct graph *g, struct node *block)
{
    block->points.begin = now(g);
    for (uint32_t i = 0; i < block->count; i++)
        stmt(g, block->child[i]);
    block->points.end = now(g);
}

static void compound(struct graph *g, struct node *node)
{
    uint32_t outer_begin;
    size_t outer_count;
    enter_scope(g, &outer_begin, &outer_count);
    statements(g, node);
    leave_scope(g, outer_begin, outer_count);
}

static void label_stmt(struct graph *g, struct node *node)
{
    uint32_t here = label_block(g, node->symbol);
    connect(g, g->computed, here);
    go_to(g, here);
    stmt(g, node->child[0]);
}

/* Runs at some later exit of the block; what it names counts as escaped. */
static void defer_stmt(struct graph *g, struct node *node)
{
    uint32_t around = new_block(g);
    connect(g, g->at, around);
    branch(g, g->at);
    stmt(g, node->child[0]);
    go_to(g, around);
}

/* The end of a group waits for its children, however its block is left; they may use the
 * block's variables. */
static void group_stmt(struct graph *g, struct node *node)
{
    struct jumps around = g->jumps, *outer = g->group;
    uint32_t outer_begin;
    size_t outer_count;
    g->group = &around;
    enter_scope(g, &outer_begin, &outer_count);
    if (node->child[0]->kind == NODE_COMPOUND)
        statements(g, node->child[0]);
    else
        stmt(g, node->child[0]);
    add_point(g, POINT_AWAIT, 0);
    leave_scope(g, outer_begin, outer_count);
    g->group = outer;
}

/* The generator is closed at the end, however the loop is left: as with a group. */
static void async_for(struct graph *g, struct node *node)
{
    struct jumps around = g->jumps, *outer = g->group;
    uint32_t top = new_block(g), outer_begin;
    size_t outer_count;
    enter_scope(g, &outer_begin, &outer_count);
    full_expr(g, node->child[1]);
    g->group = &around;
    g->jumps.break_to = new_block(g);
    g->jumps.continue_to = new_block(g);
    go_to(g, top);
    connect(g, top, g->jumps.break_to);
    branch(g, top);
    stmt(g, node->child[0]);
    stmt(g, node->child[3]);
    go_to(g, g->jumps.continue_to);
    full_expr(g, node->child[2]);
    jump(g, top);
    start(g, g->jumps.break_to);
    add_point(g, POINT_AWAIT, 0);
    leave_scope(g, outer_begin, outer_count);
    g->jumps = around;
    g->group = outer;
}

static void leave_group(struct graph *g, const struct node *jump)
{
    bool inside = (jump->kind == NODE_BREAK && g->group->break_to != g->jumps.break_to) ||
                  (jump->kind == NODE_CONTINUE && g->group->continue_to != g->jumps.continue_to);
    if (!inside)
        add_point(g, POINT_AWAIT, 0);
}

static void any_stmt(struct graph *g, struct node *node)
{
    if (g->group != NULL &&
        (node->kind == NODE_BREAK || node->kind == NODE_CONTINUE || node->kind == NODE_GOTO))
        leave_group(g, node);
    switch (node->kind) {
    case NODE_COMPOUND:
        compound(g, node);
        return;
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
        for_stmt(g, node);
        return;
    case NODE_SWITCH:
        switch_stmt(g, node);
        return;
    case NODE_CASE:
    case NODE_DEFAULT:
        case_stmt(g, node);
        return;
    case NODE_LABEL:
        label_stmt(g, node);
        return;
    case NODE_GOTO:
        jump(g, label_block(g, node->symbol));
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
    case NODE_DEFER:
        defer_stmt(g, node);
        return;
    default:
        for (uint32_t i = 0; i < node->count; i++) {
            struct node *child = node->child[i];
            if (child != NULL)
                node_is_expr(child) ? full_expr(g, child) : stmt(g, child);
        }
        return;
    }
}

static void stmt(struct graph *g, struct node *node)
{
    if (node == NULL)
        return;
    if (node_is_expr(node)) {
        full_expr(g, node);
        return;
    }
    uint32_t begin = now(g);
    any_stmt(g, node);
    node->points = (struct span){begin, now(g)};
}

/* ---- the whole --------------------------------------------------------- */

static bool contains_label(const struct node *node)
{
    if (node->kind == NODE_LABEL)
        return true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && contains_label(node->child[i]))
            return true;
    return false;
}

/* Edges in the order of the blocks they lead to. */
static void sort_edges(struct graph *g)
{
    struct edge *sorted = xmalloc(sizeof *sorted * (g->edges.count + 1));
    for (size_t i = 0; i < g->edges.count; i++)
        g->blocks.data[g->edges.data[i].to].edge_count++;
    uint32_t sum = 0;
    for (size_t i = 0; i < g->blocks.count; i++) {
        g->blocks.data[i].first_edge = sum;
        sum += g->blocks.data[i].edge_count;
        g->blocks.data[i].edge_count = 0;
    }
    for (size_t i = 0; i < g->edges.count; i++) {
        struct block *to = &g->blocks.data[g->edges.data[i].to];
        sorted[to->first_edge + to->edge_count++] = g->edges.data[i];
    }
    free(g->edges.data);
    g->edges.data = sorted;
    g->edges.capacity = g->edges.count + 1;
}

void graph_build(struct graph *g, struct function *function)
{
    *g = (struct graph){.function = function, .at = NOWHERE};
    g->has_labels = contains_label(function->body);
    g->jumps = (struct jumps){NOWHERE, NOWHERE, NOWHERE, false};
    for (size_t i = 0; i < function->locals.count; i++)
        function->locals.data[i]->index = (uint32_t)i;
    add_point(g, POINT_ENTRY, 0);
    g->computed = new_block(g);
    for (size_t i = 0; i < function->params.count; i++)
        *vec_push(&g->declared) = function->params.data[i];
    for (size_t i = 0; i < function->bounds.count; i++)
        full_expr(g, function->bounds.data[i]->child[0]);
    stmt(g, function->body);
    leave_scope(g, 0, 0);
    for (size_t i = 0; i < g->labels.count; i++)
        g->labels.data[i]->index = 0;
    sort_edges(g);
}

void graph_deinit(struct graph *g)
{
    vec_deinit(&g->points);
    vec_deinit(&g->blocks);
    vec_deinit(&g->edges);
    vec_deinit(&g->labels);
    vec_deinit(&g->declared);
}
