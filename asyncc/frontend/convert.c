/* convert.c - cursors to nodes.
 *
 * libclang reports some constructs in several shapes, hides others, and lists
 * children in its own order. Here children are sorted by their place in the text,
 * implicit conversions (same range, one child) are dropped, and what has no
 * cursor kind of its own is told by its first token. What is still unknown
 * becomes OPAQUE: it can be printed, renamed in, and moved as a whole.
 */
#include "frontend/frontend.h"

#include <stdlib.h>
#include <string.h>

typedef VEC(CXCursor) cursor_list;

struct known_symbol {
    CXCursor cursor;
    struct symbol *symbol;
};

struct converter {
    struct program *program;
    struct arena *arena;
    const struct text *text;
    struct type_table *types;
    struct function *function; /* whose body is being built, or NULL */
    uint32_t scope_begin, scope_end;
    VEC(struct symbol *) labels; /* of the function */
    struct known_symbol *symbols; /* hash table by cursor */
    size_t symbol_count, symbol_capacity;
};

static struct node *convert_expr(struct converter *c, CXCursor cursor);
static struct node *convert_stmt(struct converter *c, CXCursor cursor);

/* ---- tokens and children ----------------------------------------------- */

static uint32_t token_index(const struct converter *c, uint32_t offset)
{
    return text_token_at(c->text, offset);
}

static bool token_is(const struct converter *c, uint32_t offset, const char *spelling)
{
    return text_token_is(c->text, token_index(c, offset), spelling);
}

static bool token_starts(const struct converter *c, uint32_t offset, const char *prefix)
{
    uint32_t index = token_index(c, offset);
    if (index >= c->text->token_count)
        return false;
    const struct token *token = &c->text->tokens[index];
    size_t length = strlen(prefix);
    return token->end - token->begin >= length &&
           memcmp(c->text->bytes + token->begin, prefix, length) == 0;
}

static enum CXChildVisitResult collect(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    *vec_push((cursor_list *)data) = cursor;
    return CXChildVisit_Continue;
}

static bool is_expr_kind(enum CXCursorKind kind)
{
    return clang_isExpression(kind) || kind == CXCursor_InitListExpr;
}

