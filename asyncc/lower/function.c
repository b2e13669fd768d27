/* function.c - one async function definition as plain C:
 *
 *     struct f__frame { ... };                what lives across awaits
 *     f__resume(task, base)                   the body, with a switch to the resume points
 *     f__async(task, result, arguments...)    an await: makes the frame, runs the body
 *     f__begin(task, result, arguments...)    only makes the frame: a new task's root
 *     f__fn                                   the descriptor
 *
 * A function without awaits needs no frame: its body stands in f__async.
 */
#include "lower/report.h"
#include "lower/lower.h"

#include "flow/flow.h"
#include "frontend/warnings.h"
#include "support/times.h"

#include <stdio.h>
#include <string.h>

/* ---- names that the body leaves free ----------------------------------- */

static bool body_has_word(const struct program *program, const struct function *function,
                          const char *word, bool prefix)
{
    const struct text *text = &program->text;
    size_t length = strlen(word);
    for (uint32_t i = text_token_at(text, function->begin); i < text->token_count; i++) {
        const struct token *token = &text->tokens[i];
        if (token->begin >= function->end)
            break;
        size_t n = token->end - token->begin;
        if (token->kind == TOKEN_IDENT && (prefix ? n >= length : n == length) &&
            memcmp(text->bytes + token->begin, word, length) == 0)
            return true;
    }
    return false;
}

static const char *free_name(struct lower *l, const char *name, bool prefix)
{
    while (body_has_word(l->program, l->function, name, prefix))
        name =
            prefix ? arena_printf(l->arena, "async_%s", name) : arena_printf(l->arena, "%s_", name);
    return name;
}

static void choose_names(struct lower *l)
{
    l->task = free_name(l, "task", false);
    l->frame = free_name(l, "frame", false);
    l->status = free_name(l, "status", false);
    l->result = free_name(l, "result", false);
    l->base = free_name(l, "base", false);
    l->resume_prefix = free_name(l, "resume_", true);
    l->unwind_prefix = free_name(l, "unwind_", true);
    l->temp_prefix = free_name(l, "tmp_", true);
    l->exit_prefix = free_name(l, "exit_", true);
}

/* ---- preparation ------------------------------------------------------- */

static bool contains_cleanup(const struct node *node)
{
    if (node->kind == NODE_VAR && node->symbol->cleanup != NULL)
        return true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && contains_cleanup(node->child[i]))
            return true;
    return false;
}

static void note_mentioned(const struct node *node)
{
    if (node->kind == NODE_NAME)
        node->symbol->mentioned = true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            note_mentioned(node->child[i]);
}

/* A statement expression that leaves the function or goes on with a loop cannot
 * stay an expression: `return` and `continue` change. */
static bool mark_leaving(struct node *node, bool has_exits, bool has_alloca)
{
    bool lifts = has_alloca && await_is_alloca(node);
    lifts |= node->kind == NODE_STMT_EXPR &&
             (node_has_kind(node, NODE_RETURN) || node_has_kind(node, NODE_CONTINUE) ||
              (has_exits && (contains_cleanup(node) || node_has_kind(node, NODE_BREAK) ||
                             node_has_kind(node, NODE_GOTO))));
    if (node->kind == NODE_UNEVALUATED)
        return false;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            lifts |= mark_leaving(node->child[i], has_exits, has_alloca);
    node->has_await |= lifts;
    return node->has_await;
}

static bool allocates(const struct node *node)
{
    if (node->kind == NODE_UNEVALUATED)
        return false;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && allocates(node->child[i]))
            return true;
    return await_is_alloca(node);
}

