/* cfg.c - builds the graph in one walk over the body.
 *
 * `at` is the block that is being filled; behind a jump that is a block that nothing leads to,
 * so that the walk need not care. A scope remembers which deferred statements its
 * code has passed; each way out of it gets a copy of their points. */
#include "flow/cfg.h"

#include "flow/reads.h"
#include "support/hash.h"

#include <stdlib.h>
#include <string.h>

struct scope {
    struct scope *parent;
    struct node *node;
    VEC(struct node *) exits; /* DEFER, VAR with a cleanup function, GROUP; in the order reached */
};

/* Where a jump leads, and the scope that it does not leave. */
struct target {
    uint32_t block;
    struct scope *scope;
};

struct jumps {
    struct target break_to, continue_to;
    uint32_t switch_head;
    struct node *switch_value;
    bool has_default;
};

struct label {
    struct symbol *symbol;
    uint32_t block;
};

struct builder {
    struct cfg *cfg;
    struct program *program;
    struct arena *arena;
    uint32_t at;
    struct scope *scope;
    struct jumps jumps;
    VEC(struct label) labels;
    size_t first_label; /* of the deferred statement that is being copied, or 0 */
    uint32_t computed;  /* where computed gotos lead */
    bool deferred;
};

static void expr(struct builder *b, struct node *node);
static void stmt(struct builder *b, struct node *node);
static void branch(struct builder *b, struct node *node, uint32_t yes, uint32_t no);

/* ---- blocks, points, edges ------------------------------------------- */

static uint32_t new_block(struct builder *b)
{
    *vec_push(&b->cfg->blocks) = (struct cfg_block){0};
    return (uint32_t)b->cfg->blocks.count - 1;
}

static void point_with(struct builder *b, enum cfg_kind kind, struct node *node, uint8_t signs)
{
    *vec_push(&b->cfg->blocks.data[b->at].points) =
        (struct cfg_point){kind, b->deferred, node, signs, CFG_NO_KEY, CFG_NO_KEY, NULL};
}

static void point(struct builder *b, enum cfg_kind kind, struct node *node)
{
    point_with(b, kind, node, SIGN_ANY);
}

static void connect(struct builder *b, uint32_t to)
{
    *vec_push(&b->cfg->blocks.data[b->at].edges) =
        (struct cfg_edge){.to = to, .signs = SIGN_ANY, .key = CFG_NO_KEY};
}

static void go_on_in(struct builder *b, uint32_t block)
{
    connect(b, block);
    b->at = block;
}

static void jump(struct builder *b, uint32_t block)
{
    connect(b, block);
    b->at = new_block(b);
}

/* ---- keys ------------------------------------------------------------ */

/* What may be written as its opposite has one key for both. */
static const char *key_text(const struct program *program, const struct node *node, bool *flipped)
{
    static const char *const opposites[][2] = {{"!=", "=="}, {">=", "<"}, {"<=", ">"}};
    *flipped = false;
    if (node->kind == NODE_BINARY)
        for (size_t i = 0; i < sizeof opposites / sizeof *opposites; i++)
            if (strcmp(value_operator(program, node), opposites[i][0]) == 0) {
                *flipped = true;
                return arena_printf(program->arena, "%s%s%s", value_text(program, node->child[0]),
                                    opposites[i][1], value_text(program, node->child[1]));
            }
    return value_text(program, node);
}

/* The lvalue that an assignment leaves its value in; the node itself otherwise. */
static struct node *tested(struct node *node)
{
    node = value_strip(node);
    return node->kind == NODE_ASSIGN || node->kind == NODE_COMPOUND_ASSIGN
               ? value_strip(node->child[0])
               : node;
}

static bool is_variable(const struct symbol *symbol)
{
    return symbol != NULL && symbol->kind != SYMBOL_FUNCTION && symbol->kind != SYMBOL_LABEL;
}

static void collect_parts(struct cfg_key *key, const struct node *node)
{
    if (node->kind == NODE_NAME && is_variable(node->symbol)) {
        const struct symbol *symbol = node->symbol;
        bool local = symbol->kind == SYMBOL_LOCAL || symbol->kind == SYMBOL_PARAM;
        key->shared |= !local || symbol->addressed;
        *vec_push(&key->parts) = node->symbol;
    }
    key->shared |= node->kind == NODE_ARROW || node->kind == NODE_SUBSCRIPT ||
                   (node->kind == NODE_UNARY && node->op == UNARY_DEREF);
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL && node->kind != NODE_UNEVALUATED)
            collect_parts(key, node->child[i]);
}

