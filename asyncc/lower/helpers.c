/* helpers.c - small functions that generated code calls.
 *
 * Spawning, running and gathering `f` each need the same few steps around
 * f__begin; written once per function they leave the user's expressions
 * readable. A call through a pointer has helpers too, one per type.
 */
#include "lower/lower.h"

#include <string.h>

const struct symbol *call_symbol(const struct node *call)
{
    const struct node *callee = call->count ? node_skip_parens(call->child[0]) : NULL;
    while (callee && callee->kind == NODE_UNARY &&
           (callee->op == UNARY_DEREF || callee->op == UNARY_ADDRESS))
        callee = node_skip_parens(callee->child[0]);
    return callee && callee->kind == NODE_NAME ? callee->symbol : NULL;
}

const struct type *call_type(const struct node *call)
{
    const struct type *type = call->child[0]->type;
    return type->function ? type->function : type;
}

/* ---- signatures -------------------------------------------------------- */

static void print_result_param(struct strbuf *out, struct arena *arena, const struct type *type,
                               const char *name)
{
    char *declarator = arena_printf(arena, "*%s", name);
    if (type->is_generator)
        strbuf_printf(out, "async_items %s", declarator);
    else if (type->inner->is_void)
        strbuf_printf(out, "void %s", declarator);
    else
        type_declare(out, type_unqualified(arena, type->inner), declarator);
}

static const char *param_name(struct arena *arena, struct symbol **params, unsigned i)
{
    if (params != NULL && params[i]->name[0] != '\0')
        return params[i]->name;
    return arena_printf(arena, "a%u", i + 1);
}

static void print_params(struct strbuf *out, struct arena *arena, const struct type *type,
                         struct symbol **params)
{
    for (unsigned i = 0; i < type->param_count; i++) {
        strbuf_puts(out, ", ");
        const struct type *param = params == NULL           ? type->params[i]
                                   : params[i]->passed_type ? params[i]->passed_type
                                                            : params[i]->type;
        const char *name = param_name(arena, params, i);
        if (param->variable) /* its sizes are the callee's business */
            strbuf_printf(out, "void *%s", name);
        else
            type_declare(out, param, name);
    }
}

void print_entry_params(struct strbuf *out, const struct type *type, struct symbol **params,
                        const char *task, const char *result, bool unused)
{
    struct arena arena = {0};
    strbuf_printf(out, "async_task *%s%s, ", task, unused ? " __attribute__((unused))" : "");
    print_result_param(out, &arena, type, result);
    if (unused && (type->inner->is_void || type->is_generator))
        strbuf_puts(out, " __attribute__((unused))");
    print_params(out, &arena, type, params);
    arena_deinit(&arena);
}

static void print_names(struct strbuf *out, const struct type *type)
{
    for (unsigned i = 0; i < type->param_count; i++)
        strbuf_printf(out, ", a%u", i + 1);
}

/* int (*)(int) of an async pointer's function type, as a parameter `function`. */
static void print_function_param(struct strbuf *out, const struct type *type)
{
    type_declare(out, type, "(*function)");
}

void prototype_symbols(struct strbuf *out, const struct symbol *symbol, const struct type *type,
                       struct symbol **params, const char *linker, const char *task,
                       const char *result, const char *between)
{
    struct arena arena = {0};
    const char *space = *linker ? " " : "";
    const char *storage =
        arena_printf(&arena, "%s%s%s", linker, space, symbol->internal ? "static " : "");
    strbuf_printf(out, "%sasync_status %s__async(", storage, symbol->name);
    print_entry_params(out, type, params, task, result, false);
    if (!type->is_generator) { /* no task's root */
        strbuf_printf(out, ");%s%svoid %s__begin(", between, storage, symbol->name);
        print_entry_params(out, type, params, task, result, false);
    }
    strbuf_printf(out, ");%s%s%s%s const async_function %s__fn%s;", between, linker, space,
                  symbol->internal ? "static" : "extern", symbol->name,
                  symbol->internal ? " __attribute__((unused))" : "");
    arena_deinit(&arena);
}

/* ---- bodies ------------------------------------------------------------ */

/* How begin is named, and the arguments of the call of it after (task, result. */
struct callee {
    const char *name; /* direct: the function's; else NULL */
    const struct type *type;
};

static void print_begin(struct strbuf *out, const struct callee *callee, const char *task,
                        const char *result)
{
    if (callee->name != NULL) {
        strbuf_printf(out, "%s__begin(%s, %s", callee->name, task, result);
    } else {
        strbuf_puts(out, "((void (*)(");
        print_entry_params(out, callee->type, NULL, "", "", false);
        strbuf_printf(out, "))descriptor->begin)(%s, %s", task, result);
    }
    print_names(out, callee->type);
    strbuf_puts(out, ");");
}

