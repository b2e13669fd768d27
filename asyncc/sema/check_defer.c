/* Deferred statements: where they may stand, and which jumps around them are none.
 *
 * At every place it must be known which statements have been reached. So no jump may
 * pass over one within its block, and none leads into or out of one. A variable with a
 * cleanup function counts as a deferred statement from its declaration on. */
#include "sema/checker.h"

struct deferral {
    struct node *node;  /* DEFER, or VAR with a cleanup function */
    struct node *block; /* at whose end it runs */
    bool may_repeat;    /* the block's rest can be made a block of its own (flow/scopes.c) */
};

struct jump {
    struct node *node;
    uint32_t to;
};

struct walk {
    struct checker *c;
    VEC(struct deferral) deferrals;
    VEC(struct jump) jumps;
    struct node *block, *head; /* innermost block; innermost switch */
    struct node *defer;        /* innermost deferred statement */
    struct node *computed;     /* a `goto *p` */
    struct node *array;        /* of variable length: released when its block is left */
    struct node *group;        /* innermost async_group */
    VEC(struct node *) groups; /* and async_fors */
    struct node *value;        /* innermost body of a statement expression */
    bool may_break, may_continue;
};

/* ---- collecting -------------------------------------------------------- */

static void add_deferral(struct walk *w, struct node *node)
{
    bool direct = false;
    for (uint32_t i = 0; w->block->kind == NODE_COMPOUND && i < w->block->count; i++) {
        const struct node *child = w->block->child[i];
        direct |= child == node || (child->kind == NODE_DECL && node->begin >= child->begin &&
                                    node->end <= child->end);
    }
    *vec_push(&w->deferrals) = (struct deferral){node, w->block, direct && w->block != w->value};
}

static void add_jump(struct walk *w, struct node *node, uint32_t to)
{
    *vec_push(&w->jumps) = (struct jump){node, to};
}

static void report_way_out(struct walk *w, struct node *node, const char *what)
{
    struct diag_record *record =
        check_report(w->c, DIAG_UNSUPPORTED, node, "'%s' leaves a deferred statement", what);
    check_note(w->c, record, w->defer, "it runs at the end of its block and must end by itself");
}

static void visit(struct walk *w, struct node *node);
static void visit_children(struct walk *w, struct node *node);

/* The statements under an if, a loop or a defer are blocks with or without braces, and
 * so is a `for` for what it declares. */
static void visit_blocks(struct walk *w, struct node *node)
{
    struct node *outer = w->block;
    for (uint32_t i = 0; i < node->count; i++) {
        if (node->child[i] == NULL)
            continue;
        w->block = node->child[i]->kind == NODE_DECL ? node : node->child[i];
        visit(w, node->child[i]);
    }
    w->block = outer;
}

static void visit_loop(struct walk *w, struct node *node)
{
    bool may_break = w->may_break, may_continue = w->may_continue;
    struct node *head = w->head;
    w->may_break = true;
    if (node->kind == NODE_SWITCH)
        w->head = node;
    else
        w->may_continue = true;
    visit_blocks(w, node);
    w->may_break = may_break;
    w->may_continue = may_continue;
    w->head = head;
}

static void visit_defer(struct walk *w, struct node *node)
{
    struct walk outer = *w;
    add_deferral(w, node);
    w->defer = node;
    w->may_break = w->may_continue = false;
    visit_blocks(w, node);
    w->defer = outer.defer;
    w->may_break = outer.may_break;
    w->may_continue = outer.may_continue;
}

static void visit_group(struct walk *w, struct node *node)
{
    struct node *outer = w->group;
    *vec_push(&w->groups) = node;
    w->group = node;
    visit_blocks(w, node);
    w->group = outer;
}

/* The parser took the group for a loop, and did not mind. */
static void report_no_loop(struct walk *w, struct node *node, const char *what)
{
    struct diag_record *record =
        check_report(w->c, DIAG_UNSUPPORTED, node, "'%s' in no loop", what);
    check_note(w->c, record, w->group, "an async_group is none: write 'goto' or 'return'");
}

