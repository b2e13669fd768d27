/* frame.c - what lives across awaits: slots, and the scopes they belong to.
 *
 * Slots belong to scopes as variables belong to blocks. Anonymous structs and unions keep the
 * access a plain `frame->name`, so names are made unique in the frame.
 */
#include "lower/frame.h"

#include "lower/lower.h"
#include "support/hash.h"

#include <stdlib.h>
#include <string.h>

/* ---- scopes ------------------------------------------------------------ */

/* What is stored between two points meets what is needed behind the first. */
static uint32_t before(uint32_t point) { return point > 0 ? point - 1 : 0; }

/* Deferred statements run at any exit of their block. */
static struct span points_of(const struct lower *l, const struct node *node)
{
    struct span points = l->deferred ? l->deferred->points : node->points;
    return (struct span){before(points.begin), points.end};
}

void frame_enter(struct lower *l, const struct node *node)
{
    struct frame_scope *scope = arena_new(l->arena, struct frame_scope);
    scope->parent = l->scope;
    scope->points = points_of(l, node);
    *vec_push(&l->scope->children) = scope;
    l->scope = scope;
}

/* ---- names ------------------------------------------------------------- */

/* Its place in the table: empty when the name is new. */
static struct member_name *find_name(const struct member_names *names, const char *name)
{
    size_t at = hash_text(name) & (names->capacity - 1);
    while (names->slots[at].name != NULL && strcmp(names->slots[at].name, name) != 0)
        at = (at + 1) & (names->capacity - 1);
    return &names->slots[at];
}

static void grow_names(struct member_names *names)
{
    struct member_names larger = {.capacity = names->capacity ? names->capacity * 2 : 16};
    larger.slots = xmalloc(larger.capacity * sizeof *larger.slots);
    memset(larger.slots, 0, larger.capacity * sizeof *larger.slots);
    for (size_t i = 0; i < names->capacity; i++)
        if (names->slots[i].name != NULL)
            *find_name(&larger, names->slots[i].name) = names->slots[i];
    larger.count = names->count;
    free(names->slots);
    *names = larger;
}

static bool add_name(struct member_names *names, const char *name)
{
    if (names->count * 2 >= names->capacity)
        grow_names(names);
    struct member_name *slot = find_name(names, name);
    if (slot->name != NULL)
        return false;
    *slot = (struct member_name){name, 2};
    names->count++;
    return true;
}

static const char *unique_member(struct lower *l, const char *name)
{
    const char *member = name;
    while (!add_name(&l->members, member))
        member = arena_printf(l->arena, "%s_%u", name, find_name(&l->members, name)->next++);
    return member;
}

/* ---- slots ------------------------------------------------------------- */

static bool is_raw(const struct type *type)
{
    return type->local || type->unnamed || type->variable;
}

static struct slot *add_slot(struct lower *l, const char *name)
{
    struct slot *slot = arena_new(l->arena, struct slot);
    slot->name = unique_member(l, name);
    slot->own = l->scope->points;
    slot->live = (struct spans){&slot->own, 1};
    *vec_push(&l->scope->slots) = slot;
    return slot;
}

static struct slot *add_typed_slot(struct lower *l, const char *name, const struct type *type)
{
    struct slot *slot = add_slot(l, name);
    slot->type = type;
    slot->raw = is_raw(type);
    slot->extent = (struct extent){type->size, type->align};
    return slot;
}

const char *frame_access(struct lower *l, const char *member, const struct type *type)
{
    if (!is_raw(type))
        return arena_printf(l->arena, "%s->%s", l->frame, member);
    char *pointer = type_declaration(l->arena, type_pointer_to(l->arena, type), "");
    return arena_printf(l->arena, "(*(%s)%s->%s)", pointer, l->frame, member);
}

static const char *access(struct lower *l, const struct slot *slot)
{
    return frame_access(l, slot->name, slot->type);
}

const char *frame_slot(struct lower *l, const char *name, const struct type *type)
{
    return access(l, add_typed_slot(l, name, type));
}