static bool is_stmt_or_expr(CXCursor cursor)
{
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    return is_expr_kind(kind) || clang_isStatement(kind);
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
static void sort_by_place(cursor_list *list)
{
    VEC(struct sortable) sorted = {0};
    for (size_t i = 0; i < list->count; i++)
        *vec_push(&sorted) = (struct sortable){list->data[i], cursor_range(list->data[i]), (uint32_t)i};
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
        collect(cursor, parent, data);
    return CXChildVisit_Continue;
}

/* The expressions and statements below a cursor, in textual order. */
static void operands(CXCursor cursor, cursor_list *out)
{
    clang_visitChildren(cursor, collect_operand, out);
    sort_by_place(out);
}

/* ---- symbols ----------------------------------------------------------- */

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

struct attributes {
    bool async, ready, noreturn;
    int32_t stack;
    bool cleanup;
};

static enum CXChildVisitResult read_attribute(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct attributes *out = data;
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    (void)parent;
    if (kind == CXCursor_AnnotateAttr) {
        CXString text = clang_getCursorSpelling(cursor);
        const char *name = clang_getCString(text);
        out->async |= strcmp(name, "async") == 0;
        out->ready |= strcmp(name, "async_ready") == 0;
        if (strncmp(name, "async_stack:", 12) == 0)
            out->stack = atoi(name + 12);
        clang_disposeString(text);
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

static struct symbol *symbol_of(struct converter *c, CXCursor cursor)
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
    struct attributes attributes = {.stack = -1};
    symbol->type = types_convert(c->types, clang_getCursorType(cursor));
    clang_visitChildren(cursor, read_attribute, &attributes);
    symbol->ready = attributes.ready;
    symbol->stack = attributes.stack;
    if (symbol->kind == SYMBOL_FUNCTION) {
        symbol->is_async = symbol->type->is_async ||
                           (attributes.async && strcmp(symbol->name, "main") == 0);
        symbol->internal = clang_getCursorLinkage(cursor) == CXLinkage_Internal;
    }
    remember(c, cursor, symbol);
    return symbol;
}

/* Cursors of a label seen as a statement and as a goto's target are not equal; its
 * place in the text is the same. */
static struct symbol *label_symbol(struct converter *c, CXCursor cursor)
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

/* ---- nodes ------------------------------------------------------------- */

static struct node *new_node(struct converter *c, enum node_kind kind, CXCursor cursor,
                             uint32_t count)
{
    struct node *node = arena_new(c->arena, struct node);
    struct range range = cursor_range(cursor);
    node->kind = kind;
    node->begin = range.begin;
    node->end = range.end;
    node->count = count;
    node->child = arena_array(c->arena, struct node *, count + 1);
    if (kind < NODE_COMPOUND)
        node->type = types_convert(c->types, clang_getCursorType(cursor));
    return node;
}

static bool reads_volatile(const struct node *node)
{
    switch (node->kind) {
    case NODE_NAME: case NODE_MEMBER: case NODE_ARROW: case NODE_SUBSCRIPT: case NODE_UNARY:
        return node->type->is_volatile || node->type->is_atomic;
    default:
        return false;
    }
}

/* Flags from the node's own kind and its children; called once they are in place. */
static struct node *finish(struct node *node)
{
    if (node->kind == NODE_UNEVALUATED)
        return node;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL) {
            node->has_await |= node->child[i]->has_await;
            node->has_effect |= node->child[i]->has_effect;
            if (node->child[i]->begin < node->begin && node_is_expr(node->child[i]))
                node->begin = node->child[i]->begin; /* an operator without a cursor of its own */
        }
    switch (node->kind) {
    case NODE_AWAIT:
        node->has_await = node->has_effect = true;
        break;
    case NODE_CALL: case NODE_ASSIGN: case NODE_COMPOUND_ASSIGN: case NODE_STMT_EXPR:
    case NODE_SPAWN: case NODE_RUN:
        node->has_effect = true;
        break;
    default:
        node->has_effect |= reads_volatile(node) || (node->kind == NODE_UNARY && node->op == UNARY_STEP);
        break;
    }
    return node;
}

static struct node *with_operands(struct converter *c, enum node_kind kind, CXCursor cursor,
                                  const cursor_list *list)
{
    struct node *node = new_node(c, kind, cursor, (uint32_t)list->count);
    for (uint32_t i = 0; i < list->count; i++)
        node->child[i] = convert_expr(c, list->data[i]);
    return finish(node);
}

static void claim(struct converter *c, uint32_t begin, uint32_t end)
{
    for (uint32_t i = token_index(c, begin); i < c->text->token_count && c->text->tokens[i].begin < end;
         i++)
        c->program->await_claimed[i] = 1;
}

/* Nothing inside is evaluated; names must still be renamed. */
static struct node *unevaluated(struct converter *c, CXCursor cursor)
{
    cursor_list list = {0};
    struct range range = cursor_range(cursor);
    claim(c, range.begin, range.end);
    if (clang_getCursorKind(cursor) == CXCursor_UnaryExpr)
        operands(cursor, &list);
    else
        *vec_push(&list) = cursor;
    struct node *node = new_node(c, NODE_UNEVALUATED, cursor, (uint32_t)list.count);
    for (uint32_t i = 0; i < list.count; i++)
        node->child[i] = convert_expr(c, list.data[i]);
    vec_deinit(&list);
    return node;
}

/* All operands but the last belong to a type (typeof) and are not evaluated. */
static struct node *typed(struct converter *c, enum node_kind kind, CXCursor cursor,
                          const cursor_list *list)
{
    struct node *node = new_node(c, kind, cursor, (uint32_t)list->count);
    for (uint32_t i = 0; i + 1 < list->count; i++)
        node->child[i] = unevaluated(c, list->data[i]);
    if (list->count > 0)
        node->child[list->count - 1] = convert_expr(c, list->data[list->count - 1]);
    return finish(node);
}

/* A builtin function has no declaration that libclang could be asked about. */
static struct symbol *builtin_symbol(struct converter *c, CXCursor cursor)
{
    struct symbol *symbol = arena_new(c->arena, struct symbol);
    symbol->kind = SYMBOL_FUNCTION;
    symbol->name = symbol->access = cursor_string(c->arena, clang_getCursorSpelling(cursor));
    symbol->type = types_convert(c->types, clang_getCursorType(cursor));
    symbol->stack = -1;
    return symbol;
}

static struct node *convert_name(struct converter *c, CXCursor cursor)
{
    if (token_starts(c, cursor_range(cursor).begin, "__builtin_")) {
        struct node *node = new_node(c, NODE_NAME, cursor, 0);
        node->symbol = builtin_symbol(c, cursor);
        return node;
    }
    CXCursor target = clang_getCursorReferenced(cursor);
    enum CXCursorKind kind = clang_getCursorKind(target);
    if (kind == CXCursor_EnumConstantDecl || clang_isInvalid(kind))
        return new_node(c, NODE_LEAF, cursor, 0);
    struct node *node = new_node(c, NODE_NAME, cursor, 0);
    node->symbol = symbol_of(c, target);
    return finish(node);
}

static enum unary_op unary_op_of(enum CXUnaryOperatorKind kind)
{
    switch (kind) {
    case CXUnaryOperator_AddrOf:
        return UNARY_ADDRESS;
    case CXUnaryOperator_Deref:
        return UNARY_DEREF;
    case CXUnaryOperator_PostInc: case CXUnaryOperator_PostDec:
    case CXUnaryOperator_PreInc: case CXUnaryOperator_PreDec:
        return UNARY_STEP;
    default:
        return UNARY_VALUE;
    }
}

static struct node *one_operand(struct converter *c, enum node_kind kind, CXCursor cursor,
                                struct node *operand)
{
    struct node *node = new_node(c, kind, cursor, 1);
    node->child[0] = operand;
    return finish(node);
}

static bool is_joinable(const struct node *call)
{
    const struct type *type = call->child[0]->type;
    if (type == NULL || !type->is_async || type->function == NULL || type->function->param_count != 1)
        return false;
    const struct type *param = type->function->params[0];
    return param->canonical != NULL && strcmp(param->canonical, "struct async_joinable *") == 0;
}

/* await (t)((struct async_joinable *)0): a join of t. */
static struct node *as_join(struct converter *c, struct node *call)
{
    struct node *join = arena_new(c->arena, struct node);
    *join = *call;
    join->kind = NODE_JOIN;
    join->count = 1;
    return join;
}

static void flatten_commas(struct node *node, struct node **out, uint32_t *count)
{
    if (node->kind == NODE_COMMA) {
        flatten_commas(node->child[0], out, count);
        flatten_commas(node->child[1], out, count);
    } else {
        if (out != NULL)
            out[*count] = node;
        ++*count;
    }
}

/* (void)(a = f(), g()) or (int)sizeof(ms, a = f()): the operand list of a gather or one
 * of its kin. */
static struct node *as_gather(struct converter *c, CXCursor cast, enum gather_op op)
{
    cursor_list list = {0}, inner = {0};
    operands(cast, &list);
    if (list.count > 0 && clang_getCursorKind(list.data[list.count - 1]) == CXCursor_UnaryExpr)
        operands(list.data[list.count - 1], &inner);
    const cursor_list *last = inner.count > 0 ? &inner : &list;
    struct node *gather = new_node(c, NODE_GATHER, cast, 0);
    gather->op = (uint8_t)op;
    if (last->count > 0) {
        struct node *operand = convert_expr(c, last->data[last->count - 1]);
        uint32_t count = 0;
        operand = operand->kind == NODE_PAREN ? operand->child[0] : operand;
        flatten_commas(operand, NULL, &count);
        gather->child = arena_array(c->arena, struct node *, count + 1);
        flatten_commas(operand, gather->child, &gather->count);
    }
    gather->has_await = gather->has_effect = true;
    vec_deinit(&list);
    vec_deinit(&inner);
    return gather;
}

/* The operator whose keyword stands at `begin`, or GATHER_OPS. */
static enum gather_op gather_op_at(const struct converter *c, uint32_t begin)
{
    static const char *const keywords[GATHER_OPS] = {"__async_gather", "__async_select", "__async_timeout",
                                                     "__async_catch", "__async_shield"};
    int op = 0;
    while (op < GATHER_OPS && !token_is(c, begin, keywords[op]))
        op++;
    return (enum gather_op)op;
}

static struct node *convert_await(struct converter *c, CXCursor cursor, CXCursor operand)
{
    struct range range = cursor_range(cursor);
    c->program->await_claimed[token_index(c, range.begin)] = 1;
    struct node *inner = convert_expr(c, operand);
    struct node *target = node_skip_parens(inner);
    if (target->kind == NODE_CALL && is_joinable(target))
        target = as_join(c, target);
    if (target->kind != NODE_CALL && target->kind != NODE_JOIN && target->kind != NODE_GATHER &&
        target->kind != NODE_OFFLOAD)
        target = inner;
    return one_operand(c, NODE_AWAIT, cursor, target);
}

static struct node *convert_unary(struct converter *c, CXCursor cursor)
{
    cursor_list list = {0};
    operands(cursor, &list);
    struct node *node = NULL;
    uint32_t begin = cursor_range(cursor).begin;
    if (list.count != 1) {
        node = with_operands(c, NODE_OPAQUE, cursor, &list);
    } else if (token_is(c, begin, "__await")) {
        node = convert_await(c, cursor, list.data[0]);
    } else if (token_is(c, begin, "__async_run")) {
        node = one_operand(c, NODE_RUN, cursor, node_skip_parens(convert_expr(c, list.data[0])));
    } else {
        node = new_node(c, NODE_UNARY, cursor, 1);
        node->op = unary_op_of(clang_getCursorUnaryOperatorKind(cursor));
        node->child[0] = convert_expr(c, list.data[0]);
        finish(node);
    }
    vec_deinit(&list);
    return node;
}

static enum node_kind binary_kind(enum CXBinaryOperatorKind kind)
{
    switch (kind) {
    case CXBinaryOperator_Assign:
        return NODE_ASSIGN;
    case CXBinaryOperator_LAnd:
        return NODE_AND;
    case CXBinaryOperator_LOr:
        return NODE_OR;
    case CXBinaryOperator_Comma:
        return NODE_COMMA;
    default:
        return NODE_BINARY;
    }
}

/* (handle type)(void *)sizeof(call): the call inside, or NULL. */
static CXCursor spawn_call(struct converter *c, CXCursor cast, bool *is_spawn)
{
    CXCursor found = clang_getNullCursor();
    cursor_list list = {0}, inner = {0}, size = {0};
    operands(cast, &list);
    *is_spawn = false;
    if (list.count > 0) {
        CXCursor last = list.data[list.count - 1];
        if (clang_getCursorKind(last) == CXCursor_CStyleCastExpr &&
            token_is(c, cursor_range(last).begin, "__async_spawn")) {
            operands(last, &inner);
            if (inner.count == 1)
                operands(inner.data[0], &size);
            if (size.count == 1) {
                *is_spawn = true;
                found = size.data[0];
            }
        }
    }
    vec_deinit(&list);
    vec_deinit(&inner);
    vec_deinit(&size);
    return found;
}

static struct node *by_typed_operands(struct converter *c, enum node_kind kind, CXCursor cursor);

static struct node *convert_cast(struct converter *c, CXCursor cursor)
{
    struct range range = cursor_range(cursor);
    bool is_spawn;
    CXCursor call = spawn_call(c, cursor, &is_spawn);
    if (is_spawn) {
        claim(c, range.begin, cursor_range(call).begin);
        struct node *operand = node_skip_parens(convert_expr(c, call));
        return one_operand(c, NODE_SPAWN, cursor, operand);
    }
    enum gather_op op = gather_op_at(c, range.begin);
    if (op != GATHER_OPS)
        return as_gather(c, cursor, op);
    return by_typed_operands(c, NODE_CAST, cursor);
}

static struct node *convert_member(struct converter *c, CXCursor cursor)
{
    cursor_list list = {0};
    operands(cursor, &list);
    uint32_t name = token_index(c, cursor_name_offset(cursor));
    bool arrow = name > 0 && text_token_is(c->text, name - 1, "->");
    struct node *node =
        with_operands(c, arrow ? NODE_ARROW : NODE_MEMBER, cursor, &list);
    /* a member of an anonymous member: an implicit step with no text of its own */
    while (node->count == 1 && (node->child[0]->kind == NODE_MEMBER || node->child[0]->kind == NODE_ARROW) &&
           node->child[0]->end >= name && node->child[0]->symbol == NULL && node->child[0]->mark == 1)
        node->child[0] = node->child[0]->child[0];
    CXString spelling = clang_getCursorSpelling(cursor);
    node->mark = clang_getCString(spelling)[0] == '\0';
    clang_disposeString(spelling);
    vec_deinit(&list);
    return node;
}

static bool is_pure_builtin(struct converter *c, uint32_t begin)
{
    static const char *const names[] = {"__builtin_offsetof", "__builtin_types_compatible_p",
                                        "__builtin_convertvector", "__builtin_shufflevector"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (token_is(c, begin, names[i]))
            return true;
    return false;
}

static struct node *convert_gnu_conditional(struct converter *c, CXCursor cursor,
                                            const cursor_list *list)
{
    return with_operands(c, NODE_GNU_CONDITIONAL, cursor, list);
}

static struct node *convert_designated(struct converter *c, CXCursor cursor, const cursor_list *list)
{
    cursor_list kept = {0};
    for (size_t i = 0; i < list->count; i++)
        if (clang_getCursorKind(list->data[i]) != CXCursor_MemberRef)
            *vec_push(&kept) = list->data[i];
    struct node *node = with_operands(c, NODE_DESIGNATED, cursor, &kept);
    vec_deinit(&kept);
    return node;
}

/* Everything that libclang has no kind for, and implicit conversions. */
static struct node *convert_unexposed(struct converter *c, CXCursor cursor)
{
    cursor_list list = {0};
    operands(cursor, &list);
    struct range range = cursor_range(cursor);
    struct node *node = NULL;
    if (list.count == 1) {
        struct range inner = cursor_range(list.data[0]);
        if (inner.begin == range.begin && inner.end == range.end)
            node = convert_expr(c, list.data[0]);
    }
    if (node != NULL) {
        /* implicit conversion */
    } else if (list.count == 0) {
        node = new_node(c, NODE_LEAF, cursor, 0);
    } else if (token_is(c, range.begin, ".") || token_is(c, range.begin, "[")) {
        node = convert_designated(c, cursor, &list);
    } else if (token_is(c, range.begin, "__builtin_choose_expr")) {
        node = with_operands(c, NODE_SELECT, cursor, &list);
    } else if (list.count == 2 && !token_starts(c, range.begin, "__builtin_") &&
               !token_starts(c, range.begin, "__c11_") && !token_starts(c, range.begin, "__atomic_") &&
               cursor_range(list.data[0]).begin == range.begin) {
        node = convert_gnu_conditional(c, cursor, &list);
    } else {
        node = with_operands(c, NODE_OPAQUE, cursor, &list);
        node->has_effect |= !is_pure_builtin(c, range.begin);
    }
    vec_deinit(&list);
    return node;
}

/* __async_offload ({ g(a, b); }): the call inside. */
static struct node *as_offload(struct converter *c, struct node *node)
{
    struct node *body = node->child[0];
    node->kind = NODE_OFFLOAD;
    node->begin = c->text->tokens[token_index(c, node->begin) - 1].begin;
    node->child[0] = body->count == 1 && body->child[0]->kind == NODE_EXPR
                         ? node_skip_parens(body->child[0]->child[0])
                         : NULL;
    if (node->child[0] == NULL) {
        node->kind = NODE_OPAQUE;
        node->count = 0;
    }
    return finish(node);
}

static struct node *convert_stmt_expr(struct converter *c, CXCursor cursor)
{
    cursor_list list = {0};
    operands(cursor, &list);
    struct node *node = new_node(c, NODE_STMT_EXPR, cursor, 1);
    node->child[0] = convert_stmt(c, list.data[0]);
    vec_deinit(&list);
    uint32_t index = token_index(c, node->begin);
    if (index > 0 && text_token_is(c->text, index - 1, "__async_offload"))
        return as_offload(c, node);
    return finish(node);
}

static struct node *convert_select(struct converter *c, CXCursor cursor)
{
    cursor_list list = {0};
    operands(cursor, &list);
    struct node *node = new_node(c, NODE_SELECT, cursor, (uint32_t)list.count);
    for (uint32_t i = 0; i < list.count; i++)
        node->child[i] = i == 0 ? unevaluated(c, list.data[i]) : convert_expr(c, list.data[i]);
    vec_deinit(&list);
    return finish(node);
}

static struct node *by_operands(struct converter *c, enum node_kind kind, CXCursor cursor)
{
    cursor_list list = {0};
    operands(cursor, &list);
    struct node *node = with_operands(c, kind, cursor, &list);
    vec_deinit(&list);
    return node;
}

static struct node *by_typed_operands(struct converter *c, enum node_kind kind, CXCursor cursor)
{
    cursor_list list = {0};
    operands(cursor, &list);
    struct node *node = typed(c, kind, cursor, &list);
    vec_deinit(&list);
    return node;
}

static struct node *convert_call(struct converter *c, CXCursor cursor)
{
    struct node *node = by_operands(c, NODE_CALL, cursor);
    const struct node *callee = node->count ? node_skip_parens(node->child[0]) : NULL;
    if (callee && callee->kind == NODE_NAME && strcmp(callee->symbol->name, "async_fail") == 0)
        node->has_await = true; /* lifted out of its expression like an await */
    return node;
}

static struct node *convert_expr(struct converter *c, CXCursor cursor)
{
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_DeclRefExpr:
        return convert_name(c, cursor);
    case CXCursor_IntegerLiteral: case CXCursor_FloatingLiteral: case CXCursor_ImaginaryLiteral:
    case CXCursor_StringLiteral: case CXCursor_CharacterLiteral: case CXCursor_AddrLabelExpr:
    case CXCursor_CXXBoolLiteralExpr: case CXCursor_CXXNullPtrLiteralExpr:
        return new_node(c, NODE_LEAF, cursor, 0);
    case CXCursor_ParenExpr:
        return by_operands(c, NODE_PAREN, cursor);
    case CXCursor_UnaryOperator:
        return convert_unary(c, cursor);
    case CXCursor_BinaryOperator:
        return by_operands(c, binary_kind(clang_getCursorBinaryOperatorKind(cursor)), cursor);
    case CXCursor_CompoundAssignOperator:
        return by_operands(c, NODE_COMPOUND_ASSIGN, cursor);
    case CXCursor_ConditionalOperator:
        return by_operands(c, NODE_CONDITIONAL, cursor);
    case CXCursor_CStyleCastExpr:
        return convert_cast(c, cursor);
    case CXCursor_CompoundLiteralExpr:
        return by_typed_operands(c, NODE_COMPOUND_LITERAL, cursor);
    case CXCursor_InitListExpr:
        return by_operands(c, NODE_INIT_LIST, cursor);
    case CXCursor_StmtExpr:
        return convert_stmt_expr(c, cursor);
    case CXCursor_ArraySubscriptExpr:
        return by_operands(c, NODE_SUBSCRIPT, cursor);
    case CXCursor_MemberRefExpr:
        return convert_member(c, cursor);
    case CXCursor_CallExpr:
        return convert_call(c, cursor);
    case CXCursor_UnaryExpr:
        return unevaluated(c, cursor);
    case CXCursor_GenericSelectionExpr:
        return convert_select(c, cursor);
    default:
        return convert_unexposed(c, cursor);
    }
}

/* ---- statements -------------------------------------------------------- */

/* An expression where a statement may stand is a statement of its own. */
static struct node *convert_stmt(struct converter *c, CXCursor cursor);

static struct node *expression_statement(struct converter *c, CXCursor cursor)
{
    struct node *node = new_node(c, NODE_EXPR, cursor, 1);
    node->child[0] = convert_expr(c, cursor);
    return finish(node);
}

static struct node *convert_compound(struct converter *c, CXCursor cursor)
{
    cursor_list list = {0};
    operands(cursor, &list);
    struct node *node = new_node(c, NODE_COMPOUND, cursor, (uint32_t)list.count);
    uint32_t begin = c->scope_begin, end = c->scope_end;
    c->scope_begin = node->begin;
    c->scope_end = node->end;
    for (uint32_t i = 0; i < list.count; i++)
        node->child[i] = convert_stmt(c, list.data[i]);
    c->scope_begin = begin;
    c->scope_end = end;
    vec_deinit(&list);
    return finish(node);
}

/* kinds: 'e' expression, 's' statement, per child in order. */
static struct node *convert_fixed(struct converter *c, enum node_kind kind, CXCursor cursor,
                                  const char *kinds, uint32_t count)
{
    cursor_list list = {0};
    operands(cursor, &list);
    struct node *node = new_node(c, kind, cursor, count);
    for (uint32_t i = 0; i < count && i < list.count; i++)
        node->child[i] = kinds[i] == 'e' ? convert_expr(c, list.data[i])
                                         : convert_stmt(c, list.data[i]);
    vec_deinit(&list);
    return finish(node);
}

/* Offsets of the two ';' at depth 1 of a for statement's head. */
static void for_semicolons(const struct converter *c, uint32_t begin, uint32_t semicolons[2])
{
    int depth = 0, found = 0;
    for (uint32_t i = token_index(c, begin); i < c->text->token_count && found < 2; i++) {
        if (text_token_is(c->text, i, "(") || text_token_is(c->text, i, "{") || text_token_is(c->text, i, "["))
            depth++;
        else if (text_token_is(c->text, i, ")") || text_token_is(c->text, i, "}") || text_token_is(c->text, i, "]"))
            depth--;
        else if (depth == 1 && text_token_is(c->text, i, ";"))
            semicolons[found++] = c->text->tokens[i].begin;
    }
}

static struct node *convert_for(struct converter *c, CXCursor cursor)
{
    cursor_list list = {0};
    operands(cursor, &list);
    struct node *node = new_node(c, NODE_FOR, cursor, 4);
    uint32_t semicolons[2] = {0, 0}, begin = c->scope_begin, end = c->scope_end;
    for_semicolons(c, node->begin, semicolons);
    c->scope_begin = node->begin;
    c->scope_end = node->end;
    for (uint32_t i = 0; i < list.count; i++) {
        CXCursor child = list.data[i];
        uint32_t at = cursor_range(child).begin;
        if (i + 1 == list.count)
            node->child[3] = convert_stmt(c, child);
        else if (at < semicolons[0])
            node->child[0] = convert_stmt(c, child);
        else if (at < semicolons[1])
            node->child[1] = convert_expr(c, child);
        else
            node->child[2] = convert_expr(c, child);
    }
    node->mark = semicolons[0];
    c->scope_begin = begin;
    c->scope_end = end;
    vec_deinit(&list);
    return finish(node);
}

/* The offset after the ':' in front of a labelled statement. */
static uint32_t after_colon(const struct converter *c, uint32_t begin, uint32_t statement)
{
    uint32_t i = token_index(c, statement);
    while (i > 0 && c->text->tokens[i].begin > begin && !text_token_is(c->text, i - 1, ":"))
        i--;
    return i > 0 ? c->text->tokens[i - 1].end : statement;
}

static struct node *convert_labelled(struct converter *c, enum node_kind kind, CXCursor cursor)
{
    cursor_list list = {0};
    operands(cursor, &list);
    struct node *node = new_node(c, kind, cursor, 1);
    if (kind == NODE_LABEL)
        node->symbol = label_symbol(c, cursor);
    if (list.count > 0) {
        CXCursor last = list.data[list.count - 1];
        uint32_t begin = cursor_range(last).begin;
        node->child[0] = convert_stmt(c, last);
        node->mark = after_colon(c, node->begin, begin);
    }
    vec_deinit(&list);
    return finish(node);
}

static enum CXChildVisitResult find_label(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    *(CXCursor *)data = clang_getCursorReferenced(cursor);
    return CXChildVisit_Break;
}

static struct node *convert_goto(struct converter *c, CXCursor cursor)
{
    struct node *node = new_node(c, NODE_GOTO, cursor, 0);
    CXCursor label = clang_getNullCursor();
    clang_visitChildren(cursor, find_label, &label);
    node->symbol = label_symbol(c, label);
    return node;
}

/* ---- declarations ------------------------------------------------------ */

struct variable_parts {
    struct converter *c;
    cursor_list exprs;
    const char *cleanup, *align;
};

/* The argument of _Alignas(...), aligned(...) or cleanup(...), or NULL. */
static const char *attribute_argument(struct converter *c, uint32_t attribute)
{
    uint32_t open = token_index(c, attribute), depth = 0;
    while (open < c->text->token_count && !text_token_is(c->text, open, "(")) {
        if (text_token_is(c->text, open, ";") || text_token_is(c->text, open, ")"))
            return NULL;
        open++;
    }
    for (uint32_t i = open; i < c->text->token_count; i++) {
        depth += text_token_is(c->text, i, "(");
        if (text_token_is(c->text, i, ")") && --depth == 0) {
            uint32_t begin = c->text->tokens[open].end;
            return arena_copy(c->arena, c->text->bytes + begin, c->text->tokens[i].begin - begin);
        }
    }
    return NULL;
}

static enum CXChildVisitResult visit_variable(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct variable_parts *parts = data;
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    struct range range = cursor_range(cursor);
    (void)parent;
    if (kind == CXCursor_UnexposedAttr && (token_is(parts->c, range.begin, "cleanup") ||
                                           token_is(parts->c, range.begin, "__cleanup__")))
        parts->cleanup = attribute_argument(parts->c, range.begin);
    else if (kind == CXCursor_AlignedAttr)
        parts->align = attribute_argument(parts->c, range.begin);
    else if (is_expr_kind(kind))
        *vec_push(&parts->exprs) = cursor;
    return CXChildVisit_Continue;
}

static void unsupported(struct converter *c, uint32_t begin, uint32_t end, const char *message,
                        const char *note)
{
    struct diag_place place = place_of(c->program, begin, end);
    struct diag_record *record = diag_report(c->program->diag, DIAG_UNSUPPORTED, place, "%s", message);
    diag_note(c->program->diag, record, place, "%s", note);
    c->program->failed = true;
}

/* The end of a variable's declarator: its '=', or the ',' or ';' that ends it. */
static uint32_t declarator_end(const struct converter *c, uint32_t name, uint32_t initialiser)
{
    int depth = 0;
    for (uint32_t i = token_index(c, name); i < c->text->token_count; i++) {
        const struct token *token = &c->text->tokens[i];
        if (initialiser && token->begin >= initialiser)
            return token->begin;
        if (text_token_is(c->text, i, "(") || text_token_is(c->text, i, "[") || text_token_is(c->text, i, "{"))
            depth++;
        else if (text_token_is(c->text, i, ")") || text_token_is(c->text, i, "]") || text_token_is(c->text, i, "}"))
            depth--;
        else if (depth <= 0 && (text_token_is(c->text, i, "=") || text_token_is(c->text, i, ",") ||
                                text_token_is(c->text, i, ";")))
            return token->begin;
    }
    return name;
}

static bool is_automatic(const struct symbol *symbol) { return symbol->kind == SYMBOL_LOCAL; }

static void check_variable(struct converter *c, const struct node *node)
{
    if (c->function == NULL || !c->function->symbol->is_async)
        return;
    if (node->type->variable)
        unsupported(c, node->begin, node->end,
                    "variable-length arrays in async functions are not supported yet",
                    "use an array of constant size, or malloc and free");
}

static void check_typedef(struct converter *c, const struct node *node, CXCursor cursor)
{
    CXType type = clang_getTypedefDeclUnderlyingType(cursor);
    if (c->function && c->function->symbol->is_async && types_convert(c->types, type)->variable)
        unsupported(c, node->begin, node->end,
                    "variable-length arrays in async functions are not supported yet",
                    "use an array of constant size, or malloc and free");
}

static struct node *convert_variable(struct converter *c, CXCursor cursor)
{
    struct variable_parts parts = {.c = c};
    clang_visitChildren(cursor, visit_variable, &parts);
    CXCursor init = clang_Cursor_getVarDeclInitializer(cursor);
    bool has_init = !clang_Cursor_isNull(init);
    uint32_t init_begin = has_init ? cursor_range(init).begin : 0;
    struct symbol *symbol = symbol_of(c, cursor);
    bool automatic = is_automatic(symbol) && c->function != NULL;
    cursor_list types = {0};
    sort_by_place(&parts.exprs);
    for (size_t i = 0; i < parts.exprs.count; i++)
        if (!has_init || cursor_range(parts.exprs.data[i]).begin < init_begin)
            *vec_push(&types) = parts.exprs.data[i];
    struct node *node = new_node(c, automatic ? NODE_VAR : NODE_PLAIN_DECL, cursor,
                                 (uint32_t)types.count + 1);
    uint32_t kept = 0;
    for (size_t i = 0; i < types.count; i++)
        if (cursor_range(types.data[i]).begin >= node->begin)
            node->child[kept++] = unevaluated(c, types.data[i]);
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
        check_variable(c, node);
        *vec_push(&c->function->locals) = symbol;
    }
    vec_deinit(&types);
    vec_deinit(&parts.exprs);
    return finish(node);
}