static bool suspends(const struct node *node)
{
    if (node->kind == NODE_UNEVALUATED)
        return false;
    if (node->kind == NODE_GROUP)
        return true;
    if (node->kind == NODE_AWAIT) {
        const struct node *call = node->child[0];
        const struct symbol *symbol = call->kind == NODE_CALL ? call_symbol(call) : NULL;
        if (symbol == NULL || symbol->is_async || !symbol->ready)
            return true;
    }
    if (node->kind == NODE_CALL) {
        const struct symbol *symbol = call_symbol(node);
        if (symbol != NULL && strcmp(symbol->name, "async_fail") == 0)
            return true;
    }
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && suspends(node->child[i]))
            return true;
    return false;
}

static bool is_generator(const struct lower *l) { return l->function->type->is_generator; }

bool function_pops(const struct lower *l)
{
    return !l->frameless && !l->blocking && !is_generator(l);
}

/* ---- pieces of the output ---------------------------------------------- */

static const char *storage(const struct lower *l)
{
    return l->function->symbol->internal ? "static " : "";
}

static void print_signature(struct lower *l, struct strbuf *out, const char *returns,
                            const char *suffix, const char *task, const char *result, bool unused)
{
    bool called = strcmp(suffix, "__async") == 0;
    const char *entry = called ? l->attributes.entry : "", *code = called ? l->attributes.code : "";
    strbuf_printf(out, "\n%s%s%s%s%s%s%s%s(", entry, *entry ? " " : "", code, *code ? " " : "",
                  storage(l), returns, l->function->symbol->name, suffix);
    print_entry_params(out, l->function->type, l->function->params.data, task, result, unused);
    strbuf_puts(out, ")\n{\n");
}

static void print_param_store(struct strbuf *out, const char *frame, const struct symbol *param)
{
    if (param->member == NULL)
        strbuf_printf(out, "    (void)%s;\n", param->name);
    else if (param->type->is_const || param->type->const_member || param->type->variable)
        strbuf_printf(out, "    __builtin_memcpy((void *)&%s->%s, &%s, sizeof %s);\n", frame,
                      param->member, param->name, param->name);
    else
        strbuf_printf(out, "    %s->%s = %s;\n", frame, param->member, param->name);
}

/* The result's place and the parameters go to the frame. */
static void print_param_stores(struct lower *l, struct strbuf *out)
{
    if (l->function->type->inner->is_void)
        strbuf_printf(out, "    (void)%s;\n", l->result);
    else
        strbuf_printf(out, "    %s->result = %s;\n", l->frame, l->result);
    for (size_t i = 0; i < l->function->params.count; i++)
        print_param_store(out, l->frame, l->function->params.data[i]);
}

static bool stores_nothing(const struct lower *l)
{
    for (size_t i = 0; i < l->function->params.count; i++)
        if (l->function->params.data[i]->member != NULL)
            return false;
    return l->function->type->inner->is_void;
}

static const char *alignment(struct lower *l)
{
    return frame_layout(l)->extent.align > 16
               ? arena_printf(l->arena, "_Alignof(struct %s__frame)", l->function->symbol->name)
               : NULL;
}

/* Bytes of stack for the frame, and to get to where it may begin. */
static int64_t own_stack(struct lower *l)
{
    struct extent extent = frame_layout(l)->extent;
    return extent.size + (extent.align > 16 ? extent.align - 16 : 0);
}

static const char *push_call(struct lower *l)
{
    const char *align = alignment(l);
    if (align == NULL)
        return arena_printf(l->arena, "async_push(%s, sizeof *%s)", l->task, l->frame);
    return arena_printf(l->arena, "async_push_aligned(%s, sizeof *%s, %s)", l->task, l->frame,
                        align);
}

/* A call of NAME__async or another function with the same parameters. */
static void print_forward(struct lower *l, struct strbuf *out, const char *suffix)
{
    strbuf_printf(out, "%s%s(%s, %s", l->function->symbol->name, suffix, l->task, l->result);
    for (size_t i = 0; i < l->function->params.count; i++)
        strbuf_printf(out, ", %s", l->function->params.data[i]->name);
    strbuf_putc(out, ')');
}

