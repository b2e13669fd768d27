/* A va_list that lives across an await is refused: the arguments it walks may be
 * gone by then, and no target lets it be kept in a frame. Handing it to va_arg or vprintf takes no
 * address that counts, so liveness alone decides. */
#include "flow/flow.h"

#include <string.h>

static bool is_va_list(const struct symbol *symbol)
{
    const char *name = symbol->type->canonical;
    return strstr(name, "__va_list_tag") || strstr(name, "va_list");
}

static bool has_va_list(const struct function *function)
{
    for (size_t i = 0; i < function->locals.count; i++)
        if (is_va_list(function->locals.data[i]))
            return true;
    return false;
}

static void report(struct program *program, const struct symbol *symbol)
{
    struct diag_place place = place_of(program, symbol->begin, symbol->begin);
    struct diag_record *record = diag_report(program->diag, DIAG_UNSUPPORTED, place,
                                             "va_list '%s' lives across an await", symbol->name);
    diag_note(program->diag, record, place, "read the arguments before the first await");
    program->failed = true;
}

void va_list_check(struct program *program)
{
    for (size_t i = 0; i < program->functions.count; i++) {
        struct function *function = program->functions.data[i];
        if (!has_va_list(function))
            continue;
        liveness_compute(program, function);
        for (size_t k = 0; k < function->locals.count; k++)
            if (is_va_list(function->locals.data[k]) && function->locals.data[k]->in_frame)
                report(program, function->locals.data[k]);
    }
}
