/* Reporting for the rules of sema/: places, notes, fix-its that are right when applied. */
#include "sema/checker.h"

#include "frontend/silence.h"

#include <stdio.h>
#include <string.h>

struct diag_place check_place(struct checker *c, const struct node *node)
{
    return place_of(c->program, node->begin, node->end);
}

static const char *format_text(struct checker *c, const char *format, va_list args)
{
    char text[512];
    vsnprintf(text, sizeof text, format, args);
    return arena_copy(c->program->arena, text, strlen(text));
}

struct diag_record *check_report(struct checker *c, enum diag_id id, const struct node *at,
                                 const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *message = format_text(c, format, args);
    va_end(args);
    struct diag_place place = check_place(c, at);
    enum diag_level level = silence_level(c->program, id, &place);
    c->program->failed |= level == DIAG_ERROR;
    return diag_report_at(c->program->diag, id, level, place, "%s", message);
}

void check_note(struct checker *c, struct diag_record *record, const struct node *at,
                const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *message = format_text(c, format, args);
    va_end(args);
    diag_note(c->program->diag, record, check_place(c, at), "%s", message);
}

struct diag_record *check_unsupported(struct checker *c, const struct node *at, const char *message,
                                      const char *instead)
{
    struct diag_record *record = check_report(c, DIAG_UNSUPPORTED, at, "%s", message);
    check_note(c, record, at, "%s", instead);
    return record;
}

/* ---- fix-its ----------------------------------------------------------- */

void check_fix_insert(struct checker *c, struct diag_record *record, uint32_t at, const char *text)
{
    struct diag_place place;
    if (place_exact(c->program, at, at, &place))
        diag_fix(c->program->diag, record, place, text);
}

void check_fix_wrap(struct checker *c, struct diag_record *record, uint32_t begin, uint32_t end,
                    const char *before, const char *after)
{
    struct diag_place place;
    if (!place_exact(c->program, begin, end, &place))
        return;
    const char *text = place_text(c->program, &place);
    diag_fix(c->program->diag, record, place,
             arena_printf(c->program->arena, "%s%s%s", before, text, after));
}

static uint32_t next_token(const struct checker *c, uint32_t offset)
{
    const struct text *text = &c->program->text;
    uint32_t index = text_token_at(text, offset) + 1;
    return index < text->token_count ? text->tokens[index].begin : offset;
}

/* From the `await` up to `to` in one line of the source. */
static bool await_place(struct checker *c, uint32_t await, uint32_t to, struct diag_place *place)
{
    struct diag_place stop;
    if (!place_exact(c->program, await, await, place) || !place_exact(c->program, to, to, &stop) ||
        stop.line != place->line || stop.column <= place->column)
        return false;
    place->end_column = stop.column;
    return true;
}

void check_fix_remove_await(struct checker *c, struct diag_record *record, uint32_t await)
{
    struct diag_place place;
    if (await_place(c, await, next_token(c, await), &place))
        diag_fix(c->program->diag, record, place, "");
}

void check_fix_move_await(struct checker *c, struct diag_record *record, uint32_t await,
                          uint32_t to)
{
    struct diag_place place, rest;
    if (!await_place(c, await, to, &place) || !await_place(c, await, next_token(c, await), &rest))
        return;
    const char *text = place_text(c->program, &place) + (rest.end_column - rest.column);
    diag_fix(c->program->diag, record, place, arena_printf(c->program->arena, "%sawait ", text));
}

/* ---- errors of C ------------------------------------------------------- */

bool check_has_c_error(const struct checker *c, const struct node *node)
{
    for (size_t i = 0; i < c->program->c_errors.count; i++) {
        uint32_t at = c->program->c_errors.data[i];
        if (at >= node->begin && at <= node->end)
            return true;
    }
    return false;
}

static bool ends_statement(const struct text *text, uint32_t index)
{
    return text_token_is(text, index, ";") || text_token_is(text, index, "{") ||
           text_token_is(text, index, "}");
}

bool check_near_c_error(const struct checker *c, const struct node *node)
{
    const struct text *text = &c->program->text;
    uint32_t first = text_token_at(text, node->begin), last = text_token_at(text, node->end);
    while (first > 0 && !ends_statement(text, first - 1))
        first--;
    while (last + 1 < text->token_count && !ends_statement(text, last))
        last++;
    if (last >= text->token_count)
        return c->program->c_errors.count > 0;
    struct node statement = {.begin = text->tokens[first].begin, .end = text->tokens[last].begin};
    return check_has_c_error(c, &statement);
}

bool check_is_broken(const struct checker *c, const struct node *node)
{
    bool unknown = node->kind == NODE_OPAQUE || node->kind == NODE_GNU_CONDITIONAL ||
                   node->kind == NODE_DESIGNATED || node->kind == NODE_LEAF;
    return unknown && check_has_c_error(c, node);
}