/* The same call again on a new segment of the task's stack: a cold function of its
 * own, which keeps NAME__async free of saved registers. */
static void print_grow(struct lower *l, struct strbuf *out)
{
    const char *name = l->function->symbol->name, *align = alignment(l);
    const char *size = arena_printf(l->arena, "sizeof(struct %s__frame)", name);
    strbuf_puts(out, "\nstatic __attribute__((cold, noinline))\nasync_status ");
    strbuf_printf(out, "%s__grow(", name);
    print_entry_params(out, l->function->type, l->function->params.data, l->task, l->result, false);
    strbuf_puts(out, ")\n{\n");
    const char *segment = free_name(l, "segment", false);
    strbuf_printf(out, "    async_segment *%s = async_grow(%s, %s%s%s);\n", segment, l->task, size,
                  align ? " + " : "", align ? align : "");
    strbuf_printf(out, "    return %s ? async_shrink(%s, %s, ", segment, l->task, segment);
    print_forward(l, out, "__async");
    strbuf_puts(out, ") : ASYNC_FAILED;\n}\n");
}

/* A generator's frame outlives the call: it stays where the consumer's record says. */
static void print_new_frame(struct lower *l, struct strbuf *out)
{
    const char *align = alignment(l);
    if (!is_generator(l)) {
        strbuf_printf(out, "%s;\n    if (!%s)\n        return ", push_call(l), l->frame);
        print_forward(l, out, "__grow");
        strbuf_puts(out, ";\n");
        return;
    }
    strbuf_printf(out, "async_items_frame(%s, %s, sizeof *%s, %s);\n", l->task, l->result, l->frame,
                  align ? align : "16");
    strbuf_printf(out, "    if (!%s)\n        return ASYNC_FAILED;\n", l->frame);
}

static void print_entry(struct lower *l, struct strbuf *out)
{
    const char *name = l->function->symbol->name;
    print_signature(l, out, "async_status ", "__async", l->task, l->result, false);
    if (l->blocking && !is_generator(l)) {
        strbuf_printf(out, "    if (async_context_runs(%s))\n        return ", l->task);
        print_forward(l, out, "__body");
        strbuf_puts(out, ";\n");
    }
    strbuf_printf(out, "    struct %s__frame *%s = ", name, l->frame);
    print_new_frame(l, out);
    strbuf_printf(out, "    %s->base.state = 0;\n", l->frame);
    print_param_stores(l, out);
    strbuf_printf(out, "    return %s__resume(%s, &%s->base);\n}\n", name, l->task, l->frame);
}

/* Called by the runtime when what the frame waited for has failed. */
static void print_unwind(struct lower *l, struct strbuf *out)
{
    const char *name = l->function->symbol->name;
    if (l->unwinds.count == 0)
        return;
    strbuf_printf(out, "\nstatic async_status %s__unwind(async_task *task, async_frame *base)\n{\n",
                  name);
    strbuf_printf(out, "    base->state += %zu;\n    return %s__resume(task, base);\n}\n",
                  l->awaits.count, name);
}

static void print_begin_function(struct lower *l, struct strbuf *out)
{
    const char *name = l->function->symbol->name;
    const char *align = alignment(l);
    print_signature(l, out, "void ", "__begin", l->task, l->result, false);
    strbuf_printf(out, "    struct %s__frame *%s = async_push_root(%s, &%s__fn, sizeof *%s, %s);\n",
                  name, l->frame, l->task, name, l->frame, align ? align : "0");
    print_param_stores(l, out);
    if (stores_nothing(l))
        strbuf_printf(out, "    (void)%s;\n", l->frame);
    strbuf_puts(out, "}\n");
}

/* How others come in: an await, and a new task. */
void function_print_entry(struct lower *l, struct strbuf *out)
{
    if (!is_generator(l))
        print_grow(l, out);
    print_entry(l, out);
    if (!is_generator(l))
        print_begin_function(l, out);
}

