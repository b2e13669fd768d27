/* process-state: something that belongs to the whole process or thread, changed for a while and an
 * await in between.
 *
 * That it was for a while shows when the same is changed again later, behind the await or in a
 * deferred statement. A change that stays (a umask set when the program starts) is none. */
#include "lint/lint.h"

#include <string.h>

enum state { NORMAL, CHANGED, WAITED };

struct site {
    struct lint_unit *unit;
    const char *family;
    const struct node *change, *await, *restore; /* the first ones */
};

/* What a call changes, or NULL. With a null argument some only ask. */
static const char *family_of(const struct lint_unit *unit, const struct node *call)
{
    static const struct {
        const char *name, *family;
        int asks; /* which argument must not be null, or -1 */
    } rows[] = {
        {"umask", "the file mode mask", -1},
        {"chdir", "the current folder", -1},
        {"fchdir", "the current folder", -1},
        {"setlocale", "the locale", 1},
        {"uselocale", "the locale", 0},
        {"sigprocmask", "the signal mask", 1},
        {"pthread_sigmask", "the signal mask", 1},
        {"fesetround", "the rounding mode", -1},
        {"fesetenv", "the floating-point environment", -1},
        {"feholdexcept", "the floating-point environment", -1},
        {"feupdateenv", "the floating-point environment", -1},
        {"seteuid", "the effective user", -1},
        {"setegid", "the effective group", -1},
        {"setfsuid", "the effective user", -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        long long value;
        if (!lint_calls(unit, call, rows[i].name))
            continue;
        const struct node *argument =
            rows[i].asks >= 0 ? lint_argument(call, (uint32_t)rows[i].asks) : NULL;
        bool only_asks =
            argument != NULL && value_constant(unit->program, argument, &value) && value == 0;
        return only_asks ? NULL : rows[i].family;
    }
    return NULL;
}

static bool is_same(const struct site *site, const struct cfg_point *point)
{
    const char *family = point->kind == CFG_CALL ? family_of(site->unit, point->node) : NULL;
    return family != NULL && strcmp(family, site->family) == 0;
}

static void keep_first(const struct node **place, const struct node *node)
{
    if (*place == NULL || node->begin < (*place)->begin)
        *place = node;
}

static unsigned step(struct track *track, unsigned state, const struct cfg_point *point)
{
    struct site *site = track->data;
    if (point->kind == CFG_CALL && point->node == site->change && state == NORMAL)
        return CHANGED;
    if (state == CHANGED && lint_waits(point)) {
        keep_first(&site->await, point->node);
        return WAITED;
    }
    if (state == NORMAL || !is_same(site, point))
        return state;
    if (state == WAITED)
        keep_first(&site->restore, point->node);
    return NORMAL;
}

/* What failed has changed nothing. */
static unsigned refine(struct track *track, unsigned state, const struct node *value, uint8_t signs)
{
    const struct site *site = track->data;
    if (lint_call(value) != site->change || lint_calls(site->unit, site->change, "umask"))
        return state;
    bool failed = site->change->type->is_pointer ? signs == SIGN_ZERO : (signs & SIGN_ZERO) == 0;
    return failed ? NORMAL : state;
}

static void check_point(struct lint_unit *unit, const struct cfg *flow,
                        const struct cfg_point *point)
{
    const char *family = point->kind == CFG_CALL ? family_of(unit, point->node) : NULL;
    if (family == NULL || point->deferred)
        return;
    struct site site = {.unit = unit, .family = family, .change = point->node};
    struct track track = {.cfg = flow, .data = &site, .step = step, .refine = refine};
    track_run(&track, NORMAL);
    if (site.restore == NULL)
        return;
    struct diag_record *record =
        lint_report(unit, DIAG_PROCESS_STATE, site.change,
                    "%s is changed for all tasks while the coroutine waits", family);
    lint_next(unit, record, site.await, "other tasks run here with the changed one");
    lint_next(unit, record, site.restore, "changed again here");
    lint_advice(unit, record,
                "change it back before the await, or do the work that needs it with "
                "async_offload in one function");
}

void lint_process_state(struct lint_unit *unit) { lint_each_point(unit, check_point); }
