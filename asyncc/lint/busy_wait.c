/* busy-wait: a loop that does nothing but sleep until another task has changed something.
 *
 * It must ask for something that others can reach and that it does not write itself, and call
 * nobody: what a call asks for may have no event. Nor has what a signal handler or another
 * thread sets, which is volatile or atomic. */
#include "lint/loops.h"

/* The expression that the loop waits for, from one of its ways out. */
static const struct node *awaited(const struct lint_loop *loop, const struct cfg_edge *edge)
{
    if (edge->key == CFG_NO_KEY || value_is_volatile(edge->value))
        return NULL;
    const struct cfg_key *key = &loop->flow->keys.data[edge->key];
    return key->shared && !lint_loop_writes(loop, key) ? edge->value : NULL;
}

static const struct node *find_awaited(const struct lint_loop *loop)
{
    for (uint32_t i = 0; i < loop->cycle->block_count; i++) {
        const struct cfg_block *block = lint_loop_block(loop, i);
        for (size_t k = 0; k < block->edges.count; k++) {
            bool out = !loop->members[block->edges.data[k].to];
            const struct node *found = out ? awaited(loop, &block->edges.data[k]) : NULL;
            if (found != NULL)
                return found;
        }
    }
    return NULL;
}

static void check_loop(struct lint_unit *unit, const struct lint_loop *loop)
{
    const struct node *value = loop->sleeps && !loop->calls ? find_awaited(loop) : NULL;
    if (value == NULL)
        return;
    struct node at = *loop->node;
    at.end = at.begin + 1;
    struct diag_record *record =
        lint_report(unit, DIAG_BUSY_WAIT, &at,
                    "this loop only sleeps until '%s' changes: it wakes up for nothing, and late",
                    value_text(unit->program, value));
    lint_advice(unit, record,
                "wait for the change itself: with a semaphore, an event or a queue, which whoever "
                "makes the change signals");
}

void lint_busy_wait(struct lint_unit *unit) { lint_each_loop(unit, check_loop); }