/* Variables of two blocks may have one name. */
static bool has_parts(const struct cfg_key *key, const struct node *node)
{
    struct cfg_key other = {0};
    collect_parts(&other, node);
    bool same = key->parts.count == other.parts.count;
    for (size_t i = 0; same && i < other.parts.count; i++)
        same = key->parts.data[i] == other.parts.data[i];
    vec_deinit(&other.parts);
    return same;
}

static int find_key(const struct cfg *cfg, const struct node *node, bool *flipped)
{
    node = tested((struct node *)node);
    *flipped = false;
    if (node->has_effect)
        return CFG_NO_KEY;
    const char *text = key_text(cfg->program, node, flipped);
    uint64_t hash = hash_text(text);
    for (size_t i = 0; i < cfg->keys.count; i++)
        if (cfg->keys.data[i].hash == hash && strcmp(cfg->keys.data[i].text, text) == 0 &&
            has_parts(&cfg->keys.data[i], node))
            return (int)i;
    return CFG_NO_KEY;
}

static int key_of(struct builder *b, struct node *node, bool *flipped)
{
    int known = find_key(b->cfg, node, flipped);
    node = tested(node);
    if (known != CFG_NO_KEY || node->has_effect)
        return known;
    struct cfg_key key = {.text = key_text(b->program, node, flipped)};
    key.hash = hash_text(key.text);
    if (node->kind == NODE_NAME && is_variable(node->symbol))
        key.symbol = node->symbol;
    collect_parts(&key, node);
    *vec_push(&b->cfg->keys) = key;
    return (int)b->cfg->keys.count - 1;
}

/* An edge that is taken when the value's sign is one of `signs`. */
static void connect_if(struct builder *b, uint32_t to, struct node *value, uint8_t signs)
{
    struct cfg_edge edge = {.to = to, .signs = signs, .value = value};
    edge.key = key_of(b, value, &edge.flipped);
    if (signs != 0)
        *vec_push(&b->cfg->blocks.data[b->at].edges) = edge;
}

/* ---- conditions ------------------------------------------------------ */

/* The signs of x for which `x op constant` holds. A function that fails with -1 has no other
 * negative results, so what is not -1 counts as no failure. */
static uint8_t signs_where(const char *op, long long constant)
{
    int sign = constant < 0 ? SIGN_NEGATIVE : constant == 0 ? SIGN_ZERO : SIGN_POSITIVE;
    if (strcmp(op, "==") == 0)
        return (uint8_t)sign;
    if (strcmp(op, "!=") == 0)
        return constant == 0 ? SIGN_NONZERO : constant == -1 ? SIGN_ZERO | SIGN_POSITIVE : SIGN_ANY;
    if (strcmp(op, "<") == 0)
        return constant <= 0 ? SIGN_NEGATIVE : constant == 1 ? SIGN_NEGATIVE | SIGN_ZERO : SIGN_ANY;
    if (strcmp(op, "<=") == 0)
        return constant < 0 ? SIGN_NEGATIVE : constant == 0 ? SIGN_NEGATIVE | SIGN_ZERO : SIGN_ANY;
    if (strcmp(op, ">") == 0)
        return constant >= 0    ? SIGN_POSITIVE
               : constant == -1 ? SIGN_ZERO | SIGN_POSITIVE
                                : SIGN_ANY;
    return constant > 0 ? SIGN_POSITIVE : constant == 0 ? SIGN_ZERO | SIGN_POSITIVE : SIGN_ANY;
}