static const char *descriptor(struct arena *arena, const struct callee *callee)
{
    return callee->name ? arena_printf(arena, "&%s__fn", callee->name) : "descriptor";
}

static void print_lookup(struct strbuf *out, const struct callee *callee)
{
    if (callee->name == NULL)
        strbuf_puts(out, "    const async_function *descriptor = "
                         "async_function_of((void (*)(void))function);\n");
}

static void print_head(struct strbuf *out, struct arena *arena, const struct callee *callee,
                       const char *returns, const char *name, const char *params)
{
    strbuf_printf(out, "\nstatic inline __attribute__((unused)) %s%s(%s", returns, name, params);
    if (callee->name == NULL) {
        strbuf_puts(out, ", ");
        print_function_param(out, callee->type);
    }
    print_params(out, arena, callee->type, NULL);
    strbuf_puts(out, ")\n{\n");
    print_lookup(out, callee);
}

static const char *result_size(struct arena *arena, const struct type *result)
{
    if (result->is_void)
        return "0";
    return arena_printf(arena, "sizeof(%s)",
                        type_declaration(arena, type_unqualified(arena, result), ""));
}

static void write_spawn(struct strbuf *out, struct arena *arena, const struct callee *callee,
                        const char *name)
{
    print_head(out, arena, callee, "async_handle ", name, "const char *site");
    strbuf_printf(
        out, "    async_task *task = async_task_create(%s, %s, site);\n    if (task)\n        ",
        descriptor(arena, callee), result_size(arena, callee->type->inner));
    print_begin(out, callee, "task", "async_task_result(task)");
    strbuf_puts(out, "\n    return async_task_start(task);\n}\n");
}

/* A child of `owner`; `create` makes its task, which begin is given `result`. */
static void write_child(struct strbuf *out, struct arena *arena, const struct callee *callee,
                        const char *name, const char *owner, const char *create, const char *result)
{
    struct strbuf params = {0};
    strbuf_printf(&params, "%s, const char *site, ", owner);
    print_result_param(&params, arena, callee->type, "result");
    print_head(out, arena, callee, "void ", name, params.text);
    strbuf_deinit(&params);
    strbuf_printf(out, "    async_task *task = %s;\n    if (task)\n        ", create);
    print_begin(out, callee, "task", result);
}

static void write_gather(struct strbuf *out, struct arena *arena, const struct callee *callee,
                         const char *name)
{
    write_child(
        out, arena, callee, name, "async_gather *gather",
        arena_printf(arena, "async_gather_child(gather, %s, site)", descriptor(arena, callee)),
        "result");
    strbuf_puts(out, "\n}\n");
}

/* A result that nobody wants has room in the child. */
static void write_group(struct strbuf *out, struct arena *arena, const struct callee *callee,
                        const char *name)
{
    bool is_void = callee->type->inner->is_void;
    write_child(out, arena, callee, name, "async_group_t *group",
                arena_printf(arena, "async_group_child(group, %s, %s, site)",
                             descriptor(arena, callee),
                             is_void ? "0" : "result ? 0 : sizeof *result"),
                is_void ? "result" : "result ? result : async_group_result(task)");
    strbuf_puts(out, "\n    async_group_start(task);\n}\n");
}

static void write_run(struct strbuf *out, struct arena *arena, const struct callee *callee,
                      const char *name)
{
    const struct type *result = type_unqualified(arena, callee->type->inner);
    const char *returns = result->is_void ? "void " : NULL;
    if (returns ==
        NULL) /* the result type in front: functions that return functions' pointers too */
        returns = arena_printf(arena, "__typeof__(%s) ", type_declaration(arena, result, ""));
    print_head(out, arena, callee, returns, name, "const char *site");
    if (!result->is_void) {
        strbuf_puts(out, "    ");
        type_declare(out, result, "result");
        strbuf_puts(out, ";\n    __builtin_memset(&result, 0, sizeof result);\n");
    }
    strbuf_printf(out, "    async_task *task = async_run_begin(%s, site);\n    if (task)\n        ",
                  descriptor(arena, callee));
    print_begin(out, callee, "task", result->is_void ? "(void *)0" : "&result");
    strbuf_printf(out, "\n    async_run_end(task);\n%s}\n",
                  result->is_void ? "" : "    return result;\n");
}

static void write_call(struct strbuf *out, struct arena *arena, const struct callee *callee,
                       const char *name)
{
    struct strbuf params = {0};
    strbuf_puts(&params, "async_task *task, ");
    print_result_param(&params, arena, callee->type, "result");
    print_head(out, arena, callee, "async_status ", name, params.text);
    strbuf_deinit(&params);
    strbuf_puts(out, "    return ((async_status (*)(");
    print_entry_params(out, callee->type, NULL, "", "", false);
    strbuf_puts(out, "))descriptor->call)(task, result");
    print_names(out, callee->type);
    strbuf_puts(out, ");\n}\n");
}

