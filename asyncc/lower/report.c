/* report.c - what a finished frame holds, and which of it each await needs. */
#include "lower/report.h"

#include "lower/lower.h"

#include <string.h>

static const char *keep(const struct frame_report *report, const char *text)
{
    return arena_copy(report->arena, text, strlen(text));
}

static unsigned line_of(const struct lower *l, uint32_t offset)
{
    return text_origin(&l->program->text, offset).line;
}

/* ---- members ----------------------------------------------------------- */

static void describe(const struct lower *l, const struct slot *slot, struct frame_member *member)
{
    if (slot->symbol != NULL) {
        member->what = slot->symbol->kind == SYMBOL_PARAM ? "parameter" : "variable";
        member->line = line_of(l, slot->symbol->begin);
        return;
    }
    member->what = "temporary";
    if (slot->declaration != NULL)
        member->what = "record";
    else if (slot->node != NULL && slot->node->kind == NODE_COMPOUND_LITERAL)
        member->what = "compound literal";
    member->line = line_of(l, slot->node ? slot->node->begin : l->function->symbol->begin);
}

/* Where nothing else may be stored, or, for a variable, where its value is needed. */
static struct spans needed(const struct slot *slot)
{
    return slot->symbol != NULL && slot->symbol->live.count > 0 ? slot->symbol->live : slot->live;
}

static bool covers(struct spans spans, uint32_t point)
{
    for (uint32_t i = 0; i < spans.count; i++)
        if (spans.data[i].begin <= point && point < spans.data[i].end)
            return true;
    return false;
}

/* What the layout holds, in its order; each slot is noted in `slots` too. */
static void add_members(const struct frame_report *report, const struct lower *l,
                        const struct layout *layout, struct frame_facts *facts, slot_list *slots)
{
    if (layout->kind != LAYOUT_SLOT) {
        for (size_t i = 0; i < layout->members.count; i++)
            add_members(report, l, layout->members.data[i], facts, slots);
        return;
    }
    struct frame_member member = {.name = keep(report, layout->slot->name),
                                  .offset = layout->slot->offset,
                                  .size = layout->slot->extent.size};
    describe(l, layout->slot, &member);
    facts->is_guess |= layout->slot->is_guess;
    *vec_push(&facts->members) = member;
    *vec_push(slots) = layout->slot;
}

/* ---- awaits ------------------------------------------------------------ */

static void describe_call(const struct frame_report *report, const struct node *call,
                          struct frame_await *await)
{
    const struct symbol *symbol = call_symbol(call);
    if (symbol == NULL || symbol->kind != SYMBOL_FUNCTION) {
        await->what = "a call through a pointer";
        await->on_stack = true;
        return;
    }
    await->callee = keep(report, symbol->name);
    await->what = await->callee;
    if (strncmp(await->what, "async__", 7) == 0) /* what one of async.h's macros calls */
        await->what = arena_printf(report->arena, "async_%s", await->what + 7);
    await->stack = symbol->function == NULL ? symbol->stack : -1;
}

static void describe_await(const struct frame_report *report, const struct await_site *site,
                           struct frame_await *await)
{
    const struct node *node = site->node;
    await->stack = -1;
    await->what = node->kind == NODE_GROUP ? "the end of async_group" : "async_for";
    if (node->kind != NODE_AWAIT)
        return;
    const struct node *operand = node->child[0];
    if (operand->kind == NODE_CALL || operand->kind == NODE_FIRST_ITEM)
        describe_call(report, operand->kind == NODE_CALL ? operand : operand->child[0], await);
    else if (operand->kind == NODE_EMIT)
        await->what = "async_emit";
    else if (operand->kind == NODE_GATHER)
        await->what = arena_printf(report->arena, "async_%s", gather_names[operand->op]);
    else
        await->what = operand->kind == NODE_OFFLOAD ? "async_offload" : "a task";
}

/* Deferred statements stand at the end of their block, whatever way leads there. */
static uint32_t point_of(const struct await_site *site)
{
    return await_point(site->deferred ? site->deferred : site->node);
}

static void add_await(const struct frame_report *report, const struct await_site *site,
                      struct frame_facts *facts, const slot_list *slots)
{
    struct frame_await await = {.line = site->line};
    uint32_t point = point_of(site);
    describe_await(report, site, &await);
    for (size_t i = 0; i < slots->count; i++) {
        if (!covers(needed(slots->data[i]), point))
            continue;
        *vec_push(&await.live) = (uint32_t)i;
        await.live_bytes += facts->members.data[i].size;
    }
    *vec_push(&facts->awaits) = await;
}

/* ---- the whole --------------------------------------------------------- */

void frame_report_add(struct frame_report *report, struct lower *l)
{
    const struct symbol *symbol = l->function->symbol;
    struct origin origin = text_origin(&l->program->text, symbol->begin);
    const struct layout *layout = frame_layout(l);
    struct frame_facts facts = {.file = keep(report, origin.file),
                                .function = keep(report, symbol->name),
                                .line = origin.line,
                                .is_static = symbol->internal,
                                .frameless = l->frameless,
                                .size = layout->extent.size,
                                .head = frame_head(l)};
    slot_list slots = {0};
    for (size_t i = 0; i < layout->members.count; i++)
        add_members(report, l, layout->members.data[i], &facts, &slots);
    for (size_t i = 0; i < l->awaits.count; i++)
        add_await(report, &l->awaits.data[i], &facts, &slots);
    vec_deinit(&slots);
    *vec_push(&report->functions) = facts;
}
