/* blocking.c - whether one call blocks the thread: its name is in the table, and nothing about
 * its arguments says that it will not wait. */
#include "lint/blocking.h"
#include "lint/settings.h"

#include <string.h>
#include <unistd.h>

enum unless { NEVER, FLAG, IS, NOT, ZERO_TIME, SOCKET, INPUT, CALLBACK, HINTS };

struct row {
    const char *name;
    enum unless unless;
    uint32_t argument;
    long long value;
    const char *instead;
    bool library;
};

static const struct row rows[] = {
#define BLOCKING(name, unless, argument, value, instead) \
    {name, unless, argument, value, instead, false},
#define LIBRARY(name, unless, argument, value, instead) \
    {name, unless, argument, value, instead, true},
#define BLOCKING_FILE(name)
#include "lint/blocking.def"
};

static const char *const files[] = {
#define BLOCKING(name, unless, argument, value, instead)
#define LIBRARY(name, unless, argument, value, instead)
#define BLOCKING_FILE(name) name,
#include "lint/blocking.def"
};

enum { O_NONBLOCK_BIT = 04000 };

/* ---- looking around -------------------------------------------------- */

typedef bool test(const struct program *program, const struct node *node, const void *data);

static bool any(const struct program *program, const struct node *node, test *is, const void *data)
{
    if (node->kind == NODE_UNEVALUATED)
        return false;
    if (is(program, node, data))
        return true;
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && any(program, node->child[i], is, data))
            return true;
    return false;
}

static bool has_bits(const struct program *program, const struct node *node, long long bits)
{
    long long value;
    return node != NULL && value_constant(program, node, &value) && (value & bits) == bits;
}

static bool is_constant(const struct program *program, const struct node *node, long long wanted)
{
    long long value;
    return node != NULL && value_constant(program, node, &value) && value == wanted;
}

/* A constant with the bits stands somewhere in the expression. */
static bool names_bits(const struct program *program, const struct node *node, const void *bits)
{
    return node_is_expr(node) && has_bits(program, node, *(const long long *)bits);
}

/* The member's name of s->fd, the text of anything else. */
static const char *identity(const struct program *program, const struct node *node)
{
    node = value_strip((struct node *)node);
    const char *text = value_text(program, node);
    if (node->kind != NODE_ARROW && node->kind != NODE_MEMBER)
        return text;
    const char *at = text + strlen(text);
    while (at > text && at[-1] != '.' && at[-1] != '>')
        at--;
    return at;
}

static bool is_identity(const struct program *program, const struct node *node, const char *wanted)
{
    return node != NULL && strcmp(identity(program, node), wanted) == 0;
}

/* ---- sockets ------------------------------------------------------------------------------------
 */

static bool is_nonblocking_call(const struct program *program, const struct node *call)
{
    const char *name = lint_callee_name(call);
    if (strcmp(name, "socket") == 0)
        return has_bits(program, lint_argument(call, 1), O_NONBLOCK_BIT);
    return strcmp(name, "accept4") == 0 &&
           has_bits(program, lint_argument(call, 3), O_NONBLOCK_BIT);
}

static bool contains(const char *text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strcasestr(text, *words) != NULL)
            return true;
    return false;
}

/* A call that makes the socket non-blocking, or waits until it is ready. */
static bool prepares(const struct program *program, const struct node *call, const char *socket)
{
    static const char *const waits[] = {"poll", "wait", "ready", "readable", "writable", NULL};
    static const char *const sets[] = {"nonblock", "non_block", NULL};
    const struct symbol *callee = lint_callee(call);
    const char *name = lint_callee_name(call);
    long long bits = O_NONBLOCK_BIT;
    bool given = false;
    for (uint32_t i = 0; i + 1 < call->count; i++)
        given |= is_identity(program, lint_argument(call, i), socket);
    if (!given || callee == NULL)
        return false;
    if (strcmp(name, "fcntl") == 0 || strcmp(name, "ioctl") == 0)
        return is_constant(program, lint_argument(call, 1), 0x5421) /* FIONBIO */ ||
               (call->count > 3 && any(program, call->child[3], names_bits, &bits));
    return contains(name, sets) || (callee->is_async && contains(name, waits));
}

