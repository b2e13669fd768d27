/* stmt.c - statements around awaits.
 *
 * Structure is kept: a loop stays a loop, a block a block. A statement that
 * needs no change is printed as it stands. Conditions and steps that await move
 * into the body of their loop, where `continue` is led to them.
 */
#include "lower/lower.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static void put_compound(struct lower *l, struct node *node);
static void put_body(struct lower *l, struct node *node);

void stmt_put(struct lower *l, uint32_t offset, const char *format, ...)
{
    struct strbuf text = {0};
    va_list args;
    va_start(args, format);
    strbuf_vprintf(&text, format, args);
    va_end(args);
    struct origin origin = text_origin(&l->program->text, offset);
    writer_put(l->writer, origin.file, origin.line, text.text);
    strbuf_deinit(&text);
}

void stmt_assign(struct lower *l, uint32_t offset, const char *target, const struct type *type,
                 const char *value)
{
    if (!type->const_member) {
        stmt_put(l, offset, "%s = %s;", target, value);
        return;
    }
    const char *name = arena_printf(l->arena, "%s%u", l->temp_prefix, ++l->temps);
    stmt_put(l, offset, "%s = %s;", type_declaration(l->arena, type, name), value);
    stmt_put(l, offset, "__builtin_memcpy((void *)&%s, &%s, sizeof %s);", target, name, name);
}

/* ---- which statements change ------------------------------------------- */

static bool literal_escapes(const struct node *node, const struct node *parent)
{
    if (node->type->is_array)
        return parent == NULL || parent->kind != NODE_SUBSCRIPT;
    while (parent != NULL && parent->kind == NODE_PAREN)
        parent = NULL; /* unknown: be careful */
    return parent == NULL || (parent->kind == NODE_UNARY && parent->op == UNARY_ADDRESS) ||
           parent->kind == NODE_MEMBER;
}

/* Compound literals whose address may outlive an await of their block. */
static void mark_literals(struct lower *l, struct node *node, const struct node *parent, bool awaits)
{
    if (node->kind == NODE_UNEVALUATED)
        return;
    if (node->kind == NODE_COMPOUND)
        awaits = node->has_await;
    if (node->kind == NODE_COMPOUND_LITERAL && awaits && literal_escapes(node, parent))
        node->slot = frame_slot(l, "literal", type_unqualified(l->arena, node->type));
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            mark_literals(l, node->child[i], node, awaits);
}

static bool is_jump(const struct node *node)
{
    return node->kind == NODE_BREAK || node->kind == NODE_CONTINUE || node->kind == NODE_GOTO;
}

static bool mark(struct lower *l, struct node *node)
{
    bool rewrite = node->has_await || node->kind == NODE_RETURN ||
                   (node->kind == NODE_VAR && node->symbol->in_frame) || node->kind == NODE_DEFER ||
                   (l->function->has_exits && is_jump(node));
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            rewrite |= mark(l, node->child[i]);
    if (node->kind == NODE_UNEVALUATED)
        rewrite = false;
    return node->rewrite = rewrite;
}

void stmt_mark(struct lower *l, struct node *node)
{
    mark(l, node);
    if (!l->frameless)
        mark_literals(l, node, NULL, false);
}

/* ---- as it stands ------------------------------------------------------ */

/* Whether the text of a statement lacks its ';'. */
static bool lacks_semicolon(const struct node *node)
{
    switch (node->kind) {
    case NODE_IF:
        return lacks_semicolon(node->child[2] ? node->child[2] : node->child[1]);
    case NODE_WHILE: case NODE_SWITCH:
        return lacks_semicolon(node->child[1]);
    case NODE_FOR:
        return lacks_semicolon(node->child[3]);
    case NODE_CASE: case NODE_DEFAULT: case NODE_LABEL: case NODE_PRAGMA: case NODE_DEFER:
        return node->child[0] != NULL && lacks_semicolon(node->child[0]);
    case NODE_COMPOUND: case NODE_DECL: case NODE_NULL:
        return false;
    default:
        return true;
    }
}

