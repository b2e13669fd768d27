/* declare.c - declarations: a variable in the frame becomes the assignment of its first value,
 * the others stay what they are. */
#include "lower/parts.h"

#include <string.h>

struct node *declare_initialiser(const struct node *variable)
{
    return variable->child[variable->count - 1];
}

static bool is_zero_list(struct lower *l, const struct node *list)
{
    if (list->kind != NODE_INIT_LIST || list->count > 1)
        return false;
    return list->count == 0 ||
           (list->child[0]->kind == NODE_LEAF && strcmp(print_node(l, list->child[0]), "0") == 0);
}

const char *declare_mutable(struct lower *l, const struct symbol *symbol)
{
    if (!symbol->type->is_const)
        return symbol->access;
    const struct type *pointer =
        type_pointer_to(l->arena, type_unqualified(l->arena, symbol->type));
    return arena_printf(l->arena, "*(%s)&%s", type_declaration(l->arena, pointer, ""),
                        symbol->access);
}

/* An array in the frame is filled from a literal of its type. */
static void put_array_init(struct lower *l, const struct node *variable, struct node *init)
{
    const struct symbol *symbol = variable->symbol;
    if (is_zero_list(l, init)) {
        stmt_put(l, init->begin, "__builtin_memset((void *)&%s, 0, sizeof %s);", symbol->access,
                 symbol->access);
        return;
    }
    const char *type = type_declaration(l->arena, type_unqualified(l->arena, symbol->type), "");
    const char *open = init->kind == NODE_INIT_LIST ? "" : "{", *close = *open ? "}" : "";
    stmt_put(l, init->begin, "__builtin_memcpy((void *)&%s, (%s)%s%s%s, sizeof %s);",
             symbol->access, type, open, print_node(l, init), close, symbol->access);
}

/* A variable in the frame: its declaration becomes the assignment of its first value. */
static void put_frame_variable(struct lower *l, struct node *variable)
{
    struct node *init = declare_initialiser(variable);
    struct symbol *symbol = variable->symbol;
    if (init == NULL)
        return;
    frame_enter(l, expr_is_computed(init) ? init : variable);
    if (init->kind != NODE_INIT_LIST && !symbol->type->is_array) {
        expr_into(l, declare_mutable(l, symbol), symbol->type, init);
        frame_leave(l);
        return;
    }
    if (init->has_await)
        expr_lift(l, init);
    frame_leave(l);
    if (symbol->type->is_array) {
        put_array_init(l, variable, init);
        return;
    }
    const char *type = type_declaration(l->arena, type_unqualified(l->arena, symbol->type), "");
    stmt_assign(l, init->begin, declare_mutable(l, symbol),
                type_unqualified(l->arena, symbol->type),
                arena_printf(l->arena, "(%s)%s", type, print_node(l, init)));
}

static const char *storage_text(struct lower *l, const struct node *declaration)
{
    uint32_t index = text_token_at(&l->program->text, declaration->begin);
    return text_token_is(&l->program->text, index, "register") ? "register " : "";
}

/* The declarator as the user wrote it, when it is the only one of its statement. */
static const char *declarator_text(struct lower *l, const struct node *declaration,
                                   const struct node *variable)
{
    bool alone = declaration->count == 1;
    if (alone || variable->type->unnamed || variable->type->kind == TYPE_VLA) {
        char *text = print_part(l, variable, declaration->begin, variable->mark);
        for (size_t n = strlen(text); n > 0 && strchr(" \t\n", text[n - 1]); n--)
            text[n - 1] = '\0';
        return text;
    }
    return arena_printf(l->arena, "%s%s", storage_text(l, declaration),
                        type_declaration(l->arena, variable->type, variable->symbol->name));
}

static void put_local_variable(struct lower *l, struct node *declaration, struct node *variable)
{
    struct node *init = declare_initialiser(variable);
    frame_enter(l, variable);
    if (init != NULL && init->has_await)
        expr_lift(l, init);
    frame_leave(l);
    const char *declarator = declarator_text(l, declaration, variable);
    if (init == NULL)
        stmt_put(l, variable->begin, "%s;", declarator);
    else
        stmt_put(l, variable->begin, "%s = %s;", declarator, print_node(l, init));
}

/* ---- variable-length arrays --------------------------------------------- */

static const struct type size_type = {.kind = TYPE_BASE,
                                      .name = "size_t",
                                      .is_scalar = true,
                                      .size = 8,
                                      .align = 8,
                                      .canonical = "size_t"};

