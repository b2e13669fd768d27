/* Who is called with what. */
#include "lint/lint.h"
#include "lint/settings.h"

#include <string.h>

const struct symbol *lint_callee(const struct node *call)
{
    if (call->kind != NODE_CALL || call->count == 0)
        return NULL;
    const struct node *callee = value_strip(call->child[0]);
    while (callee->kind == NODE_UNARY && callee->op != UNARY_VALUE)
        callee = value_strip(callee->child[0]);
    return callee->kind == NODE_NAME && callee->symbol->kind == SYMBOL_FUNCTION ? callee->symbol
                                                                                : NULL;
}

/* __builtin_strdup and __isoc99_sscanf are what headers make of strdup and sscanf; with large
 * files or checks for overruns there are open64 and __read_chk. */
const char *lint_callee_name(const struct node *call)
{
    static const char *const prefixes[] = {"__builtin_", "__isoc99_", "__isoc23_"};
    const struct symbol *symbol = lint_callee(call);
    if (symbol == NULL)
        return "";
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (strncmp(symbol->name, prefixes[i], strlen(prefixes[i])) == 0)
            return symbol->name + strlen(prefixes[i]);
    return symbol->name;
}

bool lint_is_systems(const struct lint_unit *unit, const struct symbol *symbol)
{
    return symbol->begin == 0 || text_origin(&unit->program->text, symbol->begin).system;
}

bool lint_calls(const struct lint_unit *unit, const struct node *call, const char *name)
{
    const struct symbol *callee = lint_callee(call);
    return callee != NULL && callee->function == NULL &&
           strcmp(lint_callee_name(call), name) == 0 && lint_is_systems(unit, callee);
}

bool settings_find(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

bool lint_one_of(const char *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

struct node *lint_argument(const struct node *call, uint32_t n)
{
    return n + 1 < call->count ? call->child[n + 1] : NULL;
}

struct symbol *lint_variable(const struct node *node)
{
    node = value_strip((struct node *)node);
    if (node->kind == NODE_ASSIGN || node->kind == NODE_COMPOUND_ASSIGN)
        node = value_strip(node->child[0]);
    return node->kind == NODE_NAME && node->symbol->kind != SYMBOL_FUNCTION ? node->symbol : NULL;
}

struct node *lint_call(const struct node *node)
{
    struct node *value = value_strip((struct node *)node);
    if (value->kind == NODE_ASSIGN)
        value = value_strip(value->child[1]);
    if (value->kind == NODE_AWAIT)
        value = value->child[0];
    if (value->kind == NODE_OFFLOAD)
        value = value->child[0];
    return value->kind == NODE_CALL ? value : NULL;
}

struct symbol *lint_result_variable(const struct cfg *flow, const struct node *call)
{
    for (size_t i = 0; i < flow->blocks.count; i++)
        for (size_t k = 0; k < flow->blocks.data[i].points.count; k++) {
            const struct cfg_point *point = &flow->blocks.data[i].points.data[k];
            struct node *value = point->kind == CFG_ASSIGN ? cfg_assigned(point->node) : NULL;
            if (value != NULL && lint_call(value) == call)
                return cfg_target_symbol(point->node);
        }
    return NULL;
}

bool lint_is_local(const struct symbol *symbol)
{
    return symbol->kind == SYMBOL_LOCAL || symbol->kind == SYMBOL_PARAM;
}