static void put_as_it_stands(struct lower *l, struct node *node)
{
    if (node->kind == NODE_NULL)
        stmt_put(l, node->begin, ";");
    else
        stmt_put(l, node->begin, "%s%s", print_node(l, node), lacks_semicolon(node) ? ";" : "");
}

/* ---- declarations ------------------------------------------------------ */

static struct node *initialiser(const struct node *variable)
{
    return variable->child[variable->count - 1];
}

static bool is_zero_list(struct lower *l, const struct node *list)
{
    if (list->kind != NODE_INIT_LIST || list->count > 1)
        return false;
    return list->count == 0 || (list->child[0]->kind == NODE_LEAF &&
                                strcmp(print_node(l, list->child[0]), "0") == 0);
}

static const char *as_mutable(struct lower *l, const struct symbol *symbol)
{
    if (!symbol->type->is_const)
        return symbol->access;
    const struct type *pointer = type_pointer_to(l->arena, type_unqualified(l->arena, symbol->type));
    return arena_printf(l->arena, "*(%s)&%s", type_declaration(l->arena, pointer, ""), symbol->access);
}

/* An array in the frame is filled from a literal of its type. */
static void put_array_init(struct lower *l, const struct node *variable, struct node *init)
{
    const struct symbol *symbol = variable->symbol;
    if (is_zero_list(l, init)) {
        stmt_put(l, init->begin, "__builtin_memset((void *)&%s, 0, sizeof %s);", symbol->access, symbol->access);
        return;
    }
    const char *type = type_declaration(l->arena, type_unqualified(l->arena, symbol->type), "");
    const char *open = init->kind == NODE_INIT_LIST ? "" : "{", *close = *open ? "}" : "";
    stmt_put(l, init->begin, "__builtin_memcpy((void *)&%s, (%s)%s%s%s, sizeof %s);", symbol->access, type,
             open, print_node(l, init), close, symbol->access);
}

/* A variable in the frame: its declaration becomes the assignment of its first value. */
static void put_frame_variable(struct lower *l, struct node *variable)
{
    struct node *init = initialiser(variable);
    struct symbol *symbol = variable->symbol;
    if (init == NULL)
        return;
    frame_enter(l);
    if (init->kind != NODE_INIT_LIST && !symbol->type->is_array) {
        expr_into(l, as_mutable(l, symbol), symbol->type, init);
        frame_leave(l);
        return;
    }
    if (init->has_await)
        expr_lift(l, init);
    frame_leave(l);
    if (symbol->type->is_array) {
        put_array_init(l, variable, init);
        return;
    }
    const char *type = type_declaration(l->arena, type_unqualified(l->arena, symbol->type), "");
    stmt_assign(l, init->begin, as_mutable(l, symbol), type_unqualified(l->arena, symbol->type),
                arena_printf(l->arena, "(%s)%s", type, print_node(l, init)));
}

static const char *storage_text(struct lower *l, const struct node *declaration)
{
    uint32_t index = text_token_at(&l->program->text, declaration->begin);
    return text_token_is(&l->program->text, index, "register") ? "register " : "";
}

/* The declarator as the user wrote it, when it is the only one of its statement. */
static const char *declarator_text(struct lower *l, const struct node *declaration,
                                   const struct node *variable)
{
    bool alone = declaration->count == 1;
    if (alone || variable->type->unnamed || variable->type->kind == TYPE_VLA) {
        char *text = print_range(l, declaration->begin, variable->mark);
        for (size_t n = strlen(text); n > 0 && strchr(" \t\n", text[n - 1]); n--)
            text[n - 1] = '\0';
        return text;
    }
    return arena_printf(l->arena, "%s%s", storage_text(l, declaration),
                        type_declaration(l->arena, variable->type, variable->symbol->name));
}