/* ---- registry ---------------------------------------------------------- */

static const char *const role_names[] = {"call", "spawn", "run", "gather", "group"};

static const char *find_helper(const struct helper_table *table, const char *key)
{
    for (size_t i = 0; i < table->list.count; i++)
        if (strcmp(table->list.data[i].key, key) == 0)
            return table->list.data[i].name;
    return NULL;
}

static const char *new_helper(struct lower *l, enum helper_role role, const struct callee *callee,
                              const char *key)
{
    static void (*const writers[])(struct strbuf *, struct arena *, const struct callee *,
                                   const char *) = {write_call, write_spawn, write_run,
                                                    write_gather, write_group};
    const char *name =
        callee->name
            ? arena_printf(l->arena, "%s__%s", callee->name, role_names[role])
            : arena_printf(l->arena, "async__%s_%zu", role_names[role], l->helpers->list.count);
    *vec_push(&l->helpers->list) = (struct helper){key, name};
    writers[role](l->before, l->arena, callee, name);
    return name;
}

const char *helper_for(struct lower *l, enum helper_role role, const struct node *call)
{
    struct symbol *symbol = (struct symbol *)call_symbol(call);
    struct callee callee = {NULL, call_type(call)};
    if (symbol != NULL && symbol->kind == SYMBOL_FUNCTION) {
        symbol->used = true;
        callee.name = symbol->name;
        if (symbol->type->function)
            callee.type = symbol->type->function;
        if (role == HELPER_CALL)
            return arena_printf(l->arena, "%s__async", symbol->name);
    }
    const char *what = callee.name ? callee.name : callee.type->canonical;
    const char *key = arena_printf(l->arena, "%d %d %s", role, callee.name != NULL, what);
    const char *known = find_helper(l->helpers, key);
    return known ? known : new_helper(l, role, &callee, key);
}

/* ---- offload ----------------------------------------------------------- */

static const struct type *argument_type(struct lower *l, const struct node *call, uint32_t index)
{
    const struct type *function = call_type(call);
    const struct type *type = call->child[index]->type;
    if (function->prototype && index - 1 < function->param_count)
        return type_unqualified(l->arena, type_starred(l->arena, function->params[index - 1]));
    if (type->is_array)
        return type_pointer_to(l->arena, type->kind == TYPE_BASE ? type : type->inner);
    if (type->is_function)
        return type_pointer_to(l->arena, type->function ? type->function : type);
    return type_unqualified(l->arena, type);
}

static void declare_member(struct strbuf *out, const struct type *type, const char *name,
                           struct extent *record)
{
    strbuf_puts(out, "    ");
    type_declare(out, type, name);
    strbuf_puts(out, ";\n");
    extent_add(record, (struct extent){type->size, type->align});
}

const char *offload_record(struct lower *l, const struct node *call, struct extent *extent)
{
    int64_t pointer = l->program->pointer_size;
    struct extent record = {3 * pointer + 8, pointer}; /* async_offload_call */
    const char *name =
        arena_printf(l->arena, "%s__offload_%u", l->function->symbol->name, ++l->offloads);
    const struct symbol *symbol = call_symbol(call);
    bool direct = symbol != NULL && symbol->kind == SYMBOL_FUNCTION;
    const struct type *result = type_unqualified(l->arena, call->type);
    struct strbuf *out = l->before;
    strbuf_printf(out, "struct %s {\n    async_offload_call base;\n", name);
    if (!result->is_void)
        declare_member(out, result, "result", &record);
    if (!direct)
        declare_member(out, type_pointer_to(l->arena, call_type(call)), "function", &record);
    for (uint32_t i = 1; i < call->count; i++)
        declare_member(out, argument_type(l, call, i), arena_printf(l->arena, "a%u", i), &record);
    record.size = (record.size + record.align - 1) & -record.align;
    if (extent != NULL)
        *extent = record;
    strbuf_printf(out, "};\n\nstatic void %s(async_offload_call *base)\n{\n", name);
    strbuf_printf(
        out, "    struct %s *call = (struct %s *)base;\n    (void)call;\n    %s%s(", name, name,
        result->is_void ? "" : "call->result = ", direct ? symbol->name : "call->function");
    for (uint32_t i = 1; i < call->count; i++)
        strbuf_printf(out, "%scall->a%u", i > 1 ? ", " : "", i);
    strbuf_puts(out, ");\n}\n");
    return name;
}
