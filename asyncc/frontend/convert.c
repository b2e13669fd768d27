/* convert.c - the unit: which definitions and declarations become trees. */
#include "frontend/converter.h"

#include <stdlib.h>
#include <string.h>

struct function_parts {
    cursor_list params;
    CXCursor body;
};

static enum CXChildVisitResult visit_function(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct function_parts *parts = data;
    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_CompoundStmt)
        parts->body = cursor;
    return CXChildVisit_Continue;
}

/* A typedef of an array (va_list, jmp_buf): a pointer to its element. */
static const struct type *decayed_typedef(struct converter *c, const struct type *type)
{
    struct type *pointer = arena_new(c->arena, struct type);
    *pointer = (struct type){.kind = TYPE_BASE, .is_pointer = true, .is_scalar = true};
    pointer->name =
        arena_printf(c->arena, "__typeof__(&(*(%s *)0)[0])", type_declaration(c->arena, type, ""));
    pointer->canonical = pointer->name;
    pointer->local = type->local;
    pointer->size = pointer->align = sizeof(void *);
    return pointer;
}

static const struct type *decayed(struct converter *c, const struct type *type)
{
    if (type->is_function)
        return type_pointer_to(c->arena, type->kind == TYPE_FUNCTION ? type : type->function);
    if (type->kind == TYPE_ARRAY || type->kind == TYPE_OPEN_ARRAY)
        return type_pointer_to(c->arena, type->inner);
    return type->is_array ? decayed_typedef(c, type) : type;
}

/* int f(n) short n; { ... }: callers pass an int. */
static bool is_old_style(const struct converter *c, const struct function *function)
{
    uint32_t body = cursor_token(c, function->body->begin);
    return function->params.count == 0 && body > 0 && text_token_is(c->text, body - 1, ";");
}

static void convert_params(struct converter *c, struct function *function,
                           const cursor_list *params)
{
    bool old_style = is_old_style(c, function);
    for (size_t i = 0; i < params->count; i++) {
        struct symbol *symbol = symbols_get(c, params->data[i]);
        bool known = function->type->prototype && i < function->type->param_count;
        symbol->kind = SYMBOL_PARAM;
        if (known && old_style) {
            symbol->type = decayed(c, symbol->type);
            symbol->passed_type = function->type->params[i];
        } else if (known) {
            struct type *type = arena_new(c->arena, struct type);
            *type = *decayed(c, function->type->params[i]);
            /* the parameter's own qualifiers, which the function type lacks */
            if (type->kind != TYPE_ARRAY && symbol->type->kind == type->kind)
                type->quals = symbol->type->quals, type->is_const = symbol->type->is_const,
                type->is_volatile = symbol->type->is_volatile;
            symbol->type = type;
        }
        symbol->scope_begin = function->body->begin;
        symbol->scope_end = function->body->end;
        if (symbol->type->variable)
            convert_param_bounds(c, params->data[i], symbol);
        *vec_push(&function->params) = symbol;
        *vec_push(&function->locals) = symbol;
    }
}

static void convert_function(struct converter *c, CXCursor cursor, struct function_parts *parts)
{
    struct range range = cursor_range(cursor);
    struct function *function = arena_new(c->arena, struct function);
    function->symbol = symbols_get(c, cursor);
    const struct type *type = types_convert(c->types, clang_getCursorType(cursor));
    function->type = type->function ? type->function : type;
    function->begin = range.begin;
    function->end = range.end;
    function->name = cursor_name_offset(cursor);
    function->is_inline = clang_Cursor_isFunctionInlined(cursor);
    function->is_extern_inline =
        function->is_inline && clang_Cursor_getStorageClass(cursor) == CX_SC_Extern;
    function->is_main = strcmp(function->symbol->name, "main") == 0;
    function->symbol->function = function;
    function->symbol->defined_type = function->type;
    convert_note_redeclaration(c, cursor);
    struct node scope = {.begin = cursor_range(parts->body).begin,
                         .end = cursor_range(parts->body).end};
    function->body = &scope;
    if (c->program->hides_atomic && function->symbol->is_async &&
        convert_has_atomic(c, function->begin, scope.begin))
        convert_unsupported(
            c, function->symbol->begin, function->symbol->begin,
            "atomic parameters and results of async functions are not supported with "
            "gcc's <stdatomic.h>",
            "pass a pointer to a struct that holds the atomic object, or use clang");
    c->function = function;
    c->labels.count = 0;
    convert_params(c, function, &parts->params);
    function->body = convert_stmt(c, parts->body);
    c->function = NULL;
    if (function->symbol->is_async)
        *vec_push(&c->program->functions) = function;
    else
        *vec_push(&c->program->plain) = function;
}

/* The offset after the ';' that ends a file-scope declaration. */
static uint32_t after_semicolon(const struct converter *c, uint32_t offset)
{
    int depth = 0;
    for (uint32_t i = cursor_token(c, offset); i < c->text->token_count; i++) {
        if (text_token_is(c->text, i, "(") || text_token_is(c->text, i, "{"))
            depth++;
        else if (text_token_is(c->text, i, ")") || text_token_is(c->text, i, "}"))
            depth--;
        else if (depth <= 0 && text_token_is(c->text, i, ";"))
            return c->text->tokens[i].end;
    }
    return c->text->length;
}

/* Of the thousands in system headers only the type is looked at, where async shows; not main's. */
static bool is_async_declaration(struct converter *c, CXCursor cursor, bool system)
{
    CXType type = clang_getCanonicalType(clang_getCursorType(cursor));
    enum CXCallingConv convention = clang_getFunctionTypeCallingConv(type);
    const struct convention *ours = c->program->convention;
    if (convention == ours->async || convention == ours->generator)
        return true;
    return !system && symbols_get(c, cursor)->is_async;
}

static void convert_function_cursor(struct converter *c, CXCursor cursor, bool system)
{
    struct function_parts parts = {.body = clang_getNullCursor()};
    clang_visitChildren(cursor, visit_function, &parts);
    for (int i = 0; i < clang_Cursor_getNumArguments(cursor); i++)
        *vec_push(&parts.params) = clang_Cursor_getArgument(cursor, (unsigned)i);
    bool defined = !clang_Cursor_isNull(parts.body);
    if (system && !is_async_declaration(c, cursor, system)) {
        vec_deinit(&parts.params);
        return;
    }
    if (defined)
        convert_function(c, cursor, &parts);
    else if (is_async_declaration(c, cursor, system))
        convert_note_declaration(c, cursor, cursor_range(cursor).begin,
                                 after_semicolon(c, cursor_range(cursor).end), system);
    vec_deinit(&parts.params);
}

static enum CXChildVisitResult visit_top(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct converter *c = data;
    (void)parent;
    bool system = clang_Location_isInSystemHeader(clang_getCursorLocation(cursor));
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_FunctionDecl:
        convert_function_cursor(c, cursor, system);
        break;
    case CXCursor_VarDecl:
        if (!system) {
            struct node *node = convert_variable(c, cursor);
            *vec_push(&c->program->initialisers) = node;
        }
        break;
    default:
        break;
    }
    return CXChildVisit_Continue;
}

void convert_unit(struct program *program, CXTranslationUnit unit)
{
    struct converter c = {.program = program, .arena = program->arena, .text = &program->text};
    c.types = types_create(program);
    program->await_claimed = arena_alloc(program->arena, program->text.token_count + 1);
    clang_visitChildren(clang_getTranslationUnitCursor(unit), visit_top, &c);
    types_destroy(c.types);
    vec_deinit(&c.labels);
    free(c.symbols);
}