static void note_redeclaration(struct converter *c, CXCursor cursor)
{
    struct symbol *symbol = symbol_of(c, cursor);
    if (symbol->is_async)
        *vec_push(&c->program->redeclarations) =
            (struct redeclaration){symbol, cursor_range(cursor).begin, cursor_name_offset(cursor)};
}

static void note_declaration(struct converter *c, CXCursor cursor, uint32_t begin, uint32_t end,
                             bool system)
{
    struct symbol *symbol = symbol_of(c, cursor);
    const struct type *type = types_convert(c->types, clang_getCursorType(cursor));
    if (symbol->is_async)
        *vec_push(&c->program->declarations) =
            (struct async_declaration){symbol, type->function ? type->function : type, begin, end, system};
    if (!system)
        note_redeclaration(c, cursor);
}

static struct node *convert_decl(struct converter *c, CXCursor cursor)
{
    cursor_list all = {0};
    clang_visitChildren(cursor, collect, &all);
    struct node *node = new_node(c, NODE_DECL, cursor, (uint32_t)all.count);
    uint32_t count = 0, at = node->begin;
    for (size_t i = 0; i < all.count; i++) {
        enum CXCursorKind kind = clang_getCursorKind(all.data[i]);
        struct node *child;
        if (kind == CXCursor_VarDecl) {
            child = convert_variable(c, all.data[i]);
        } else {
            child = new_node(c, NODE_PLAIN_DECL, all.data[i], 0);
            if (kind == CXCursor_TypedefDecl)
                check_typedef(c, child, all.data[i]);
            if (kind == CXCursor_FunctionDecl && c->function != NULL)
                note_declaration(c, all.data[i], c->function->begin, c->function->begin, false);
        }
        if (child->begin < at) /* shared specifiers: after what stands before it */
            child->begin = at;
        if (child->end < child->begin)
            continue;
        at = child->end;
        node->child[count++] = child;
    }
    node->count = count;
    vec_deinit(&all);
    return finish(node);
}