/* errno == EAGAIN, EINPROGRESS: who asks that knows what kind of socket it is. */
static bool asks_errno(const struct program *program, const struct node *node)
{
    if (node->kind != NODE_BINARY || !value_is_errno(node->child[0]))
        return false;
    return is_constant(program, node->child[1], 11) || is_constant(program, node->child[1], 115);
}

static bool tells_nonblocking(const struct program *program, const struct node *node,
                              const void *data)
{
    const char *socket = data;
    struct node *value = node->kind == NODE_ASSIGN || (node->kind == NODE_VAR && node->count > 0)
                             ? cfg_assigned(node)
                             : NULL;
    struct node *call = value ? lint_call(value) : NULL;
    if (call != NULL && is_nonblocking_call(program, call)) {
        const char *target =
            node->kind == NODE_VAR ? node->symbol->name : identity(program, node->child[0]);
        return strcmp(target, socket) == 0;
    }
    return asks_errno(program, node) ||
           (node->kind == NODE_CALL && prepares(program, node, socket));
}

static bool told_in_unit(const struct program *program, const char *socket)
{
    for (size_t i = 0; i < program->functions.count; i++)
        if (any(program, program->functions.data[i]->body, tells_nonblocking, socket))
            return true;
    for (size_t i = 0; i < program->plain.count; i++)
        if (any(program, program->plain.data[i]->body, tells_nonblocking, socket))
            return true;
    return false;
}

static bool is_nonblocking(const struct program *program, const struct function *function,
                           const struct node *socket)
{
    const struct symbol *variable = lint_variable(socket);
    const char *name = identity(program, socket);
    if (variable != NULL && lint_is_local(variable))
        return any(program, function->body, tells_nonblocking, name);
    return told_in_unit(program, name);
}

/* ---- times and hints ------------------------------------------------- */

static bool all_zero(const struct program *program, const struct node *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const struct node *element = list->child[i];
        if (element->kind == NODE_DESIGNATED)
            element = element->child[element->count - 1];
        bool zero = element->kind == NODE_INIT_LIST ? all_zero(program, element)
                                                    : is_constant(program, element, 0);
        if (!zero)
            return false;
    }
    return true;
}

/* The initialiser of the variable whose address an argument is, or of a compound literal. */
static const struct node *initialiser(const struct function *function, const struct node *node);

static const struct node *find_variable(const struct node *node, const struct symbol *symbol)
{
    if (node->kind == NODE_VAR && node->symbol == symbol)
        return node;
    for (uint32_t i = 0; i < node->count; i++) {
        const struct node *found = node->child[i] ? find_variable(node->child[i], symbol) : NULL;
        if (found != NULL)
            return found;
    }
    return NULL;
}

static const struct node *initialiser(const struct function *function, const struct node *node)
{
    node = value_strip((struct node *)node);
    if (node->kind != NODE_UNARY || node->op != UNARY_ADDRESS)
        return NULL;
    const struct node *object = value_strip(node->child[0]);
    if (object->kind == NODE_COMPOUND_LITERAL)
        return object->child[object->count - 1];
    const struct node *variable =
        object->kind == NODE_NAME ? find_variable(function->body, object->symbol) : NULL;
    return variable && variable->count > 0 ? variable->child[variable->count - 1] : NULL;
}

static bool is_zero_time(const struct program *program, const struct function *function,
                         const struct node *argument)
{
    const struct node *list = argument ? initialiser(function, argument) : NULL;
    return list != NULL && list->kind == NODE_INIT_LIST && all_zero(program, list);
}

/* hints.ai_flags = ... AI_NUMERICHOST ... */
static bool sets_hint(const struct program *program, const struct node *node, const void *bits)
{
    static const char member[] = "ai_flags";
    if (node->kind == NODE_DESIGNATED)
        return strstr(value_text(program, node), member) != NULL &&
               any(program, node->child[node->count - 1], names_bits, bits);
    if (node->kind != NODE_ASSIGN && node->kind != NODE_COMPOUND_ASSIGN)
        return false;
    return strcmp(identity(program, node->child[0]), member) == 0 &&
           any(program, node->child[1], names_bits, bits);
}