static void put_local_variable(struct lower *l, struct node *declaration, struct node *variable)
{
    struct node *init = initialiser(variable);
    frame_enter(l);
    if (init != NULL && init->has_await)
        expr_lift(l, init);
    frame_leave(l);
    const char *declarator = declarator_text(l, declaration, variable);
    if (init == NULL)
        stmt_put(l, variable->begin, "%s;", declarator);
    else
        stmt_put(l, variable->begin, "%s = %s;", declarator, print_node(l, init));
}

static void put_declaration(struct lower *l, struct node *node)
{
    for (uint32_t i = 0; i < node->count; i++) {
        struct node *child = node->child[i];
        if (child->kind != NODE_VAR)
            stmt_put(l, child->begin, "%s;", print_node(l, child));
        else if (child->symbol->in_frame) {
            frame_variable(l, child->symbol);
            put_frame_variable(l, child);
            if (child->symbol->cleanup != NULL)
                exits_cleanup(l, child->symbol);
        } else
            put_local_variable(l, node, child);
    }
}

/* ---- loops ------------------------------------------------------------- */

static bool continues_here(const struct node *node)
{
    if (node->kind == NODE_CONTINUE)
        return true;
    if (node->kind == NODE_WHILE || node->kind == NODE_DO || node->kind == NODE_FOR)
        return false;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && continues_here(node->child[i]))
            return true;
    return false;
}

/* The statements of a loop's body, for which `continue` leads to a label if the
 * loop goes on with something that had to move into the body. */
static void put_loop_body(struct lower *l, struct node *body, bool moved)
{
    const char *outer = l->continue_to, *label = NULL;
    unsigned break_depth = l->break_depth, continue_depth = l->continue_depth;
    l->break_depth = l->continue_depth = exits_depth(l);
    if (moved && continues_here(body))
        label = arena_printf(l->arena, "continue_%u", ++l->continues);
    l->continue_to = label;
    if (body->kind == NODE_COMPOUND)
        put_compound(l, body);
    else
        put_body(l, body);
    if (label != NULL)
        stmt_put(l, body->end, "%s:;", label);
    l->continue_to = outer;
    l->break_depth = break_depth;
    l->continue_depth = continue_depth;
}

static void open_block(struct lower *l, uint32_t offset, const char *head)
{
    stmt_put(l, offset, "%s", head);
    l->writer->indent++;
    frame_enter(l);
}

static void close_block(struct lower *l, uint32_t offset)
{
    frame_leave(l);
    l->writer->indent--;
    stmt_put(l, offset, "}");
}

static void put_exit_test(struct lower *l, struct node *condition)
{
    frame_enter(l);
    expr_lift(l, condition);
    stmt_put(l, condition->begin, "if (!(%s)) break;", print_node(l, condition));
    frame_leave(l);
}

static uint32_t last_byte(const struct node *node) { return node->end > 0 ? node->end - 1 : 0; }

static void put_while(struct lower *l, struct node *node)
{
    struct node *condition = node->child[0];
    if (condition->has_await) {
        open_block(l, node->begin, "for (;;) {");
        put_exit_test(l, condition);
        put_loop_body(l, node->child[1], false);
        close_block(l, last_byte(node));
        return;
    }
    open_block(l, node->begin, arena_printf(l->arena, "while (%s) {", print_node(l, condition)));
    put_loop_body(l, node->child[1], false);
    close_block(l, last_byte(node));
}

static void put_do(struct lower *l, struct node *node)
{
    struct node *body = node->child[0], *condition = node->child[1];
    bool moved = condition->has_await;
    open_block(l, node->begin, moved ? "for (;;) {" : "do {");
    put_loop_body(l, body, moved);
    if (moved) {
        put_exit_test(l, condition);
        close_block(l, last_byte(node));
        return;
    }
    frame_leave(l);
    l->writer->indent--;
    stmt_put(l, condition->begin, "} while (%s);", print_node(l, condition));
}

