/* blocking.c - -fasync-blocking: an async function as a C function that blocks.
 *
 *     f__body(task, result, arguments...)     the body: locals are locals, an await is a call
 *     struct f__frame                         the arguments, for when it needs a stack of its own
 *     f__start(task, base)                      calls the body with them, on that stack
 *     f__resume, f__unwind                    enter the stack
 *     f__async, f__begin, f__fn               as ever
 *
 * Expressions are taken apart as for the state machine, for that gives them their order; what
 * this form has not is frames, resume points and liveness. So it is the other half of
 * differential tests, and a program that a debugger can step through.
 */
#include "lower/lower.h"

#include <string.h>

/* A deferred statement is written at its block's end, where other variables may hide those
 * that it names. */
static void keep_deferred(struct node *node, bool deferred)
{
    deferred |= node->kind == NODE_DEFER;
    if (deferred && node->kind == NODE_NAME &&
        (node->symbol->kind == SYMBOL_LOCAL || node->symbol->kind == SYMBOL_PARAM))
        node->symbol->in_frame = true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            keep_deferred(node->child[i], deferred);
}

/* Parameters that callers pass in another shape, and variables that deferred code names, are
 * members of the local struct; all others stay as they are. */
void blocking_place_variables(struct lower *l, struct strbuf *stores)
{
    struct function *function = l->function;
    keep_deferred(function->body, false);
    for (size_t i = 0; i < function->params.count; i++) {
        struct symbol *param = function->params.data[i];
        if (param->name[0] == '\0')
            param->name = arena_printf(l->arena, "a%zu", i + 1);
        param->in_frame |= param->passed_type != NULL || param->type->variable;
        if (!param->in_frame)
            continue;
        frame_variable(l, param);
        if (param->type->variable || param->type->is_const || param->type->const_member)
            strbuf_printf(stores, "    __builtin_memcpy((void *)&%s->%s, &%s, sizeof %s);\n",
                          l->frame, param->member, param->name, param->name);
        else
            strbuf_printf(stores, "    %s->%s = %s;\n", l->frame, param->member, param->name);
    }
    for (size_t i = 0; i < function->locals.count; i++)
        function->locals.data[i]->in_frame |= function->locals.data[i]->cleanup != NULL;
}

void blocking_print_head(struct lower *l, struct strbuf *out)
{
    const char *name = l->function->symbol->name;
    struct strbuf members = {0};
    frame_print_members(l, &members);
    if (members.text != NULL)
        strbuf_printf(out, "\nstruct %s__locals {\n%s};\n", name, members.text);
    strbuf_printf(out, "\n%s%sstatic async_status %s__body(", l->attributes.code,
                  *l->attributes.code ? " " : "", name);
    print_entry_params(out, l->function->type, l->function->params.data, l->task, l->result, true);
    strbuf_puts(out, ")\n{\n");
    if (members.text != NULL)
        strbuf_printf(out, "    struct %s__locals locals_, *%s = &locals_;\n", name, l->frame);
    strbuf_deinit(&members);
}

static void print_run(struct lower *l, struct strbuf *out)
{
    const char *name = l->function->symbol->name;
    strbuf_printf(out, "\nstatic async_status %s__start(async_task *task, async_frame *base)\n{\n",
                  name);
    bool is_void = l->function->type->inner->is_void;
    if (is_void && l->function->params.count == 0)
        strbuf_puts(out, "    (void)base;\n");
    else
        strbuf_printf(out, "    struct %s__frame *frame = (void *)base;\n", name);
    strbuf_printf(out, "    return %s__body(task, %s", name,
                  is_void ? "(void *)0" : "frame->result");
    for (size_t i = 0; i < l->function->params.count; i++) {
        const struct symbol *param = l->function->params.data[i];
        if (param->type->variable)
            strbuf_printf(out, ", *(void **)frame->%s", param->member);
        else
            strbuf_printf(out, ", frame->%s", param->member);
    }
    strbuf_puts(out, ");\n}\n");
}

static void print_enter(struct lower *l, struct strbuf *out, const char *suffix,
                        const char *context, const char *status)
{
    const char *name = l->function->symbol->name;
    strbuf_printf(out, "\nstatic async_status %s__%s(async_task *task, async_frame *base)\n{\n",
                  name, suffix);
    strbuf_printf(out, "    return async_context_resume(task, base, &%s__fn, %s__start,\n", name,
                  name);
    strbuf_printf(
        out, "                                &((struct %s__frame *)(void *)base)->%s, %s);\n}\n",
        name, context, status);
}

void blocking_print_rest(struct lower *l, struct strbuf *out)
{
    int64_t pointer = l->program->pointer_size;
    frame_deinit(l);
    frame_init(l);
    function_place_params(l);
    const char *place = frame_record(l, l->function->body, "context", "async_context *",
                                     (struct extent){pointer, pointer});
    const char *context = strstr(place, "->") + 2;
    frame_print(l, out, l->function->symbol->name);
    print_run(l, out);
    print_enter(l, out, "resume", context, "ASYNC_DONE");
    print_enter(l, out, "unwind", context, "ASYNC_FAILED");
    function_print_entry(l, out);
}