static const char *opposite(const char *op)
{
    static const char *const pairs[][2] = {{"==", "!="}, {"!=", "=="}, {"<", ">="},
                                           {">=", "<"},  {">", "<="},  {"<=", ">"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(op, pairs[i][0]) == 0)
            return pairs[i][1];
    return NULL;
}

/* 0 < x as x > 0. */
static const char *mirrored(const char *op)
{
    return *op == '<' ? (op[1] ? ">=" : ">") : *op == '>' ? (op[1] ? "<=" : "<") : op;
}

static void read_name(void *builder, struct node *name)
{
    if (is_variable(name->symbol))
        point(builder, CFG_READ, name);
}

static void full_expr(struct builder *b, struct node *node)
{
    expr(b, node);
    if (node->has_await)
        reads_delayed(node, read_name, b);
}

/* True if the node compares something with a constant. */
static bool branch_on_comparison(struct builder *b, struct node *node, uint32_t yes, uint32_t no)
{
    long long constant;
    const char *op = value_operator(b->program, node);
    struct node *value = node->child[0];
    if (opposite(op) == NULL)
        return false;
    if (!value_constant(b->program, node->child[1], &constant)) {
        if (!value_constant(b->program, value, &constant))
            return false;
        value = node->child[1];
        op = mirrored(op);
    }
    full_expr(b, node);
    connect_if(b, yes, value_strip(value), signs_where(op, constant));
    connect_if(b, no, value_strip(value), signs_where(opposite(op), constant));
    return true;
}

static void branch_twice(struct builder *b, struct node *node, uint32_t yes, uint32_t no)
{
    uint32_t second = new_block(b);
    if (node->kind == NODE_AND)
        branch(b, node->child[0], second, no);
    else
        branch(b, node->child[0], yes, second);
    b->at = second;
    branch(b, node->child[1], yes, no);
}

/* Evaluates a condition and goes to one of two blocks; nothing is left to go on from. */
static void branch(struct builder *b, struct node *node, uint32_t yes, uint32_t no)
{
    long long constant;
    node = value_strip(node);
    if (value_constant(b->program, node, &constant)) {
        connect(b, constant ? yes : no);
    } else if (node->kind == NODE_AND || node->kind == NODE_OR) {
        branch_twice(b, node, yes, no);
    } else if (node->kind == NODE_UNARY && *value_operator(b->program, node) == '!') {
        branch(b, node->child[0], no, yes);
    } else if (node->kind == NODE_COMMA) {
        full_expr(b, node->child[0]);
        branch(b, node->child[1], yes, no);
    } else if (node->kind != NODE_BINARY || !branch_on_comparison(b, node, yes, no)) {
        full_expr(b, node);
        connect_if(b, yes, node, SIGN_NONZERO);
        connect_if(b, no, node, SIGN_ZERO);
    }
}

/* ---- expressions ----------------------------------------------------- */

/* What must be evaluated to know where an assignment writes. */
static void place_expr(struct builder *b, struct node *target)
{
    struct node *place = node_skip_parens(target);
    if (place->kind != NODE_NAME && !value_is_errno(place))
        expr(b, place);
}

static bool is_truth_value(const struct builder *b, struct node *node)
{
    node = value_strip(node);
    if (node->kind == NODE_AND || node->kind == NODE_OR)
        return true;
    if (node->kind == NODE_BINARY)
        return opposite(value_operator(b->program, node)) != NULL;
    return node->kind == NODE_UNARY && *value_operator(b->program, node) == '!';
}

/* Writes `value` to what `node` names. A truth value splits the way, so that what it was is
 * still known when the variable is tested. */
static void assign_value(struct builder *b, struct node *node, struct node *value)
{
    if (!is_truth_value(b, value)) {
        full_expr(b, value);
        point_with(b, CFG_ASSIGN, node, value_signs(b->program, value));
        return;
    }
    uint32_t yes = new_block(b), no = new_block(b), end = new_block(b);
    branch(b, value, yes, no);
    b->at = yes;
    point_with(b, CFG_ASSIGN, node, SIGN_POSITIVE);
    connect(b, end);
    b->at = no;
    point_with(b, CFG_ASSIGN, node, SIGN_ZERO);
    go_on_in(b, end);
}

static void assignment(struct builder *b, struct node *node)
{
    struct node *left = node->child[0], *right = node->child[1];
    if (node->kind == NODE_ASSIGN) {
        place_expr(b, left);
        assign_value(b, node, right);
        return;
    }
    expr(b, left);
    full_expr(b, right);
    point(b, CFG_ASSIGN, node);
}

/* What is evaluated before a call or an operator starts: arguments, and where results go. */
static void start(struct builder *b, struct node *node)
{
    switch (node->kind) {
    case NODE_CALL:
    case NODE_JOIN:
        for (uint32_t i = 0; i < node->count; i++)
            full_expr(b, node->child[i]);
        return;
    case NODE_OFFLOAD:
        start(b, node->child[0]);
        return;
    case NODE_GATHER:
        for (uint32_t i = 0; i < node->count; i++) {
            struct node *operand = node_skip_parens(node->child[i]);
            if (operand->kind == NODE_ASSIGN) {
                place_expr(b, operand->child[0]);
                operand = node_skip_parens(operand->child[1]);
            }
            start(b, operand);
        }
        return;
    default:
        full_expr(b, node);
        return;
    }
}

/* What an operator's calls leave when they have ended. */
static void operator_results(struct builder *b, struct node *node)
{
    for (uint32_t i = 0; node->kind == NODE_GATHER && i < node->count; i++) {
        struct node *operand = node_skip_parens(node->child[i]);
        if (operand->kind != NODE_ASSIGN) {
            operator_results(b, operand);
            continue;
        }
        operator_results(b, node_skip_parens(operand->child[1]));
        point(b, CFG_ASSIGN, operand);
    }
}

static void await_expr(struct builder *b, struct node *node)
{
    start(b, node->child[0]);
    point(b, CFG_AWAIT, node);
    operator_results(b, node->child[0]);
}

static bool never_returns(const struct node *call)
{
    static const char *const names[] = {"exit",
                                        "_exit",
                                        "_Exit",
                                        "quick_exit",
                                        "abort",
                                        "async_fail",
                                        "err",
                                        "errx",
                                        "verr",
                                        "verrx",
                                        "__assert_fail",
                                        "longjmp",
                                        "pthread_exit",
                                        "thrd_exit",
                                        "__builtin_unreachable",
                                        "__builtin_trap",
                                        "__builtin_abort"};
    const struct node *callee = call->count ? node_skip_parens(call->child[0]) : NULL;
    if (call->kind != NODE_CALL || callee == NULL || callee->kind != NODE_NAME)
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(callee->symbol->name, names[i]) == 0)
            return true;
    return callee->symbol->noreturn;
}

