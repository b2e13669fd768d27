/* layout.c - the slots of a frame as structs and unions.
 *
 * By scopes: scopes of which one is alive at a time share storage; this reads like the source,
 * and a debugger sees each variable to the end of its block. By lifetimes: whatever is never needed
 * at the same time shares storage, largest first; chosen where it makes the frame smaller. Both
 * say only what lies over what: the C compiler places the members, so that a wrong idea of a size
 * here costs bytes and nothing else.
 */
#include "lower/frame.h"

#include <stdlib.h>
#include <string.h>

enum { GRANULE = 16 }; /* ASYNC_FRAME_ALIGN */

/* ---- pieces ------------------------------------------------------------ */

static int64_t round_up(int64_t size, int64_t align)
{
    return align > 1 ? (size + align - 1) / align * align : size;
}

void extent_add(struct extent *all, struct extent member)
{
    all->size = round_up(all->size, member.align) + (member.size > 0 ? member.size : 0);
    if (member.align > all->align)
        all->align = member.align;
}

static struct layout *new_layout(struct arena *arena, enum layout_kind kind)
{
    struct layout *layout = arena_new(arena, struct layout);
    layout->kind = kind;
    layout->extent.align = 1;
    return layout;
}

static struct layout *slot_layout(struct arena *arena, struct slot *slot)
{
    struct layout *layout = new_layout(arena, LAYOUT_SLOT);
    layout->slot = slot;
    layout->extent = slot->extent;
    return layout;
}

void layout_deinit(struct layout *layout)
{
    for (size_t i = 0; i < layout->members.count; i++)
        layout_deinit(layout->members.data[i]);
    vec_deinit(&layout->members);
    vec_deinit(&layout->taken);
}

/* ---- order ------------------------------------------------------------- */

static struct extent extent_in_order(const struct layout *layout, int64_t head)
{
    struct extent extent = {head, 1};
    for (size_t i = 0; i < layout->members.count; i++)
        extent_add(&extent, layout->members.data[i]->extent);
    return extent;
}

static unsigned align_class(int64_t align)
{
    unsigned class = 0;
    while (class < 15 && (int64_t)1 << class < align)
        class ++;
    return class;
}

/* Members by alignment, the strictest that fits without a gap first. Else as they are. */
static struct layout **packed_order(const struct layout *layout, int64_t head)
{
    size_t count = layout->members.count, next[16] = {0}, end[16] = {0}, sum = 0;
    struct layout **members = layout->members.data;
    struct layout **classes = xmalloc(count * sizeof *classes);
    struct layout **order = xmalloc(count * sizeof *order);
    for (size_t i = 0; i < count; i++)
        end[align_class(members[i]->extent.align)]++;
    for (unsigned c = 0; c < 16; c++) {
        next[c] = sum;
        sum += end[c];
        end[c] = next[c];
    }
    for (size_t i = 0; i < count; i++)
        classes[end[align_class(members[i]->extent.align)]++] = members[i];
    struct extent extent = {head, 1};
    for (size_t i = 0; i < count; i++) {
        int class = 15, least = -1;
        while (class >= 0 && (next[class] == end[class] || extent.size % ((int64_t)1 << class))) {
            least = next[class] < end[class] ? class : least;
            class --;
        }
        order[i] = classes[next[class >= 0 ? class : least]++];
        extent_add(&extent, order[i]->extent);
    }
    free(classes);
    return order;
}

static void measure_struct(struct layout *layout, int64_t head)
{
    struct extent in_order = extent_in_order(layout, head);
    struct layout **written = layout->members.data;
    layout->members.data = packed_order(layout, head);
    layout->extent = extent_in_order(layout, head);
    if (round_up(layout->extent.size, layout->extent.align) <
        round_up(in_order.size, in_order.align)) {
        free(written);
        return;
    }
    free(layout->members.data);
    layout->members.data = written;
    layout->extent = in_order;
}

static void measure_union(struct layout *layout)
{
    layout->extent = (struct extent){0, 1};
    for (size_t i = 0; i < layout->members.count; i++) {
        struct extent member = layout->members.data[i]->extent;
        if (member.size > layout->extent.size)
            layout->extent.size = member.size;
        if (member.align > layout->extent.align)
            layout->extent.align = member.align;
    }
}

/* The members' extents are known or found first. An over-aligned variable is no larger for it. */
static void measure(struct layout *layout, int64_t head)
{
    if (layout->kind == LAYOUT_SLOT)
        return;
    for (size_t i = 0; i < layout->members.count; i++)
        measure(layout->members.data[i], 0);
    if (layout->kind == LAYOUT_STRUCT)
        measure_struct(layout, head);
    else
        measure_union(layout);
    layout->extent.size = round_up(layout->extent.size, layout->extent.align);
}

