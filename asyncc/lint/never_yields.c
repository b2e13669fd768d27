/* never-yields: a loop that never ends and never waits.
 *
 * Either nothing leads out of it, or what would lead out asks for something that does not change: a
 * variable that only this function can write, and the loop does not; or something that others
 * should change and cannot, as the loop calls nobody, and while it runs no other task does. */
#include "lint/loops.h"

/* Whether the way out can never be taken, once the loop has begun a second round. */
static bool cannot_be_taken(const struct lint_loop *loop, const struct cfg_edge *edge)
{
    const struct cfg_key *key = edge->key != CFG_NO_KEY ? &loop->flow->keys.data[edge->key] : NULL;
    return key != NULL && !(key->shared && loop->calls) && !value_is_volatile(edge->value) &&
           !lint_loop_writes(loop, key);
}

static void check_loop(struct lint_unit *unit, const struct lint_loop *loop)
{
    if (loop->waits || !lint_loop_each_exit(loop, cannot_be_taken))
        return;
    struct node at = *loop->node;
    at.end = at.begin + 1; /* its first word */
    struct diag_record *record =
        lint_report(unit, DIAG_NEVER_YIELDS, &at,
                    "this loop neither ends nor waits: no other task will ever run again");
    lint_advice(unit, record,
                "await something in it, 'await async_yield()' at least, or give it a way out");
}

void lint_never_yields(struct lint_unit *unit) { lint_each_loop(unit, check_loop); }
