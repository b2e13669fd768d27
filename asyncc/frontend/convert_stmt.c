/* convert_stmt.c - statements. An expression where a statement may stand is one of its own. */
#include "frontend/converter.h"

/* An expression where a statement may stand is a statement of its own. */

static struct node *expression_statement(struct converter *c, CXCursor cursor)
{
    struct node *node = convert_new(c, NODE_EXPR, cursor, 1);
    node->child[0] = convert_expr(c, cursor);
    return convert_finish(node);
}

static struct node *convert_compound(struct converter *c, CXCursor cursor)
{
    cursor_list list = {0};
    cursor_operands(cursor, &list);
    struct node *node = convert_new(c, NODE_COMPOUND, cursor, (uint32_t)list.count);
    uint32_t begin = c->scope_begin, end = c->scope_end;
    c->scope_begin = node->begin;
    c->scope_end = node->end;
    for (uint32_t i = 0; i < list.count; i++)
        node->child[i] = convert_stmt(c, list.data[i]);
    c->scope_begin = begin;
    c->scope_end = end;
    vec_deinit(&list);
    return convert_finish(node);
}

/* kinds: 'e' expression, 's' statement, per child in order. */
static struct node *convert_fixed(struct converter *c, enum node_kind kind, CXCursor cursor,
                                  const char *kinds, uint32_t count)
{
    cursor_list list = {0};
    cursor_operands(cursor, &list);
    struct node *node = convert_new(c, kind, cursor, count);
    for (uint32_t i = 0; i < count && i < list.count; i++)
        node->child[i] =
            kinds[i] == 'e' ? convert_expr(c, list.data[i]) : convert_stmt(c, list.data[i]);
    vec_deinit(&list);
    return convert_finish(node);
}

/* Offsets of the two ';' at depth 1 of a for statement's head. */
static void for_semicolons(const struct converter *c, uint32_t begin, uint32_t semicolons[2])
{
    int depth = 0, found = 0;
    for (uint32_t i = cursor_token(c, begin); i < c->text->token_count && found < 2; i++) {
        if (text_token_is(c->text, i, "(") || text_token_is(c->text, i, "{") ||
            text_token_is(c->text, i, "["))
            depth++;
        else if (text_token_is(c->text, i, ")") || text_token_is(c->text, i, "}") ||
                 text_token_is(c->text, i, "]"))
            depth--;
        else if (depth == 1 && text_token_is(c->text, i, ";"))
            semicolons[found++] = c->text->tokens[i].begin;
    }
}

static struct node *convert_for(struct converter *c, CXCursor cursor)
{
    cursor_list list = {0};
    cursor_operands(cursor, &list);
    struct node *node = convert_new(c, NODE_FOR, cursor, 4);
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
    return convert_finish(node);
}

static enum CXChildVisitResult find_variable(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_VarDecl)
        *(CXCursor *)data = cursor;
    return CXChildVisit_Recurse;
}

/* async_group (g) { ... }: clang sees `for (async_group_t *const g = 0;;) { ... }`. */
static struct node *convert_group(struct converter *c, CXCursor cursor)
{
    cursor_list list = {0};
    CXCursor variable = clang_getNullCursor();
    cursor_operands(cursor, &list);
    struct node *node = convert_new(c, NODE_GROUP, cursor, 1);
    clang_visitChildren(list.data[0], find_variable, &variable);
    node->symbol = symbols_get(c, variable);
    node->symbol->kind = SYMBOL_OTHER; /* no object of its own */
    node->child[0] = convert_stmt(c, list.data[list.count - 1]);
    if (c->function != NULL)
        c->function->has_exits = true;
    vec_deinit(&list);
    convert_finish(node);
    node->has_await = node->has_effect = true;
    return node;
}

/* ---- generators --------------------------------------------------------- */

static const struct type no_value = {
    .kind = TYPE_BASE, .name = "void", .canonical = "void", .is_void = true};

