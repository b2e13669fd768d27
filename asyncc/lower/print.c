/* print.c - nodes as text. What no pass touched is copied byte for byte; names of
 * frame variables, keywords and whatever lowering replaced are not. */
#include "lower/lower.h"

#include <string.h>

static void print(struct lower *l, struct strbuf *out, const struct node *node);

/* ---- raw text between nodes -------------------------------------------- */

struct keyword {
    const char *name, *with;
};

static const struct keyword keywords[] = {{"__await", ""},
                                          {"__async", ""},
                                          {"__async_generator", ""},
                                          {"__async_gather", "(void)"},
                                          {"__async_select", "(int)sizeof"},
                                          {"__async_timeout", "(int)sizeof"},
                                          {"__async_catch", "(int)sizeof"},
                                          {"__async_shield", "(void)"},
                                          {"__async_group_spawn", "(void)"},
                                          {"__async_offload", ""},
                                          {"__async_run", "__extension__"},
                                          {"__async_spawn", "(void *)sizeof"}};

static const struct keyword *keyword_at(const struct text *text, uint32_t index)
{
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (text_token_is(text, index, keywords[i].name))
            return &keywords[i];
    return NULL;
}

const char *print_keyword(const struct text *text, uint32_t index)
{
    const struct keyword *keyword = keyword_at(text, index);
    return keyword != NULL ? keyword->with : NULL;
}

/* In the resume function __func__ would name that. */
static bool is_function_name(const struct text *text, uint32_t index)
{
    return text_token_is(text, index, "__func__") || text_token_is(text, index, "__FUNCTION__") ||
           text_token_is(text, index, "__PRETTY_FUNCTION__");
}

static bool has_marker(const char *from, size_t length)
{
    const char *hash = memchr(from, '#', length);
    return hash != NULL && memchr(from, '\n', length) != NULL;
}

/* White space between two tokens: newlines are kept, for they keep step with the
 * source; a line marker in between becomes a space. */
static void print_space(struct lower *l, struct strbuf *out, uint32_t begin, uint32_t end)
{
    const char *from = l->program->text.bytes + begin;
    if (has_marker(from, end - begin))
        strbuf_putc(out, ' ');
    else
        strbuf_add(out, from, end - begin);
}

/* A typedef of a variable-length array has no declaration in the output, whose scope could
 * not be jumped into: it is spelt out where it is used. */
static const struct symbol *variable_typedef(const struct lower *l, uint32_t index)
{
    const struct text *text = &l->program->text;
    if (l->typedefs.count == 0 || text->tokens[index].kind != TOKEN_IDENT ||
        (index > 0 &&
         (text_token_is(text, index - 1, ".") || text_token_is(text, index - 1, "->"))))
        return NULL;
    for (size_t i = l->typedefs.count; i-- > 0;) {
        const struct symbol *symbol = l->typedefs.data[i];
        uint32_t at = text->tokens[index].begin;
        if (at > symbol->begin && at < symbol->scope_end &&
            text_token_is(text, index, symbol->name))
            return symbol;
    }
    return NULL;
}

static void print_token(struct lower *l, struct strbuf *out, uint32_t index)
{
    const struct text *text = &l->program->text;
    const struct token *token = &text->tokens[index];
    const struct keyword *keyword = keyword_at(text, index);
    if (token->kind == TOKEN_PRAGMA) {
        strbuf_printf(out, "\n%.*s\n", (int)(token->end - token->begin),
                      text->bytes + token->begin);
        return;
    }
    for (size_t i = 0; i < l->program->tag_names.count; i++)
        if (l->program->tag_names.data[i].begin == token->begin)
            strbuf_puts(out, l->program->tag_names.data[i].with);
    if (is_function_name(text, index) && l->function != NULL) {
        l->function->names_itself = true;
        strbuf_printf(out, "%s__func", l->function->symbol->name);
    } else if (variable_typedef(l, index) != NULL) {
        const struct type *type = variable_typedef(l, index)->type;
        strbuf_printf(out, "__typeof__(*(%s)0)",
                      type_declaration(l->arena, type_pointer_to(l->arena, type), ""));
    } else if (keyword != NULL)
        strbuf_puts(out, keyword->with);
    else
        strbuf_add(out, text->bytes + token->begin, token->end - token->begin);
}

static void print_gap(struct lower *l, struct strbuf *out, uint32_t begin, uint32_t end)
{
    const struct text *text = &l->program->text;
    uint32_t at = begin;
    for (uint32_t i = text_token_at(text, begin); i < text->token_count; i++) {
        const struct token *token = &text->tokens[i];
        if (token->begin >= end)
            break;
        print_space(l, out, at, token->begin);
        print_token(l, out, i);
        at = token->end;
        const struct keyword *keyword = keyword_at(text, i);
        if (keyword && *keyword->with == '\0' && at < end && text->bytes[at] == ' ')
            at++;
    }
    if (at < end)
        print_space(l, out, at, end);
}