/* ---- the table ------------------------------------------------------- */

static bool is_input(const struct program *program, const struct node *argument)
{
    const struct node *node = argument ? value_strip((struct node *)argument) : NULL;
    if (node == NULL)
        return false;
    if (node->kind == NODE_NAME)
        return strcmp(node->symbol->name, "stdin") == 0;
    return is_constant(program, node, 0);
}

static bool is_null(const struct program *program, const struct node *argument)
{
    return argument == NULL || is_constant(program, argument, 0);
}

static bool does_not_wait(const struct program *program, const struct function *function,
                          const struct row *row, const struct node *call)
{
    const struct node *argument = lint_argument(call, row->argument);
    switch (row->unless) {
    case NEVER:
        return false;
    case FLAG:
        return has_bits(program, argument, row->value);
    case IS:
        return is_constant(program, argument, row->value);
    case NOT:
        return !is_constant(program, argument, row->value);
    case ZERO_TIME:
        return is_zero_time(program, function, argument);
    case SOCKET:
        return (row->value != 0 && has_bits(program, argument, row->value)) ||
               is_nonblocking(program, function, lint_argument(call, 0));
    case INPUT:
        return !is_input(program, argument);
    case CALLBACK:
        return !is_null(program,
                        lint_argument(call, row->argument ? row->argument : call->count - 2));
    case HINTS:
        return any(program, function->body, sets_hint, &row->value);
    }
    return true;
}

static bool is_uv_fs(const char *name)
{
    static const char *const others[] = {"uv_fs_req", "uv_fs_get", "uv_fs_event", "uv_fs_poll"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strncmp(name, others[i], strlen(others[i])) == 0)
            return false;
    return strncmp(name, "uv_fs_", 6) == 0;
}

static bool fits(const struct row *row, const char *name)
{
    return strcmp(row->name, name) == 0 || (strcmp(row->name, "uv_fs_") == 0 && is_uv_fs(name));
}

/* Declared by the C library, not by the user. */
static bool is_systems(const struct program *program, const struct symbol *symbol)
{
    return symbol->begin == 0 || text_origin(&program->text, symbol->begin).system;
}

/* To standard output or standard error. */
static bool prints(const struct program *program, const struct node *call)
{
    static const char *const streams[] = {"stdout", "stderr", NULL};
    long long descriptor;
    if (call->count > 1 && value_constant(program, call->child[1], &descriptor))
        return descriptor == STDOUT_FILENO || descriptor == STDERR_FILENO;
    for (uint32_t i = 1; i < call->count; i++) {
        const struct node *argument = value_strip(call->child[i]);
        if (argument->kind == NODE_NAME && lint_one_of(argument->symbol->name, streams))
            return true;
    }
    return false;
}

struct blocking blocking_call(const struct program *program, const struct function *function,
                              const struct node *call)
{
    const struct symbol *callee = lint_callee(call);
    const char *name = lint_callee_name(call);
    struct blocking none = {DIAG_COUNT, ""};
    if (callee == NULL || callee->is_async)
        return none;
    if (settings_have(program->settings, not_blocking, name))
        return none;
    if (callee->blocking || settings_have(program->settings, blocking, name))
        return (struct blocking){DIAG_BLOCKING_CALL, ""};
    if (callee->function != NULL)
        return none;
    bool systems = is_systems(program, callee);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (fits(&rows[i], name) && (rows[i].library || systems) &&
            !does_not_wait(program, function, &rows[i], call))
            return (struct blocking){DIAG_BLOCKING_CALL, rows[i].instead};
    for (size_t i = 0; systems && i < sizeof files / sizeof *files; i++)
        if (strcmp(files[i], name) == 0 && !prints(program, call))
            return (struct blocking){DIAG_BLOCKING_FILE, ""};
    return none;
}