static struct node *convert_return(struct converter *c, CXCursor cursor)
{
    return convert_fixed(c, NODE_RETURN, cursor, "e", 1);
}

static struct node *convert_unexposed_stmt(struct converter *c, CXCursor cursor)
{
    struct range range = cursor_range(cursor);
    uint32_t index = token_index(c, range.begin);
    bool pragma = index < c->text->token_count && c->text->tokens[index].kind == TOKEN_PRAGMA;
    if (pragma)
        return convert_fixed(c, NODE_PRAGMA, cursor, "s", 1);
    cursor_list list = {0};
    operands(cursor, &list);
    struct node *node;
    if (list.count == 1) { /* attributes in front of a statement */
        node = convert_stmt(c, list.data[0]);
    } else {
        node = new_node(c, NODE_NULL, cursor, 0);
        if (c->function && c->function->symbol->is_async)
            unsupported(c, range.begin, range.end, "this statement cannot stand in an async function",
                        "move it into a plain function and call that");
    }
    vec_deinit(&list);
    return node;
}

static struct node *convert_statement(struct converter *c, CXCursor cursor)
{
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    switch (kind) {
    case CXCursor_CompoundStmt:
        return convert_compound(c, cursor);
    case CXCursor_IfStmt:
        return convert_fixed(c, NODE_IF, cursor, "ess", 3);
    case CXCursor_WhileStmt:
        return convert_fixed(c, NODE_WHILE, cursor, "es", 2);
    case CXCursor_DoStmt:
        return convert_fixed(c, NODE_DO, cursor, "se", 2);
    case CXCursor_ForStmt:
        return convert_for(c, cursor);
    case CXCursor_SwitchStmt:
        return convert_fixed(c, NODE_SWITCH, cursor, "es", 2);
    case CXCursor_CaseStmt:
        return convert_labelled(c, NODE_CASE, cursor);
    case CXCursor_DefaultStmt:
        return convert_labelled(c, NODE_DEFAULT, cursor);
    case CXCursor_LabelStmt:
        return convert_labelled(c, NODE_LABEL, cursor);
    case CXCursor_GotoStmt:
        return convert_goto(c, cursor);
    case CXCursor_IndirectGotoStmt:
        if (c->function)
            c->function->computed_goto = true;
        return convert_fixed(c, NODE_GOTO_COMPUTED, cursor, "e", 1);
    case CXCursor_BreakStmt:
        return new_node(c, NODE_BREAK, cursor, 0);
    case CXCursor_ContinueStmt:
        return new_node(c, NODE_CONTINUE, cursor, 0);
    case CXCursor_ReturnStmt:
        return convert_return(c, cursor);
    case CXCursor_NullStmt:
        return new_node(c, NODE_NULL, cursor, 0);
    case CXCursor_DeclStmt:
        return convert_decl(c, cursor);
    case CXCursor_GCCAsmStmt: case CXCursor_MSAsmStmt: {
        struct node *node = by_operands(c, NODE_ASM, cursor);
        node->has_effect = true;
        return node;
    }
    default:
        if (is_expr_kind(kind))
            return expression_statement(c, cursor);
        return convert_unexposed_stmt(c, cursor);
    }
}

