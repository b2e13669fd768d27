#include "ast/type.h"

#include <string.h>

static void add_quals(struct strbuf *out, unsigned quals)
{
    if (quals & QUAL_CONST)
        strbuf_puts(out, "const ");
    if (quals & QUAL_VOLATILE)
        strbuf_puts(out, "volatile ");
    if (quals & QUAL_RESTRICT)
        strbuf_puts(out, "restrict ");
}

static void add_params(struct strbuf *out, const struct type *type)
{
    strbuf_putc(out, '(');
    for (unsigned i = 0; i < type->param_count; i++) {
        if (i > 0)
            strbuf_puts(out, ", ");
        type_declare(out, type->params[i], "");
    }
    if (type->variadic)
        strbuf_puts(out, ", ...");
    else if (type->param_count == 0 && type->prototype)
        strbuf_puts(out, "void");
    strbuf_putc(out, ')');
}

static void declare_pointer(struct strbuf *out, const struct type *type, const char *declarator)
{
    enum type_kind inner = type->inner->kind;
    bool paren = inner == TYPE_ARRAY || inner == TYPE_OPEN_ARRAY || inner == TYPE_VLA ||
                 inner == TYPE_FUNCTION;
    struct strbuf text = {0};
    strbuf_puts(&text, paren ? "(*" : "*");
    add_quals(&text, type->quals & ~(unsigned)QUAL_RESTRICT);
    if (type->quals & QUAL_RESTRICT)
        strbuf_puts(&text, "__restrict ");
    strbuf_puts(&text, declarator);
    if (paren)
        strbuf_putc(&text, ')');
    type_declare(out, type->inner, text.text);
    strbuf_deinit(&text);
}

static void declare_suffixed(struct strbuf *out, const struct type *type, const char *declarator)
{
    struct strbuf text = {0};
    strbuf_puts(&text, declarator);
    if (type->kind == TYPE_FUNCTION)
        add_params(&text, type);
    else if (type->kind == TYPE_ARRAY)
        strbuf_printf(&text, "[%llu]", (unsigned long long)type->count);
    else if (type->kind == TYPE_OPEN_ARRAY)
        strbuf_puts(&text, "[]");
    else
        strbuf_printf(&text, "[%s]",
                      type->bound != NULL && type->bound->access ? type->bound->access : "*");
    type_declare(out, type->inner, text.text);
    strbuf_deinit(&text);
}

void type_declare(struct strbuf *out, const struct type *type, const char *declarator)
{
    switch (type->kind) {
    case TYPE_BASE:
        add_quals(out, type->quals);
        strbuf_puts(out, type->name);
        if (*declarator != '\0' && *declarator != '[')
            strbuf_putc(out, ' ');
        strbuf_puts(out, declarator);
        break;
    case TYPE_POINTER:
        declare_pointer(out, type, declarator);
        break;
    default:
        declare_suffixed(out, type, declarator);
        break;
    }
}

char *type_declaration(struct arena *arena, const struct type *type, const char *declarator)
{
    struct strbuf text = {0};
    type_declare(&text, type, declarator);
    char *copy = arena_copy(arena, text.text, text.length);
    strbuf_deinit(&text);
    return copy;
}

const struct type *type_unqualified(struct arena *arena, const struct type *type)
{
    if (!type->is_const && !type->is_volatile && type->quals == 0)
        return type;
    struct type *copy = arena_new(arena, struct type);
    *copy = *type;
    copy->quals = 0;
    copy->is_const = copy->is_volatile = false;
    if (copy->kind == TYPE_ARRAY || copy->kind == TYPE_OPEN_ARRAY)
        copy->inner = type_unqualified(arena, type->inner);
    return copy;
}

const struct type *type_pointer_to(struct arena *arena, const struct type *type)
{
    struct type *pointer = arena_new(arena, struct type);
    *pointer = (struct type){.kind = TYPE_POINTER,
                             .inner = type,
                             .is_pointer = true,
                             .is_scalar = true,
                             .local = type->local,
                             .unnamed = type->unnamed,
                             .variable = type->variable,
                             .size = 8,
                             .align = 8};
    pointer->canonical = arena_printf(arena, "%s *", type->canonical ? type->canonical : "");
    return pointer;
}

const struct type *type_starred(struct arena *arena, const struct type *type)
{
    if (!type->variable || type->inner == NULL)
        return type;
    struct type *copy = arena_new(arena, struct type);
    *copy = *type;
    copy->bound = NULL;
    copy->inner = type_starred(arena, type->inner);
    return copy;
}
