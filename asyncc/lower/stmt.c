/* stmt.c - statements around awaits.
 *
 * Structure is kept: a loop stays a loop, a block a block. A statement that
 * needs no change is printed as it stands. Conditions and steps that await move
 * into the body of their loop, where `continue` is led to them.
 */
#include "lower/parts.h"

#include <stdarg.h>
#include <string.h>

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

/* ---- as it stands ------------------------------------------------------ */

/* Whether the text of a statement lacks its ';'. */
static bool lacks_semicolon(const struct node *node)
{
    switch (node->kind) {
    case NODE_IF:
        return lacks_semicolon(node->child[2] ? node->child[2] : node->child[1]);
    case NODE_WHILE:
    case NODE_SWITCH:
        return lacks_semicolon(node->child[1]);
    case NODE_FOR:
        return lacks_semicolon(node->child[3]);
    case NODE_CASE:
    case NODE_DEFAULT:
    case NODE_LABEL:
    case NODE_PRAGMA:
    case NODE_DEFER:
        return node_labelled(node) != NULL && lacks_semicolon(node_labelled(node));
    case NODE_COMPOUND:
    case NODE_DECL:
    case NODE_NULL:
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

/* ---- blocks ------------------------------------------------------------ */

void stmt_open_block(struct lower *l, uint32_t offset, const char *head, const struct node *node)
{
    stmt_put(l, offset, "%s", head);
    l->writer->indent++;
    frame_enter(l, node);
}

void stmt_close_block(struct lower *l, uint32_t offset)
{
    frame_leave(l);
    l->writer->indent--;
    stmt_put(l, offset, "}");
}

uint32_t stmt_last_byte(const struct node *node) { return node->end > 0 ? node->end - 1 : 0; }

/* ---- the rest ---------------------------------------------------------- */

static void put_if(struct lower *l, struct node *node)
{
    struct node *condition = node->child[0];
    frame_enter(l, condition);
    expr_lift(l, condition);
    frame_leave(l);
    stmt_open_block(l, node->begin, arena_printf(l->arena, "if (%s) {", print_node(l, condition)),
                    node->child[1]);
    stmt_body(l, node->child[1]);
    struct node *otherwise = node->child[2];
    if (otherwise == NULL) {
        stmt_close_block(l, stmt_last_byte(node));
        return;
    }
    frame_leave(l);
    l->writer->indent--;
    if (otherwise->kind == NODE_IF && !otherwise->child[0]->has_await && otherwise->rewrite) {
        stmt_put(l, stmt_last_byte(node->child[1]), "} else");
        put_if(l, otherwise);
        return;
    }
    stmt_open_block(l, otherwise->begin, "} else {", otherwise);
    stmt_body(l, otherwise);
    stmt_close_block(l, stmt_last_byte(node));
}

static void put_switch(struct lower *l, struct node *node)
{
    struct node *head = node->child[0];
    unsigned break_depth = l->break_depth;
    frame_enter(l, head);
    expr_lift(l, head);
    frame_leave(l);
    stmt_open_block(l, node->begin, arena_printf(l->arena, "switch (%s) {", print_node(l, head)),
                    node->child[1]);
    l->break_depth = exits_depth(l);
    stmt_body(l, node->child[1]);
    l->break_depth = break_depth;
    stmt_close_block(l, stmt_last_byte(node));
}

static void put_labelled(struct lower *l, struct node *node)
{
    struct node *statement = node_labelled(node);
    bool bare = statement == NULL || statement->rewrite || statement->kind == NODE_DECL;
    unsigned indent = l->writer->indent;
    l->writer->indent = indent ? indent - 1 : 0;
    stmt_put(l, node->begin, "%s%s", print_part(l, node, node->begin, node->mark), bare ? ";" : "");
    l->writer->indent = indent;
    if (statement != NULL)
        stmt_lower(l, statement);
}

static void put_return_tail(struct lower *l, uint32_t offset)
{
    if (function_pops(l))
        stmt_put(l, offset, "async_pop(%s, %s);", l->task, l->frame);
    stmt_put(l, offset, "return ASYNC_DONE;");
}

static const char *result_pointer(struct lower *l)
{
    return l->frameless || l->blocking ? l->result : arena_printf(l->arena, "%s->result", l->frame);
}

/* Where `return` puts its value: with deferred statements still to run not yet where the
 * caller sees it, for one of them may fail. */
static const char *value_place(struct lower *l)
{
    struct frame_scope *scope = l->scope;
    if (l->exits == NULL)
        return arena_printf(l->arena, "*%s", result_pointer(l));
    if (l->value == NULL) {
        l->scope = &l->root;
        l->value = frame_slot(l, "value", type_unqualified(l->arena, l->function->type->inner));
        l->scope = scope;
    }
    return l->value;
}

/* return await f(): the callee writes to where our own result goes. */
static bool put_return_await(struct lower *l, struct node *value)
{
    const struct type *type = l->function->type->inner;
    if (value->kind != NODE_AWAIT || type->is_void ||
        strcmp(value->type->canonical, type->canonical) != 0)
        return false;
    enum node_kind operand = value->child[0]->kind;
    const struct symbol *symbol = operand == NODE_CALL ? call_symbol(value->child[0]) : NULL;
    if (operand != NODE_CALL || (symbol && !symbol->is_async && symbol->ready))
        return false;
    expr_into(l, value_place(l), type, value);
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
        stmt_assign(l, value->begin, value_place(l), type_unqualified(l->arena, type),
                    print_node(l, value));
    }
    if (!exits_leave(l, EXIT_RETURN, NULL, node->begin))
        put_return_tail(l, node->begin);
}

void stmt_put_jump(struct lower *l, enum exit_kind kind, const struct symbol *label,
                   uint32_t offset)
{
    if (kind == EXIT_RETURN && l->value != NULL)
        stmt_assign(l, offset, arena_printf(l->arena, "*%s", result_pointer(l)),
                    type_unqualified(l->arena, l->function->type->inner), l->value);
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
    for (uint32_t i = text_token_at(text, begin);
         i < text->token_count && text->tokens[i].begin < end; i++) {
        const struct token *token = &text->tokens[i];
        int length = (int)(token->end - token->begin);
        if (token->kind == TOKEN_PRAGMA) {
            struct origin origin = text_origin(text, token->begin);
            writer_directive(l->writer, origin.file, origin.line,
                             arena_printf(l->arena, "%.*s", length, text->bytes + token->begin));
        } else if (!text_token_is(text, i, ";")) {
            if (words.length == 0)
                first = token->begin;
            strbuf_printf(&words, "%s%.*s", words.length ? " " : "", length,
                          text->bytes + token->begin);
        }
    }
    if (words.length > 0)
        stmt_put(l, first, "%s", words.text);
    strbuf_deinit(&words);
}

static bool has_label(const struct node *node)
{
    return node->kind == NODE_CASE || node->kind == NODE_DEFAULT || node->kind == NODE_LABEL;
}

static bool jumps_away(const struct node *node)
{
    while (has_label(node) && node_labelled(node) != NULL)
        node = node_labelled(node);
    return node_is_jump(node);
}

/* Behind a jump nothing is reached, which its resume points hide: the back end would warn that it
 * goes on, into the next `case` for one. */
static void put_unreached(struct lower *l, const struct node *node)
{
    if (node->kind == NODE_EXPR && node->child[0]->has_await)
        stmt_put(l, node->begin, "__builtin_unreachable();");
}

/* The statements of a block without its braces. */
void stmt_compound(struct lower *l, struct node *node)
{
    struct node *outer = l->block;
    uint32_t at = node->nested ? node->begin : node->begin + 1;
    bool reached = true;
    l->block = node;
    for (uint32_t i = 0; i < node->count; i++) {
        put_gap(l, at, node->child[i]->begin);
        reached |= has_label(node->child[i]);
        stmt_lower(l, node->child[i]);
        if (!reached)
            put_unreached(l, node->child[i]);
        reached &= !jumps_away(node->child[i]);
        at = node->child[i]->end;
    }
    put_gap(l, at, node->nested ? node->end : stmt_last_byte(node));
    exits_close(l, node, stmt_last_byte(node));
    l->block = outer;
}

void stmt_body(struct lower *l, struct node *node)
{
    if (node->kind == NODE_COMPOUND) {
        stmt_compound(l, node);
        return;
    }
    struct node *outer = l->block; /* a block too: that of `if (c) defer f();` ends at once */
    l->block = node;
    stmt_lower(l, node);
    exits_close(l, node, stmt_last_byte(node));
    l->block = outer;
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
        stmt_open_block(l, node->begin, "{", node);
        stmt_compound(l, node);
        stmt_close_block(l, stmt_last_byte(node));
        return;
    case NODE_EXPR:
        frame_enter(l, node);
        expr_statement(l, node->child[0]);
        frame_leave(l);
        return;
    case NODE_IF:
        put_if(l, node);
        return;
    case NODE_WHILE:
        loops_while(l, node);
        return;
    case NODE_DO:
        loops_do(l, node);
        return;
    case NODE_FOR:
        loops_for(l, node);
        return;
    case NODE_SWITCH:
        put_switch(l, node);
        return;
    case NODE_CASE:
    case NODE_DEFAULT:
    case NODE_LABEL:
        put_labelled(l, node);
        return;
    case NODE_RETURN:
        frame_enter(l, node);
        put_return(l, node);
        frame_leave(l);
        return;
    case NODE_DECL:
        declare_lower(l, node);
        return;
    case NODE_BREAK:
    case NODE_CONTINUE:
    case NODE_GOTO:
        put_jump(l, node);
        return;
    case NODE_DEFER:
        exits_defer(l, node->child[0]);
        return;
    case NODE_GROUP:
        group_lower(l, node);
        return;
    case NODE_ASYNC_FOR:
        generator_lower_for(l, node);
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
    return l->continue_to != NULL && loops_continues(node);
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