/* `defer` is no word of clang's: it parses the statement behind it. */
static struct node *convert_stmt(struct converter *c, CXCursor cursor)
{
    uint32_t begin = cursor_range(cursor).begin, index = token_index(c, begin);
    struct node *node = convert_statement(c, cursor);
    if (index == 0 || !text_token_is(c->text, index - 1, "__defer"))
        return node;
    c->program->await_claimed[index - 1] = 1;
    struct node *defer = new_node(c, NODE_DEFER, cursor, 1);
    defer->begin = c->text->tokens[index - 1].begin;
    defer->child[0] = node;
    if (c->function != NULL)
        c->function->has_exits = true;
    return finish(defer);
}

/* ---- file scope -------------------------------------------------------- */

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
    pointer->name = arena_printf(c->arena, "__typeof__(&(*(%s *)0)[0])",
                                 type_declaration(c->arena, type, ""));
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

static void convert_params(struct converter *c, struct function *function, const cursor_list *params)
{
    for (size_t i = 0; i < params->count; i++) {
        struct symbol *symbol = symbol_of(c, params->data[i]);
        bool known = function->type->prototype && i < function->type->param_count;
        symbol->kind = SYMBOL_PARAM;
        if (known) {
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
        *vec_push(&function->params) = symbol;
        *vec_push(&function->locals) = symbol;
    }
}

static void convert_function(struct converter *c, CXCursor cursor, struct function_parts *parts)
{
    struct range range = cursor_range(cursor);
    struct function *function = arena_new(c->arena, struct function);
    function->symbol = symbol_of(c, cursor);
    const struct type *type = types_convert(c->types, clang_getCursorType(cursor));
    function->type = type->function ? type->function : type;
    function->begin = range.begin;
    function->end = range.end;
    function->is_inline = clang_Cursor_isFunctionInlined(cursor);
    function->is_extern_inline =
        function->is_inline && clang_Cursor_getStorageClass(cursor) == CX_SC_Extern;
    function->is_main = strcmp(function->symbol->name, "main") == 0;
    function->attributes = "";
    function->symbol->defined_here = true;
    note_redeclaration(c, cursor);
    struct node scope = {.begin = cursor_range(parts->body).begin, .end = cursor_range(parts->body).end};
    function->body = &scope;
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
    for (uint32_t i = token_index(c, offset); i < c->text->token_count; i++) {
        if (text_token_is(c->text, i, "(") || text_token_is(c->text, i, "{"))
            depth++;
        else if (text_token_is(c->text, i, ")") || text_token_is(c->text, i, "}"))
            depth--;
        else if (depth <= 0 && text_token_is(c->text, i, ";"))
            return c->text->tokens[i].end;
    }
    return c->text->length;
}

static bool is_async_declaration(struct converter *c, CXCursor cursor)
{
    CXType type = clang_getCanonicalType(clang_getCursorType(cursor));
    if (clang_getFunctionTypeCallingConv(type) == CXCallingConv_PreserveMost)
        return true;
    return symbol_of(c, cursor)->is_async;
}

static void convert_function_cursor(struct converter *c, CXCursor cursor, bool system)
{
    struct function_parts parts = {.body = clang_getNullCursor()};
    clang_visitChildren(cursor, visit_function, &parts);
    for (int i = 0; i < clang_Cursor_getNumArguments(cursor); i++)
        *vec_push(&parts.params) = clang_Cursor_getArgument(cursor, (unsigned)i);
    bool defined = !clang_Cursor_isNull(parts.body);
    if (system && !is_async_declaration(c, cursor)) {
        vec_deinit(&parts.params);
        return;
    }
    if (defined)
        convert_function(c, cursor, &parts);
    else if (is_async_declaration(c, cursor))
        note_declaration(c, cursor, cursor_range(cursor).begin,
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