static void operands(struct builder *b, struct node *node)
{
    for (uint32_t i = 0; i < node->count; i++)
        if (node->child[i] != NULL)
            expr(b, node->child[i]);
}

static void call_expr(struct builder *b, struct node *node)
{
    if (node->kind == NODE_SPAWN || node->kind == NODE_RUN)
        start(b, node->child[0]);
    else
        operands(b, node);
    point(b, CFG_CALL, node);
    if (never_returns(node))
        b->at = new_block(b);
}

/* The child writes its result at some time before the group ends. */
static void group_spawn(struct builder *b, struct node *node)
{
    struct node *operand = node_skip_parens(node->child[1]);
    expr(b, node->child[0]);
    if (operand->kind == NODE_ASSIGN) {
        place_expr(b, operand->child[0]);
        start(b, node_skip_parens(operand->child[1]));
    } else {
        start(b, operand);
    }
    point(b, CFG_CALL, node);
    if (operand->kind == NODE_ASSIGN)
        point(b, CFG_ASSIGN, operand);
}

/* A value that is one of two, or of one and what was there. */
static void choice(struct builder *b, struct node *node)
{
    uint32_t first = new_block(b), second = new_block(b), end = new_block(b);
    bool both = node->kind == NODE_CONDITIONAL;
    if (node->kind == NODE_AND)
        branch(b, node->child[0], first, end);
    else if (node->kind == NODE_CONDITIONAL)
        branch(b, node->child[0], first, second);
    else
        branch(b, node->child[0], end, first);
    b->at = first;
    full_expr(b, node->child[1]);
    connect(b, end);
    b->at = second;
    if (both) {
        full_expr(b, node->child[2]);
        connect(b, end);
    }
    b->at = end;
}

static void select_expr(struct builder *b, struct node *node)
{
    uint32_t head = b->at, end = new_block(b);
    connect(b, end);
    for (uint32_t i = 0; i < node->count; i++) {
        uint32_t one = new_block(b);
        b->at = head;
        go_on_in(b, one);
        full_expr(b, node->child[i]);
        connect(b, end);
    }
    b->at = end;
}