/* `int i = 0, j = 1` of frame variables as `frame->i = 0, frame->j = 1`; NULL when
 * it must stand before the loop. */
static const char *init_as_expression(struct lower *l, struct node *init)
{
    struct strbuf text = {0};
    for (uint32_t i = 0; i < init->count; i++) {
        struct node *variable = init->child[i];
        if (variable->kind != NODE_VAR || !variable->symbol->in_frame || variable->symbol->cleanup || initialiser(variable) == NULL ||
            variable->has_await || !variable->type->is_scalar || initialiser(variable)->kind == NODE_INIT_LIST) {
            strbuf_deinit(&text);
            return NULL;
        }
    }
    for (uint32_t i = 0; i < init->count; i++) {
        struct node *variable = init->child[i];
        frame_variable(l, variable->symbol);
        strbuf_printf(&text, "%s%s = %s", i ? ", " : "", as_mutable(l, variable->symbol),
                      print_node(l, initialiser(variable)));
    }
    char *copy = arena_copy(l->arena, text.text ? text.text : "", text.length);
    strbuf_deinit(&text);
    return copy;
}

static const char *without_semicolon(char *text)
{
    size_t length = strlen(text);
    if (length > 0 && text[length - 1] == ';')
        text[length - 1] = '\0';
    return text;
}

/* What remains of the init between the parentheses. What cannot stay there is
 * written before the loop, a declaration in a block around it (`*block`). */
static const char *put_for_init(struct lower *l, struct node *init, bool *block)
{
    if (init == NULL)
        return "";
    if (!init->rewrite)
        return without_semicolon(print_node(l, init));
    const char *text = init->kind == NODE_DECL ? init_as_expression(l, init) : NULL;
    if (text != NULL)
        return text;
    *block = init->kind == NODE_DECL;
    if (*block)
        open_block(l, init->begin, "{");
    stmt_lower(l, init);
    return "";
}

static void put_for(struct lower *l, struct node *node)
{
    struct node *condition = node->child[1], *step = node->child[2];
    bool test_moves = condition && condition->has_await, step_moves = step && step->has_await;
    bool block = false;
    frame_enter(l);
    const char *init = put_for_init(l, node->child[0], &block);
    const char *test = condition && !test_moves ? print_node(l, condition) : "";
    const char *next = step && !step_moves ? print_node(l, step) : "";
    open_block(l, node->begin, arena_printf(l->arena, "for (%s; %s; %s) {", init, test, next));
    if (test_moves)
        put_exit_test(l, condition);
    put_loop_body(l, node->child[3], step_moves);
    if (step_moves) {
        frame_enter(l);
        expr_statement(l, step);
        frame_leave(l);
    }
    close_block(l, last_byte(node));
    if (block)
        close_block(l, last_byte(node));
    frame_leave(l);
}

/* ---- the rest ---------------------------------------------------------- */

static void put_if(struct lower *l, struct node *node)
{
    struct node *condition = node->child[0];
    frame_enter(l);
    expr_lift(l, condition);
    frame_leave(l);
    open_block(l, node->begin, arena_printf(l->arena, "if (%s) {", print_node(l, condition)));
    put_body(l, node->child[1]);
    struct node *otherwise = node->child[2];
    if (otherwise == NULL) {
        close_block(l, last_byte(node));
        return;
    }
    frame_leave(l);
    l->writer->indent--;
    if (otherwise->kind == NODE_IF && !otherwise->child[0]->has_await && otherwise->rewrite) {
        stmt_put(l, last_byte(node->child[1]), "} else");
        put_if(l, otherwise);
        return;
    }
    open_block(l, otherwise->begin, "} else {");
    put_body(l, otherwise);
    close_block(l, last_byte(node));
}

