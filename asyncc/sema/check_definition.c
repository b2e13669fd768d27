/* What an async function may be declared and defined as. */
#include "sema/checker.h"

#include <string.h>

static bool returns_int(const struct type *type)
{
    return type->inner != NULL && strcmp(type->inner->canonical, "int") == 0;
}

static void check_main(struct checker *c, const struct node *at)
{
    const struct function *function = c->function;
    if (!returns_int(function->type))
        check_unsupported(c, at, "async main must return int", "its value is the exit status");
    if (function->params.count == 1 || function->params.count > 3)
        check_unsupported(
            c, at, "async main takes no parameters, or two",
            "write 'async int main(void)' or 'async int main(int argc, char **argv)'");
}

/* One definition becomes several functions. */
static void check_attributes(struct checker *c)
{
    const struct function *function = c->function;
    uint32_t at = attributes_of(c->program, function->begin, function->body->begin).refused;
    struct node node = {.begin = at, .end = at};
    if (at != 0)
        check_unsupported(c, &node, "this attribute is not supported on an async function",
                          "put it on a plain function that calls async_spawn or async_run");
}

/* Its text goes where the function goes, which becomes several. */
static void check_tags(struct checker *c)
{
    const struct text *text = &c->program->text;
    const struct function *function = c->function;
    uint32_t i = text_token_at(text, function->begin);
    uint32_t body = text_token_at(text, function->body->begin);
    while (i < body && !text_token_is(text, i, "{"))
        i++;
    if (i == body)
        return;
    struct node at = {.begin = text->tokens[i].begin, .end = text->tokens[i].end};
    check_unsupported(c, &at, "a type defined in the head of an async function is not supported",
                      "define it in front of the function");
}

void check_definition(struct checker *c)
{
    const struct function *function = c->function;
    struct node at = {.begin = function->symbol->begin, .end = function->symbol->begin};
    if (function->type->variadic)
        check_unsupported(c, &at, "variadic async functions are not supported",
                          "take a va_list in a plain function, or an array and a count");
    if (function->type->is_generator && function->type->inner->is_void)
        check_unsupported(c, &at, "a generator of void has no items",
                          "emit an int, or call a function for each step");
    check_attributes(c);
    check_tags(c);
    for (size_t i = 0; i < function->bounds.count; i++)
        if (function->bounds.data[i]->has_await)
            check_unsupported(c, function->bounds.data[i], "'await' in the type of a parameter",
                              "pass a plain pointer, and await in the body");
    if (function->is_main)
        check_main(c, &at);
}

/* ---- every declaration says async --------------------------------------- */

static const char *token_word(const struct text *text, uint32_t index, uint32_t *length)
{
    *length = text->tokens[index].end - text->tokens[index].begin;
    return text->bytes + text->tokens[index].begin;
}

/* A declarator with parameters of its own; `visitor f;` has its typedef's. */
static bool has_parameters(const struct text *text, uint32_t name)
{
    uint32_t i = name + 1;
    while (text_token_is(text, i, ")"))
        i++;
    return text_token_is(text, i, "(");
}

/* Whether `__async` or `__async_generator` stands among what comes before the name, outside of
 * parentheses. */
static bool says_async(const struct text *text, uint32_t name)
{
    int depth = 0;
    for (uint32_t i = name; i-- > 0;) {
        uint32_t length;
        const char *word = token_word(text, i, &length);
        if (text->tokens[i].kind == TOKEN_PRAGMA)
            return false;
        depth += *word == ')';
        if (*word == '(' && depth > 0)
            depth--;
        else if (depth == 0 && (*word == ';' || *word == '{' || *word == '}'))
            return false;
        else if (depth == 0 &&
                 (text_token_is(text, i, "__async") || text_token_is(text, i, "__async_generator")))
            return true;
    }
    return false;
}

static void check_says_async(struct checker *c, const struct redeclaration *declaration)
{
    const struct text *text = &c->program->text;
    const struct symbol *symbol = declaration->symbol;
    uint32_t name = text_token_at(text, declaration->name);
    if (declaration->name == symbol->begin || !has_parameters(text, name) || says_async(text, name))
        return;
    struct node at = {.begin = declaration->name, .end = declaration->name};
    struct node first = {.begin = symbol->begin, .end = symbol->begin};
    struct diag_record *record = check_report(
        c, DIAG_POINTER, &at, "'%s' was declared async: say 'async' here too", symbol->name);
    check_note(c, record, &first, "previous declaration is here");
    check_fix_insert(c, record, declaration->begin, "async ");
}

void check_declarations(struct checker *c)
{
    for (size_t i = 0; i < c->program->redeclarations.count; i++)
        check_says_async(c, &c->program->redeclarations.data[i]);
}