/* A loop, and a block that is entered at its beginning. */
static void visit_async_for(struct walk *w, struct node *node)
{
    *vec_push(&w->groups) = node;
    visit_loop(w, node);
}

/* The consumer's code runs at an emit: it would run in the group, and leave the deferred
 * statement for good. */
static void check_emit_place(struct walk *w, struct node *node)
{
    const char *where = w->defer ? "a deferred statement" : "an async_group";
    if (w->defer == NULL && w->group == NULL)
        return;
    const char *message = arena_printf(w->c->program->arena, "async_emit in %s", where);
    struct diag_record *record = check_report(w->c, DIAG_UNSUPPORTED, node, "%s", message);
    check_note(w->c, record, w->defer ? w->defer : w->group,
               w->defer ? "it runs when the generator ends, and nobody takes its items"
                        : "the consumer would run inside of the group: collect the items in it, "
                          "in a queue or an array, and emit them behind it");
}

static void visit_compound(struct walk *w, struct node *node)
{
    struct node *outer = w->block;
    w->block = node;
    visit_children(w, node);
    w->block = outer;
}

static void visit(struct walk *w, struct node *node)
{
    switch (node->kind) {
    case NODE_COMPOUND:
        visit_compound(w, node);
        return;
    case NODE_WHILE:
    case NODE_DO:
    case NODE_FOR:
    case NODE_SWITCH:
        visit_loop(w, node);
        return;
    case NODE_ASYNC_FOR:
        visit_async_for(w, node);
        return;
    case NODE_IF:
        visit_blocks(w, node);
        return;
    case NODE_STMT_EXPR: {
        struct node *outer = w->value;
        w->value = node->child[0];
        visit_children(w, node);
        w->value = outer;
        return;
    }
    case NODE_DEFER:
        visit_defer(w, node);
        return;
    case NODE_GROUP:
        visit_group(w, node);
        return;
    case NODE_VAR:
        if (node->symbol->cleanup != NULL)
            add_deferral(w, node);
        if (node->type->kind == TYPE_VLA)
            w->array = node;
        break;
    case NODE_EMIT:
        check_emit_place(w, node);
        break;
    case NODE_GOTO_COMPUTED:
        w->computed = node;
        break;
    case NODE_GOTO:
        add_jump(w, node, node->symbol->begin);
        break;
    case NODE_CASE:
    case NODE_DEFAULT:
        if (w->head != NULL)
            add_jump(w, w->head, node->begin);
        break;
    case NODE_RETURN:
        if (w->defer != NULL)
            report_way_out(w, node, "return");
        break;
    case NODE_BREAK:
        if (w->defer != NULL && !w->may_break)
            report_way_out(w, node, "break");
        else if (w->group != NULL && !w->may_break)
            report_no_loop(w, node, "break");
        break;
    case NODE_CONTINUE:
        if (w->defer != NULL && !w->may_continue)
            report_way_out(w, node, "continue");
        else if (w->group != NULL && !w->may_continue)
            report_no_loop(w, node, "continue");
        break;
    default:
        break;
    }
    visit_children(w, node);
}

static void visit_children(struct walk *w, struct node *node)
{
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            visit(w, node->child[i]);
}

/* ---- jumps ------------------------------------------------------------- */

static bool within(const struct node *node, uint32_t offset)
{
    return offset >= node->begin && offset < node->end;
}

/* Where the deferral has been reached: behind it in its block. */
static bool behind(const struct deferral *deferral, uint32_t offset)
{
    return within(deferral->block, offset) && offset >= deferral->node->end;
}