/* ---- by scopes --------------------------------------------------------- */

static void add_alternatives(struct arena *arena, const struct frame_scope *scope,
                             struct layout *choice);

/* One alternative of a union needs none. */
static void add_choice(struct layout *layout, struct layout *choice)
{
    if (choice->members.count > 1) {
        *vec_push(&layout->members) = choice;
        return;
    }
    for (size_t i = 0; i < choice->members.count; i++) {
        struct layout *only = choice->members.data[i];
        if (only->kind == LAYOUT_STRUCT) {
            for (size_t k = 0; k < only->members.count; k++)
                *vec_push(&layout->members) = only->members.data[k];
            vec_deinit(&only->members);
        } else {
            *vec_push(&layout->members) = only;
        }
    }
    vec_deinit(&choice->members);
}

static struct layout *scope_layout(struct arena *arena, const struct frame_scope *scope)
{
    struct layout *layout = new_layout(arena, LAYOUT_STRUCT);
    struct layout *choice = new_layout(arena, LAYOUT_UNION);
    for (size_t i = 0; i < scope->slots.count; i++)
        *vec_push(&layout->members) = slot_layout(arena, scope->slots.data[i]);
    add_alternatives(arena, scope, choice);
    add_choice(layout, choice);
    return layout;
}

/* A scope without slots only hands on its own alternatives. */
static void add_alternatives(struct arena *arena, const struct frame_scope *scope,
                             struct layout *choice)
{
    for (size_t i = 0; i < scope->children.count; i++) {
        const struct frame_scope *child = scope->children.data[i];
        if (child->slots.count == 0) {
            add_alternatives(arena, child, choice);
            continue;
        }
        struct layout *layout = scope_layout(arena, child);
        if (layout->members.count == 1) {
            struct layout *only = layout->members.data[0];
            vec_deinit(&layout->members);
            layout = only;
        }
        *vec_push(&choice->members) = layout;
    }
}

/* ---- by lifetimes ------------------------------------------------------ */

static void collect(const struct frame_scope *scope, slot_list *slots)
{
    for (size_t i = 0; i < scope->slots.count; i++)
        *vec_push(slots) = scope->slots.data[i];
    for (size_t i = 0; i < scope->children.count; i++)
        collect(scope->children.data[i], slots);
}

static bool meet(const struct slot *a, const struct slot *b)
{
    uint32_t i = 0, k = 0;
    while (i < a->live.count && k < b->live.count) {
        if (a->live.data[i].end <= b->live.data[k].begin)
            i++;
        else if (b->live.data[k].end <= a->live.data[i].begin)
            k++;
        else
            return true;
    }
    return false;
}

static bool meets(const struct slot *slot, const struct layout *with)
{
    if (with->kind == LAYOUT_SLOT)
        return meet(slot, with->slot);
    for (size_t i = 0; i < with->members.count; i++)
        if (meets(slot, with->members.data[i]))
            return true;
    return false;
}