/* An await that the user did not write, of an `operand` without one. */
static struct node *await_of(struct converter *c, enum node_kind kind, struct node *operand,
                             uint32_t begin, uint32_t end)
{
    struct node *node = arena_new(c->arena, struct node), *await = arena_new(c->arena, struct node);
    *node = (struct node){.kind = kind, .begin = begin, .end = end, .type = &no_value};
    *await = *node;
    await->kind = NODE_AWAIT;
    node->child = arena_array(c->arena, struct node *, 1);
    await->child = arena_array(c->arena, struct node *, 1);
    node->child[0] = operand;
    node->count = operand != NULL;
    await->child[0] = convert_finish(node);
    await->count = 1;
    return convert_finish(await);
}

/* Takes the call out of the declaration, whose value comes from elsewhere. */
static struct node *take_call(struct converter *c, struct node *declaration)
{
    struct node *variable = declaration->count == 1 ? declaration->child[0] : NULL;
    if (variable == NULL || variable->kind != NODE_VAR)
        return NULL;
    struct node **value = &variable->child[variable->count - 1], *call = *value;
    if (call == NULL)
        return NULL;
    struct node *item = arena_new(c->arena, struct node);
    *item = (struct node){
        .kind = NODE_LEAF, .type = call->type, .begin = variable->mark, .end = variable->mark};
    *value = item;
    variable->end = declaration->end = variable->mark;
    variable->has_await = declaration->has_await = false;
    return call;
}

/* async_for (T x, f()) { ... }: clang sees `for (T x = f();;) { ... }`. */
static struct node *convert_async_for(struct converter *c, CXCursor cursor)
{
    cursor_list list = {0};
    uint32_t begin = c->scope_begin, end = c->scope_end;
    cursor_operands(cursor, &list);
    struct node *node = convert_new(c, NODE_ASYNC_FOR, cursor, 4);
    c->scope_begin = node->begin;
    c->scope_end = node->end;
    node->child[0] = convert_stmt(c, list.data[0]);
    struct node *call = take_call(c, node->child[0]);
    struct node *body = convert_stmt(c, list.data[list.count - 1]);
    if (call != NULL)
        node->child[1] = await_of(c, NODE_FIRST_ITEM, call, call->begin, call->end);
    node->child[2] = await_of(c, NODE_NEXT_ITEM, NULL, body->begin, body->begin);
    node->child[3] = body;
    if (c->function != NULL)
        c->function->has_exits = true;
    c->scope_begin = begin;
    c->scope_end = end;
    vec_deinit(&list);
    convert_finish(node);
    node->has_await = node->has_effect = true;
    return node;
}

/* ---- jumps ------------------------------------------------------------- */

/* The offset after the ':' in front of a labelled statement. */
static uint32_t after_colon(const struct converter *c, uint32_t begin, uint32_t statement)
{
    uint32_t i = cursor_token(c, statement);
    while (i > 0 && c->text->tokens[i].begin > begin && !text_token_is(c->text, i - 1, ":"))
        i--;
    return i > 0 ? c->text->tokens[i - 1].end : statement;
}

static struct node *convert_labelled(struct converter *c, enum node_kind kind, CXCursor cursor)
{
    cursor_list list = {0};
    cursor_operands(cursor, &list);
    uint32_t constants = list.count > 0 ? (uint32_t)list.count - 1 : 0;
    struct node *node = convert_new(c, kind, cursor, constants + 1);
    if (kind == NODE_LABEL)
        node->symbol = symbols_label(c, cursor);
    for (uint32_t i = 0; i < constants; i++)
        node->child[i] = convert_unevaluated(c, list.data[i]);
    if (list.count > 0) {
        CXCursor last = list.data[constants];
        uint32_t begin = cursor_range(last).begin;
        node->child[constants] = convert_stmt(c, last);
        node->mark = after_colon(c, node->begin, begin);
    }
    vec_deinit(&list);
    return convert_finish(node);
}