static void unary(struct builder *b, struct node *node)
{
    if (value_is_errno(node)) {
        point(b, CFG_READ, node);
        return;
    }
    struct node *operand = node_skip_parens(node->child[0]);
    if (node->op != UNARY_ADDRESS || operand->kind != NODE_NAME)
        expr(b, operand);
    if (node->op == UNARY_STEP)
        point(b, CFG_ASSIGN, node);
}

static void expr(struct builder *b, struct node *node)
{
    switch (node->kind) {
    case NODE_UNEVALUATED:
        return;
    case NODE_NAME:
        if (is_variable(node->symbol))
            point(b, CFG_READ, node);
        return;
    case NODE_ASSIGN:
    case NODE_COMPOUND_ASSIGN:
        assignment(b, node);
        return;
    case NODE_AWAIT:
        await_expr(b, node);
        return;
    case NODE_CALL:
    case NODE_SPAWN:
    case NODE_RUN:
        call_expr(b, node);
        return;
    case NODE_GROUP_SPAWN:
        group_spawn(b, node);
        return;
    case NODE_OPAQUE:
        operands(b, node);
        point(b, CFG_CALL, node);
        return;
    case NODE_AND:
    case NODE_OR:
    case NODE_CONDITIONAL:
    case NODE_GNU_CONDITIONAL:
        choice(b, node);
        return;
    case NODE_SELECT:
        select_expr(b, node);
        return;
    case NODE_STMT_EXPR:
        stmt(b, node->child[0]);
        return;
    case NODE_UNARY:
        unary(b, node);
        return;
    default:
        operands(b, node);
        return;
    }
}

/* ---- scopes ---------------------------------------------------------- */

static void enter(struct builder *b, struct node *node)
{
    struct scope *scope = arena_new(b->arena, struct scope);
    scope->parent = b->scope;
    scope->node = node;
    b->scope = scope;
}

/* The points of one deferred statement, with labels of its own. */
static void run_deferred(struct builder *b, struct node *node)
{
    struct jumps jumps = b->jumps;
    size_t first_label = b->first_label;
    bool deferred = b->deferred;
    if (node->kind == NODE_GROUP) {
        point(b, CFG_GROUP_END, node);
        return;
    }
    b->first_label = b->labels.count;
    b->deferred = true;
    if (node->kind == NODE_DEFER)
        stmt(b, node->child[0]);
    else
        point(b, CFG_CLEANUP, node);
    b->deferred = deferred;
    b->labels.count = b->first_label;
    b->first_label = first_label;
    b->jumps = jumps;
}

/* Those of a scope that were deferred at `from` or behind it, the last one first. */
static void run_exits(struct builder *b, struct scope *scope, uint32_t from)
{
    struct scope *inner = b->scope;
    size_t count = scope->exits.count;
    b->scope = scope;
    while (scope->exits.count > 0 && scope->exits.data[scope->exits.count - 1]->begin >= from) {
        scope->exits.count--;
        run_deferred(b, scope->exits.data[scope->exits.count]);
    }
    scope->exits.count = count;
    b->scope = inner;
}

/* What leaving a scope does; the code goes on behind it. */
static void leave_points(struct builder *b, struct scope *scope)
{
    run_exits(b, scope, 0);
    if (scope->node->kind == NODE_COMPOUND)
        point(b, CFG_LEAVE, scope->node);
}

static void leave(struct builder *b)
{
    struct scope *scope = b->scope;
    leave_points(b, scope);
    b->scope = scope->parent;
    vec_deinit(&scope->exits);
}

static void leave_up_to(struct builder *b, const struct scope *outer)
{
    for (struct scope *scope = b->scope; scope != outer && scope != NULL; scope = scope->parent)
        leave_points(b, scope);
}

static void jump_to(struct builder *b, struct target target)
{
    leave_up_to(b, target.scope);
    jump(b, target.block);
}

/* ---- statements ------------------------------------------------------ */

static void body(struct builder *b, struct node *node)
{
    if (node == NULL)
        return;
    enter(b, node);
    stmt(b, node);
    leave(b);
}

