/* Reporting for the lints: places, steps, fix-its; pragmas and comments count. */
#include "lint/lint.h"

#include "frontend/silence.h"

#include <stdio.h>
#include <string.h>

static const char *format_text(struct lint_unit *unit, const char *format, va_list args)
{
    char text[1024];
    vsnprintf(text, sizeof text, format, args);
    return arena_copy(unit->program->arena, text, strlen(text));
}

static struct diag_record *report(struct lint_unit *unit, enum diag_id id, uint32_t begin,
                                  uint32_t end, const char *message)
{
    struct program *program = unit->program;
    struct diag_place place = place_of(program, begin, end);
    enum diag_level level = silence_level(program, id, &place);
    return diag_report_at(program->diag, id, level, place, "%s", message);
}

struct diag_record *lint_report(struct lint_unit *unit, enum diag_id id, const struct node *at,
                                const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *message = format_text(unit, format, args);
    va_end(args);
    return report(unit, id, at->begin, at->end, message);
}

struct diag_record *lint_report_name(struct lint_unit *unit, enum diag_id id, uint32_t name,
                                     const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *message = format_text(unit, format, args);
    va_end(args);
    return report(unit, id, name, name, message);
}

/* Not "is it on": what is off by default may be on where a chain of calls begins. */
bool lint_allows(struct lint_unit *unit, enum diag_id id, const struct node *at)
{
    struct program *program = unit->program;
    struct diag_place place = place_of(program, at->begin, at->end);
    enum diag_level before = program->diag->levels[id];
    program->diag->levels[id] = DIAG_WARNING;
    enum diag_level level = silence_level(program, id, &place);
    program->diag->levels[id] = before;
    return level == DIAG_OFF;
}

static void note_at(struct lint_unit *unit, struct diag_record *record, enum diag_role role,
                    const struct node *at, const char *format, va_list args)
{
    if (record == NULL)
        return;
    const char *message = format_text(unit, format, args);
    diag_note_as(unit->program->diag, record, role, place_of(unit->program, at->begin, at->end),
                 "%s", message);
}

void lint_step(struct lint_unit *unit, struct diag_record *record, const struct node *at,
               const char *format, ...)
{
    va_list args;
    va_start(args, format);
    note_at(unit, record, DIAG_STEP, at, format, args);
    va_end(args);
}

void lint_next(struct lint_unit *unit, struct diag_record *record, const struct node *at,
               const char *format, ...)
{
    va_list args;
    va_start(args, format);
    note_at(unit, record, DIAG_NEXT, at, format, args);
    va_end(args);
}

void lint_advice(struct lint_unit *unit, struct diag_record *record, const char *format, ...)
{
    va_list args;
    if (record == NULL)
        return;
    va_start(args, format);
    const char *message = format_text(unit, format, args);
    va_end(args);
    diag_note_as(unit->program->diag, record, DIAG_ADVICE, record->place, "%s", message);
}

void lint_fix_wrap(struct lint_unit *unit, struct diag_record *record, const struct node *at,
                   const char *before, const char *after)
{
    struct diag_place place;
    if (record == NULL || !place_exact(unit->program, at->begin, at->end, &place))
        return;
    const char *text = place_text(unit->program, &place);
    diag_fix(unit->program->diag, record, place,
             arena_printf(unit->program->arena, "%s%s%s", before, text, after));
}
