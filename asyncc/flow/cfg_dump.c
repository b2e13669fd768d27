/* -fdump-cfg: the blocks that can be reached, a point or an edge a line; and the verifier. */
#include "flow/cfg.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[CFG_KINDS] = {
    [CFG_CALL] = "call",           [CFG_AWAIT] = "await",     [CFG_ASSIGN] = "assign",
    [CFG_READ] = "read",           [CFG_DECLARE] = "declare", [CFG_DEFER] = "defer",
    [CFG_CLEANUP] = "cleanup",     [CFG_RETURN] = "return",   [CFG_LEAVE] = "leave",
    [CFG_GROUP_END] = "group end",
};

static void dump_text(FILE *to, const struct cfg *cfg, const struct node *node)
{
    const char *text = value_text(cfg->program, node);
    fprintf(to, strlen(text) > 40 ? " `%.40s...`" : " `%s`", text);
}

static void dump_signs(FILE *to, uint8_t signs)
{
    static const char *const words[] = {"-", "<0", "=0", "<=0", ">0", "!=0", ">=0", "any"};
    fprintf(to, " %s", words[signs & SIGN_ANY]);
}

static void dump_point(FILE *to, const struct cfg *cfg, const struct cfg_point *point)
{
    fprintf(to, "    %s%s", point->deferred ? "deferred " : "", names[point->kind]);
    if (point->kind != CFG_LEAVE && point->kind != CFG_GROUP_END)
        dump_text(to, cfg, point->node);
    if (point->signs != SIGN_ANY)
        dump_signs(to, point->signs);
    fputc('\n', to);
}

static void dump_edge(FILE *to, const struct cfg *cfg, const struct cfg_edge *edge)
{
    fprintf(to, "    to %u", edge->to);
    if (edge->value != NULL) {
        fputs(" if", to);
        dump_text(to, cfg, edge->value);
        dump_signs(to, edge->signs);
    }
    fputc('\n', to);
}

static void mark(const struct cfg *cfg, uint32_t block, bool *seen)
{
    if (seen[block])
        return;
    seen[block] = true;
    for (size_t i = 0; i < cfg->blocks.data[block].edges.count; i++)
        mark(cfg, cfg->blocks.data[block].edges.data[i].to, seen);
}

void cfg_dump(FILE *to, const struct cfg *cfg)
{
    bool *seen = arena_array(cfg->program->arena, bool, cfg->blocks.count);
    mark(cfg, CFG_ENTRY, seen);
    fprintf(to, "flow of %s\n", cfg->function->symbol->name);
    for (size_t i = 0; i < cfg->blocks.count; i++) {
        const struct cfg_block *block = &cfg->blocks.data[i];
        if (!seen[i])
            continue;
        fprintf(to, i == CFG_END ? "  %zu: end\n" : "  %zu:\n", i);
        for (size_t k = 0; k < block->points.count; k++)
            dump_point(to, cfg, &block->points.data[k]);
        for (size_t k = 0; k < block->edges.count; k++)
            dump_edge(to, cfg, &block->edges.data[k]);
    }
}

/* ---- the verifier ---------------------------------------------------- */

static void fail(const struct cfg *cfg, size_t block, const char *what)
{
    fprintf(stderr, "asyncc: internal error: flow of %s, block %zu: %s\n",
            cfg->function->symbol->name, block, what);
    abort();
}

static bool fits(const struct cfg_point *point)
{
    enum node_kind kind = point->node->kind;
    switch (point->kind) {
    case CFG_CALL:
        return kind == NODE_CALL || kind == NODE_SPAWN || kind == NODE_GROUP_SPAWN ||
               kind == NODE_RUN || kind == NODE_OPAQUE || kind == NODE_ASM;
    case CFG_AWAIT:
        return kind == NODE_AWAIT;
    case CFG_GROUP_END:
        return kind == NODE_GROUP;
    case CFG_ASSIGN:
        return kind == NODE_ASSIGN || kind == NODE_COMPOUND_ASSIGN || kind == NODE_UNARY ||
               kind == NODE_VAR;
    case CFG_READ:
        return kind == NODE_NAME || kind == NODE_UNARY;
    case CFG_DEFER:
        return kind == NODE_DEFER || kind == NODE_VAR;
    case CFG_DECLARE:
    case CFG_CLEANUP:
        return kind == NODE_VAR;
    case CFG_RETURN:
        return kind == NODE_RETURN;
    default:
        return kind == NODE_COMPOUND;
    }
}

void cfg_verify(const struct cfg *cfg)
{
    for (size_t i = 0; i < cfg->blocks.count; i++) {
        const struct cfg_block *block = &cfg->blocks.data[i];
        if (i == CFG_END && block->edges.count > 0)
            fail(cfg, i, "the end goes on");
        for (size_t k = 0; k < block->points.count; k++)
            if (!fits(&block->points.data[k]))
                fail(cfg, i, "a point of the wrong node");
        for (size_t k = 0; k < block->edges.count; k++) {
            const struct cfg_edge *edge = &block->edges.data[k];
            if (edge->to >= cfg->blocks.count)
                fail(cfg, i, "an edge to nowhere");
            if (edge->signs == 0 || (edge->value == NULL && edge->signs != SIGN_ANY))
                fail(cfg, i, "an edge that cannot be taken");
            if (edge->key != CFG_NO_KEY && (size_t)edge->key >= cfg->keys.count)
                fail(cfg, i, "an edge with an unknown key");
        }
    }
}