/* The first of the group's spans that ends behind the point. */
static size_t find_span(const struct layout *group, uint32_t point)
{
    size_t low = 0, high = group->taken.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (group->taken.data[middle].end <= point)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool meets_group(const struct slot *slot, const struct layout *group)
{
    for (uint32_t i = 0; i < slot->live.count; i++) {
        size_t at = find_span(group, slot->live.data[i].begin);
        if (at < group->taken.count && group->taken.data[at].begin < slot->live.data[i].end)
            return true;
    }
    return false;
}

/* A span that overlaps others becomes one with them. */
static void take_span(struct layout *group, struct span span)
{
    size_t first = find_span(group, span.begin), last = first;
    for (; last < group->taken.count && group->taken.data[last].begin < span.end; last++) {
        const struct span *other = &group->taken.data[last];
        span.begin = other->begin < span.begin ? other->begin : span.begin;
        span.end = other->end > span.end ? other->end : span.end;
    }
    size_t behind = group->taken.count - last;
    if (last == first)
        (void)vec_push(&group->taken);
    memmove(group->taken.data + first + 1, group->taken.data + last,
            behind * sizeof *group->taken.data);
    group->taken.data[first] = span;
    group->taken.count = first + 1 + behind;
}

static void take_spans(struct layout *group, const struct slot *slot)
{
    for (uint32_t i = 0; i < slot->live.count; i++)
        take_span(group, slot->live.data[i]);
}

/* Into the group, a union of structs, where the slot costs nothing: over all that it never meets,
 * or behind the only thing it meets. */
static bool join_group(struct arena *arena, struct layout *group, struct slot *slot)
{
    struct layout *met = NULL;
    bool meets_any = meets_group(slot, group);
    for (size_t i = 0; meets_any && i < group->members.count; i++) {
        struct layout *member = group->members.data[i];
        if (!meets(slot, member))
            continue;
        if (met != NULL)
            return false;
        met = member;
    }
    struct layout *into = met ? met : new_layout(arena, LAYOUT_STRUCT);
    struct extent extent = into->extent;
    extent_add(&extent, slot->extent);
    if (round_up(extent.size, extent.align) > group->extent.size ||
        extent.align > group->extent.align)
        return false;
    into->extent = extent;
    *vec_push(&into->members) = slot_layout(arena, slot);
    if (met == NULL)
        *vec_push(&group->members) = into;
    take_spans(group, slot);
    return true;
}

static struct layout *new_group(struct arena *arena, struct slot *slot)
{
    struct layout *group = new_layout(arena, LAYOUT_UNION);
    struct layout *first = new_layout(arena, LAYOUT_STRUCT);
    *vec_push(&first->members) = slot_layout(arena, slot);
    *vec_push(&group->members) = first;
    first->extent = group->extent = slot->extent;
    take_spans(group, slot);
    return group;
}

/* Structs and unions of one member become that member. */
static struct layout *simplify(struct layout *layout)
{
    for (size_t i = 0; i < layout->members.count; i++)
        layout->members.data[i] = simplify(layout->members.data[i]);
    if (layout->members.count != 1)
        return layout;
    struct layout *only = layout->members.data[0];
    vec_deinit(&layout->members);
    vec_deinit(&layout->taken);
    return only;
}

struct ranked {
    struct slot *slot;
    size_t rank;
};

/* Larger ones first, then the stricter aligned, then as declared. */
static int by_size(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->slot->extent.size != y->slot->extent.size)
        return x->slot->extent.size > y->slot->extent.size ? -1 : 1;
    if (x->slot->extent.align != y->slot->extent.align)
        return x->slot->extent.align > y->slot->extent.align ? -1 : 1;
    return x->rank < y->rank ? -1 : 1;
}

static void sort_by_size(slot_list *slots)
{
    struct ranked *ranked = xmalloc(slots->count * sizeof *ranked);
    for (size_t i = 0; i < slots->count; i++)
        ranked[i] = (struct ranked){slots->data[i], i};
    qsort(ranked, slots->count, sizeof *ranked, by_size);
    for (size_t i = 0; i < slots->count; i++)
        slots->data[i] = ranked[i].slot;
    free(ranked);
}

static struct layout *lifetime_layout(struct arena *arena, const struct frame_scope *root)
{
    enum { TRIED = 64 }; /* groups, lest thousands of variables take quadratic time */
    struct layout *all = new_layout(arena, LAYOUT_STRUCT);
    slot_list slots = {0};
    collect(root, &slots);
    sort_by_size(&slots);
    for (size_t i = 0; i < slots.count; i++) {
        size_t first = all->members.count > TRIED ? all->members.count - TRIED : 0, at = first;
        while (at < all->members.count && !join_group(arena, all->members.data[at], slots.data[i]))
            at++;
        if (at == all->members.count)
            *vec_push(&all->members) = new_group(arena, slots.data[i]);
    }
    for (size_t i = 0; i < all->members.count; i++)
        all->members.data[i] = simplify(all->members.data[i]);
    vec_deinit(&slots);
    return all;
}

/* ---- the choice -------------------------------------------------------- */

static void place(struct layout *layout, int64_t offset)
{
    if (layout->kind == LAYOUT_SLOT) {
        layout->slot->offset = offset;
        return;
    }
    struct extent behind = {offset, 1};
    for (size_t i = 0; i < layout->members.count; i++) {
        struct layout *member = layout->members.data[i];
        if (layout->kind == LAYOUT_STRUCT) {
            int64_t begin = round_up(behind.size, member->extent.align);
            place(member, begin);
            extent_add(&behind, member->extent);
        } else {
            place(member, offset);
        }
    }
}

static void finish(struct layout *layout, int64_t head)
{
    measure(layout, head);
    if (layout->extent.align < GRANULE)
        layout->extent.align = GRANULE;
    layout->extent.size = round_up(layout->extent.size, layout->extent.align);
}

struct layout *layout_make(struct arena *arena, const struct frame_scope *root, int64_t head,
                           bool tight)
{
    struct layout *layout = scope_layout(arena, root);
    finish(layout, head);
    if (tight) {
        struct layout *other = lifetime_layout(arena, root);
        finish(other, head);
        bool smaller = other->extent.size < layout->extent.size;
        layout_deinit(smaller ? layout : other);
        layout = smaller ? other : layout;
    }
    place(layout, head);
    return layout;
}