static void print_awaits(struct lower *l, struct strbuf *out)
{
    const char *name = l->function->symbol->name;
    if (l->awaits.count == 0)
        return;
    strbuf_printf(out, "static const uint32_t %s__awaits[] = {", name);
    for (size_t i = 0; i < l->awaits.count; i++)
        strbuf_printf(out, "%s%u", i ? ", " : "", l->awaits.data[i].line);
    strbuf_puts(out, "};\n");
}

static void print_descriptor(struct lower *l, struct strbuf *out)
{
    const char *name = l->function->symbol->name;
    struct origin origin = text_origin(&l->program->text, l->function->symbol->begin);
    const char *site = print_site(l, l->function->symbol->begin);
    const char *colon = strrchr(site, ':');
    print_awaits(l, out);
    if (!is_generator(l))
        strbuf_printf(out, "static uint32_t %s__high_water;\n", name);
    strbuf_printf(out, "\n%sconst async_function %s__fn = {\n", storage(l), name);
    if (!is_generator(l) || !l->frameless)
        strbuf_printf(out, "    .resume = %s__resume,\n", name);
    if (l->unwinds.count > 0 || l->blocking)
        strbuf_printf(out, "    .unwind = %s__unwind,\n", name);
    strbuf_printf(out, "    .call = (void (*)(void))%s__async,\n", name);
    if (is_generator(l))
        strbuf_puts(out, "    .generator = 1,\n");
    else
        strbuf_printf(out, "    .begin = (void (*)(void))%s__begin,\n", name);
    strbuf_printf(out, "    .name = \"%s\", .file = %.*s\", .line = %u,\n", name,
                  (int)(colon - site), site, origin.line);
    if (l->awaits.count > 0)
        strbuf_printf(out, "    .await_count = %zu, .awaits = %s__awaits,\n", l->awaits.count,
                      name);
    if (!is_generator(l)) /* a task may begin with it */
        strbuf_printf(out,
                      "    .frame_size = sizeof(struct %s__frame), .stack = %lld,\n"
                      "    .high_water = &%s__high_water,\n",
                      name, (long long)(own_stack(l) + l->stack), name);
    strbuf_puts(out, "};\n");
}

static void print_main(struct lower *l, struct strbuf *out)
{
    size_t count = l->function->params.count;
    strbuf_puts(out, count == 0   ? "\nint main(void)\n{\n"
                     : count == 2 ? "\nint main(int argc, char **argv)\n{\n"
                                  : "\nint main(int argc, char **argv, char **envp)\n{\n");
    strbuf_puts(out, "    async_task *task = async_main_begin(&main__fn);\n");
    strbuf_printf(out, "    main__begin(task, async_task_result(task)%s);\n",
                  count == 0   ? ""
                  : count == 2 ? ", argc, argv"
                               : ", argc, argv, envp");
    strbuf_puts(out, "    return async_main_end(task);\n}\n");
}

/* ---- the body ---------------------------------------------------------- */

static void put_text(struct lower *l, uint32_t offset, const char *text)
{
    stmt_put(l, offset, "%s", text);
}

/* Text that stands for no statement of the user's. For the compiler it all goes on
 * one line, that of the function's name; people get it line by line. */
static void put_lines(struct lower *l, uint32_t offset, struct strbuf *text)
{
    if (text->text == NULL)
        return;
    if (!l->program->for_people) {
        for (char *p = text->text; *p != '\0'; p++)
            if (*p == '\n')
                *p = ' ';
        struct origin origin = text_origin(&l->program->text, offset);
        writer_newline(l->writer);
        writer_put(l->writer, origin.file, origin.line, text->text);
        writer_newline(l->writer);
    } else {
        writer_own_lines(l->writer, text->text);
    }
    strbuf_deinit(text);
}

