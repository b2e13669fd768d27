/* track.c - a worklist over (block, state). Beside each such pair stands, for every key of the
 * graph, the set of signs that its value can have there. */
#include "flow/track.h"

#include <stdlib.h>
#include <string.h>

struct solver {
    struct track *track;
    const struct cfg *cfg;
    size_t keys;
    uint8_t *signs;  /* of block * TRACK_STATES + state, one for each key */
    bool *reached;   /* likewise */
    bool *waiting;   /* likewise: in the worklist */
    uint32_t *stack; /* the worklist */
    size_t stacked;
    uint8_t *now; /* along the block that is being walked */
};

static void push(struct solver *s, uint32_t pair)
{
    if (s->waiting[pair])
        return;
    s->waiting[pair] = true;
    s->stack[s->stacked++] = pair;
}

static void join(struct solver *s, uint32_t block, unsigned state, const uint8_t *signs)
{
    uint32_t pair = block * TRACK_STATES + state;
    uint8_t *known = s->signs + (size_t)pair * s->keys;
    bool changed = !s->reached[pair];
    for (size_t i = 0; i < s->keys; i++) {
        uint8_t both = (uint8_t)(s->reached[pair] ? known[i] | signs[i] : signs[i]);
        changed |= both != known[i];
        known[i] = both;
    }
    s->reached[pair] = true;
    if (changed)
        push(s, pair);
}

/* ---- what a point does to what is known ------------------------------ */

static bool mentions(const struct cfg_key *key, const struct symbol *symbol)
{
    for (size_t i = 0; i < key->parts.count; i++)
        if (key->parts.data[i] == symbol)
            return true;
    return false;
}

static void forget_symbol(struct solver *s, const struct symbol *symbol)
{
    for (size_t i = 0; i < s->keys; i++)
        if (mentions(&s->cfg->keys.data[i], symbol))
            s->now[i] = SIGN_ANY;
}

/* The name of the member that an lvalue is, or "". */
static const char *last_word(const char *text)
{
    const char *dot = strrchr(text, '.'), *arrow = strrchr(text, '>');
    const char *from = dot > arrow ? dot : arrow;
    return from ? from + 1 : "";
}

/* A store to an object that is no plain variable: what may be the same object is forgotten. */
static void forget_object(struct solver *s, const char *text)
{
    const char *member = last_word(text);
    for (size_t i = 0; i < s->keys; i++) {
        const char *key = s->cfg->keys.data[i].text;
        bool same = *member ? strstr(key, member) != NULL : strpbrk(key, "*[") != NULL;
        if (same && s->cfg->keys.data[i].symbol == NULL)
            s->now[i] = SIGN_ANY;
    }
}

static void assign(struct solver *s, const struct cfg_point *point)
{
    const struct symbol *symbol = cfg_target_symbol(point->node);
    uint8_t signs = point->from == CFG_NO_KEY ? point->signs : s->now[point->from];
    if (symbol != NULL)
        forget_symbol(s, symbol);
    else
        forget_object(s, point->object);
    if (point->to != CFG_NO_KEY)
        s->now[point->to] = signs;
}

/* f(&x): f may write x. */
static void forget_addresses(struct solver *s, const struct node *node)
{
    if (node->kind == NODE_UNARY && node->op == UNARY_ADDRESS) {
        const struct node *operand = value_strip(node->child[0]);
        if (operand->kind == NODE_NAME)
            forget_symbol(s, operand->symbol);
    }
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            forget_addresses(s, node->child[i]);
}

static void forget_shared(struct solver *s)
{
    for (size_t i = 0; i < s->keys; i++)
        if (s->cfg->keys.data[i].shared)
            s->now[i] = SIGN_ANY;
}

static void learn(struct solver *s, const struct cfg_point *point)
{
    switch (point->kind) {
    case CFG_ASSIGN:
        assign(s, point);
        break;
    case CFG_DECLARE:
        forget_symbol(s, point->node->symbol);
        break;
    case CFG_CALL:
        forget_addresses(s, point->node);
        break;
    case CFG_AWAIT:
        forget_addresses(s, point->node);
        forget_shared(s);
        break;
    case CFG_GROUP_END:
        forget_shared(s);
        break;
    default:
        break;
    }
}

/* ---- blocks ---------------------------------------------------------- */

static uint8_t flip(uint8_t signs)
{
    return signs == SIGN_ZERO ? SIGN_NONZERO : signs == SIGN_NONZERO ? SIGN_ZERO : SIGN_ANY;
}

static void follow(struct solver *s, const struct cfg_edge *edge, unsigned state,
                   const uint8_t *signs)
{
    uint8_t *next = s->now;
    memcpy(next, signs, s->keys);
    if (edge->key != CFG_NO_KEY) {
        uint8_t wanted = edge->flipped ? flip(edge->signs) : edge->signs;
        next[edge->key] &= wanted;
        if (next[edge->key] == 0)
            return; /* this path has decided otherwise */
    }
    if (edge->value != NULL && edge->signs != SIGN_ANY && s->track->refine != NULL)
        state = s->track->refine(s->track, state, edge->value, edge->signs);
    join(s, edge->to, state, next);
}

static void walk(struct solver *s, uint32_t pair)
{
    const struct cfg_block *block = &s->cfg->blocks.data[pair / TRACK_STATES];
    unsigned state = pair % TRACK_STATES;
    memcpy(s->now, s->signs + (size_t)pair * s->keys, s->keys);
    for (size_t i = 0; i < block->points.count; i++) {
        state = s->track->step(s->track, state, &block->points.data[i]);
        learn(s, &block->points.data[i]);
    }
    uint8_t *signs = xmalloc(s->keys + 1);
    memcpy(signs, s->now, s->keys);
    for (size_t i = 0; i < block->edges.count; i++)
        follow(s, &block->edges.data[i], state, signs);
    free(signs);
}

void track_run(struct track *track, unsigned entry_state)
{
    const struct cfg *cfg = track->cfg;
    size_t pairs = cfg->blocks.count * TRACK_STATES;
    struct solver s = {.track = track, .cfg = cfg, .keys = cfg->keys.count};
    s.signs = calloc(pairs * s.keys + 1, 1);
    s.reached = calloc(pairs, sizeof *s.reached);
    s.waiting = calloc(pairs, sizeof *s.waiting);
    s.stack = xmalloc(pairs * sizeof *s.stack);
    s.now = xmalloc(s.keys + 1);
    memset(s.now, SIGN_ANY, s.keys);
    join(&s, CFG_ENTRY, entry_state, s.now);
    while (s.stacked > 0) {
        uint32_t pair = s.stack[--s.stacked];
        s.waiting[pair] = false;
        walk(&s, pair);
    }
    free(s.signs);
    free(s.reached);
    free(s.waiting);
    free(s.stack);
    free(s.now);
}
