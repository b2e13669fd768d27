/* exits.c - deferred statements: defer, and variables with a cleanup function.
 *
 * A block with deferred statements gets them written once, in reverse order, at its
 * end, each behind a label. Every way out of the block goes there, to the
 * last statement reached so far, after noting in the block's exit record where to
 * go on; behind the statements a few tests send it there:
 *
 *         ... async_exit_begin(task, &frame->exit_1, exit_1 = 2); goto exit_1_2; ...
 *         async_exit_begin(task, &frame->exit_1, exit_1 = 0);      the end of the block
 *     exit_1_2: ;  { statement reached second }
 *     exit_1_1: ;  { statement reached first }
 *     exit_1_0: ;  async_exit_end(task, &frame->exit_1);
 *         if (exit_1 < 0) ...                             on with a failure
 *         if (exit_1 == 2) ...                            return, break, goto
 *
 * The route is kept in the record only for statements that await; compilers that warn of
 * uninitialised variables follow it in the local variable.
 *
 * Which statements have been reached is known at every place, for no jump may pass
 * over one (sema sees to that).
 */
#include "lower/parts.h"

/* A deferred statement of the user's, or one in text. */
struct exit_entry {
    struct node *statement;
    const char *text;
    struct node *awaits; /* `text` is a call to await, for this node; or NULL */
    uint32_t offset;
    bool is_target; /* something goes to its label */
};

/* Where a way out leads in the end. */
struct exit_route {
    enum exit_kind kind;
    struct symbol *label;
};

struct exit_scope {
    struct exit_scope *outer;
    struct node *block;
    unsigned depth;
    const char *name, *record;       /* the local variable, and prefix of labels; the record */
    struct exit_scope *outer_unwind; /* who takes over a failure, and from which entry */
    unsigned outer_unwind_entry;
    VEC(struct exit_entry) entries;
    bool end_is_target;            /* the label behind all entries */
    VEC(struct exit_route) routes; /* `to` is the index + 1 */
};

static unsigned depth_of(const struct exit_scope *scope) { return scope ? scope->depth : 0; }

unsigned exits_depth(const struct lower *l) { return depth_of(l->exits); }

/* ---- registration ------------------------------------------------------ */

static struct exit_scope *open_scope(struct lower *l, uint32_t offset)
{
    struct exit_scope *scope = arena_new(l->arena, struct exit_scope);
    scope->outer = l->exits;
    scope->block = l->block;
    scope->name = arena_printf(l->arena, "%s%u", l->exit_prefix, ++l->exit_count);
    scope->depth = depth_of(l->exits) + 1;
    scope->outer_unwind = l->unwind;
    scope->outer_unwind_entry = l->unwind_entry;
    scope->record = frame_record(l, l->block, scope->name, "async_exit", (struct extent){12, 4});
    stmt_put(l, offset, "int %s;", scope->name);
    stmt_put(l, offset, "%s.active = 0;", scope->record);
    l->exits = scope;
    return scope;
}

static void add_entry(struct lower *l, struct exit_entry entry)
{
    struct exit_scope *scope = l->exits;
    if (scope == NULL || scope->block != l->block)
        scope = open_scope(l, entry.offset);
    *vec_push(&scope->entries) = entry;
    l->unwind = scope;
    l->unwind_entry = (unsigned)scope->entries.count;
}

void exits_defer(struct lower *l, struct node *statement)
{
    add_entry(l, (struct exit_entry){.statement = statement, .offset = statement->begin});
}

void exits_cleanup(struct lower *l, struct symbol *variable)
{
    exits_release(l, variable->begin,
                  arena_printf(l->arena, "%s(&%s);", variable->cleanup, variable->access));
}

void exits_group(struct lower *l, struct node *node, const char *group)
{
    exits_await(l, node, NULL);
    l->exits->entries.data[l->exits->entries.count - 1].text =
        arena_printf(l->arena, "async_group_end(%s, &%s, &%s)", l->task, group, l->exits->record);
}

void exits_await(struct lower *l, struct node *node, const char *call)
{
    add_entry(l, (struct exit_entry){.text = call, .awaits = node, .offset = node->begin});
}

void exits_release(struct lower *l, uint32_t offset, const char *statement)
{
    add_entry(l, (struct exit_entry){.text = statement, .offset = offset});
}

/* ---- ways out ---------------------------------------------------------- */

/* The label before which the entries down to the first have not run. */
static const char *target(struct lower *l, struct exit_scope *scope, size_t entry)
{
    if (entry == 0)
        scope->end_is_target = true;
    else
        scope->entries.data[entry - 1].is_target = true;
    return arena_printf(l->arena, "%s_%zu", scope->name, entry);
}

static bool leaves(const struct lower *l, const struct exit_scope *scope, enum exit_kind kind,
                   const struct symbol *label)
{
    switch (kind) {
    case EXIT_RETURN:
        return true;
    case EXIT_BREAK:
        return scope->depth > l->break_depth;
    case EXIT_CONTINUE:
        return scope->depth > l->continue_depth;
    default:
        return label->begin < scope->block->begin || label->begin >= scope->block->end;
    }
}

static unsigned route_number(struct exit_scope *scope, enum exit_kind kind, struct symbol *label)
{
    for (size_t i = 0; i < scope->routes.count; i++)
        if (scope->routes.data[i].kind == kind && scope->routes.data[i].label == label)
            return (unsigned)i + 1;
    *vec_push(&scope->routes) = (struct exit_route){kind, label};
    return (unsigned)scope->routes.count;
}