/* ---- nodes ------------------------------------------------------------- */

static void print_children(struct lower *l, struct strbuf *out, const struct node *node)
{
    uint32_t at = node->begin;
    for (uint32_t i = 0; i < node->count; i++) {
        const struct node *child = node->child[i];
        if (child == NULL)
            continue;
        print_gap(l, out, at, child->begin);
        print(l, out, child);
        at = child->end;
    }
    print_gap(l, out, at, node->end);
}

static void print_name(struct lower *l, struct strbuf *out, const struct node *node)
{
    struct symbol *symbol = node->symbol;
    if (symbol->is_async && !l->unevaluated) {
        symbol->used = true;
        strbuf_printf(out, "(__extension__(__typeof__(&%s))&%s__fn)", symbol->name, symbol->name);
    } else {
        strbuf_puts(out, symbol->access);
    }
}

/* sizeof of an operand that awaits: clang warns of the call's lost effect unless
 * only its type is named. */
static bool is_awaiting_sizeof(struct lower *l, const struct node *node)
{
    const struct text *text = &l->program->text;
    uint32_t first = text_token_at(text, node->begin);
    if (node->count != 1 || !text_token_is(text, first, "sizeof"))
        return false;
    for (uint32_t i = first; i < text->token_count && text->tokens[i].begin < node->end; i++)
        if (text_token_is(text, i, "__await"))
            return true;
    return false;
}

static void print_sizeof(struct lower *l, struct strbuf *out, const struct node *node)
{
    strbuf_puts(out, "sizeof(__typeof__(");
    print(l, out, node->child[0]);
    strbuf_puts(out, "))");
}

static void print_spawn(struct lower *l, struct strbuf *out, const struct node *node)
{
    const struct node *call = node->child[0];
    const char *helper = helper_for(l, HELPER_SPAWN, call);
    const struct type *result = type_unqualified(l->arena, call->type);
    strbuf_putc(out, '(');
    type_declare(out, result, "(*)(struct async_joinable *)");
    strbuf_printf(out, ")%s(%s%s)", helper, print_site(l, node->begin), print_arguments(l, call));
}

static void print_run(struct lower *l, struct strbuf *out, const struct node *node)
{
    const struct node *call = node->child[0];
    const char *helper = helper_for(l, HELPER_RUN, call);
    strbuf_printf(out, "%s(%s%s)", helper, print_site(l, node->begin), print_arguments(l, call));
}

static void print_group_spawn(struct lower *l, struct strbuf *out, const struct node *node)
{
    const struct node *operand = node->child[1], *call = operand;
    const char *result = "(void *)0";
    if (operand->kind == NODE_ASSIGN) {
        call = operand->child[1];
        result = arena_printf(l->arena, "&%s", print_node(l, operand->child[0]));
    }
    while (call->kind == NODE_PAREN)
        call = call->child[0];
    strbuf_printf(out, "%s(%s, %s, %s%s)", helper_for(l, HELPER_GROUP, call),
                  print_node(l, node->child[0]), print_site(l, node->begin), result,
                  print_arguments(l, call));
}

/* &(T){...} whose address must survive an await. */
static void print_literal_address(struct lower *l, struct strbuf *out, const struct node *literal)
{
    strbuf_printf(out, "(%s = ", literal->slot);
    print_children(l, out, literal);
    strbuf_printf(out, ", &%s)", literal->slot);
}

/* The element of a literal (T[1]){value}, or NULL. */
static const struct node *only_element(const struct node *literal)
{
    const struct node *list = literal->child[literal->count - 1];
    if (literal->type->kind != TYPE_ARRAY || literal->type->count != 1 || literal->type->is_const ||
        list->kind != NODE_INIT_LIST || list->count != 1)
        return NULL;
    const struct node *element = list->child[0];
    bool plain = element->kind != NODE_INIT_LIST && element->kind != NODE_DESIGNATED &&
                 !element->type->is_array && literal->type->inner->kind != TYPE_ARRAY &&
                 !literal->type->inner->const_member &&
                 element->type->is_record == literal->type->inner->is_record;
    return plain ? element : NULL;
}

static void print_literal(struct lower *l, struct strbuf *out, const struct node *literal)
{
    const struct node *element = only_element(literal);
    if (element != NULL) {
        strbuf_printf(out, "(%s[0] = ", literal->slot);
        print(l, out, element);
        strbuf_printf(out, ", %s)", literal->slot);
        return;
    }
    const struct type *pointer = type_pointer_to(l->arena, literal->type);
    strbuf_printf(out, "(*(%s)__builtin_memcpy(&%s, &", type_declaration(l->arena, pointer, ""),
                  literal->slot);
    print_children(l, out, literal);
    strbuf_printf(out, ", sizeof %s))", literal->slot);
}