static bool ends_with_return(const struct node *body)
{
    return body->count > 0 && body->child[body->count - 1]->kind == NODE_RETURN;
}

static void put_end(struct lower *l)
{
    uint32_t end = l->function->body->end - 1;
    if (ends_with_return(l->function->body) && !l->function->has_exits)
        return;
    bool plain = l->frameless || l->blocking;
    if (l->function->is_main)
        stmt_put(l, end, plain ? "*%s = 0;" : "*%s->result = 0;", plain ? l->result : l->frame);
    if (function_pops(l))
        stmt_put(l, end, "async_pop(%s, %s);", l->task, l->frame);
    put_text(l, end, "return ASYNC_DONE;");
}

/* Pointers to variable-length arrays can be named once the sizes are there. */
static void put_param_bounds(struct lower *l)
{
    for (size_t i = 0; i < l->function->bounds.count; i++)
        declare_bound(l, l->function->bounds.data[i], "param");
    for (size_t i = 0; i < l->function->params.count; i++) {
        struct symbol *param = l->function->params.data[i];
        if (param->type->variable)
            param->access = frame_access(l, param->member, param->type);
    }
}

/* What alloca takes from the heap is given back at the function's end. */
static void put_alloca_blocks(struct lower *l)
{
    uint32_t offset = l->function->body->begin;
    int64_t pointer = l->program->pointer_size;
    const char *blocks = frame_record(l, l->function->body, "alloca_blocks", "void *",
                                      (struct extent){pointer, pointer});
    l->alloca_blocks = strstr(blocks, "->") + 2;
    l->block = l->function->body;
    stmt_put(l, offset, "%s = (void *)0;", blocks);
    exits_release(l, offset, arena_printf(l->arena, "async_alloca_end(%s);", blocks));
}

static void put_statements(struct lower *l)
{
    if (l->function->bounds.count > 0)
        put_param_bounds(l);
    if (l->function->has_alloca)
        put_alloca_blocks(l);
    stmt_compound(l, l->function->body);
    put_end(l);
}

/* The switch that leads to the resume points. */
static void put_dispatch(struct lower *l, struct strbuf *out)
{
    if (l->awaits.count == 0)
        return;
    size_t count = l->awaits.count;
    const char *unused = is_generator(l) ? "__attribute__((unused)) " : "";
    strbuf_printf(out, "    %sasync_status %s;\n", unused, l->status);
    strbuf_printf(out, "    switch (__builtin_expect(%s->base.state, 0)) {\n    case 0: break;\n",
                  l->frame);
    for (size_t i = 1; i <= l->awaits.count; i++)
        strbuf_printf(out, "    case %zu: goto %s%zu;\n", i, l->resume_prefix, i);
    for (size_t i = 0; i < l->unwinds.count; i++)
        strbuf_printf(out, "    case %zu: goto %s%u;\n", count + l->unwinds.data[i],
                      l->unwind_prefix, l->unwinds.data[i]);
    strbuf_puts(out, "    default: ");
    if (l->unwinds.count == 0)
        strbuf_puts(out, "__builtin_unreachable();");
    else if (function_pops(l)) /* a failure with nothing to run */
        strbuf_printf(out, "async_pop(%s, %s); return ASYNC_FAILED;", l->task, l->frame);
    else
        strbuf_puts(out, "return ASYNC_FAILED;");
    strbuf_puts(out, "\n    }\n");
}

static void lower_body(struct lower *l, struct writer *body)
{
    l->writer = body;
    body->indent = 1;
    stmt_mark(l, l->function->body);
    struct node *node = l->function->body;
    node->rewrite = true;
    put_statements(l);
    writer_newline(body);
}

/* ---- the whole --------------------------------------------------------- */

static void add_resync(struct lower *l, struct strbuf *out)
{
    struct origin origin = text_origin(&l->program->text, l->function->end);
    if (l->writer->markers)
        strbuf_printf(out, "# %u \"%s\"\n", origin.line, origin.file);
}