bool exits_leave(struct lower *l, enum exit_kind kind, struct symbol *label, uint32_t offset)
{
    struct exit_scope *scope = l->exits;
    if (scope == NULL || !leaves(l, scope, kind, label))
        return false;
    stmt_put(l, offset, "async_exit_begin(%s, &%s, %s = %u);", l->task, scope->record, scope->name,
             route_number(scope, kind, label));
    stmt_put(l, offset, "goto %s;", target(l, scope, scope->entries.count));
    return true;
}

/* A failure goes to the deferred statements that were reached, or out of the function. */
static void put_failure(struct lower *l, uint32_t offset, struct exit_scope *scope, unsigned entry)
{
    if (scope == NULL) {
        if (function_pops(l))
            stmt_put(l, offset, "async_pop(%s, %s);", l->task, l->frame);
        stmt_put(l, offset, "return ASYNC_FAILED;");
        return;
    }
    stmt_put(l, offset, "async_exit_failed(%s, &%s);", l->task, scope->record);
    stmt_put(l, offset, "%s = -1;", scope->name);
    stmt_put(l, offset, "goto %s;", target(l, scope, entry));
}

void exits_fail(struct lower *l, uint32_t offset)
{
    put_failure(l, offset, l->unwind, l->unwind_entry);
}

bool exits_pending(const struct lower *l) { return l->unwind != NULL; }

/* ---- the end of the block ---------------------------------------------- */

static void put_label(struct lower *l, uint32_t offset, const struct exit_scope *scope,
                      unsigned entry, bool is_target)
{
    if (is_target)
        stmt_put(l, offset, "%s_%u:;", scope->name, entry);
}

/* Whether the end of the block is not reached but by jumps. */
static bool ends_with_jump(const struct node *node)
{
    switch (node->kind) {
    case NODE_GROUP:
        return ends_with_jump(node->child[0]);
    case NODE_COMPOUND:
        return node->count > 0 && ends_with_jump(node->child[node->count - 1]);
    default:
        return node_is_jump(node);
    }
}

/* While a deferred statement runs, its failures go to the next one, and it has no
 * way out but its end. */
static void put_entry(struct lower *l, struct exit_scope *scope, unsigned number)
{
    struct exit_entry *entry = &scope->entries.data[number - 1];
    put_label(l, entry->offset, scope, number, entry->is_target);
    l->unwind = scope;
    l->unwind_entry = number - 1;
    if (entry->statement != NULL) {
        stmt_open_block(l, entry->offset, "{", entry->statement);
        stmt_body(l, entry->statement);
        stmt_close_block(l, stmt_last_byte(entry->statement));
    } else if (entry->awaits != NULL) {
        await_put(l, entry->awaits, entry->text);
    } else {
        stmt_put(l, entry->offset, "%s", entry->text);
    }
}

/* The last one needs no test where the block has no other end: the back end would think that it
 * goes on, into the next `case` for one. */
static void put_route(struct lower *l, struct exit_scope *scope, size_t index, uint32_t offset)
{
    struct exit_route route = scope->routes.data[index];
    bool surely = ends_with_jump(scope->block) && index + 1 == scope->routes.count;
    if (surely)
        stmt_put(l, offset, "{");
    else
        stmt_put(l, offset, "if (%s == %zu) {", scope->name, index + 1);
    l->writer->indent++;
    if (!exits_leave(l, route.kind, route.label, offset))
        stmt_put_jump(l, route.kind, route.label, offset);
    l->writer->indent--;
    stmt_put(l, offset, "}");
}

static bool awaits(const struct exit_scope *scope)
{
    for (size_t i = 0; i < scope->entries.count; i++)
        if (scope->entries.data[i].awaits != NULL ||
            (scope->entries.data[i].statement && scope->entries.data[i].statement->has_await))
            return true;
    return false;
}

static void put_routes(struct lower *l, struct exit_scope *scope, uint32_t offset)
{
    put_label(l, offset, scope, 0, scope->end_is_target);
    stmt_put(l, offset, "%sasync_exit_end(%s, &%s);",
             awaits(scope) ? arena_printf(l->arena, "%s = ", scope->name) : "", l->task,
             scope->record);
    stmt_put(l, offset, "if (%s < 0) {", scope->name);
    l->writer->indent++;
    put_failure(l, offset, scope->outer_unwind, scope->outer_unwind_entry);
    l->writer->indent--;
    stmt_put(l, offset, "}");
    for (size_t i = 0; i < scope->routes.count; i++)
        put_route(l, scope, i, offset);
}

void exits_close(struct lower *l, struct node *block, uint32_t offset)
{
    struct exit_scope *scope = l->exits;
    if (scope == NULL || scope->block != block)
        return;
    if (!ends_with_jump(block))
        stmt_put(l, offset, "async_exit_begin(%s, &%s, %s = 0);", l->task, scope->record,
                 scope->name);
    const struct node *outer = l->deferred;
    l->exits = NULL;
    if (outer == NULL)
        l->deferred = block;
    for (unsigned i = (unsigned)scope->entries.count; i > 0; i--)
        put_entry(l, scope, i);
    l->deferred = outer;
    l->exits = scope->outer;
    l->unwind = scope->outer_unwind;
    l->unwind_entry = scope->outer_unwind_entry;
    put_routes(l, scope, offset);
    vec_deinit(&scope->entries);
    vec_deinit(&scope->routes);
}
