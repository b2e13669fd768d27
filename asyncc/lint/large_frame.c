/* large-frame: a coroutine whose frame holds more than 16 KiB, because of a buffer that lives
 * across an await.
 *
 * Every task in progress has a frame, and keeps it while it waits. main has only one. */
#include "lint/lint.h"

#include "flow/flow.h"

enum { LIMIT = 16 * 1024 };

static int64_t size_of(const struct symbol *symbol)
{
    return symbol->in_frame && symbol->type->size > 0 ? symbol->type->size : 0;
}

static int64_t size_of_all(const struct function *function)
{
    int64_t sum = 0;
    for (size_t i = 0; i < function->locals.count; i++)
        sum += size_of(function->locals.data[i]);
    return sum;
}

/* What is in the frame together with a variable: all whose scope it is in. */
static int64_t size_with(const struct function *function, const struct symbol *symbol)
{
    int64_t sum = 0;
    for (size_t i = 0; i < function->locals.count; i++) {
        const struct symbol *other = function->locals.data[i];
        if (other->scope_begin <= symbol->scope_begin && symbol->scope_end <= other->scope_end)
            sum += size_of(other);
    }
    return sum;
}

static void check_function(struct lint_unit *unit, struct function *function)
{
    const struct symbol *largest = NULL;
    int64_t frame = 0;
    liveness_compute(unit->program, function);
    if (size_of_all(function) <= LIMIT)
        return;
    for (size_t i = 0; i < function->locals.count; i++) {
        const struct symbol *symbol = function->locals.data[i];
        int64_t together = size_with(function, symbol);
        frame = together > frame ? together : frame;
        if (largest == NULL || size_of(symbol) > size_of(largest))
            largest = symbol;
    }
    if (frame <= LIMIT)
        return;
    struct diag_record *record = lint_report_name(
        unit, DIAG_LARGE_FRAME, largest->begin,
        "'%s' lives across an await and takes %lld bytes of the %lld in the frame of '%s'",
        largest->name, (long long)size_of(largest), (long long)frame, function->symbol->name);
    lint_advice(unit, record,
                "every task in progress has a frame: make it smaller, allocate it where it is "
                "needed, or end its use before the await");
}

void lint_large_frame(struct lint_unit *unit)
{
    for (size_t i = 0; i < unit->program->functions.count; i++) {
        struct function *function = unit->program->functions.data[i];
        if (unit->flows[i] != NULL && !function->is_main)
            check_function(unit, function);
    }
}
