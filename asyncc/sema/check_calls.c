/* Plain calls and casts that cannot stand in an async function, or anywhere. */
#include "sema/checker.h"

#include <string.h>

/* __builtin_setjmp, __sigsetjmp, _setjmp: without what headers put in front. */
static const char *plain_name(const char *name)
{
    if (strncmp(name, "__builtin_", 10) == 0)
        name += 10;
    return name + strspn(name, "_");
}

/* glibc's pthread_cleanup_push calls __sigsetjmp with a variable of this name. */
static bool names_cleanup(const struct node *node)
{
    if (node->kind == NODE_NAME)
        return strcmp(node->symbol->name, "__cancel_buf") == 0;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && names_cleanup(node->child[i]))
            return true;
    return false;
}

static void check_in_async(struct checker *c, struct node *call, const char *name)
{
    static const char *const jumps[] = {"setjmp", "sigsetjmp", "longjmp", "siglongjmp", NULL};
    const char *message = arena_printf(c->program->arena, "'%s' in an async function", name);
    if (check_one_of(name, jumps) && names_cleanup(call))
        check_unsupported(c, call, "'pthread_cleanup_push' in an async function",
                          "call the handler in a deferred statement: 'defer handler(argument);'");
    else if (check_one_of(name, jumps))
        check_unsupported(c, call, message,
                          "the stack that it names is gone after an await: report errors by value, "
                          "or with async_fail");
}

void check_plain_call(struct checker *c, struct node *call)
{
    const struct symbol *symbol = check_callee(call);
    if (symbol == NULL || symbol->kind != SYMBOL_FUNCTION)
        return;
    if (c->in_async)
        check_in_async(c, call, plain_name(symbol->name));
    else if (strcmp(symbol->name, "async_fail") == 0)
        check_report(c, DIAG_AWAIT_OUTSIDE, call, "async_fail outside an async function");
}

/* async int f(); and then f(1): what f takes must be known where it is called. */
void check_prototype(struct checker *c, struct node *call)
{
    const struct symbol *symbol = check_callee(call);
    const struct type *type = call->child[0]->type;
    type = type->function ? type->function : type;
    bool known = symbol != NULL && symbol->kind == SYMBOL_FUNCTION && symbol->defined_type != NULL;
    if (type->prototype || known || call->count < 2 || check_has_c_error(c, call))
        return;
    check_unsupported(c, call, "call with arguments of an async function without a prototype",
                      "declare it with the types of its parameters");
}

static bool is_function_pointer(const struct type *type)
{
    return type->function != NULL && !type->is_void;
}

void check_cast(struct checker *c, struct node *node)
{
    struct node *operand = node->child[node->count - 1];
    if (is_function_pointer(node->type) && is_function_pointer(operand->type) &&
        (node->type->is_async != operand->type->is_async ||
         node->type->is_generator != operand->type->is_generator))
        check_report(c, DIAG_POINTER, node,
                     node->type->is_async ? "plain function pointer converted to an async one"
                                          : "async function pointer converted to a plain one");
    check_operands(c, node);
}