static void assemble(struct lower *l, struct writer *w, struct strbuf *resume_head,
                     struct writer *body)
{
    uint32_t begin = l->function->symbol->begin;
    const char *name = l->function->symbol->name;
    struct strbuf top = {0}, bottom = {0};
    warnings_print_begin(l->program, l->function, &w->out);
    if (l->function->names_itself)
        strbuf_printf(l->before, "static const char %s__func[] = \"%s\";\n", name, name);
    if (l->before->text != NULL)
        strbuf_puts(&top, l->before->text);
    if (l->blocking) {
        blocking_print_head(l, &top);
    } else if (!l->frameless) {
        frame_print(l, &top, name);
        strbuf_printf(
            &top, "\n%s%sstatic async_status %s__resume(async_task *%s%s, async_frame *%s)\n{\n",
            l->attributes.code, *l->attributes.code ? " " : "", name, l->task,
            is_generator(l) ? " __attribute__((unused))" : "", l->base);
        strbuf_printf(&top, "    struct %s__frame *%s = (void *)%s;\n", name, l->frame, l->base);
    } else {
        print_signature(l, &top, "async_status ", "__async", l->task, l->result, true);
    }
    if (resume_head->text != NULL)
        strbuf_puts(&top, resume_head->text);
    put_lines(l, begin, &top);
    if (body->out.text != NULL)
        strbuf_puts(&w->out, body->out.text);
    w->file = body->file;
    w->line = body->line;
    stmt_put(l, l->function->body->end - 1, "}");
    writer_newline(w);
    if (l->blocking) {
        blocking_print_rest(l, &bottom);
    } else if (!l->frameless) {
        print_unwind(l, &bottom);
        function_print_entry(l, &bottom);
    }
    put_lines(l, begin, &bottom);
}

/* A function without awaits still can be the root of a task: a frame that only
 * holds the arguments. */
static void print_frameless_root(struct lower *l, struct strbuf *out)
{
    const char *name = l->function->symbol->name;
    struct function *function = l->function;
    frame_print(l, out, name);
    strbuf_printf(out, "\nstatic async_status %s__resume(async_task *task, async_frame *base)\n{\n",
                  name);
    strbuf_printf(out, "    struct %s__frame *frame = (void *)base;\n", name);
    strbuf_printf(out, "    async_pop(task, frame);\n    return %s__async(task, %s", name,
                  function->type->inner->is_void ? "(void *)0" : "frame->result");
    for (size_t i = 0; i < function->params.count; i++)
        strbuf_printf(out, ", frame->%s", function->params.data[i]->member);
    strbuf_puts(out, ");\n}\n");
    print_begin_function(l, out);
}

/* -fdump-frame: the struct, its size, and where the function waits. */
static void dump_frame_of(struct lower *l)
{
    struct strbuf text = {0};
    frame_print(l, &text, l->function->symbol->name);
    fprintf(stderr, "frame of %s: %lld bytes, %zu awaits\n%s", l->function->symbol->name,
            (long long)frame_layout(l)->extent.size, l->awaits.count, text.text);
    strbuf_deinit(&text);
}

/* In the frame; those that the body does not name need no place. */
void function_place_params(struct lower *l)
{
    bool in_place = l->frameless || l->blocking; /* the frame only brings them to the body */
    if (!in_place)
        note_mentioned(l->function->body);
    for (size_t i = 0; i < l->function->bounds.count; i++)
        note_mentioned(l->function->bounds.data[i]);
    for (size_t i = 0; i < l->function->params.count; i++) {
        struct symbol *param = l->function->params.data[i];
        const char *access = param->access;
        if (param->name[0] == '\0')
            param->name = arena_printf(l->arena, "a%zu", i + 1);
        if (in_place || param->mentioned)
            frame_variable(l, param);
        if (in_place)
            param->access = access;
        else
            param->in_frame = true;
    }
}

