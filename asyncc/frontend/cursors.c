/* cursors.c - tokens and children of cursors.
 *
 * libclang lists children in its own order and some of them several times; here they
 * are sorted by their place in the text, each range once. */
#include "frontend/converter.h"

#include <stdlib.h>
#include <string.h>

uint32_t cursor_token(const struct converter *c, uint32_t offset)
{
    return text_token_at(c->text, offset);
}

bool cursor_token_is(const struct converter *c, uint32_t offset, const char *spelling)
{
    return text_token_is(c->text, cursor_token(c, offset), spelling);
}

bool cursor_token_starts(const struct converter *c, uint32_t offset, const char *prefix)
{
    uint32_t index = cursor_token(c, offset);
    if (index >= c->text->token_count)
        return false;
    const struct token *token = &c->text->tokens[index];
    size_t length = strlen(prefix);
    return token->end - token->begin >= length &&
           memcmp(c->text->bytes + token->begin, prefix, length) == 0;
}

enum CXChildVisitResult cursor_collect(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    *vec_push((cursor_list *)data) = cursor;
    return CXChildVisit_Continue;
}

bool cursor_is_expr(enum CXCursorKind kind)
{
    return clang_isExpression(kind) || kind == CXCursor_InitListExpr;
}

static bool is_stmt_or_expr(CXCursor cursor)
{
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    return cursor_is_expr(kind) || clang_isStatement(kind);
}

struct sortable {
    CXCursor cursor;
    struct range range;
    uint32_t order;
};

static int by_place(const void *a, const void *b)
{
    const struct sortable *x = a, *y = b;
    if (x->range.begin != y->range.begin)
        return x->range.begin < y->range.begin ? -1 : 1;
    if (x->range.end != y->range.end)
        return x->range.end > y->range.end ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

/* In textual order, each range once. */
void cursor_sort(cursor_list *list)
{
    VEC(struct sortable) sorted = {0};
    for (size_t i = 0; i < list->count; i++)
        *vec_push(&sorted) =
            (struct sortable){list->data[i], cursor_range(list->data[i]), (uint32_t)i};
    if (sorted.count > 1)
        qsort(sorted.data, sorted.count, sizeof *sorted.data, by_place);
    list->count = 0;
    for (size_t i = 0; i < sorted.count; i++) {
        struct range range = sorted.data[i].range, last = {0, 0};
        if (i > 0)
            last = sorted.data[i - 1].range;
        if (i == 0 || range.begin != last.begin || range.end != last.end)
            list->data[list->count++] = sorted.data[i].cursor;
    }
    vec_deinit(&sorted);
}

static enum CXChildVisitResult collect_operand(CXCursor cursor, CXCursor parent, CXClientData data)
{
    if (is_stmt_or_expr(cursor))
        cursor_collect(cursor, parent, data);
    return CXChildVisit_Continue;
}

/* The expressions and statements below a cursor, in textual order. */
void cursor_operands(CXCursor cursor, cursor_list *out)
{
    clang_visitChildren(cursor, collect_operand, out);
    cursor_sort(out);
}
