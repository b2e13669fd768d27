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

static void check_in_async(struct checker *c, struct node *call, const char *name)
{
    static const char *const jumps[] = {"setjmp", "sigsetjmp", "longjmp", "siglongjmp", NULL};
    static const char *const stacks[] = {"alloca", "alloca_with_align", NULL};
    const char *message = arena_printf(c->program->arena, "'%s' in an async function", name);
    if (check_one_of(name, jumps))
        check_unsupported(c, call, message,
                          "the stack that it names is gone after an await: report errors by value, "
                          "or with async_fail");
    if (check_one_of(name, stacks))
        check_unsupported(c, call, message, "use an array of constant size, or malloc and free");
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

static bool is_function_pointer(const struct type *type)
{
    return type->function != NULL && !type->is_void;
}

void check_cast(struct checker *c, struct node *node)
{
    struct node *operand = node->child[node->count - 1];
    if (is_function_pointer(node->type) && is_function_pointer(operand->type) &&
        node->type->is_async != operand->type->is_async)
        check_report(c, DIAG_POINTER, node,
                     node->type->is_async ? "plain function pointer converted to an async one"
                                          : "async function pointer converted to a plain one");
    check_operands(c, node);
}
