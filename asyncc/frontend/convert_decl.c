/* convert_decl.c - declarations in blocks and at file scope. Where a declarator ends is told
 * by tokens: libclang's ranges of declarations are cut short in several ways. */
#include "frontend/converter.h"

#include <string.h>

struct variable_parts {
    struct converter *c;
    cursor_list exprs;
    const char *cleanup, *align;
};

/* The ')' of the first parenthesis from token `open` on, or the number of tokens. */
static uint32_t closing_paren(const struct converter *c, uint32_t open)
{
    int depth = 0;
    for (uint32_t i = open; i < c->text->token_count; i++) {
        depth += text_token_is(c->text, i, "(");
        if (text_token_is(c->text, i, ")") && --depth == 0)
            return i;
    }
    return c->text->token_count;
}

/* The argument of _Alignas(...), aligned(...) or cleanup(...), or NULL. */
static const char *attribute_argument(struct converter *c, uint32_t attribute)
{
    uint32_t open = cursor_token(c, attribute);
    while (open < c->text->token_count && !text_token_is(c->text, open, "(")) {
        if (text_token_is(c->text, open, ";") || text_token_is(c->text, open, ")"))
            return NULL;
        open++;
    }
    uint32_t close = closing_paren(c, open);
    if (close == c->text->token_count)
        return NULL;
    uint32_t begin = c->text->tokens[open].end;
    return arena_copy(c->arena, c->text->bytes + begin, c->text->tokens[close].begin - begin);
}

static enum CXChildVisitResult visit_variable(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct variable_parts *parts = data;
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    struct range range = cursor_range(cursor);
    (void)parent;
    if (kind == CXCursor_UnexposedAttr && (cursor_token_is(parts->c, range.begin, "cleanup") ||
                                           cursor_token_is(parts->c, range.begin, "__cleanup__")))
        parts->cleanup = attribute_argument(parts->c, range.begin);
    else if (kind == CXCursor_AlignedAttr)
        parts->align = attribute_argument(parts->c, range.begin);
    else if (cursor_is_expr(kind))
        *vec_push(&parts->exprs) = cursor;
    return CXChildVisit_Continue;
}

void convert_unsupported(struct converter *c, uint32_t begin, uint32_t end, const char *message,
                         const char *note)
{
    struct diag_place place = place_of(c->program, begin, end);
    struct diag_record *record =
        diag_report(c->program->diag, DIAG_UNSUPPORTED, place, "%s", message);
    diag_note(c->program->diag, record, place, "%s", note);
    c->program->failed = true;
}

/* The end of a variable's declarator: its '=', or the ',' or ';' that ends it. */
static uint32_t declarator_end(const struct converter *c, uint32_t name, uint32_t initialiser)
{
    int depth = 0;
    for (uint32_t i = cursor_token(c, name); i < c->text->token_count; i++) {
        const struct token *token = &c->text->tokens[i];
        if (initialiser && token->begin >= initialiser)
            return token->begin;
        if (text_token_is(c->text, i, "(") || text_token_is(c->text, i, "[") ||
            text_token_is(c->text, i, "{"))
            depth++;
        else if (text_token_is(c->text, i, ")") || text_token_is(c->text, i, "]") ||
                 text_token_is(c->text, i, "}"))
            depth--;
        else if (depth <= 0 && (text_token_is(c->text, i, "=") || text_token_is(c->text, i, ",") ||
                                text_token_is(c->text, i, ";")))
            return token->begin;
    }
    return name;
}

static bool is_automatic(const struct symbol *symbol) { return symbol->kind == SYMBOL_LOCAL; }

/* ---- variable-length arrays --------------------------------------------- */

typedef VEC(struct bound *) bound_list;

/* The sizes of the array types that a type is made of, in the order in which a declarator
 * names them; NULL for those that are constant. */
static void list_bounds(const struct type *type, bound_list *out)
{
    for (; type != NULL && type->kind != TYPE_BASE; type = type->inner)
        if (type->kind == TYPE_ARRAY || type->kind == TYPE_VLA)
            *vec_push(out) = type->bound;
}

/* Sizes in the declarator come before those in the specifiers (typeof(int[n])). */
static CXCursor size_at(const cursor_list *sizes, uint32_t name, size_t index)
{
    size_t before = 0;
    while (before < sizes->count && cursor_range(sizes->data[before]).begin < name)
        before++;
    size_t declared = sizes->count - before;
    return sizes->data[index < declared ? before + index : index - declared];
}