static void add_prototypes(struct lower *l, struct strbuf *out)
{
    const struct symbol *symbol = l->function->symbol;
    if (!l->function->is_main) {
        type_declare(out, l->function->type, symbol->name);
        strbuf_printf(out, "%s%s;\n", *l->attributes.call ? " " : "", l->attributes.call);
    }
    prototype_symbols(out, symbol, l->function->type, l->function->params.data,
                      l->attributes.linker, l->task, l->result, "\n");
    strbuf_putc(out, '\n');
}

/* Lints may have looked for them as if every function had a frame. */
static void forget_places(struct function *function)
{
    for (size_t i = 0; i < function->locals.count; i++)
        function->locals.data[i]->in_frame = false;
}

/* What callers pass is not what the body sees. */
static bool converts_params(const struct function *function)
{
    for (size_t i = 0; i < function->params.count; i++)
        if (function->params.data[i]->passed_type != NULL ||
            function->params.data[i]->type->variable)
            return true;
    return function->bounds.count > 0;
}

char *function_lower(struct program *program, struct function *function,
                     struct helper_table *helpers, bool dump_frame)
{
    struct strbuf before = {0}, head = {0}, bottom = {0};
    unsigned width = program->for_people ? 160 : 0;
    struct writer body = {.markers = program->markers, .width = width};
    struct writer out = {.markers = program->markers};
    struct lower l = {.program = program,
                      .arena = program->arena,
                      .function = function,
                      .helpers = helpers,
                      .before = &before};
    if (function->is_inline && !function->is_extern_inline)
        function->symbol->internal = true;
    frame_init(&l);
    forget_places(function);
    l.attributes = attributes_of(program, function->begin, function->body->begin);
    choose_names(&l);
    l.frameless = !suspends(function->body) && !node_has_kind(function->body, NODE_DEFER) &&
                  !converts_params(function);
    l.blocking = program->blocking && !l.frameless;
    if (!l.frameless) {
        function->has_alloca = !l.blocking && allocates(function->body);
        scopes_prepare(program, function);
    }
    function->has_exits &= !l.frameless; /* else C's own cleanup does */
    mark_leaving(function->body, function->has_exits, function->has_alloca);
    function->symbol->used = true;
    add_prototypes(&l, &before);
    if (l.blocking) {
        blocking_place_variables(&l, &head);
        lower_body(&l, &body);
    } else if (!l.frameless) {
        times_note(program->times, "lowering");
        escape_compute(function);
        liveness_compute(program, function);
        times_note(program->times, "liveness");
        function_place_params(&l);
        lower_body(&l, &body);
        put_dispatch(&l, &head);
    } else {
        lower_body(&l, &body);
        function_place_params(&l);
    }
    l.writer = &out;
    assemble(&l, &out, &head, &body);
    if (l.frameless && !is_generator(&l))
        print_frameless_root(&l, &bottom);
    print_descriptor(&l, &bottom);
    if (function->is_main)
        print_main(&l, &bottom);
    put_lines(&l, function->symbol->begin, &bottom);
    warnings_print_end(program, &out.out);
    add_resync(&l, &out.out);
    if (dump_frame)
        dump_frame_of(&l);
    if (program->frames != NULL)
        frame_report_add(program->frames, &l);
    int64_t own = is_generator(&l) ? 0 : own_stack(&l);
    function->symbol->stack = l.frameless ? 0 : (int32_t)(own + l.stack);
    char *text = arena_copy(program->arena, out.out.text, out.out.length);
    frame_deinit(&l);
    vec_deinit(&l.typedefs);
    vec_deinit(&l.awaits);
    vec_deinit(&l.unwinds);
    strbuf_deinit(&before);
    strbuf_deinit(&head);
    strbuf_deinit(&body.out);
    strbuf_deinit(&out.out);
    return text;
}