static void loop(struct builder *b, struct node *node, struct node *condition, struct node *step,
                 struct node *inner)
{
    bool body_first = node->kind == NODE_DO;
    struct jumps outer = b->jumps;
    uint32_t test = new_block(b), round = new_block(b), next = new_block(b), end = new_block(b);
    b->jumps.break_to = (struct target){end, b->scope};
    b->jumps.continue_to = (struct target){next, b->scope};
    *vec_push(&b->cfg->loops) = (struct cfg_loop){.node = node, .head = body_first ? round : test};
    go_on_in(b, body_first ? round : test);
    if (body_first)
        body(b, inner), go_on_in(b, next), go_on_in(b, test);
    if (condition != NULL)
        branch(b, condition, round, end);
    else
        connect(b, round);
    b->at = round;
    if (!body_first) {
        body(b, inner);
        go_on_in(b, next);
        if (step != NULL)
            full_expr(b, step);
        connect(b, test);
    }
    b->at = end;
    b->jumps = outer;
}

/* Labels differ: where one is 0, none of the others is. */
static void tell_apart(struct builder *b)
{
    struct cfg_block *head = &b->cfg->blocks.data[b->jumps.switch_head];
    bool zero = false;
    for (size_t i = 0; i < head->edges.count; i++)
        zero |= head->edges.data[i].signs == SIGN_ZERO;
    for (size_t i = 0; zero && i < head->edges.count; i++)
        if (head->edges.data[i].signs == SIGN_ANY)
            head->edges.data[i].signs = SIGN_NONZERO;
}

static void switch_stmt(struct builder *b, struct node *node)
{
    struct jumps outer = b->jumps;
    uint32_t end = new_block(b);
    full_expr(b, node->child[0]);
    b->jumps.switch_head = b->at;
    b->jumps.switch_value = value_strip(node->child[0]);
    b->jumps.break_to = (struct target){end, b->scope};
    b->jumps.has_default = false;
    b->at = new_block(b);
    body(b, node->child[1]);
    connect(b, end);
    if (!b->jumps.has_default) {
        b->at = b->jumps.switch_head;
        connect_if(b, end, b->jumps.switch_value, SIGN_ANY);
    }
    tell_apart(b);
    b->at = end;
    b->jumps = outer;
}

/* The first token behind `case`, if it is a constant alone: its sign. */
static uint8_t case_signs(const struct builder *b, const struct node *node)
{
    const struct text *text = &b->program->text;
    uint32_t first = text_token_at(text, node->begin) + 1;
    uint32_t colon = first;
    while (colon < text->token_count && !text_token_is(text, colon, ":"))
        colon++;
    if (node->kind == NODE_DEFAULT || first >= colon)
        return SIGN_ANY;
    bool minus = text_token_is(text, first, "-");
    if (colon != first + 1 + minus || text->tokens[colon - 1].kind != TOKEN_NUMBER)
        return SIGN_ANY;
    if (minus)
        return SIGN_NEGATIVE;
    long long value = strtoll(text->bytes + text->tokens[first].begin, NULL, 0);
    return value == 0 ? SIGN_ZERO : SIGN_POSITIVE;
}

static void case_stmt(struct builder *b, struct node *node)
{
    uint32_t here = new_block(b);
    go_on_in(b, here);
    b->at = b->jumps.switch_head;
    connect_if(b, here, b->jumps.switch_value, case_signs(b, node));
    b->at = here;
    b->jumps.has_default |= node->kind == NODE_DEFAULT;
    if (node_labelled(node) != NULL)
        stmt(b, node_labelled(node));
}

static void if_stmt(struct builder *b, struct node *node)
{
    uint32_t yes = new_block(b), no = new_block(b), end = new_block(b);
    branch(b, node->child[0], yes, no);
    b->at = yes;
    body(b, node->child[1]);
    connect(b, end);
    b->at = no;
    body(b, node->child[2]);
    go_on_in(b, end);
}

static uint32_t label_block(struct builder *b, struct symbol *symbol)
{
    for (size_t i = b->first_label; i < b->labels.count; i++)
        if (b->labels.data[i].symbol == symbol)
            return b->labels.data[i].block;
    struct label label = {symbol, new_block(b)};
    *vec_push(&b->labels) = label;
    return label.block;
}

