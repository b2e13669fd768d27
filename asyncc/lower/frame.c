/* frame.c - what lives across awaits, laid out.
 *
 * Slots belong to scopes as variables belong to blocks. Scopes that are never
 * alive together become members of a union; anonymous structs and unions keep
 * the access a plain `frame->name`, so names are made unique in the frame.
 */
#include "lower/lower.h"

#include <stdlib.h>
#include <string.h>

void frame_enter(struct lower *l)
{
    struct frame_scope *scope = arena_new(l->arena, struct frame_scope);
    scope->parent = l->scope;
    *vec_push(&l->scope->children) = scope;
    l->scope = scope;
}

void frame_leave(struct lower *l) { l->scope = l->scope->parent; }

static bool is_taken(const struct lower *l, const char *name)
{
    if (strcmp(name, "base") == 0 || strcmp(name, "result") == 0)
        return true;
    for (size_t i = 0; i < l->members.count; i++)
        if (strcmp(l->members.data[i], name) == 0)
            return true;
    return false;
}

static const char *unique_member(struct lower *l, const char *name)
{
    const char *member = name;
    for (unsigned n = 2; is_taken(l, member); n++)
        member = arena_printf(l->arena, "%s_%u", name, n);
    *vec_push(&l->members) = member;
    return member;
}

static bool is_raw(const struct type *type)
{
    return type->local || type->unnamed || type->variable;
}

static const char *add_slot(struct lower *l, const char *name, const struct type *type)
{
    const char *member = unique_member(l, name);
    *vec_push(&l->scope->slots) =
        (struct slot){.name = member, .type = type, .raw = is_raw(type), .align = type->align};
    return member;
}

const char *frame_slot(struct lower *l, const char *name, const struct type *type)
{
    return frame_access(l, add_slot(l, name, type), type);
}

const char *frame_access(struct lower *l, const char *member, const struct type *type)
{
    if (!is_raw(type))
        return arena_printf(l->arena, "%s->%s", l->frame, member);
    char *pointer = type_declaration(l->arena, type_pointer_to(l->arena, type), "");
    return arena_printf(l->arena, "(*(%s)%s->%s)", pointer, l->frame, member);
}

const char *frame_slot_text(struct lower *l, const char *name, const char *declaration_format)
{
    const char *member = unique_member(l, name);
    char *declaration = arena_printf(l->arena, "%s %s", declaration_format, member);
    *vec_push(&l->scope->slots) =
        (struct slot){.name = member, .declaration = declaration, .align = 8};
    return arena_printf(l->arena, "%s->%s", l->frame, member);
}

void frame_variable(struct lower *l, struct symbol *symbol)
{
    enum { LARGE = 64 }; /* of a value that only the C compiler knows */
    symbol->access = frame_slot(l, symbol->name, symbol->type);
    struct slot *slot = &l->scope->slots.data[l->scope->slots.count - 1];
    slot->alignas_text = symbol->align;
    if (symbol->align != NULL && slot->align < LARGE)
        slot->align = LARGE;
    if (symbol->spelled_before != NULL)
        slot->declaration = arena_printf(l->arena, "%s%s%s", symbol->spelled_before, slot->name,
                                         symbol->spelled_after);
}

/* The scopes lie in the arena, their arrays do not. */
void frame_deinit(struct frame_scope *scope)
{
    for (size_t i = 0; i < scope->children.count; i++)
        frame_deinit(scope->children.data[i]);
    vec_deinit(&scope->children);
    vec_deinit(&scope->slots);
}

/* ---- printing ---------------------------------------------------------- */

static bool is_empty(const struct frame_scope *scope)
{
    for (size_t i = 0; i < scope->children.count; i++)
        if (!is_empty(scope->children.data[i]))
            return false;
    return scope->slots.count == 0;
}

static void indent(struct strbuf *out, int depth)
{
    for (int i = 0; i < depth; i++)
        strbuf_puts(out, "    ");
}

static void print_slot(struct strbuf *out, const struct slot *slot, int depth)
{
    indent(out, depth);
    if (slot->alignas_text != NULL)
        strbuf_printf(out, "_Alignas(%s) ", slot->alignas_text);
    if (slot->declaration != NULL)
        strbuf_puts(out, slot->declaration);
    else if (slot->raw)
        strbuf_printf(out, "_Alignas(%lld) unsigned char %s[%lld]", (long long)slot->type->align,
                      slot->name, (long long)slot->type->size);
    else
        type_declare(out, slot->type, slot->name);
    strbuf_puts(out, ";\n");
}