static struct bound *bound_of(const cursor_list *sizes, const bound_list *bounds, uint32_t name,
                              CXCursor size)
{
    for (size_t i = 0; i < sizes->count && i < bounds->count; i++)
        if (clang_equalCursors(size_at(sizes, name, i), size))
            return bounds->data[i];
    return NULL;
}

/* The expressions in a declaration's type: sizes of variable-length arrays are evaluated, the
 * others (constant sizes, operands of typeof) are not. */
void convert_type_parts(struct converter *c, const struct type *type, const cursor_list *parts,
                        uint32_t name, node_list *out)
{
    cursor_list sizes = {0};
    bound_list bounds = {0};
    for (size_t i = 0; i < parts->count; i++)
        if (convert_is_size(c, parts->data[i]))
            *vec_push(&sizes) = parts->data[i];
    list_bounds(type, &bounds);
    for (size_t i = 0; i < parts->count; i++) {
        struct bound *bound =
            type->variable ? bound_of(&sizes, &bounds, name, parts->data[i]) : NULL;
        struct node *node;
        if (bound != NULL && !bound->declared) {
            node = convert_one(c, NODE_BOUND, parts->data[i], convert_expr(c, parts->data[i]));
            node->bound = bound;
            bound->declared = true;
        } else {
            node = convert_unevaluated(c, parts->data[i]);
        }
        *vec_push(out) = node;
    }
    for (size_t i = 0; i < bounds.count; i++)
        if (bounds.data[i] != NULL && !bounds.data[i]->declared && c->function != NULL &&
            c->function->symbol->is_async)
            convert_unsupported(c, name, name,
                                "a variable-length array type that asyncc cannot follow",
                                "name its sizes in this declaration");
    vec_deinit(&bounds);
    vec_deinit(&sizes);
}

static void collect_parts(struct converter *c, CXCursor cursor, cursor_list *parts)
{
    struct variable_parts all = {.c = c};
    clang_visitChildren(cursor, visit_variable, &all);
    *parts = all.exprs;
    cursor_sort(parts);
}

/* A typedef names sizes too, and they are evaluated where it stands. */
static struct node *convert_typedef(struct converter *c, CXCursor cursor)
{
    cursor_list parts = {0};
    node_list nodes = {0};
    struct symbol *symbol = symbols_get(c, cursor);
    symbol->type = types_convert(c->types, clang_getTypedefDeclUnderlyingType(cursor));
    collect_parts(c, cursor, &parts);
    convert_type_parts(c, symbol->type, &parts, symbol->begin, &nodes);
    struct node *node = convert_new(c, NODE_PLAIN_DECL, cursor, (uint32_t)nodes.count + 1);
    if (nodes.count > 0)
        memcpy(node->child, nodes.data, nodes.count * sizeof *nodes.data);
    node->symbol = symbol;
    node->type = symbol->type;
    symbol->scope_begin = c->scope_begin;
    symbol->scope_end = c->scope_end;
    vec_deinit(&parts);
    vec_deinit(&nodes);
    return convert_finish(node);
}

/* ---- variables --------------------------------------------------------- */

struct node *convert_variable(struct converter *c, CXCursor cursor)
{
    struct variable_parts parts = {.c = c};
    clang_visitChildren(cursor, visit_variable, &parts);
    CXCursor init = clang_Cursor_getVarDeclInitializer(cursor);
    bool has_init = !clang_Cursor_isNull(init);
    uint32_t init_begin = has_init ? cursor_range(init).begin : 0;
    struct symbol *symbol = symbols_get(c, cursor);
    bool automatic = is_automatic(symbol) && c->function != NULL;
    cursor_list types = {0};
    cursor_sort(&parts.exprs);
    for (size_t i = 0; i < parts.exprs.count; i++)
        if (!has_init || cursor_range(parts.exprs.data[i]).begin < init_begin)
            *vec_push(&types) = parts.exprs.data[i];
    struct node *node =
        convert_new(c, automatic ? NODE_VAR : NODE_PLAIN_DECL, cursor, (uint32_t)types.count + 1);
    node_list nodes = {0};
    convert_type_parts(c, symbol->type, &types, symbol->begin, &nodes);
    uint32_t kept = 0;
    for (size_t i = 0; i < nodes.count; i++)
        if (nodes.data[i]->begin >= node->begin)
            node->child[kept++] = nodes.data[i];
    vec_deinit(&nodes);
    node->child[kept++] = has_init ? convert_expr(c, init) : NULL;
    node->count = kept;
    node->symbol = symbol;
    node->type = symbol->type;
    node->mark = declarator_end(c, symbol->begin, init_begin);
    if (node->end < node->mark)
        node->end = node->mark;
    symbol->align = parts.align;
    if (parts.cleanup != NULL && automatic) {
        symbol->cleanup = parts.cleanup;
        c->function->has_exits = true;
    }
    if (automatic) {
        symbol->scope_begin = c->scope_begin;
        symbol->scope_end = c->scope_end;
        *vec_push(&c->function->locals) = symbol;
    }
    vec_deinit(&types);
    vec_deinit(&parts.exprs);
    return convert_finish(node);
}