static void label_stmt(struct builder *b, struct node *node)
{
    uint32_t here = label_block(b, node->symbol), before = b->at;
    if (b->cfg->function->computed_goto) {
        b->at = b->computed;
        connect(b, here);
        b->at = before;
    }
    *vec_push(&b->cfg->loops) = (struct cfg_loop){.node = node, .head = here};
    go_on_in(b, here);
    if (node->child[0] != NULL)
        stmt(b, node->child[0]);
}

/* A jump back leaves what was deferred behind its label, too. */
static void goto_stmt(struct builder *b, struct node *node)
{
    uint32_t label = node->symbol->begin;
    struct scope *scope = b->scope;
    while (scope != NULL && (label < scope->node->begin || label >= scope->node->end))
        scope = scope->parent;
    leave_up_to(b, scope);
    if (scope != NULL)
        run_exits(b, scope, label);
    jump(b, label_block(b, node->symbol));
}

static void return_stmt(struct builder *b, struct node *node)
{
    if (node->child[0] != NULL)
        full_expr(b, node->child[0]);
    point(b, CFG_RETURN, node);
    jump_to(b, (struct target){CFG_END, NULL});
}

/* The size of an array, evaluated where it is declared. */
static void bound(struct builder *b, struct node *node)
{
    if (node != NULL && node->kind == NODE_BOUND && node->child[0] != NULL)
        full_expr(b, node->child[0]);
}

static void variable(struct builder *b, struct node *node)
{
    struct node *init = node->count > 0 ? node->child[node->count - 1] : NULL;
    for (uint32_t i = 0; i + 1 < node->count; i++)
        bound(b, node->child[i]);
    if (init != NULL)
        assign_value(b, node, init);
    else
        point(b, CFG_DECLARE, node);
    if (node->symbol->cleanup == NULL)
        return;
    point(b, CFG_DEFER, node);
    *vec_push(&b->scope->exits) = node;
}

static void for_stmt(struct builder *b, struct node *node)
{
    enter(b, node);
    if (node->child[0] != NULL)
        stmt(b, node->child[0]);
    loop(b, node, node->child[1], node->child[2], node->child[3]);
    leave(b);
}

/* How many items there are is not known; closing the generator is no point. */
static void async_for(struct builder *b, struct node *node)
{
    struct jumps outer = b->jumps;
    uint32_t test = new_block(b), round = new_block(b), next = new_block(b), end = new_block(b);
    full_expr(b, node->child[1]);
    b->jumps.break_to = (struct target){end, b->scope};
    b->jumps.continue_to = (struct target){next, b->scope};
    *vec_push(&b->cfg->loops) = (struct cfg_loop){.node = node, .head = test};
    go_on_in(b, test);
    connect(b, round);
    connect(b, end);
    b->at = round;
    enter(b, node);
    stmt(b, node->child[0]);
    body(b, node->child[3]);
    leave(b);
    go_on_in(b, next);
    full_expr(b, node->child[2]);
    connect(b, test);
    b->at = end;
    b->jumps = outer;
}

static void group_stmt(struct builder *b, struct node *node)
{
    enter(b, node);
    *vec_push(&b->scope->exits) = node;
    stmt(b, node->child[0]);
    leave(b);
}

static void compound(struct builder *b, struct node *node)
{
    enter(b, node);
    for (uint32_t i = 0; i < node->count; i++)
        stmt(b, node->child[i]);
    leave(b);
}

static void others(struct builder *b, struct node *node)
{
    for (uint32_t i = 0; i < node->count; i++) {
        struct node *child = node->child[i];
        if (child != NULL)
            node_is_expr(child) ? full_expr(b, child) : stmt(b, child);
    }
}

