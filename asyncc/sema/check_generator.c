/* Generators (docs/language.md, clause 12): what async_for takes, and where async_emit may stand.
 * That it stands in no group and no deferred statement is seen in check_defer.c. */
#include "sema/checker.h"

#include <string.h>

static bool in_generator(const struct checker *c)
{
    return c->function != NULL && c->function->type->is_generator;
}

void check_stray_generator(struct checker *c, struct node *call, const char *taker)
{
    const char *name = check_call_name(c, call);
    struct diag_record *record;
    if (taker != NULL)
        record = check_report(c, DIAG_AWAIT_NOTHING, call,
                              "%s takes calls of async functions, and%s is a generator", taker,
                              *name ? name : " this one");
    else
        record = check_report(c, DIAG_UNAWAITED, call, "generator%s is called outside of async_for",
                              name);
    check_note(c, record, call, "write 'async_for (T x, %.*s(...)) { ... }' to take its items",
               *name ? (int)strlen(name) - 3 : 3, *name ? name + 2 : "...");
}

static void check_source(struct checker *c, struct node *call)
{
    if (check_is_generator_call(call)) {
        check_operands(c, call);
        return;
    }
    if (check_has_c_error(c, call))
        return;
    const char *name = call->kind == NODE_CALL ? check_call_name(c, call) : "";
    struct diag_record *record =
        *name ? check_report(c, DIAG_AWAIT_NOTHING, call,
                             "async_for takes a call of a generator, and%s is none", name)
              : check_report(c, DIAG_AWAIT_NOTHING, call, "async_for takes a call of a generator");
    check_note(c, record, call, "a generator is declared 'async_generator(T) f(...)'");
}

void check_async_for(struct checker *c, struct node *node)
{
    struct node *first = node->child[1];
    if (!c->in_async)
        check_report(c, DIAG_AWAIT_OUTSIDE, node, "async_for outside an async function");
    if (first != NULL)
        check_source(c, node_skip_parens(first->child[0]->child[0]));
    else if (!check_has_c_error(c, node))
        check_report(c, DIAG_KEYWORD, node->child[0],
                     "async_for declares a variable: 'async_for (T x, f())'");
    if (first == NULL) {
        check_stmt(c, node->child[3]);
        return;
    }
    if (node->child[0]->child[0]->symbol->cleanup != NULL)
        check_unsupported(c, node->child[0], "a cleanup function on the variable of an async_for",
                          "declare a variable of its own in the body");
    check_stmt(c, node->child[0]);
    check_stmt(c, node->child[3]);
}

void check_emit(struct checker *c, struct node *node)
{
    if (!in_generator(c)) {
        struct diag_record *record =
            check_report(c, DIAG_KEYWORD, node, "async_emit outside a generator");
        check_note(c, record, node, "a generator is declared 'async_generator(T) f(...)'");
    }
    check_expr(c, node->child[0]);
}

/* The parser took the items for values to return. */
void check_generator_return(struct checker *c, struct node *node)
{
    if (!in_generator(c) || node->child[0] == NULL || check_has_c_error(c, node))
        return;
    struct diag_record *record =
        check_report(c, DIAG_KEYWORD, node, "a generator returns no value");
    check_note(c, record, node, "async_emit(...) gives an item; 'return;' ends the generator");
}