/* f(int n, int a[n][n + 1]): a is a pointer to arrays of n + 1, and n is evaluated for
 * nothing. */
void convert_param_bounds(struct converter *c, CXCursor parameter, struct symbol *symbol)
{
    const struct type *type = types_convert(c->types, clang_getCursorType(parameter));
    cursor_list parts = {0};
    node_list nodes = {0};
    collect_parts(c, parameter, &parts);
    convert_type_parts(c, type, &parts, symbol->begin, &nodes);
    for (size_t i = 0; i < nodes.count; i++)
        if (nodes.data[i]->kind == NODE_BOUND)
            *vec_push(&c->function->bounds) = nodes.data[i];
    symbol->type = type->is_array ? type_pointer_to(c->arena, type->inner) : type;
    vec_deinit(&parts);
    vec_deinit(&nodes);
}

void convert_note_redeclaration(struct converter *c, CXCursor cursor)
{
    struct symbol *symbol = symbols_get(c, cursor);
    if (symbol->is_async)
        *vec_push(&c->program->redeclarations) =
            (struct redeclaration){symbol, cursor_range(cursor).begin, cursor_name_offset(cursor)};
}

void convert_note_declaration(struct converter *c, CXCursor cursor, uint32_t begin, uint32_t end,
                              bool system)
{
    struct symbol *symbol = symbols_get(c, cursor);
    const struct type *type = types_convert(c->types, clang_getCursorType(cursor));
    if (symbol->is_async)
        *vec_push(&c->program->declarations) = (struct async_declaration){
            symbol, type->function ? type->function : type, begin, end, system};
    if (!system)
        convert_note_redeclaration(c, cursor);
}

bool convert_has_atomic(const struct converter *c, uint32_t begin, uint32_t end)
{
    for (uint32_t i = cursor_token(c, begin);
         i < c->text->token_count && c->text->tokens[i].begin < end; i++)
        if (text_token_is(c->text, i, "_Atomic"))
            return true;
    return false;
}

static const char *slice(struct converter *c, uint32_t begin, uint32_t end)
{
    return arena_copy(c->arena, c->text->bytes + begin, end - begin);
}

/* `_Atomic` was hidden from clang (mask.c), so it is neither in the range nor in the type. */
static void restore_atomic(struct converter *c, struct node *node)
{
    uint32_t first = cursor_token(c, node->begin);
    while (first > 0 && text_token_is(c->text, first - 1, "_Atomic"))
        first--;
    node->begin = c->text->tokens[first].begin;
    if (!convert_has_atomic(c, node->begin, node->end))
        return;
    for (uint32_t i = 0; i < node->count; i++) {
        struct node *variable = node->child[i];
        if (variable->kind != NODE_VAR)
            continue;
        struct symbol *symbol = variable->symbol;
        symbol->spelled_before = slice(c, node->begin, symbol->begin);
        symbol->spelled_after =
            slice(c, symbol->begin + (uint32_t)strlen(symbol->name), variable->mark);
        if (node->count > 1 && c->function && c->function->symbol->is_async)
            convert_unsupported(c, node->begin, node->end,
                                "several atomic variables in one declaration are not supported yet",
                                "declare them one by one");
    }
}

static enum CXChildVisitResult visit_constant(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    if (!cursor_is_expr(clang_getCursorKind(cursor)))
        return CXChildVisit_Recurse;
    *vec_push((cursor_list *)data) = cursor;
    return CXChildVisit_Continue;
}

/* Attributes behind the brace belong to the tag: struct { ... } __attribute__((packed)) s; */
static uint32_t attributes_end(const struct converter *c, uint32_t end)
{
    uint32_t i = cursor_token(c, end);
    if (i == 0 || !text_token_is(c->text, i - 1, "}"))
        return end;
    while (text_token_is(c->text, i, "__attribute__") || text_token_is(c->text, i, "__attribute")) {
        uint32_t close = closing_paren(c, i + 1);
        if (close == c->text->token_count)
            return end; /* an error of C */
        end = c->text->tokens[close].end;
        i = close + 1;
    }
    return end;
}

