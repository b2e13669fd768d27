/* What can be told about an expression from its text: constants, signs, and who it is. */
#include "flow/cfg.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool is_call_of(const struct node *node, const char *name)
{
    if (node->kind != NODE_CALL || node->count == 0)
        return false;
    const struct node *callee = node_skip_parens(node->child[0]);
    return callee->kind == NODE_NAME && strcmp(callee->symbol->name, name) == 0;
}

struct node *value_strip(struct node *node)
{
    for (;;) {
        if (node->kind == NODE_PAREN)
            node = node->child[0];
        else if (node->kind == NODE_CAST)
            node = node->child[node->count - 1];
        else if (is_call_of(node, "__builtin_expect") && node->count > 1)
            node = node->child[1];
        else
            return node;
    }
}

bool value_is_errno(const struct node *node)
{
    node = node_skip_parens((struct node *)node);
    return node->kind == NODE_UNARY && node->op == UNARY_DEREF &&
           is_call_of(value_strip(node->child[0]), "__errno_location");
}

/* The token before `offset` or at it, as text. */
static const char *token_text(const struct program *program, uint32_t index)
{
    static const char *const known[] = {"!", "-", "~",  "+",  "*",  "/",  "%",  "&",
                                        "|", "^", "==", "!=", "<=", ">=", "<<", ">>",
                                        "<", ">", "=",  "+=", "|=", "&=", "^="};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_token_is(&program->text, index, known[i]))
            return known[i];
    return "";
}

const char *value_operator(const struct program *program, const struct node *node)
{
    uint32_t at = node->kind == NODE_UNARY ? node->begin : node->child[0]->end;
    return token_text(program, text_token_at(&program->text, at));
}

static bool is_word(char c) { return isalnum((unsigned char)c) || c == '_'; }

const char *value_text(const struct program *program, const struct node *node)
{
    const struct text *text = &program->text;
    struct strbuf out = {0};
    strbuf_puts(&out, "");
    for (uint32_t i = text_token_at(text, node->begin);
         i < text->token_count && text->tokens[i].end <= node->end; i++) {
        const char *token = text->bytes + text->tokens[i].begin;
        if (out.length > 0 && is_word(out.text[out.length - 1]) && is_word(*token))
            strbuf_putc(&out, ' ');
        strbuf_add(&out, token, text->tokens[i].end - text->tokens[i].begin);
    }
    const char *copy = arena_copy(program->arena, out.text, out.length);
    strbuf_deinit(&out);
    return copy;
}

/* ---- constants ------------------------------------------------------- */

static bool literal(const struct program *program, const struct node *node, long long *value)
{
    const char *text = value_text(program, node);
    char *end;
    if (node->symbol != NULL && node->symbol->kind == SYMBOL_ENUMERATOR) {
        *value = node->symbol->value;
        return true;
    }
    if (text[0] == '\'' && text[1] != '\\' && text[1] != '\0' && text[2] == '\'') {
        *value = text[1];
        return true;
    }
    if (*text < '0' || *text > '9')
        return false;
    errno = 0;
    *value = (long long)strtoull(text, &end, 0);
    return errno == 0 && strspn(end, "uUlL") == strlen(end);
}

static bool unary_constant(const struct program *program, const struct node *node, long long *value)
{
    if (node->op != UNARY_VALUE || !value_constant(program, node->child[0], value))
        return false;
    switch (*value_operator(program, node)) {
    case '-':
        *value = (long long)-(unsigned long long)*value;
        return true;
    case '~':
        *value = ~*value;
        return true;
    case '!':
        *value = !*value;
        return true;
    case '+':
        return true;
    default:
        return false;
    }
}

static bool binary_constant(const struct program *program, const struct node *node,
                            long long *value)
{
    long long left, right;
    if (!value_constant(program, node->child[0], &left) ||
        !value_constant(program, node->child[1], &right))
        return false;
    const char *op = value_operator(program, node);
    if (strcmp(op, "|") == 0)
        *value = left | right;
    else if (strcmp(op, "&") == 0)
        *value = left & right;
    else if (strcmp(op, "<<") == 0 && right >= 0 && right < 63)
        *value = (long long)((unsigned long long)left << right);
    else if (strcmp(op, "+") == 0)
        *value = (long long)((unsigned long long)left + (unsigned long long)right);
    else if (strcmp(op, "-") == 0)
        *value = (long long)((unsigned long long)left - (unsigned long long)right);
    else if (strcmp(op, "*") == 0)
        *value = (long long)((unsigned long long)left * (unsigned long long)right);
    else
        return false;
    return true;
}

bool value_constant(const struct program *program, const struct node *node, long long *value)
{
    node = value_strip((struct node *)node);
    switch (node->kind) {
    case NODE_LEAF:
        return literal(program, node, value);
    case NODE_UNARY:
        return unary_constant(program, node, value);
    case NODE_BINARY:
        return binary_constant(program, node, value);
    default:
        return false;
    }
}

/* ---- signs ----------------------------------------------------------- */

static bool is_comparison(const char *op)
{
    return strcmp(op, "==") == 0 || strcmp(op, "!=") == 0 || strcmp(op, "<") == 0 ||
           strcmp(op, ">") == 0 || strcmp(op, "<=") == 0 || strcmp(op, ">=") == 0;
}

uint8_t value_signs(const struct program *program, const struct node *node)
{
    long long value;
    node = value_strip((struct node *)node);
    if (value_constant(program, node, &value))
        return value < 0 ? SIGN_NEGATIVE : value == 0 ? SIGN_ZERO : SIGN_POSITIVE;
    switch (node->kind) {
    case NODE_AND:
    case NODE_OR:
        return SIGN_ZERO | SIGN_POSITIVE;
    case NODE_BINARY:
        return is_comparison(value_operator(program, node)) ? SIGN_ZERO | SIGN_POSITIVE : SIGN_ANY;
    case NODE_UNARY:
        if (node->op == UNARY_ADDRESS)
            return SIGN_POSITIVE;
        return *value_operator(program, node) == '!' ? SIGN_ZERO | SIGN_POSITIVE : SIGN_ANY;
    case NODE_LEAF:
        return program->text.bytes[node->begin] == '"' ? SIGN_POSITIVE : SIGN_ANY;
    default:
        return SIGN_ANY;
    }
}

bool value_is_volatile(const struct node *node)
{
    bool here = node_is_expr(node) && node->type != NULL &&
                (node->type->is_volatile || node->type->is_atomic);
    for (uint32_t i = 0; !here && i < node->count; i++)
        here = node->child[i] != NULL && value_is_volatile(node->child[i]);
    return here;
}