/* The variable's own alignment is an expression or a type; a number is understood here. */
static void align_slot(struct slot *slot, const char *text)
{
    enum { LARGE = 64 }; /* of a value that only the C compiler knows */
    char *end;
    long value = strtol(text, &end, 0);
    slot->alignas_text = text;
    slot->is_guess = *end != '\0' || value <= 0;
    if (slot->is_guess)
        value = LARGE;
    if (slot->extent.align < value)
        slot->extent.align = value;
}

void frame_variable(struct lower *l, struct symbol *symbol)
{
    struct slot *slot = add_typed_slot(l, symbol->name, symbol->type);
    slot->symbol = symbol;
    if (l->deferred == NULL && symbol->occupied.count > 0)
        slot->live = symbol->occupied;
    if (symbol->align != NULL)
        align_slot(slot, symbol->align);
    if (symbol->spelled_before != NULL)
        slot->declaration = arena_printf(l->arena, "%s%s%s", symbol->spelled_before, slot->name,
                                         symbol->spelled_after);
    symbol->member = slot->name;
    symbol->access = access(l, slot);
}

/* ---- temporaries ------------------------------------------------------- */

static bool same_type(const struct type *a, const struct type *b)
{
    return a->canonical && b->canonical && strcmp(a->canonical, b->canonical) == 0;
}

static struct slot *take_free(struct frame_scope *scope, const struct type *type)
{
    for (size_t i = scope->free.count; i-- > 0;) {
        struct slot *slot = scope->free.data[i];
        if (!same_type(slot->type, type))
            continue;
        scope->free.data[i] = scope->free.data[--scope->free.count];
        return slot;
    }
    return NULL;
}

const char *frame_temporary(struct lower *l, const struct node *node, const struct type *type,
                            uint32_t begin)
{
    struct frame_scope *scope = l->scope;
    struct slot *slot = take_free(scope, type);
    if (slot == NULL) {
        const char *name = arena_printf(l->arena, "%s%u", l->temp_prefix, ++l->temps);
        slot = add_typed_slot(l, name, type);
        if (l->deferred == NULL)
            slot->own.begin = before(begin);
    }
    slot->own.end = scope->points.end;
    slot->node = node;
    *vec_push(&scope->held) = slot;
    return access(l, slot);
}

/* Operands are evaluated in order, so theirs are the last ones. */
void frame_release(struct lower *l, const struct node *node, uint32_t end)
{
    struct frame_scope *scope = l->scope;
    while (scope->held.count > 0) {
        struct slot *slot = scope->held.data[scope->held.count - 1];
        if (!node_contains(node, slot->node))
            return;
        scope->held.count--;
        if (l->deferred == NULL)
            slot->own.end = end > slot->own.begin ? end : slot->own.begin + 1;
        *vec_push(&scope->free) = slot;
    }
}

int64_t frame_held(const struct lower *l, const struct node *node)
{
    const struct frame_scope *scope = l->scope;
    int64_t sum = 0;
    for (size_t i = scope->held.count; i > 0 && node_contains(node, scope->held.data[i - 1]->node);
         i--)
        sum += scope->held.data[i - 1]->extent.size;
    return sum;
}

const char *frame_literal(struct lower *l, const struct node *literal, const struct node *block)
{
    struct slot *slot = add_typed_slot(l, "literal", type_unqualified(l->arena, literal->type));
    slot->own = points_of(l, block);
    slot->node = literal;
    return access(l, slot);
}

const char *frame_record(struct lower *l, const struct node *node, const char *name,
                         const char *declaration, struct extent extent)
{
    struct slot *slot = add_slot(l, name);
    slot->declaration = arena_printf(l->arena, "%s %s", declaration, slot->name);
    slot->extent = extent;
    slot->node = node;
    if (l->deferred == NULL)
        slot->own.begin = before(node->points.begin);
    return arena_printf(l->arena, "%s->%s", l->frame, slot->name);
}