static void put_switch(struct lower *l, struct node *node)
{
    struct node *head = node->child[0];
    unsigned break_depth = l->break_depth;
    frame_enter(l);
    expr_lift(l, head);
    frame_leave(l);
    open_block(l, node->begin, arena_printf(l->arena, "switch (%s) {", print_node(l, head)));
    l->break_depth = exits_depth(l);
    put_body(l, node->child[1]);
    l->break_depth = break_depth;
    close_block(l, last_byte(node));
}

static void put_labelled(struct lower *l, struct node *node)
{
    struct node *statement = node->child[0];
    bool bare = statement == NULL || statement->rewrite || statement->kind == NODE_DECL;
    unsigned indent = l->writer->indent;
    l->writer->indent = indent ? indent - 1 : 0;
    stmt_put(l, node->begin, "%s%s", print_range(l, node->begin, node->mark), bare ? ";" : "");
    l->writer->indent = indent;
    if (statement != NULL)
        stmt_lower(l, statement);
}

static bool pops_frame(const struct lower *l) { return !l->frameless; }

static void put_return_tail(struct lower *l, uint32_t offset)
{
    if (pops_frame(l))
        stmt_put(l, offset, "async_pop(%s, %s);", l->task, l->frame);
    stmt_put(l, offset, "return ASYNC_DONE;");
}

static const char *result_pointer(struct lower *l)
{
    return l->frameless ? l->result : arena_printf(l->arena, "%s->result", l->frame);
}

/* return await f(): the callee writes to where our own result goes. */
static bool put_return_await(struct lower *l, struct node *value)
{
    const struct type *type = l->function->type->inner;
    if (value->kind != NODE_AWAIT || type->is_void || strcmp(value->type->canonical, type->canonical) != 0)
        return false;
    enum node_kind operand = value->child[0]->kind;
    const struct symbol *symbol = operand == NODE_CALL ? call_symbol(value->child[0]) : NULL;
    if (operand != NODE_CALL || (symbol && !symbol->is_async && symbol->ready))
        return false;
    expr_into(l, arena_printf(l->arena, "*%s", result_pointer(l)), type, value);
    return true;
}

static void put_return(struct lower *l, struct node *node)
{
    struct node *value = node->child[0];
    const struct type *type = l->function->type->inner;
    if (value != NULL && type->is_void) {
        expr_statement(l, value);
    } else if (value != NULL && !put_return_await(l, node_skip_parens(value))) {
        if (value->has_await)
            expr_lift(l, value);
        stmt_assign(l, value->begin, arena_printf(l->arena, "*%s", result_pointer(l)),
                    type_unqualified(l->arena, type), print_node(l, value));
    }
    if (!exits_leave(l, EXIT_RETURN, NULL, node->begin))
        put_return_tail(l, node->begin);
}

void stmt_put_jump(struct lower *l, enum exit_kind kind, const struct symbol *label, uint32_t offset)
{
    if (kind == EXIT_RETURN)
        put_return_tail(l, offset);
    else if (kind == EXIT_GOTO)
        stmt_put(l, offset, "goto %s;", label->name);
    else if (kind == EXIT_BREAK)
        stmt_put(l, offset, "break;");
    else if (l->continue_to != NULL)
        stmt_put(l, offset, "goto %s;", l->continue_to);
    else
        stmt_put(l, offset, "continue;");
}

static void put_jump(struct lower *l, struct node *node)
{
    enum exit_kind kind = node->kind == NODE_BREAK      ? EXIT_BREAK
                          : node->kind == NODE_CONTINUE ? EXIT_CONTINUE
                                                        : EXIT_GOTO;
    if (!exits_leave(l, kind, node->symbol, node->begin))
        stmt_put_jump(l, kind, node->symbol, node->begin);
}

