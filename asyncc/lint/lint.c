/* Runs the lints of lints.def over a unit. */
#include "lint/lint.h"

#include "flow/flow.h"
#include "frontend/silence.h"

static const struct lint lints[] = {
#define LINT(id, function) {DIAG_##id, function},
#include "lint/lints.def"
};

static bool is_users(const struct program *program, const struct function *function)
{
    return !text_origin(&program->text, function->begin).system;
}

static struct cfg *make_flow(struct program *program, struct function *function, bool dump)
{
    if (!is_users(program, function))
        return NULL;
    escape_compute(function);
    struct cfg *flow = cfg_create(program, function);
    cfg_verify(flow);
    if (dump)
        cfg_dump(stderr, flow);
    return flow;
}

static bool is_new(lint_nodes *seen, struct node *node)
{
    for (size_t i = 0; i < seen->count; i++)
        if (seen->data[i] == node)
            return false;
    *vec_push(seen) = node;
    return true;
}

/* Deferred statements stand in the graph at every exit, assignments of truth values twice. */
static void visit_points(struct lint_unit *unit, const struct cfg *flow, lint_visitor *visit)
{
    lint_nodes seen = {0};
    for (size_t i = 0; i < flow->blocks.count; i++)
        for (size_t k = 0; k < flow->blocks.data[i].points.count; k++) {
            const struct cfg_point *point = &flow->blocks.data[i].points.data[k];
            bool repeated =
                point->deferred || (point->kind == CFG_ASSIGN && point->signs != SIGN_ANY);
            if (!repeated || is_new(&seen, point->node))
                visit(unit, flow, point);
        }
    vec_deinit(&seen);
}

void lint_each_point(struct lint_unit *unit, lint_visitor *visit)
{
    for (size_t i = 0; i < unit->program->functions.count; i++)
        if (unit->flows[i] != NULL)
            visit_points(unit, unit->flows[i], visit);
}

void lint_plain(struct program *program, struct facts *facts)
{
    struct lint_unit unit = {.program = program, .facts = facts};
    facts_collect(&unit);
}

void lint_program(struct program *program, struct facts *facts, bool dump_flow)
{
    size_t count = program->functions.count;
    struct lint_unit unit = {.program = program, .facts = facts};
    lint_find_suspending(program);
    unit.flows = arena_array(program->arena, struct cfg *, count + 1);
    for (size_t i = 0; i < count; i++)
        unit.flows[i] = make_flow(program, program->functions.data[i], dump_flow);
    for (size_t i = 0; i < sizeof lints / sizeof *lints; i++)
        lints[i].run(&unit);
    silence_check(program);
    if (facts != NULL)
        facts_collect(&unit);
    for (size_t i = 0; i < count; i++)
        cfg_destroy(unit.flows[i]);
}