/* A tag with its sizes and values, or a static assertion: `sizeof a` in one names a variable,
 * perhaps one in the frame. */
static struct node *convert_constants(struct converter *c, CXCursor cursor)
{
    cursor_list constants = {0};
    if (clang_getCursorKind(cursor) != CXCursor_FunctionDecl)
        clang_visitChildren(cursor, visit_constant, &constants);
    cursor_sort(&constants);
    struct node *node = convert_new(c, NODE_PLAIN_DECL, cursor, (uint32_t)constants.count);
    for (uint32_t i = 0; i < constants.count; i++)
        node->child[i] = convert_unevaluated(c, constants.data[i]);
    node->end = attributes_end(c, node->end);
    vec_deinit(&constants);
    return node;
}

static bool names_local(const struct converter *c, uint32_t i)
{
    for (size_t k = 0; k < c->function->locals.count; k++)
        if (text_token_is(c->text, i, c->function->locals.data[k]->name))
            return true;
    return false;
}

/* __attribute__((vector_size(sizeof n))): clang shows no cursor for that `n`. */
static void refuse_sizes(struct converter *c, uint32_t begin, uint32_t end)
{
    static const char *const words[] = {"sizeof", "_Alignof", "__alignof__", "typeof",
                                        "__typeof__"};
    for (uint32_t i = begin; i < end; i++) {
        uint32_t name = i + 1 + text_token_is(c->text, i + 1, "(");
        bool asks = false;
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            asks |= text_token_is(c->text, i, words[k]);
        if (asks && names_local(c, name))
            convert_unsupported(c, c->text->tokens[name].begin, c->text->tokens[name].end,
                                "an attribute that names a variable is not supported here",
                                "name its type");
    }
}

static void refuse_attributes(struct converter *c, const struct node *node)
{
    uint32_t i = cursor_token(c, node->begin);
    while (i < c->text->token_count && c->text->tokens[i].begin < node->end) {
        bool is_one = text_token_is(c->text, i, "__attribute__");
        uint32_t end = is_one ? closing_paren(c, i + 1) : i + 1;
        if (is_one)
            refuse_sizes(c, i, end);
        i = end;
    }
}

/* Declarations that cannot be taken apart. */
static void refuse_mixed(struct converter *c, const cursor_list *all, const struct node *node)
{
    if (c->function == NULL || !c->function->symbol->is_async)
        return;
    for (size_t i = 0; i < all->count; i++) {
        enum CXCursorKind kind = clang_getCursorKind(all->data[i]);
        struct range range = cursor_range(all->data[i]);
        bool is_tag = kind == CXCursor_StructDecl || kind == CXCursor_UnionDecl;
        if (kind == CXCursor_FunctionDecl && all->count > 1)
            convert_unsupported(c, range.begin, range.end,
                                "a function declared together with variables is not supported here",
                                "give it a declaration of its own");
        if (is_tag && all->count > 1 && convert_has_atomic(c, node->begin, range.begin))
            convert_unsupported(
                c, range.begin, range.end,
                "an atomic object of a type that is defined with it is not supported",
                "define the type first");
    }
    refuse_attributes(c, node);
}

struct node *convert_decl(struct converter *c, CXCursor cursor)
{
    cursor_list all = {0};
    clang_visitChildren(cursor, cursor_collect, &all);
    struct node *node = convert_new(c, NODE_DECL, cursor, (uint32_t)all.count);
    uint32_t first = cursor_token(c, node->begin);
    while (first > 0 && text_token_is(c->text, first - 1, "__extension__"))
        node->begin = c->text->tokens[--first].begin; /* clang leaves it out */
    uint32_t count = 0, at = node->begin;
    for (size_t i = 0; i < all.count; i++) {
        enum CXCursorKind kind = clang_getCursorKind(all.data[i]);
        struct node *child;
        if (kind == CXCursor_VarDecl) {
            child = convert_variable(c, all.data[i]);
        } else {
            child = kind == CXCursor_TypedefDecl ? convert_typedef(c, all.data[i])
                                                 : convert_constants(c, all.data[i]);
            if (kind == CXCursor_FunctionDecl && c->function != NULL)
                convert_note_declaration(c, all.data[i], c->function->begin, c->function->begin,
                                         false);
        }
        if (child->begin < at) /* shared specifiers: after what stands before it */
            child->begin = at;
        if (child->end < child->begin)
            continue;
        at = child->end;
        node->child[count++] = child;
    }
    node->count = count;
    refuse_mixed(c, &all, node);
    vec_deinit(&all);
    if (c->program->hides_atomic)
        restore_atomic(c, node);
    return convert_finish(node);
}