/* Text between two statements: pragmas, attributes of the next one. */
static void put_gap(struct lower *l, uint32_t begin, uint32_t end)
{
    const struct text *text = &l->program->text;
    struct strbuf words = {0};
    uint32_t first = 0;
    for (uint32_t i = text_token_at(text, begin); i < text->token_count && text->tokens[i].begin < end; i++) {
        const struct token *token = &text->tokens[i];
        int length = (int)(token->end - token->begin);
        if (token->kind == TOKEN_PRAGMA) {
            struct origin origin = text_origin(text, token->begin);
            writer_directive(l->writer, origin.file, origin.line,
                             arena_printf(l->arena, "%.*s", length, text->bytes + token->begin));
        } else if (!text_token_is(text, i, ";")) {
            if (words.length == 0)
                first = token->begin;
            strbuf_printf(&words, "%s%.*s", words.length ? " " : "", length, text->bytes + token->begin);
        }
    }
    if (words.length > 0)
        stmt_put(l, first, "%s", words.text);
    strbuf_deinit(&words);
}

/* The statements of a block without its braces. */
static void put_compound(struct lower *l, struct node *node)
{
    struct node *outer = l->block;
    uint32_t at = node->begin + 1;
    l->block = node;
    for (uint32_t i = 0; i < node->count; i++) {
        put_gap(l, at, node->child[i]->begin);
        stmt_lower(l, node->child[i]);
        at = node->child[i]->end;
    }
    put_gap(l, at, last_byte(node));
    exits_close(l, node, last_byte(node));
    l->block = outer;
}

void stmt_compound(struct lower *l, struct node *block) { put_compound(l, block); }

static void put_body(struct lower *l, struct node *node)
{
    if (node->kind == NODE_COMPOUND)
        put_compound(l, node);
    else /* of `if (c) defer f();` the block ends at once */
        stmt_lower(l, node->kind == NODE_DEFER ? node->child[0] : node);
}

static void put_goto_computed(struct lower *l, struct node *node)
{
    expr_lift(l, node->child[0]);
    stmt_put(l, node->begin, "goto *%s;", print_node(l, node->child[0]));
}

static void put_changed(struct lower *l, struct node *node)
{
    switch (node->kind) {
    case NODE_COMPOUND:
        open_block(l, node->begin, "{");
        put_compound(l, node);
        close_block(l, last_byte(node));
        return;
    case NODE_EXPR:
        frame_enter(l);
        expr_statement(l, node->child[0]);
        frame_leave(l);
        return;
    case NODE_IF:
        put_if(l, node);
        return;
    case NODE_WHILE:
        put_while(l, node);
        return;
    case NODE_DO:
        put_do(l, node);
        return;
    case NODE_FOR:
        put_for(l, node);
        return;
    case NODE_SWITCH:
        put_switch(l, node);
        return;
    case NODE_CASE: case NODE_DEFAULT: case NODE_LABEL:
        put_labelled(l, node);
        return;
    case NODE_RETURN:
        frame_enter(l);
        put_return(l, node);
        frame_leave(l);
        return;
    case NODE_DECL:
        put_declaration(l, node);
        return;
    case NODE_BREAK: case NODE_CONTINUE: case NODE_GOTO:
        put_jump(l, node);
        return;
    case NODE_DEFER:
        exits_defer(l, node->child[0]);
        return;
    case NODE_GOTO_COMPUTED:
        put_goto_computed(l, node);
        return;
    case NODE_PRAGMA:
        put_gap(l, node->begin, node->child[0]->begin);
        stmt_lower(l, node->child[0]);
        return;
    default:
        put_as_it_stands(l, node);
        return;
    }
}

static bool redirects_continue(const struct lower *l, const struct node *node)
{
    return l->continue_to != NULL && continues_here(node);
}

void stmt_lower(struct lower *l, struct node *node)
{
    if (node->kind == NODE_CONTINUE && l->continue_to != NULL)
        put_jump(l, node);
    else if (node->rewrite || redirects_continue(l, node))
        put_changed(l, node);
    else
        put_as_it_stands(l, node);
}