/* Evaluates an array's size into a slot of its own; a constant needs none. */
void declare_bound(struct lower *l, struct node *bound, const char *variable)
{
    struct node *size = bound->child[0];
    if (size->kind == NODE_LEAF) {
        bound->bound->access = print_node(l, size);
        return;
    }
    frame_enter(l, size);
    if (size->has_await)
        expr_lift(l, size);
    frame_leave(l);
    const char *value = print_node(l, size);
    const char *slot = frame_slot(l, arena_printf(l->arena, "%s_size", variable), &size_type);
    stmt_put(l, bound->begin, "%s = (size_t)(%s);", slot, value);
    bound->bound->access = slot;
}

static void put_bounds(struct lower *l, const struct node *declaration)
{
    for (uint32_t i = 0; i < declaration->count; i++)
        if (declaration->child[i] != NULL && declaration->child[i]->kind == NODE_BOUND)
            declare_bound(l, declaration->child[i], declaration->symbol->name);
}

/* What a generator allocates must not lie on the stack, which its consumer uses too. */
const char *declare_apart(const struct lower *l)
{
    return l->function->type->is_generator ? "_apart" : "";
}

/* The array lies on the task's stack, above the frame, till its block is left. */
static void put_array(struct lower *l, const struct node *variable)
{
    struct symbol *symbol = variable->symbol;
    const struct node *init = declare_initialiser(variable);
    int64_t word = l->program->pointer_size;
    const char *slot =
        frame_record(l, variable, symbol->name, "void *", (struct extent){word, word});
    const char *array = type_declaration(l->arena, symbol->type, "");
    const char *pointer = type_declaration(l->arena, type_pointer_to(l->arena, symbol->type), "");
    symbol->access = arena_printf(l->arena, "(*(%s)%s)", pointer, slot);
    stmt_put(l, variable->begin, "if (!(%s = async_array%s(%s, sizeof(%s), %s))) {", slot,
             declare_apart(l), l->task, array,
             symbol->align ? symbol->align : arena_printf(l->arena, "_Alignof(%s)", array));
    await_put_failure(l, variable->begin);
    exits_release(
        l, variable->begin,
        arena_printf(l->arena, "async_array_end%s(%s, %s);", declare_apart(l), l->task, slot));
    if (init != NULL)
        stmt_put(l, init->begin, "__builtin_memset(%s, 0, sizeof(%s));", slot, array);
}

static void put_variable_type(struct lower *l, struct node *node)
{
    put_bounds(l, node);
    if (node->kind == NODE_PLAIN_DECL) {
        *vec_push(&l->typedefs) = node->symbol; /* spelt out from here on */
    } else if (node->symbol->type->kind == TYPE_VLA) {
        put_array(l, node);
    } else {
        frame_variable(l, node->symbol);
        put_frame_variable(l, node);
    }
}

/* The frame has bytes for an object whose type only the body knows: the compiler is to say so if
 * they are not as many as it thinks. */
static void put_size_check(struct lower *l, const struct node *variable)
{
    const struct type *type = variable->symbol->type;
    if (type->local || type->unnamed)
        stmt_put(l, variable->begin, "_Static_assert(sizeof(%s) == sizeof %s->%s, \"%s\");",
                 type_declaration(l->arena, type, ""), l->frame, variable->symbol->member,
                 variable->symbol->name);
}

/* Its value is a constant, which no member of a frame is. */
static void refuse_constexpr(struct lower *l, const struct node *node, const struct node *variable)
{
    const struct text *text = &l->program->text;
    for (uint32_t i = text_token_at(text, node->begin);
         i < text->token_count && text->tokens[i].begin < variable->symbol->begin; i++)
        if (text_token_is(text, i, "constexpr"))
            diag_note(
                l->program->diag,
                diag_report(l->program->diag, DIAG_UNSUPPORTED,
                            place_of(l->program, variable->symbol->begin, variable->mark),
                            "a constexpr variable that lives across an await is not supported"),
                place_of(l->program, variable->symbol->begin, variable->mark),
                "make it 'static constexpr' or an enumerator");
}

void declare_lower(struct lower *l, struct node *node)
{
    for (uint32_t i = 0; i < node->count; i++) {
        struct node *child = node->child[i];
        if (child->symbol != NULL && child->symbol->in_frame && child->type->variable)
            put_variable_type(l, child);
        else if (child->kind != NODE_VAR)
            stmt_put(l, child->begin, "%s;", print_node(l, child));
        else if (child->symbol->in_frame) {
            frame_variable(l, child->symbol);
            refuse_constexpr(l, node, child);
            put_size_check(l, child);
            put_frame_variable(l, child);
            if (child->symbol->cleanup != NULL)
                exits_cleanup(l, child->symbol);
        } else
            put_local_variable(l, node, child);
    }
}
