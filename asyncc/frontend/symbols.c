/* symbols.c - declared things, one symbol for each, found by the cursor that declares it. */
#include "frontend/converter.h"

#include <stdlib.h>
#include <string.h>

static size_t symbol_slot(const struct converter *c, CXCursor cursor)
{
    size_t at = clang_hashCursor(cursor) & (c->symbol_capacity - 1);
    while (c->symbols[at].symbol != NULL && !clang_equalCursors(c->symbols[at].cursor, cursor))
        at = (at + 1) & (c->symbol_capacity - 1);
    return at;
}

static void remember(struct converter *c, CXCursor cursor, struct symbol *symbol)
{
    if (c->symbol_count * 2 >= c->symbol_capacity) {
        struct known_symbol *old = c->symbols;
        size_t n = c->symbol_capacity;
        c->symbol_capacity = n ? n * 2 : 256;
        c->symbols = calloc(c->symbol_capacity, sizeof *c->symbols);
        for (size_t i = 0; i < n; i++)
            if (old[i].symbol != NULL)
                c->symbols[symbol_slot(c, old[i].cursor)] = old[i];
        free(old);
    }
    c->symbols[symbol_slot(c, cursor)] = (struct known_symbol){cursor, symbol};
    c->symbol_count++;
}

static struct symbol *lookup(const struct converter *c, CXCursor cursor)
{
    return c->symbol_capacity ? c->symbols[symbol_slot(c, cursor)].symbol : NULL;
}

struct annotations {
    struct converter *c;
    bool async, ready, blocking, noreturn;
    int32_t stack;
};

static bool is_noreturn(const struct converter *c, uint32_t offset)
{
    return cursor_token_is(c, offset, "noreturn") || cursor_token_is(c, offset, "__noreturn__") ||
           cursor_token_is(c, offset, "_Noreturn");
}

static enum CXChildVisitResult read_attribute(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct annotations *out = data;
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    (void)parent;
    if (kind == CXCursor_AnnotateAttr) {
        CXString text = clang_getCursorSpelling(cursor);
        const char *name = clang_getCString(text);
        out->async |= strcmp(name, "async") == 0;
        out->ready |= strcmp(name, "async_ready") == 0;
        out->blocking |= strcmp(name, "async_blocking") == 0;
        if (strncmp(name, "async_stack:", 12) == 0)
            out->stack = atoi(name + 12);
        clang_disposeString(text);
    } else if (clang_isAttribute(kind)) {
        out->noreturn |= is_noreturn(out->c, cursor_range(cursor).begin);
    }
    return CXChildVisit_Continue;
}

static enum symbol_kind symbol_kind_of(CXCursor cursor)
{
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_FunctionDecl:
        return SYMBOL_FUNCTION;
    case CXCursor_ParmDecl:
        return SYMBOL_PARAM;
    case CXCursor_EnumConstantDecl:
        return SYMBOL_ENUMERATOR;
    case CXCursor_VarDecl:
        break;
    default:
        return SYMBOL_OTHER;
    }
    enum CX_StorageClass storage = clang_Cursor_getStorageClass(cursor);
    CXCursor parent = clang_getCursorSemanticParent(cursor);
    if (clang_getCursorKind(parent) == CXCursor_TranslationUnit)
        return SYMBOL_GLOBAL;
    if (storage == CX_SC_Static || storage == CX_SC_Extern ||
        clang_getCursorTLSKind(cursor) != CXTLS_None)
        return SYMBOL_STATIC;
    return SYMBOL_LOCAL;
}

struct symbol *symbols_get(struct converter *c, CXCursor cursor)
{
    cursor = clang_getCanonicalCursor(cursor);
    struct symbol *symbol = lookup(c, cursor);
    if (symbol != NULL)
        return symbol;
    symbol = arena_new(c->arena, struct symbol);
    symbol->kind = symbol_kind_of(cursor);
    symbol->name = cursor_string(c->arena, clang_getCursorSpelling(cursor));
    symbol->access = symbol->name;
    symbol->begin = cursor_name_offset(cursor);
    symbol->scope_begin = c->scope_begin;
    symbol->scope_end = c->scope_end;
    struct annotations annotations = {.c = c, .stack = -1};
    symbol->type = types_convert(c->types, clang_getCursorType(cursor));
    clang_visitChildren(cursor, read_attribute, &annotations);
    symbol->ready = annotations.ready;
    symbol->blocking = annotations.blocking;
    symbol->noreturn = annotations.noreturn;
    symbol->stack = annotations.stack;
    if (symbol->kind == SYMBOL_ENUMERATOR)
        symbol->value = clang_getEnumConstantDeclValue(cursor);
    if (symbol->kind == SYMBOL_FUNCTION) {
        symbol->is_async =
            symbol->type->is_async || (annotations.async && strcmp(symbol->name, "main") == 0);
        symbol->internal = clang_getCursorLinkage(cursor) == CXLinkage_Internal;
    }
    remember(c, cursor, symbol);
    return symbol;
}

/* Cursors of a label seen as a statement and as a goto's target are not equal; its
 * place in the text is the same. */
struct symbol *symbols_label(struct converter *c, CXCursor cursor)
{
    uint32_t begin = cursor_range(cursor).begin;
    for (size_t i = 0; i < c->labels.count; i++)
        if (c->labels.data[i]->begin == begin)
            return c->labels.data[i];
    struct symbol *symbol = arena_new(c->arena, struct symbol);
    symbol->kind = SYMBOL_LABEL;
    symbol->name = symbol->access = cursor_string(c->arena, clang_getCursorSpelling(cursor));
    symbol->begin = begin;
    *vec_push(&c->labels) = symbol;
    return symbol;
}
