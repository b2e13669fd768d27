/* convert_expr.c - expressions.
 *
 * Implicit conversions (same range, one child) are dropped, and what has no cursor kind of
 * its own is told by its first token. What is still unknown becomes OPAQUE: it can
 * be printed, renamed in, and moved as a whole. */
#include "frontend/converter.h"

#include <string.h>

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
    if (cursor_token_starts(c, cursor_range(cursor).begin, "__builtin_")) {
        struct node *node = convert_new(c, NODE_NAME, cursor, 0);
        node->symbol = builtin_symbol(c, cursor);
        return node;
    }
    CXCursor target = clang_getCursorReferenced(cursor);
    enum CXCursorKind kind = clang_getCursorKind(target);
    bool enumerator = kind == CXCursor_EnumConstantDecl;
    if (clang_isInvalid(kind))
        return convert_new(c, NODE_LEAF, cursor, 0);
    struct node *node = convert_new(c, enumerator ? NODE_LEAF : NODE_NAME, cursor, 0);
    node->symbol = symbols_get(c, target);
    return convert_finish(node);
}

static enum unary_op unary_op_of(enum CXUnaryOperatorKind kind)
{
    switch (kind) {
    case CXUnaryOperator_AddrOf:
        return UNARY_ADDRESS;
    case CXUnaryOperator_Deref:
        return UNARY_DEREF;
    case CXUnaryOperator_PostInc:
    case CXUnaryOperator_PostDec:
    case CXUnaryOperator_PreInc:
    case CXUnaryOperator_PreDec:
        return UNARY_STEP;
    default:
        return UNARY_VALUE;
    }
}

