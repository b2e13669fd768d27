/* plain.c - what changes outside of async functions: async_spawn and async_run,
 * async functions named as values, the keywords, and the declarations of the
 * symbols that stand behind an async prototype. */
#include "lower/lower.h"

#include <string.h>

static void add_edit(struct program *program, uint32_t begin, uint32_t end, const char *with)
{
    *vec_push(&program->edits) = (struct edit){begin, end, with};
}

static bool changes(const struct node *node)
{
    if (node->kind == NODE_UNARY && node->op == UNARY_ADDRESS)
        node = node_skip_parens(node->child[0]);
    return node->kind == NODE_SPAWN || node->kind == NODE_RUN || node->kind == NODE_GROUP_SPAWN ||
           (node->kind == NODE_NAME && node->symbol->is_async);
}

/* The outermost changed nodes; what is in them is printed with them. */
static void edit_nodes(struct lower *l, struct node *node)
{
    if (node->kind == NODE_UNEVALUATED)
        return;
    if (changes(node)) {
        add_edit(l->program, node->begin, node->end, print_node(l, node));
        return;
    }
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            edit_nodes(l, node->child[i]);
}

static void edit_body(struct program *program, struct node *body, uint32_t begin,
                      struct helper_table *helpers)
{
    struct strbuf before = {0};
    struct lower l = {
        .program = program, .arena = program->arena, .helpers = helpers, .before = &before};
    edit_nodes(&l, body);
    if (before.length > 0) {
        struct origin origin = text_origin(&program->text, begin);
        for (char *p = before.text; !program->for_people && *p != '\0'; p++)
            if (*p == '\n')
                *p = ' ';
        if (!program->for_people)
            strbuf_putc(&before, '\n');
        if (program->markers)
            strbuf_printf(&before, "# %u \"%s\"\n", origin.line, origin.file);
        const char *marker = program->for_people && program->markers ? WRITER_OWN_MARKER : "";
        add_edit(program, begin, begin,
                 arena_printf(program->arena, "\n%s%s", marker, before.text));
    }
    strbuf_deinit(&before);
}

/* annotate attributes carry facts to asyncc alone. */
static void edit_annotations(struct program *program)
{
    const struct text *text = &program->text;
    for (uint32_t i = 0; i + 5 < text->token_count; i++) {
        if (!text_token_is(text, i, "__attribute__") || !text_token_is(text, i + 3, "__annotate__"))
            continue;
        uint32_t last = i + 8; /* __attribute__ ( ( __annotate__ ( "..." ) ) ) */
        if (last < text->token_count && text_token_is(text, last, ")"))
            add_edit(program, text->tokens[i].begin, text->tokens[last].end, "");
    }
}

static bool inside_definition(const struct program *program, uint32_t offset)
{
    for (size_t i = 0; i < program->functions.count; i++)
        if (offset >= program->functions.data[i]->begin && offset < program->functions.data[i]->end)
            return true;
    return false;
}

/* `async` goes; on a prototype of an async function so do `static` and `inline`, for
 * the plain name stays declared (types and sizeof use it) but never is defined. Operators
 * are left where nothing is evaluated: assert has its argument in a sizeof too. */
static void edit_keywords(struct program *program)
{
    const struct text *text = &program->text;
    for (uint32_t i = 0; i < text->token_count; i++) {
        const char *with = print_keyword(text, i);
        if (with != NULL && !inside_definition(program, text->tokens[i].begin))
            add_edit(program, text->tokens[i].begin, text->tokens[i].end,
                     text_is_name(text, i) ? "async" : with);
    }
}

static void edit_storage(struct program *program, uint32_t begin, uint32_t end)
{
    const struct text *text = &program->text;
    for (uint32_t i = text_token_at(text, begin);
         i < text->token_count && text->tokens[i].begin < end; i++) {
        bool storage = text_token_is(text, i, "static") || text_token_is(text, i, "inline") ||
                       text_token_is(text, i, "__inline") || text_token_is(text, i, "__inline__");
        if (storage)
            add_edit(program, text->tokens[i].begin, text->tokens[i].end, "");
        else if (text_token_is(text, i, "("))
            return;
    }
}

static bool declared_before(const struct program *program, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (program->declarations.data[i].symbol == program->declarations.data[index].symbol)
            return true;
    return false;
}

static void edit_declaration(struct program *program, size_t index)
{
    const struct async_declaration *declaration = &program->declarations.data[index];
    struct symbol *symbol = declaration->symbol;
    if (declaration->begin < declaration->end)
        edit_storage(program, declaration->begin, declaration->end);
    if (!symbol->used || declared_before(program, index))
        return;
    struct strbuf text = {0};
    strbuf_putc(&text, ' ');
    if (declaration->begin ==
        declaration->end) { /* of a block: the plain name is out of reach here */
        type_declare(&text, declaration->type, symbol->name);
        strbuf_puts(&text, "; ");
    }
    bool open = declaration->type->param_count == 0 && symbol->defined_type != NULL; /* int f(); */
    const struct type *type = open ? symbol->defined_type : declaration->type;
    struct attributes attributes = attributes_of(program, declaration->begin, declaration->end);
    prototype_symbols(&text, symbol, type, NULL, attributes.linker, "task", "result", " ");
    if (declaration->begin == declaration->end)
        strbuf_putc(&text, '\n');
    add_edit(program, declaration->end, declaration->end,
             arena_copy(program->arena, text.text, text.length));
    strbuf_deinit(&text);
}

void plain_function(struct program *program, struct function *function,
                    struct helper_table *helpers)
{
    edit_body(program, function->body, function->begin, helpers);
}

void plain_rest(struct program *program, struct helper_table *helpers)
{
    for (size_t i = 0; i < program->tag_names.count; i++)
        *vec_push(&program->edits) = program->tag_names.data[i];
    for (size_t i = 0; i < program->initialisers.count; i++)
        edit_body(program, program->initialisers.data[i], program->initialisers.data[i]->begin,
                  helpers);
    for (size_t i = 0; i < program->declarations.count; i++)
        edit_declaration(program, i);
    edit_keywords(program);
    edit_annotations(program);
}