static void stmt(struct builder *b, struct node *node)
{
    switch (node->kind) {
    case NODE_COMPOUND:
        compound(b, node);
        return;
    case NODE_IF:
        if_stmt(b, node);
        return;
    case NODE_WHILE:
        loop(b, node, node->child[0], NULL, node->child[1]);
        return;
    case NODE_DO:
        loop(b, node, node->child[1], NULL, node->child[0]);
        return;
    case NODE_FOR:
        for_stmt(b, node);
        return;
    case NODE_SWITCH:
        switch_stmt(b, node);
        return;
    case NODE_CASE:
    case NODE_DEFAULT:
        case_stmt(b, node);
        return;
    case NODE_LABEL:
        label_stmt(b, node);
        return;
    case NODE_GOTO:
        goto_stmt(b, node);
        return;
    case NODE_GOTO_COMPUTED:
        full_expr(b, node->child[0]);
        jump(b, b->computed);
        return;
    case NODE_BREAK:
        jump_to(b, b->jumps.break_to);
        return;
    case NODE_CONTINUE:
        jump_to(b, b->jumps.continue_to);
        return;
    case NODE_RETURN:
        return_stmt(b, node);
        return;
    case NODE_VAR:
        variable(b, node);
        return;
    case NODE_GROUP:
        group_stmt(b, node);
        return;
    case NODE_ASYNC_FOR:
        async_for(b, node);
        return;
    case NODE_DEFER:
        point(b, CFG_DEFER, node);
        *vec_push(&b->scope->exits) = node;
        return;
    case NODE_PLAIN_DECL: /* a typedef has bounds, a static variable an initialiser */
        for (uint32_t i = 0; i < node->count; i++)
            bound(b, node->child[i]);
        return;
    case NODE_ASM: /* may do anything to what it names */
        others(b, node);
        point(b, CFG_CALL, node);
        return;
    default:
        others(b, node);
        return;
    }
}

/* ---- assignments ----------------------------------------------------- */

struct symbol *cfg_target_symbol(const struct node *node)
{
    if (node->kind == NODE_VAR)
        return node->symbol;
    const struct node *target = value_strip(node->child[0]);
    return target->kind == NODE_NAME ? target->symbol : NULL;
}

struct node *cfg_assigned(const struct node *node)
{
    if (node->kind == NODE_VAR)
        return node->child[node->count - 1];
    return node->kind == NODE_ASSIGN ? node->child[1] : NULL;
}

static void resolve(const struct cfg *cfg, struct cfg_point *point)
{
    const struct node *value = cfg_assigned(point->node);
    bool flipped = false;
    if (value != NULL && point->signs == SIGN_ANY)
        point->from = find_key(cfg, value, &flipped);
    if (flipped)
        point->from = CFG_NO_KEY;
    const struct symbol *symbol = cfg_target_symbol(point->node);
    if (symbol != NULL) {
        for (size_t i = 0; i < cfg->keys.count; i++)
            if (cfg->keys.data[i].symbol == symbol)
                point->to = (int)i;
        return;
    }
    point->object = value_text(cfg->program, value_strip(point->node->child[0]));
    uint64_t hash = hash_text(point->object);
    for (size_t i = 0; i < cfg->keys.count; i++)
        if (cfg->keys.data[i].hash == hash && strcmp(cfg->keys.data[i].text, point->object) == 0)
            point->to = (int)i;
}

/* Once all keys are known. */
static void resolve_assignments(struct cfg *cfg)
{
    for (size_t i = 0; i < cfg->blocks.count; i++)
        for (size_t k = 0; k < cfg->blocks.data[i].points.count; k++)
            if (cfg->blocks.data[i].points.data[k].kind == CFG_ASSIGN)
                resolve(cfg, &cfg->blocks.data[i].points.data[k]);
}

/* ---- the function ---------------------------------------------------- */

struct cfg *cfg_create(struct program *program, struct function *function)
{
    struct cfg *cfg = arena_new(program->arena, struct cfg);
    struct builder b = {.cfg = cfg, .program = program, .arena = program->arena};
    cfg->program = program;
    cfg->function = function;
    b.at = new_block(&b);
    new_block(&b); /* CFG_END */
    b.computed = new_block(&b);
    b.jumps.break_to.block = b.jumps.continue_to.block = CFG_END;
    stmt(&b, function->body);
    connect(&b, CFG_END);
    resolve_assignments(cfg);
    cfg_find_cycles(cfg);
    vec_deinit(&b.labels);
    return cfg;
}

void cfg_destroy(struct cfg *cfg)
{
    if (cfg == NULL)
        return;
    for (size_t i = 0; i < cfg->blocks.count; i++) {
        vec_deinit(&cfg->blocks.data[i].points);
        vec_deinit(&cfg->blocks.data[i].edges);
    }
    for (size_t i = 0; i < cfg->keys.count; i++)
        vec_deinit(&cfg->keys.data[i].parts);
    vec_deinit(&cfg->blocks);
    vec_deinit(&cfg->keys);
    vec_deinit(&cfg->loops);
}