/* The scopes lie in the arena, their arrays do not. */
static void scope_deinit(struct frame_scope *scope)
{
    for (size_t i = 0; i < scope->children.count; i++)
        scope_deinit(scope->children.data[i]);
    vec_deinit(&scope->children);
    vec_deinit(&scope->slots);
    vec_deinit(&scope->held);
    vec_deinit(&scope->free);
}

/* What a finished scope no longer needs. */
void frame_leave(struct lower *l)
{
    vec_deinit(&l->scope->held);
    vec_deinit(&l->scope->free);
    l->scope = l->scope->parent;
}

void frame_init(struct lower *l)
{
    l->root = (struct frame_scope){.points = {0, UINT32_MAX}};
    l->scope = &l->root;
    add_name(&l->members, "base"); /* the frame's own */
    add_name(&l->members, "result");
}

void frame_deinit(struct lower *l)
{
    scope_deinit(&l->root);
    free(l->members.slots);
    l->members = (struct member_names){0};
    if (l->layout != NULL)
        layout_deinit(l->layout);
    l->layout = NULL;
}

/* ---- printing ---------------------------------------------------------- */

static void indent(struct strbuf *out, int depth)
{
    for (int i = 0; i < depth; i++)
        strbuf_puts(out, "    ");
}

static void print_slot(struct strbuf *out, const struct slot *slot)
{
    if (slot->alignas_text != NULL)
        strbuf_printf(out, "_Alignas(%s) ", slot->alignas_text);
    if (slot->declaration != NULL)
        strbuf_puts(out, slot->declaration);
    else if (slot->raw)
        strbuf_printf(out, "_Alignas(%lld) unsigned char %s[%lld]", (long long)slot->extent.align,
                      slot->name, (long long)slot->extent.size);
    else
        type_declare(out, slot->type, slot->name);
    strbuf_puts(out, ";\n");
}

static void print_layout(struct strbuf *out, const struct layout *layout, int depth)
{
    for (size_t i = 0; i < layout->members.count; i++) {
        const struct layout *member = layout->members.data[i];
        indent(out, depth);
        if (member->kind == LAYOUT_SLOT) {
            print_slot(out, member->slot);
            continue;
        }
        strbuf_puts(out, member->kind == LAYOUT_UNION ? "union {\n" : "struct {\n");
        print_layout(out, member, depth + 1);
        indent(out, depth);
        strbuf_puts(out, "};\n");
    }
}

/* async_frame, and where the result goes. */
int64_t frame_head(const struct lower *l)
{
    int64_t pointer = l->program->pointer_size;
    int64_t base = 2 * pointer + (pointer > 4 ? pointer : 4);
    const struct type *type = l->function->type;
    return base + (type->inner->is_void && !type->is_generator ? 0 : pointer);
}

/* Without liveness nothing is known to be dead. */
static bool is_tight(const struct lower *l)
{
    return l->program->share_storage && !l->frameless && !l->blocking;
}

const struct layout *frame_layout(struct lower *l)
{
    if (l->layout == NULL)
        l->layout = layout_make(l->arena, &l->root, frame_head(l), is_tight(l));
    return l->layout;
}

void frame_print_members(struct lower *l, struct strbuf *out)
{
    print_layout(out, frame_layout(l), 1);
}

void frame_print(struct lower *l, struct strbuf *out, const char *function_name)
{
    const struct type *result = l->function->type->inner;
    strbuf_printf(out, "\nstruct %s__frame {\n    _Alignas(16) async_frame base;\n", function_name);
    if (l->function->type->is_generator) {
        strbuf_puts(out, "    async_items *result;\n");
    } else if (!result->is_void) {
        strbuf_puts(out, "    ");
        type_declare(out, type_unqualified(l->arena, result), "*result");
        strbuf_puts(out, ";\n");
    }
    print_layout(out, frame_layout(l), 1);
    strbuf_puts(out, "};\n");
}