/* &f of an async function is f. */
static const struct node *addressed_function(const struct node *node)
{
    if (node->kind != NODE_UNARY || node->op != UNARY_ADDRESS)
        return NULL;
    const struct node *operand = node_skip_parens(node->child[0]);
    return operand->kind == NODE_NAME && operand->symbol->is_async ? operand : NULL;
}

static const struct node *addressed_literal(const struct node *node)
{
    if (node->kind != NODE_UNARY || node->op != UNARY_ADDRESS)
        return NULL;
    const struct node *operand = node_skip_parens(node->child[0]);
    bool literal = operand->kind == NODE_COMPOUND_LITERAL && operand->slot != NULL;
    return literal && !operand->type->is_array && !operand->type->is_const ? operand : NULL;
}

static void print(struct lower *l, struct strbuf *out, const struct node *node)
{
    bool outer = l->unevaluated;
    const struct node *literal = addressed_literal(node);
    if (node->text != NULL) {
        strbuf_puts(out, node->text);
    } else if (node->instead != NULL) {
        strbuf_putc(out, '(');
        print(l, out, node->instead);
        strbuf_putc(out, ')');
    } else if (node->kind == NODE_NAME) {
        print_name(l, out, node);
    } else if (addressed_function(node) != NULL && !l->unevaluated) {
        print_name(l, out, addressed_function(node));
    } else if (node->kind == NODE_SPAWN && !l->unevaluated) {
        print_spawn(l, out, node);
    } else if (node->kind == NODE_GROUP_SPAWN && !l->unevaluated) {
        print_group_spawn(l, out, node);
    } else if (node->kind == NODE_RUN && !l->unevaluated) {
        print_run(l, out, node);
    } else if (literal != NULL) {
        print_literal_address(l, out, literal);
    } else if (node->kind == NODE_COMPOUND_LITERAL && node->slot != NULL) {
        print_literal(l, out, node);
    } else {
        l->unevaluated |= node->kind == NODE_UNEVALUATED;
        if (node->kind == NODE_UNEVALUATED && is_awaiting_sizeof(l, node))
            print_sizeof(l, out, node);
        else
            print_children(l, out, node);
        l->unevaluated = outer;
    }
}

char *print_node(struct lower *l, const struct node *node)
{
    struct strbuf out = {0};
    print(l, &out, node);
    char *text = arena_copy(l->arena, out.text ? out.text : "", out.length);
    strbuf_deinit(&out);
    return text;
}

char *print_range(struct lower *l, uint32_t begin, uint32_t end)
{
    struct strbuf out = {0};
    print_gap(l, &out, begin, end);
    char *text = arena_copy(l->arena, out.text ? out.text : "", out.length);
    strbuf_deinit(&out);
    return text;
}

char *print_part(struct lower *l, const struct node *node, uint32_t begin, uint32_t end)
{
    struct strbuf out = {0};
    uint32_t at = begin;
    for (uint32_t i = 0; i < node->count; i++) {
        const struct node *child = node->child[i];
        if (child == NULL || child->kind != NODE_UNEVALUATED || child->end > end)
            continue;
        print_gap(l, &out, at, child->begin);
        print(l, &out, child);
        at = child->end;
    }
    print_gap(l, &out, at, end);
    char *text = arena_copy(l->arena, out.text ? out.text : "", out.length);
    strbuf_deinit(&out);
    return text;
}

char *print_arguments(struct lower *l, const struct node *call)
{
    struct strbuf out = {0};
    const struct symbol *symbol = call_symbol(call);
    strbuf_puts(&out, "");
    if (symbol == NULL || symbol->kind != SYMBOL_FUNCTION) {
        strbuf_puts(&out, ", ");
        print(l, &out, call->child[0]);
    }
    for (uint32_t i = 1; i < call->count; i++) {
        strbuf_puts(&out, ", ");
        print(l, &out, call->child[i]);
    }
    char *text = arena_copy(l->arena, out.text, out.length);
    strbuf_deinit(&out);
    return text;
}

char *print_site(struct lower *l, uint32_t offset)
{
    struct origin origin = text_origin(&l->program->text, offset);
    struct strbuf out = {0};
    strbuf_putc(&out, '"');
    for (const char *p = origin.file; *p != '\0'; p++) {
        if (*p == '"' || *p == '\\')
            strbuf_putc(&out, '\\');
        strbuf_putc(&out, *p);
    }
    strbuf_printf(&out, ":%u\"", origin.line);
    char *text = arena_copy(l->arena, out.text, out.length);
    strbuf_deinit(&out);
    return text;
}