static enum CXChildVisitResult find_label(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    *(CXCursor *)data = clang_getCursorReferenced(cursor);
    return CXChildVisit_Break;
}

static struct node *convert_goto(struct converter *c, CXCursor cursor)
{
    struct node *node = convert_new(c, NODE_GOTO, cursor, 0);
    CXCursor label = clang_getNullCursor();
    clang_visitChildren(cursor, find_label, &label);
    node->symbol = symbols_label(c, label);
    return node;
}

static struct node *convert_return(struct converter *c, CXCursor cursor)
{
    return convert_fixed(c, NODE_RETURN, cursor, "e", 1);
}

/* async_emit(v), which clang takes for `return (v)`. */
static struct node *convert_emit(struct converter *c, CXCursor cursor)
{
    struct node *node = convert_return(c, cursor), *value = node->child[0];
    if (value == NULL) { /* an error of C */
        node->kind = NODE_NULL;
        node->count = 0;
        return node;
    }
    node->kind = NODE_EXPR;
    node->child[0] = await_of(c, NODE_EMIT, value, node->begin, node->end);
    return convert_finish(node);
}

static struct node *convert_unexposed_stmt(struct converter *c, CXCursor cursor)
{
    struct range range = cursor_range(cursor);
    uint32_t index = cursor_token(c, range.begin);
    bool pragma = index < c->text->token_count && c->text->tokens[index].kind == TOKEN_PRAGMA;
    if (pragma)
        return convert_fixed(c, NODE_PRAGMA, cursor, "s", 1);
    cursor_list list = {0};
    cursor_operands(cursor, &list);
    struct node *node;
    if (list.count == 1) { /* attributes in front of a statement */
        node = convert_stmt(c, list.data[0]);
    } else {
        node = convert_new(c, NODE_NULL, cursor, 0);
        if (c->function && c->function->symbol->is_async)
            convert_unsupported(c, range.begin, range.end,
                                "this statement cannot stand in an async function",
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
        if (cursor_token_is(c, cursor_range(cursor).begin, "__async_group"))
            return convert_group(c, cursor);
        if (cursor_token_is(c, cursor_range(cursor).begin, "__async_for"))
            return convert_async_for(c, cursor);
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
        return convert_new(c, NODE_BREAK, cursor, 0);
    case CXCursor_ContinueStmt:
        return convert_new(c, NODE_CONTINUE, cursor, 0);
    case CXCursor_ReturnStmt:
        return cursor_token_is(c, cursor_range(cursor).begin, "__async_emit")
                   ? convert_emit(c, cursor)
                   : convert_return(c, cursor);
    case CXCursor_NullStmt:
        return convert_new(c, NODE_NULL, cursor, 0);
    case CXCursor_DeclStmt:
        return convert_decl(c, cursor);
    case CXCursor_GCCAsmStmt:
    case CXCursor_MSAsmStmt: {
        struct node *node = convert_by_operands(c, NODE_ASM, cursor);
        node->has_effect = true;
        return node;
    }
    default:
        if (cursor_is_expr(kind))
            return expression_statement(c, cursor);
        return convert_unexposed_stmt(c, cursor);
    }
}

/* `defer` is no word of clang's: it parses the statement behind it. */
struct node *convert_stmt(struct converter *c, CXCursor cursor)
{
    uint32_t begin = cursor_range(cursor).begin, index = cursor_token(c, begin);
    struct node *node = convert_statement(c, cursor);
    if (index == 0 || !text_token_is(c->text, index - 1, "__defer"))
        return node;
    c->program->await_claimed[index - 1] = 1;
    struct node *defer = convert_new(c, NODE_DEFER, cursor, 1);
    defer->begin = c->text->tokens[index - 1].begin;
    defer->child[0] = node;
    if (c->function != NULL)
        c->function->has_exits = true;
    return convert_finish(defer);
}