static struct node *convert_unary(struct converter *c, CXCursor cursor)
{
    cursor_list list = {0};
    cursor_operands(cursor, &list);
    struct node *node = NULL;
    uint32_t begin = cursor_range(cursor).begin;
    if (list.count != 1) {
        node = convert_with(c, NODE_OPAQUE, cursor, &list);
    } else if (cursor_token_is(c, begin, "__await")) {
        node = convert_await(c, cursor, list.data[0]);
    } else if (cursor_token_is(c, begin, "__async_run")) {
        node = convert_one(c, NODE_RUN, cursor, node_skip_parens(convert_expr(c, list.data[0])));
    } else {
        node = convert_new(c, NODE_UNARY, cursor, 1);
        node->op = unary_op_of(clang_getCursorUnaryOperatorKind(cursor));
        node->child[0] = convert_expr(c, list.data[0]);
        convert_finish(node);
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

/* The cursor's operands, if they are `count`. */
static bool get_operands(CXCursor cursor, CXCursor *operands, size_t count)
{
    cursor_list list = {0};
    clang_visitChildren(cursor, cursor_collect, &list);
    bool found = list.count == count;
    if (found)
        memcpy(operands, list.data, count * sizeof *operands);
    vec_deinit(&list);
    return found;
}

/* Through implicit conversions to a binary operator, else the cursor itself. */
static CXCursor skip_conversions(CXCursor cursor)
{
    CXCursor inner = cursor;
    while (clang_getCursorKind(inner) == CXCursor_UnexposedExpr)
        if (!get_operands(inner, &inner, 1))
            return cursor;
    return clang_getCursorKind(inner) == CXCursor_BinaryOperator ? inner : cursor;
}

/* An operator without its left operand. */
struct part {
    CXCursor cursor, right;
};

/* a + b + c + ...: all have one beginning, for which libclang goes down to `a` each time that it
 * is asked. So they are made from `a` on, by what is known of their operands. Something that
 * libclang has no kind for may begin with an underscore and hide more than a conversion. */
static struct node *convert_binary(struct converter *c, CXCursor cursor)
{
    VEC(struct part) parts = {0};
    CXCursor operands[2], left = cursor;
    bool plain = !cursor_token_starts(c, cursor_range(cursor).begin, "_");
    while (clang_getCursorKind(left) == CXCursor_BinaryOperator &&
           get_operands(left, operands, 2)) {
        *vec_push(&parts) = (struct part){left, operands[1]};
        left = plain ? skip_conversions(operands[0]) : operands[0];
    }
    struct node *node = convert_expr(c, left);
    while (parts.count > 0) {
        const struct part *part = &parts.data[--parts.count];
        struct node *right = convert_expr(c, part->right);
        struct range range = {node->begin, right->end};
        struct node *binary =
            convert_new_at(c, binary_kind(clang_getCursorBinaryOperatorKind(part->cursor)),
                           part->cursor, range, 2);
        binary->child[0] = node;
        binary->child[1] = right;
        node = convert_finish(binary);
    }
    vec_deinit(&parts);
    return node;
}

static struct node *convert_cast(struct converter *c, CXCursor cursor)
{
    struct range range = cursor_range(cursor);
    bool is_spawn;
    CXCursor call = convert_spawn_call(c, cursor, &is_spawn);
    if (is_spawn) {
        convert_claim(c, range.begin, cursor_range(call).begin);
        struct node *operand = node_skip_parens(convert_expr(c, call));
        return convert_one(c, NODE_SPAWN, cursor, operand);
    }
    if (cursor_token_is(c, range.begin, "__async_group_spawn"))
        return convert_group_spawn(c, cursor);
    enum gather_op op = convert_gather_op(c, range.begin);
    if (op != GATHER_OPS)
        return convert_gather(c, cursor, op);
    return convert_by_typed_operands(c, NODE_CAST, cursor);
}

static struct node *convert_member(struct converter *c, CXCursor cursor)
{
    cursor_list list = {0};
    cursor_operands(cursor, &list);
    uint32_t name = cursor_token(c, cursor_name_offset(cursor));
    bool arrow = name > 0 && text_token_is(c->text, name - 1, "->");
    struct node *node = convert_with(c, arrow ? NODE_ARROW : NODE_MEMBER, cursor, &list);
    /* a member of an anonymous member: an implicit step with no text of its own */
    while (node->count == 1 &&
           (node->child[0]->kind == NODE_MEMBER || node->child[0]->kind == NODE_ARROW) &&
           node->child[0]->end >= name && node->child[0]->symbol == NULL &&
           node->child[0]->mark == 1)
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
        if (cursor_token_is(c, begin, names[i]))
            return true;
    return false;
}

static struct node *convert_gnu_conditional(struct converter *c, CXCursor cursor,
                                            const cursor_list *list)
{
    return convert_with(c, NODE_GNU_CONDITIONAL, cursor, list);
}

static struct node *convert_designated(struct converter *c, CXCursor cursor,
                                       const cursor_list *list)
{
    cursor_list kept = {0};
    for (size_t i = 0; i < list->count; i++)
        if (clang_getCursorKind(list->data[i]) != CXCursor_MemberRef)
            *vec_push(&kept) = list->data[i];
    struct node *node = convert_with(c, NODE_DESIGNATED, cursor, &kept);
    vec_deinit(&kept);
    return node;
}

/* Everything that libclang has no kind for, and implicit conversions. */
static struct node *convert_unexposed(struct converter *c, CXCursor cursor)
{
    cursor_list list = {0};
    cursor_operands(cursor, &list);
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
        node = convert_new(c, NODE_LEAF, cursor, 0);
    } else if (cursor_token_is(c, range.begin, ".") || cursor_token_is(c, range.begin, "[")) {
        node = convert_designated(c, cursor, &list);
    } else if (list.count == 2 && cursor_range(list.data[0]).begin == range.begin) {
        node = convert_gnu_conditional(c, cursor, &list); /* a builtin begins with its own name */
    } else if (cursor_token_is(c, range.begin, "__builtin_choose_expr")) {
        node = convert_with(c, NODE_SELECT, cursor, &list);
    } else {
        node = convert_with(c, NODE_OPAQUE, cursor, &list);
        node->has_effect |= !is_pure_builtin(c, range.begin);
    }
    vec_deinit(&list);
    return node;
}

static struct node *convert_stmt_expr(struct converter *c, CXCursor cursor)
{
    cursor_list list = {0};
    cursor_operands(cursor, &list);
    struct node *node = convert_new(c, NODE_STMT_EXPR, cursor, 1);
    node->child[0] = convert_stmt(c, list.data[0]);
    vec_deinit(&list);
    uint32_t index = cursor_token(c, node->begin);
    if (index > 0 && text_token_is(c->text, index - 1, "__async_offload"))
        return convert_offload(c, node);
    return convert_finish(node);
}

static struct node *convert_select(struct converter *c, CXCursor cursor)
{
    cursor_list list = {0};
    cursor_operands(cursor, &list);
    struct node *node = convert_new(c, NODE_SELECT, cursor, (uint32_t)list.count);
    for (uint32_t i = 0; i < list.count; i++)
        node->child[i] =
            i == 0 ? convert_unevaluated(c, list.data[i]) : convert_expr(c, list.data[i]);
    vec_deinit(&list);
    return convert_finish(node);
}

static struct node *convert_call(struct converter *c, CXCursor cursor)
{
    struct node *node = convert_by_operands(c, NODE_CALL, cursor);
    const struct node *callee = node->count ? node_skip_parens(node->child[0]) : NULL;
    if (callee && callee->kind == NODE_NAME && strcmp(callee->symbol->name, "async_fail") == 0)
        node->has_await = true; /* lifted out of its expression like an await */
    return node;
}

struct node *convert_expr(struct converter *c, CXCursor cursor)
{
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_DeclRefExpr:
        return convert_name(c, cursor);
    case CXCursor_IntegerLiteral:
    case CXCursor_FloatingLiteral:
    case CXCursor_ImaginaryLiteral:
    case CXCursor_StringLiteral:
    case CXCursor_CharacterLiteral:
    case CXCursor_AddrLabelExpr:
    case CXCursor_CXXBoolLiteralExpr:
    case CXCursor_CXXNullPtrLiteralExpr:
        return convert_new(c, NODE_LEAF, cursor, 0);
    case CXCursor_ParenExpr:
        return convert_by_operands(c, NODE_PAREN, cursor);
    case CXCursor_UnaryOperator:
        return convert_unary(c, cursor);
    case CXCursor_BinaryOperator:
        return convert_binary(c, cursor);
    case CXCursor_CompoundAssignOperator:
        return convert_by_operands(c, NODE_COMPOUND_ASSIGN, cursor);
    case CXCursor_ConditionalOperator:
        return convert_by_operands(c, NODE_CONDITIONAL, cursor);
    case CXCursor_CStyleCastExpr:
        return convert_cast(c, cursor);
    case CXCursor_CompoundLiteralExpr:
        return convert_by_typed_operands(c, NODE_COMPOUND_LITERAL, cursor);
    case CXCursor_InitListExpr:
        return convert_by_operands(c, NODE_INIT_LIST, cursor);
    case CXCursor_StmtExpr:
        return convert_stmt_expr(c, cursor);
    case CXCursor_ArraySubscriptExpr:
        return convert_by_operands(c, NODE_SUBSCRIPT, cursor);
    case CXCursor_MemberRefExpr:
        return convert_member(c, cursor);
    case CXCursor_CallExpr:
        return convert_call(c, cursor);
    case CXCursor_UnaryExpr:
        return convert_unevaluated(c, cursor);
    case CXCursor_GenericSelectionExpr:
        return convert_select(c, cursor);
    default:
        return convert_unexposed(c, cursor);
    }
}
