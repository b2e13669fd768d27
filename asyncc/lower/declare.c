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
    frame_enter(l);
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
        char *text = print_range(l, declaration->begin, variable->mark);
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
    frame_enter(l);
    if (init != NULL && init->has_await)
        expr_lift(l, init);
    frame_leave(l);
    const char *declarator = declarator_text(l, declaration, variable);
    if (init == NULL)
        stmt_put(l, variable->begin, "%s;", declarator);
    else
        stmt_put(l, variable->begin, "%s = %s;", declarator, print_node(l, init));
}

void declare_lower(struct lower *l, struct node *node)
{
    for (uint32_t i = 0; i < node->count; i++) {
        struct node *child = node->child[i];
        if (child->kind != NODE_VAR)
            stmt_put(l, child->begin, "%s;", print_node(l, child));
        else if (child->symbol->in_frame) {
            frame_variable(l, child->symbol);
            put_frame_variable(l, child);
            if (child->symbol->cleanup != NULL)
                exits_cleanup(l, child->symbol);
        } else
            put_local_variable(l, node, child);
    }
}