/* What is wrong with the jump, or NULL; *note: what to say at the deferral. */
static const char *judge(const struct jump *jump, const struct deferral *deferral,
                         const char **note)
{
    uint32_t from = jump->node->begin, to = jump->to;
    bool is_defer = deferral->node->kind == NODE_DEFER;
    *note = "it runs at the end of its block and must end by itself";
    if (is_defer && within(deferral->node, from) != within(deferral->node, to))
        return within(deferral->node, to) ? "jump into a deferred statement"
                                          : "jump out of a deferred statement";
    *note = "put it, and what needs it, into a block of its own";
    if (behind(deferral, to) && !behind(deferral, from))
        return is_defer ? "jump over a deferred statement"
                        : "jump over a variable with a cleanup function";
    if (behind(deferral, from) && !behind(deferral, to) && within(deferral->block, to) &&
        !deferral->may_repeat)
        return is_defer ? "jump back over a deferred statement"
                        : "jump back over a variable with a cleanup function";
    return NULL;
}

static const char *word_for(const struct node *block)
{
    return block->kind == NODE_GROUP ? "async_group" : "async_for";
}

/* A group's block is entered at its beginning. */
static void check_jump_into_group(struct walk *w, const struct jump *jump)
{
    for (size_t i = 0; i < w->groups.count; i++) {
        const struct node *group = w->groups.data[i];
        if (!within(group, jump->to) || within(group, jump->node->begin))
            continue;
        struct node at = *jump->node;
        if (at.kind == NODE_SWITCH)
            at.begin = at.end = jump->to;
        check_note(w->c,
                   check_report(w->c, DIAG_UNSUPPORTED, &at, "jump into an %s", word_for(group)),
                   group, "it begins here");
        return;
    }
}

/* The first deferral in the way is enough. */
static void check_jump(struct walk *w, const struct jump *jump)
{
    const char *message = NULL, *note = NULL;
    size_t i = 0;
    while (i < w->deferrals.count && message == NULL)
        message = judge(jump, &w->deferrals.data[i++], &note);
    if (message == NULL || check_has_c_error(w->c, jump->node))
        return;
    struct node at = *jump->node;
    if (at.kind == NODE_SWITCH) { /* the label is what the reader looks for */
        at.begin = jump->to;
        at.end = jump->to;
    }
    struct diag_record *record = check_report(w->c, DIAG_UNSUPPORTED, &at, "%s", message);
    check_note(w->c, record, w->deferrals.data[i - 1].node, "%s", note);
}

void check_defers(struct checker *c)
{
    struct walk w = {.c = c};
    visit(&w, c->function->body);
    for (size_t i = 0; i < w.deferrals.count; i++) {
        struct deferral *deferral = &w.deferrals.data[i];
        if (deferral->node->kind == NODE_DEFER && deferral->node->child[0]->kind == NODE_DECL)
            check_report(c, DIAG_KEYWORD, deferral->node, "'defer' stands before a statement");
        if (!c->in_async && deferral->node->kind == NODE_DEFER)
            check_unsupported(c, deferral->node, "'defer' in a plain function is not supported yet",
                              "mark the function async, or release the resource on each way out");
    }
    for (size_t i = 0; c->in_async && i < w.jumps.count; i++) {
        check_jump(&w, &w.jumps.data[i]);
        check_jump_into_group(&w, &w.jumps.data[i]);
    }
    if (c->in_async && w.computed != NULL && w.deferrals.count > 0) {
        struct diag_record *record = check_report(
            c, DIAG_UNSUPPORTED, w.computed, "'goto *' in a function with deferred statements");
        check_note(c, record, w.deferrals.data[0].node,
                   "it is not known which of them such a jump leaves");
    } else if (c->in_async && w.computed != NULL && w.groups.count > 0) {
        struct diag_record *record =
            check_report(c, DIAG_UNSUPPORTED, w.computed, "'goto *' in a function with an %s",
                         word_for(w.groups.data[0]));
        check_note(c, record, w.groups.data[0], "it is not known whether such a jump leaves it");
    } else if (c->in_async && w.computed != NULL && w.array != NULL) {
        struct diag_record *record =
            check_report(c, DIAG_UNSUPPORTED, w.computed,
                         "'goto *' in an async function with a variable-length array");
        check_note(c, record, w.array, "it is not known whether such a jump leaves its block");
    }
    vec_deinit(&w.deferrals);
    vec_deinit(&w.jumps);
    vec_deinit(&w.groups);
}
