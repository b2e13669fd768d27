/* graph.h - an async function's body as basic blocks of points.
 *
 * A point is a use of a variable, a definition, or an await. Points are numbered in the order
 * of the lowered code, in which plain reads of an expression come after its awaits
 * (docs/language.md, evaluation order); those of a block are consecutive.
 */
#ifndef ASYNCC_FLOW_GRAPH_H
#define ASYNCC_FLOW_GRAPH_H

#include "ast/ast.h"

enum point_kind { POINT_ENTRY, POINT_USE, POINT_DEF, POINT_AWAIT };

struct point {
    enum point_kind kind;
    uint32_t variable, block;
    uint32_t since; /* DEF: the first point behind which its parts may be stored */
};

struct block {
    struct span points;
    uint32_t first_edge, edge_count; /* in `edges`, which lead here */
};

struct edge {
    uint32_t from, to;
};

struct jumps {
    uint32_t break_to, continue_to, switch_head;
    bool has_default;
};

struct graph {
    struct function *function;
    VEC(struct point) points;
    VEC(struct block) blocks;
    VEC(struct edge) edges; /* by `to` once the graph is built */

    /* while it is built */
    VEC(struct symbol *) labels;
    VEC(struct symbol *) declared; /* variables whose scope has not ended */
    uint32_t at;                   /* the block that goes on, or GRAPH_NOWHERE */
    uint32_t scope_begin;
    bool has_labels;
    struct jumps jumps;
    struct jumps *group; /* those around the innermost async_group, or NULL */
    uint32_t computed;   /* where computed gotos lead */
};

enum { GRAPH_NOWHERE = UINT32_MAX };

/* Numbers the function's variables, sets their `scope` and the `points` of all nodes. */
void graph_build(struct graph *graph, struct function *function);
void graph_deinit(struct graph *graph);

#endif