static size_t live_children(const struct frame_scope *scope)
{
    size_t count = 0;
    for (size_t i = 0; i < scope->children.count; i++)
        count += !is_empty(scope->children.data[i]);
    return count;
}

static void print_scope(struct strbuf *out, const struct frame_scope *scope, int depth);

/* As a member of a union: one slot stands alone, more need a struct around them. */
static void print_alternative(struct strbuf *out, const struct frame_scope *scope, int depth)
{
    if (is_empty(scope))
        return;
    if (scope->slots.count == 0) { /* its own alternatives are alternatives here too */
        for (size_t i = 0; i < scope->children.count; i++)
            print_alternative(out, scope->children.data[i], depth);
        return;
    }
    bool alone = scope->slots.count == 1 && live_children(scope) == 0;
    if (alone) {
        print_slot(out, &scope->slots.data[0], depth);
        return;
    }
    indent(out, depth);
    strbuf_puts(out, "struct {\n");
    print_scope(out, scope, depth + 1);
    indent(out, depth);
    strbuf_puts(out, "};\n");
}

static size_t alternatives(const struct frame_scope *scope)
{
    size_t count = 0;
    for (size_t i = 0; i < scope->children.count; i++) {
        const struct frame_scope *child = scope->children.data[i];
        if (!is_empty(child))
            count += child->slots.count ? 1 : alternatives(child);
    }
    return count;
}

static void print_scope(struct strbuf *out, const struct frame_scope *scope, int depth)
{
    for (size_t i = 0; i < scope->slots.count; i++)
        print_slot(out, &scope->slots.data[i], depth);
    size_t count = alternatives(scope);
    if (count == 0)
        return;
    bool shared = count > 1;
    if (shared) {
        indent(out, depth);
        strbuf_puts(out, "union {\n");
    }
    for (size_t i = 0; i < scope->children.count; i++) {
        if (shared)
            print_alternative(out, scope->children.data[i], depth + 1);
        else
            print_scope(out, scope->children.data[i], depth);
    }
    if (shared) {
        indent(out, depth);
        strbuf_puts(out, "};\n");
    }
}

void print_members(struct lower *l, struct strbuf *out) { print_scope(out, &l->root, 1); }

void frame_print(struct lower *l, struct strbuf *out, const char *function_name)
{
    const struct type *result = l->function->type->inner;
    strbuf_printf(out, "\nstruct %s__frame {\n    _Alignas(16) async_frame base;\n", function_name);
    if (l->function->type->is_generator) {
        strbuf_puts(out, "    async_items *result;\n");
    } else if (!result->is_void) {
        struct slot slot = {.name = "*result", .type = type_unqualified(l->arena, result)};
        print_slot(out, &slot, 1);
    }
    print_scope(out, &l->root, 1);
    strbuf_puts(out, "};\n");
}

/* ---- size, as the C compiler will see it -------------------------------- */

struct layout {
    int64_t size, align;
};

static void place(struct layout *at, int64_t size, int64_t align)
{
    if (align < 1)
        align = 1;
    at->size = (at->size + align - 1) / align * align + (size > 0 ? size : 0);
    if (align > at->align)
        at->align = align;
}

static struct layout scope_layout(const struct frame_scope *scope)
{
    struct layout layout = {0, 1}, shared = {0, 1};
    for (size_t i = 0; i < scope->slots.count; i++) {
        const struct slot *slot = &scope->slots.data[i];
        place(&layout, slot->type ? slot->type->size : 64, slot->align);
    }
    for (size_t i = 0; i < scope->children.count; i++) {
        struct layout child = scope_layout(scope->children.data[i]);
        if (child.size > shared.size)
            shared.size = child.size;
        if (child.align > shared.align)
            shared.align = child.align;
    }
    place(&layout, shared.size, shared.align);
    return layout;
}

int64_t frame_align(const struct lower *l) { return scope_layout(&l->root).align; }

int64_t frame_size(const struct lower *l)
{
    struct layout layout = {24 + (l->function->type->inner->is_void ? 0 : 8), 16};
    struct layout slots = scope_layout(&l->root);
    place(&layout, slots.size, slots.align);
    return (layout.size + 15) & ~(int64_t)15;
}
